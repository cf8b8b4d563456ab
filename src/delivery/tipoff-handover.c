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

/* The address alone out of `Name <address>`. */
static char *
get_address (const char *recipient)
{
  const char *open = strrchr (recipient, '<');
  char *address = open != NULL ? g_strndup (open + 1, strcspn (open + 1, ">")) : g_strdup (recipient);

  return g_strstrip (address);
}

static char *
escape_recipients (const char *to)
{
  g_auto (GStrv) recipients = g_strsplit (to, ",", 16);
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; recipients[i] != NULL; i++)
    {
      g_autofree char *address = get_address (recipients[i]);
      g_autofree char *escaped = g_uri_escape_string (address, "@", FALSE);

      if (*address == '\0')
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? "," : "", escaped);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
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
 *   recipient, or the text is too long for a link: then
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

  if (message->to == NULL || message->text == NULL || strlen (message->text) > MAILTO_BYTES)
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
