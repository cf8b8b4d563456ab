/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-mail-text.h"

#include <string.h>

/* Without the CRLF (RFC 2045, 6.7, rule 5). */
#define MAX_LINE 76
/* An encoded word is at most 75 characters: 63 of base64 are left, so 45 bytes. */
#define MAX_WORD_BYTES 45

void
tipoff_mail_append_quoted_printable (GString    *out,
                                     const char *text)
{
  guint column = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;
      gboolean last = p[1] == '\n' || p[1] == '\0';
      gboolean plain = (c >= 33 && c <= 126 && c != '=') || ((c == ' ' || c == '\t') && !last);
      guint width = plain ? 1 : 3;

      if (c == '\n')
        {
          g_string_append (out, "\r\n");
          column = 0;
          continue;
        }
      /* One column is for the "=" of a soft line break. */
      if (column + width > MAX_LINE - 1)
        {
          g_string_append (out, "=\r\n");
          column = 0;
        }
      if (plain)
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "=%02X", c);
      column += width;
    }
}

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 32 || (guchar) *p > 126)
      return FALSE;
  /* Something that looks like an encoded word must be encoded itself. */
  return strstr (text, "=?") == NULL && strlen (text) < 900;
}

void
tipoff_mail_append_header (GString    *out,
                           const char *name,
                           const char *value)
{
  g_autofree char *one_line = g_strdelimit (g_strdup (value), "\r\n\t\v\f", ' ');
  const char *p = one_line;

  g_string_append_printf (out, "%s:", name);
  if (is_plain (one_line))
    {
      g_string_append_printf (out, " %s\r\n", one_line);
      return;
    }
  while (*p != '\0')
    {
      const char *end = p;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - p <= MAX_WORD_BYTES)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) p, (gsize) (end - p));
      g_string_append_printf (out, "%s =?UTF-8?B?%s?=", p == one_line ? "" : "\r\n", word);
      p = end;
    }
  g_string_append (out, "\r\n");
}

char *
tipoff_mail_format_date (gint64 unix_seconds)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_seconds);

  if (time == NULL)
    return NULL;
  return g_strdup_printf ("%s, %d %s %d %02d:%02d:%02d +0000",
                          days[g_date_time_get_day_of_week (time) - 1], g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1], g_date_time_get_year (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time), g_date_time_get_second (time));
}
