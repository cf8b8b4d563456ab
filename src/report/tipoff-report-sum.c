/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-report.h"

#include <string.h>

#define MAX_UNITS 12

/* Signs of currencies and spaces around and in a sum. */
static gboolean
is_ornament (gunichar c)
{
  return g_unichar_isspace (c) || c == '\'' || c == 0x2019 || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;
}

/* Digits, points and commas of @text; NULL where it holds anything else. */
static char *
strip_ornaments (const char *text)
{
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_ornament (c))
        continue;
      if (c > 127 || strchr ("0123456789.,", (int) c) == NULL)
        return NULL;
      g_string_append_c (bare, (char) c);
    }
  return g_string_free (g_steal_pointer (&bare), FALSE);
}

/* The last point or comma begins the cents where one or two digits follow; three are thousands. */
static const char *
find_cents (const char *bare)
{
  const char *point = strrchr (bare, '.');
  const char *comma = strrchr (bare, ',');
  const char *last = point == NULL || (comma != NULL && comma > point) ? comma : point;
  gsize digits = last != NULL ? strlen (last + 1) : 0;

  return digits == 1 || digits == 2 ? last : NULL;
}

/**
 * tipoff_report_read_sum:
 * @text: (nullable): as a person writes a sum, with or without the sign of a currency
 *
 * Returns: (transfer full) (nullable): as tipoff_report_set_loss() takes it
 */
char *
tipoff_report_read_sum (const char *text)
{
  g_autofree char *bare = text != NULL && g_utf8_validate (text, -1, NULL) ? strip_ornaments (text) : NULL;
  const char *cents = bare != NULL ? find_cents (bare) : NULL;
  g_autoptr (GString) units = g_string_new (NULL);

  if (bare == NULL)
    return NULL;
  for (const char *p = bare; *p != '\0' && p != cents; p++)
    {
      /* Between thousands, and nowhere else. */
      if (!g_ascii_isdigit (*p) && (units->len == 0 || strspn (p + 1, "0123456789") != 3))
        return NULL;
      if (g_ascii_isdigit (*p))
        g_string_append_c (units, *p);
    }
  if (units->len == 0 || units->len > MAX_UNITS)
    return NULL;
  g_string_append_printf (units, ".%s%s", cents != NULL ? cents + 1 : "", cents == NULL ? "00" : cents[2] == '\0' ? "0" : "");
  return g_string_free (g_steal_pointer (&units), FALSE);
}
