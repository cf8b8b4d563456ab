/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-mail-header.h"

#include "read-entity.h"

#include "tipoff-ids.h"

#include <string.h>

/* Fields that are kept, and all of them together. */
#define MAX_FIELDS 200
#define MAX_BYTES ((gsize) 64 * 1024)
#define MAX_FIELD_BYTES ((gsize) 8 * 1024)

static const char *const kept[] = {
  "return-path", "received", "received-spf", "authentication-results", "dkim-signature", "from", "sender", "reply-to",
  "to", "cc", "delivered-to", "x-original-to", "date", "user-agent", "x-mailer", "x-originating-ip", "x-sender-ip",
  "x-php-originating-script", NULL
};

GMimeParserOptions *
read_mail_options (void)
{
  static GMimeParserOptions *options;
  const char *fallback[] = { "utf-8", "windows-1252", NULL };

  if (options == NULL)
    {
      options = g_mime_parser_options_new ();
      g_mime_parser_options_set_fallback_charsets (options, fallback);
    }
  return options;
}

/* ISO 8859-1 is said and windows-1252 is written in fields as in text. */
char *
read_header_clean (const char *decoded)
{
  g_autofree char *valid = g_utf8_make_valid (decoded, -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, g_ascii_iscntrl (*p) ? ' ' : read_entity_fix_control (g_utf8_get_char (p)));
  return g_strstrip (g_string_free (out, FALSE));
}

/* One line of valid UTF-8, decoded. */
static char *
decode (const char *raw)
{
  g_autofree char *cut = g_strndup (raw != NULL ? raw : "", MAX_FIELD_BYTES);
  g_autofree char *unfolded = g_mime_utils_header_unfold (cut);
  g_autofree char *decoded = g_mime_utils_header_decode_text (read_mail_options (), unfolded);

  return read_header_clean (decoded != NULL ? decoded : "");
}

char *
read_header_collect (GMimeMessage *mail)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (GMIME_OBJECT (mail));
  GString *out = g_string_new (NULL);
  const int n = g_mime_header_list_get_count (list);

  for (int i = 0, used = 0; i < n && used < MAX_FIELDS && out->len < MAX_BYTES; i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, i);
      const char *name = g_mime_header_get_name (header);
      g_autofree char *small = g_ascii_strdown (name, -1);
      g_autofree char *value = NULL;

      if (!g_strv_contains (kept, small))
        continue;
      value = decode (g_mime_header_get_raw_value (header));
      g_string_append_printf (out, "%s%s: %s", used > 0 ? "\n" : "", name, value);
      used++;
    }
  return g_string_free (out, FALSE);
}

static const char *
get_raw (GMimeMessage *mail,
         const char   *name)
{
  GMimeHeader *header = g_mime_header_list_get_header (g_mime_object_get_header_list (GMIME_OBJECT (mail)), name);

  return header != NULL ? g_mime_header_get_raw_value (header) : NULL;
}

/* What cannot be taken apart is shown as it stands. */
char *
read_header_get_sender (GMimeMessage *mail)
{
  const char *raw = get_raw (mail, "From");
  g_autofree char *cut = raw != NULL ? g_strndup (raw, MAX_FIELD_BYTES) : NULL;
  InternetAddressList *list = cut != NULL ? internet_address_list_parse (read_mail_options (), cut) : NULL;
  InternetAddress *first = list != NULL && internet_address_list_length (list) > 0 ? internet_address_list_get_address (list, 0) : NULL;
  char *sender = NULL;

  if (first != NULL && INTERNET_ADDRESS_IS_MAILBOX (first))
    {
      const char *name = internet_address_get_name (first);
      const char *address = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (first));

      g_autofree char *both = name != NULL && *name != '\0' ? g_strdup_printf ("%s <%s>", name, address) : g_strdup (address);

      sender = read_header_clean (both);
    }
  g_clear_object (&list);
  return sender != NULL || raw == NULL ? sender : decode (raw);
}

char *
read_header_get_subject (GMimeMessage *mail)
{
  const char *raw = get_raw (mail, "Subject");
  g_autofree char *subject = raw != NULL ? decode (raw) : NULL;

  return subject != NULL && *subject != '\0' ? g_steal_pointer (&subject) : NULL;
}

static char *
format_date (const char *raw)
{
  g_autoptr (GDateTime) date = raw != NULL ? g_mime_utils_header_decode_date (raw) : NULL;

  return date != NULL ? tipoff_time_format (g_date_time_to_unix (date)) : NULL;
}

char *
read_header_get_received (GMimeMessage *mail)
{
  const char *raw = get_raw (mail, "Received");       /* the topmost: of the last server */
  const char *date = raw != NULL ? strrchr (raw, ';') : NULL;
  char *received = date != NULL ? format_date (date + 1) : NULL;

  return received != NULL ? received : format_date (get_raw (mail, "Date"));
}
