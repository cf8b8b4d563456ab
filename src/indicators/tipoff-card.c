/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-card.h"

#define MIN_CARD 13
#define MAX_CARD 19

/* ISO/IEC 7812-1, annex B */
static gboolean
passes_luhn (const guint8 *digits, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      guint digit = digits[n - 1 - i];

      if (i % 2 == 1)
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
  return sum % 10 == 0;
}

/* Lengths and first digits of the networks in use: Visa, Mastercard, Maestro and
 * Bancontact, American Express, Diners, Discover, UnionPay. */
static gboolean
is_of_network (const guint8 *d, guint n)
{
  guint two = d[0] * 10u + d[1], four = two * 100 + d[2] * 10u + d[3];

  if (d[0] == 4)
    return n == 13 || n == 16 || n == 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720))
    return n == 16;
  if (two == 34 || two == 37)
    return n == 15;
  if (two == 30 || two == 36 || two == 38 || two == 39)
    return n == 14;
  return two == 50 || (two >= 56 && two <= 69);
}

const char *
tipoff_card_scan (TipoffScan *scan, const char *p)
{
  const char *start = p, *last = p;
  guint8 digits[MAX_CARD];
  guint n = 0;

  if (p > scan->text && (p[-1] == '+' || p[-1] == '('))
    return NULL;
  while (p < scan->end && n < MAX_CARD && g_ascii_isdigit (*p))
    {
      digits[n++] = (guint8) (*p - '0');
      last = ++p;
      if (p + 1 < scan->end && (*p == ' ' || *p == '-') && g_ascii_isdigit (p[1]))
        p++;
    }
  if (n < MIN_CARD || (last < scan->end && g_ascii_isalnum (*last)))
    return NULL;
  if (!is_of_network (digits, n) || !passes_luhn (digits, n))
    return NULL;

  tipoff_scan_no_number (scan, start, last);
  return last;
}
