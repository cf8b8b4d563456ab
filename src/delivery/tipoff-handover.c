/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-handover.h"

#include "tipoff-eml.h"
#include "tipoff-ids.h"
#include "tipoff-outbox.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* What mail programs and the desktop in between are known to take. */
#define MAILTO_BYTES 2000
/* A QR code of 105 modules: at two pixels each a camera reads it, and it fits a window 360 wide. */
#define SMS_BYTES 1000
#define NUMBER_DIGITS 15   /* ITU-T E.164 */

#define GROUP "delivery"
#define KEY "handover-way"

TIPOFF_DEFINE_NAMES (TipoffHandover, handover, "portal", "mailto", "webmail", "draft")

/**
 * tipoff_handover_get_remembered:
 * @settings: the person's
 * @way: (out): how they got a mail away the last time
 *
 * Returns: %FALSE, and @way untouched, where there is none, or the file holds a word that is none
 */
gboolean
tipoff_handover_get_remembered (TipoffSettings *settings,
                                TipoffHandover *way)
{
  g_autofree char *word = tipoff_settings_get_string (settings, GROUP, KEY);

  return tipoff_handover_from_string (word, way);
}

/**
 * tipoff_handover_remember:
 * @settings: the person's; the caller saves them
 * @way: (nullable): what worked; %NULL forgets the one before
 */
void
tipoff_handover_remember (TipoffSettings       *settings,
                          const TipoffHandover *way)
{
  tipoff_settings_set_string (settings, GROUP, KEY, way != NULL ? tipoff_handover_to_string (*way) : NULL);
}

static char *
escape_recipients (const char *to)
{
  g_auto (GStrv) addresses = tipoff_eml_get_addresses (to);

  for (gsize i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *address = addresses[i];

      addresses[i] = g_uri_escape_string (address, "@", FALSE);
    }
  return g_strjoinv (",", addresses);
}

/* RFC 6068, 5: a line break in a body is %0D%0A. */
static char *
escape_body (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);

  return g_uri_escape_string (joined, NULL, FALSE);
}

/**
 * tipoff_handover_mailto:
 * @eml: an `eml` report
 *
 * A link (RFC 6068) that opens the person's own mail program with recipient,
 * subject and text of the report in it. The person sends it, or does not.
 *
 * Returns: (transfer full) (nullable): the link; %NULL where there is no
 *   recipient, the text is too long for a link, or there are attachments, which
 *   no link carries: then tipoff_mail_portal_compose_async() or
 *   tipoff_handover_save_draft() is the way
 */
char *
tipoff_handover_mailto (GBytes *eml)
{
  gsize length;
  const char *bytes = g_bytes_get_data (eml, &length);
  g_autoptr (TipoffEml) message = tipoff_eml_read (bytes, length);
  g_autofree char *to = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *link = NULL;

  if (message->to == NULL || message->text == NULL || strlen (message->text) > MAILTO_BYTES || message->n_attachments > 0)
    return NULL;

  to = escape_recipients (message->to);
  if (*to == '\0')
    return NULL;

  subject = g_uri_escape_string (message->subject != NULL ? message->subject : "", NULL, FALSE);
  body = escape_body (message->text);
  link = g_strconcat ("mailto:", to, "?subject=", subject, "&body=", body, NULL);

  return strlen (link) <= MAILTO_BYTES ? g_steal_pointer (&link) : NULL;
}

/**
 * tipoff_handover_save_draft:
 * @eml: an `eml` report
 * @dir: the folder; made with mode 0700 where it is not there
 * @id: the report's id, which becomes the file's name
 * @error: return location for an error (%TIPOFF_DELIVERY_ERROR_DATABASE: it
 *   cannot be written)
 *
 * Writes the report as a message file that a mail program opens. Only the
 * person can read it.
 *
 * Returns: (transfer full): its path, or %NULL
 */
char *
tipoff_handover_save_draft (GBytes      *eml,
                            const char  *dir,
                            const char  *id,
                            GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (eml, &length);

  g_return_val_if_fail (tipoff_uuid_is_valid (id), NULL);

  name = g_strconcat (id, ".eml", NULL);
  path = g_build_filename (dir, name, NULL);
  (void) g_mkdir_with_parents (dir, 0700);
  if (!g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, &local_error))
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE,
                   "The draft cannot be written: %s", local_error->message);
      return NULL;
    }

  return g_steal_pointer (&path);
}

/**
 * tipoff_handover_forget_draft:
 * @dir: the folder
 * @id: the report's id
 *
 * A message file is a copy of the report outside the outbox: it goes when the report has been
 * handed over.
 */
void
tipoff_handover_forget_draft (const char *dir,
                              const char *id)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (tipoff_uuid_is_valid (id));

  name = g_strconcat (id, ".eml", NULL);
  path = g_build_filename (dir, name, NULL);
  (void) g_unlink (path);
}

/* A short code or a number as a phone dials it, without what people write between the digits. */
static char *
get_digits (const char *number)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = number; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) || (*p == '+' && p == number))
        g_string_append_c (digits, *p);
      else if (strchr (" .-/", *p) == NULL)
        return NULL;
    }
  if (digits->len < 3 || digits->len > NUMBER_DIGITS + 1 || g_str_equal (digits->str, "+"))
    return NULL;
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/**
 * tipoff_handover_sms:
 * @number: a short code or a phone number
 * @text: exactly what is to be sent, UTF-8
 *
 * A link (RFC 5724, 2.2) that fills in a text message on the phone that opens it. Nothing in
 * @text can become another field of it: everything but letters, digits and `-._~` is escaped.
 *
 * Returns: (transfer full) (nullable): the link, at most 1000 bytes; %NULL where there is none
 */
char *
tipoff_handover_sms (const char *number,
                     const char *text)
{
  g_autofree char *digits = NULL;
  g_autofree char *body = NULL;
  g_autofree char *link = NULL;

  g_return_val_if_fail (number != NULL && text != NULL, NULL);

  digits = get_digits (number);
  /* Escaping only makes it longer. */
  if (digits == NULL || *text == '\0' || strlen (text) > SMS_BYTES || !g_utf8_validate (text, -1, NULL))
    return NULL;

  body = g_uri_escape_string (text, NULL, FALSE);
  link = g_strconcat ("sms:", digits, "?body=", body, NULL);
  return strlen (link) <= SMS_BYTES ? g_steal_pointer (&link) : NULL;
}
