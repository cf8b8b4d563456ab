/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-redact-shapes.h"

#include <string.h>

static gboolean
is_digits (const char *text,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static guint64
number (const char *digits,
        gsize       length)
{
  guint64 value = 0;

  for (gsize i = 0; i < length; i++)
    value = value * 10 + (guint64) g_ascii_digit_value (digits[i]);
  return value;
}

gboolean
tipoff_shape_is_card (const char *digits)
{
  gsize length = strlen (digits);
  guint sum = 0;

  if (length < 13 || length > 19 || !is_digits (digits, length) || digits[0] < '2' || digits[0] > '6')
    return FALSE;
  /* Of the numbers that begin with 2 only 2221 to 2720 are cards (Mastercard). */
  if (digits[0] == '2' && (number (digits, 4) < 2221 || number (digits, 4) > 2720))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      guint digit = (guint) g_ascii_digit_value (digits[length - 1 - i]);

      if (i % 2 == 1)
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
  return sum % 10 == 0;
}

gboolean
tipoff_shape_is_belgian_id (const char *digits)
{
  guint64 first, check, month, day;

  if (strlen (digits) != 11 || !is_digits (digits, 11))
    return FALSE;
  first = number (digits, 9);
  check = number (digits + 9, 2);
  month = number (digits + 2, 2) % 20;      /* bis numbers add 20 or 40 to the month */
  day = number (digits + 4, 2);
  if (number (digits + 2, 2) >= 60 || month > 12 || day > 31)
    return FALSE;
  return check == 97 - first % 97 || check == 97 - (first + G_GUINT64_CONSTANT (2000000000)) % 97;
}

gboolean
tipoff_shape_is_spanish_id (const char *text)
{
  static const char letters[] = "TRWAGMYFPDXBNJZSQVHLCKE";
  char digits[9];

  if (strlen (text) != 9)
    return FALSE;
  memcpy (digits, text, 8);
  digits[8] = '\0';
  switch (g_ascii_toupper (text[0]))
    {
    case 'X':
      digits[0] = '0';
      break;
    case 'Y':
      digits[0] = '1';
      break;
    case 'Z':
      digits[0] = '2';
      break;
    default:
      break;
    }
  return is_digits (digits, 8) && letters[number (digits, 8) % 23] == g_ascii_toupper (text[8]);
}

gboolean
tipoff_shape_is_french_id (const char *digits)
{
  guint64 month;

  if (strlen (digits) != 15 || !is_digits (digits, 15) || (digits[0] != '1' && digits[0] != '2'))
    return FALSE;
  month = number (digits + 3, 2);
  return month >= 1 && (month <= 12 || (month >= 20 && month <= 42)) &&
         number (digits + 13, 2) == 97 - number (digits, 13) % 97;
}

gboolean
tipoff_shape_is_dutch_id (const char *digits)
{
  int sum = 0;

  if (strlen (digits) != 9 || !is_digits (digits, 9))
    return FALSE;
  for (int i = 0; i < 8; i++)
    sum += g_ascii_digit_value (digits[i]) * (9 - i);
  sum -= g_ascii_digit_value (digits[8]);
  return sum > 0 && sum % 11 == 0;
}

gboolean
tipoff_shape_is_postal_item (const char *text)
{
  static const guint weights[] = { 8, 6, 4, 2, 3, 5, 9, 7 };
  guint sum = 0;
  guint check;

  if (strlen (text) != 13 || !is_digits (text + 2, 9) || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]) ||
      !g_ascii_isalpha (text[11]) || !g_ascii_isalpha (text[12]))
    return FALSE;
  for (guint i = 0; i < 8; i++)
    sum += (guint) g_ascii_digit_value (text[2 + i]) * weights[i];
  check = 11 - sum % 11;
  if (check == 10)
    check = 0;
  else if (check == 11)
    check = 5;
  return (guint) g_ascii_digit_value (text[10]) == check;
}

gboolean
tipoff_shape_find_email (const char *text,
                         gsize      *start,
                         gsize      *end)
{
  /* Without the signs that part a link: "to=jan@example.org". */
  static const char local[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!$%'*+^_`{|}~-";
  static const char domain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

  for (const char *at = strchr (text, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      const char *from = at;
      const char *to = at + 1 + strspn (at + 1, domain);
      const char *dot;

      while (from > text && strchr (local, from[-1]) != NULL)
        from--;
      while (to > at + 1 && (to[-1] == '.' || to[-1] == '-'))
        to--;
      dot = g_strrstr_len (at + 1, to - at - 1, ".");
      if (from == at || dot == NULL || dot == at + 1 || to - dot < 3)
        continue;
      *start = (gsize) (from - text);
      *end = (gsize) (to - text);
      return TRUE;
    }
  return FALSE;
}

char *
tipoff_shape_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}
