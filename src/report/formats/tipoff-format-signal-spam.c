/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-mail-text.h"

#include <string.h>

/* The form of Signal Spam (France): one e-mail in base64. It is read by machines that look at the header for
 * whose servers sent it, so only a case that holds the header as it was received is taken, and only of one
 * mail. Tipoff keeps no original: the mail is put together from header and text, says so in a field of its
 * own, and leaves out what is no text. */

#define RECEIVED "Received"
#define MADE_FROM "header and text as received; what is personal is masked, other parts are left out"

/* Fields that name the recipient, and those that would describe parts that are left out. */
static gboolean
is_left_out (const char *name)
{
  static const char *const fields[] = { "to", "cc", "bcc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to",
                                        "apparently-to", "mime-version", NULL };
  g_autofree char *small = g_ascii_strdown (name, -1);

  return g_strv_contains (fields, small) || g_str_has_prefix (small, "content-") || g_str_has_prefix (small, "x-tipoff");
}

/* RFC 5322, 2.2: the name before the colon; NULL where @line begins no field. */
static char *
read_field_name (const char *line)
{
  gsize length = 0;

  while (line[length] > ' ' && line[length] < 127 && line[length] != ':')
    length++;
  return length > 0 && line[length] == ':' ? g_strndup (line, length) : NULL;
}

typedef struct
{
  GString *out;
  char    *name;                    /* of the field that is being read; NULL */
  GString *value;
  gboolean has_received;
} Header;

static void
end_field (Header *header)
{
  if (header->name != NULL && !is_left_out (header->name))
    {
      header->has_received = header->has_received || g_ascii_strcasecmp (header->name, RECEIVED) == 0;
      tipoff_mail_append_header (header->out, header->name, header->value->str);
    }
  g_clear_pointer (&header->name, g_free);
  g_string_truncate (header->value, 0);
}

/* Continued lines are joined; what is no field is left out. */
static void
read_header (Header     *header,
             const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strchomp (lines[i]);

      if (*line == ' ' || *line == '\t')
        {
          if (header->name != NULL)
            g_string_append_printf (header->value, " %s", line + strspn (line, " \t"));
          continue;
        }
      end_field (header);
      header->name = read_field_name (line);
      if (header->name != NULL)
        g_string_assign (header->value, line + strlen (header->name) + 1 + strspn (line + strlen (header->name) + 1, " \t"));
    }
  end_field (header);
}

/* The mail; NULL where its header is not there. */
static char *
make_mail (const TipoffReport *report,
           TipoffMasked       *masked)
{
  const TipoffMessage *message = g_ptr_array_index (report->c->messages, 0);
  g_autofree char *fields = tipoff_facts_get_parts (masked, message, 0, TIPOFF_PART_HEADER);
  g_autofree char *text = tipoff_facts_get_text (masked, message, 0);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  Header header = { out, NULL, value, FALSE };

  if (report->test || report->practice)
    tipoff_mail_append_header (out, "X-Tipoff-Test", "yes");
  tipoff_mail_append_header (out, "X-Tipoff", MADE_FROM);
  read_header (&header, fields != NULL ? fields : "");
  if (!header.has_received)
    return NULL;
  tipoff_mail_append_header (out, "MIME-Version", "1.0");
  tipoff_mail_append_header (out, "Content-Type", "text/plain; charset=UTF-8");
  tipoff_mail_append_header (out, "Content-Transfer-Encoding", "quoted-printable");
  g_string_append (out, "\r\n");
  tipoff_mail_append_quoted_printable (out, text);
  return g_strdup (out->str);
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  gboolean one_mail = report->c->messages->len == 1 && tipoff_facts_get_channel (report) == TIPOFF_CHANNEL_EMAIL;
  g_autofree char *mail = one_mail ? make_mail (report, masked) : NULL;
  g_autofree char *base64 = NULL;
  GString *out;

  if (mail == NULL)
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN,
                           "Signal Spam takes one e-mail with its whole header, and that is not here");
      return NULL;
    }
  base64 = g_base64_encode ((const guchar *) mail, strlen (mail));
  out = g_string_sized_new (strlen (base64) + 64);
  g_string_append (out, "message=");
  g_string_append_uri_escaped (out, base64, NULL, FALSE);
  return tipoff_facts_take_bytes (out);
}

const TipoffFormat tipoff_format_signal_spam = {
  "signal-spam", "application/x-www-form-urlencoded", encode, NULL, NULL,
};
