/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-iban.h"

#include <string.h>

#define MAX_IBAN 34

typedef struct
{
  char   country[3];
  guint8 length;
} Country;

/* The SWIFT registry of IBAN formats, by country; all of SEPA is among them. */
static const Country countries[] = {
  { "AD", 24 }, { "AE", 23 }, { "AL", 28 }, { "AT", 20 }, { "AZ", 28 }, { "BA", 20 }, { "BE", 16 },
  { "BG", 22 }, { "BH", 22 }, { "BI", 27 }, { "BR", 29 }, { "BY", 28 }, { "CH", 21 }, { "CR", 22 },
  { "CY", 28 }, { "CZ", 24 }, { "DE", 22 }, { "DJ", 27 }, { "DK", 18 }, { "DO", 28 }, { "EE", 20 },
  { "EG", 29 }, { "ES", 24 }, { "FI", 18 }, { "FK", 18 }, { "FO", 18 }, { "FR", 27 }, { "GB", 22 },
  { "GE", 22 }, { "GI", 23 }, { "GL", 18 }, { "GR", 27 }, { "GT", 28 }, { "HN", 28 }, { "HR", 21 },
  { "HU", 28 }, { "IE", 22 }, { "IL", 23 }, { "IQ", 23 }, { "IS", 26 }, { "IT", 27 }, { "JO", 30 },
  { "KW", 30 }, { "KZ", 20 }, { "LB", 28 }, { "LC", 32 }, { "LI", 21 }, { "LT", 20 }, { "LU", 20 },
  { "LV", 21 }, { "LY", 25 }, { "MC", 27 }, { "MD", 24 }, { "ME", 22 }, { "MK", 19 }, { "MN", 20 },
  { "MR", 27 }, { "MT", 31 }, { "MU", 30 }, { "NI", 28 }, { "NL", 18 }, { "NO", 15 }, { "OM", 23 },
  { "PK", 24 }, { "PL", 28 }, { "PS", 29 }, { "PT", 25 }, { "QA", 29 }, { "RO", 24 }, { "RS", 22 },
  { "RU", 33 }, { "SA", 24 }, { "SC", 31 }, { "SD", 18 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 },
  { "SM", 27 }, { "SO", 23 }, { "ST", 25 }, { "SV", 28 }, { "TL", 23 }, { "TN", 24 }, { "TR", 26 },
  { "UA", 29 }, { "VA", 22 }, { "VG", 24 }, { "XK", 20 }, { "YE", 30 },
};

/* Length of an IBAN of the country that @code begins with, or 0. */
static gsize
length_of (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (countries[i].country[0] == code[0] && countries[i].country[1] == code[1])
      return countries[i].length;
  return 0;
}

gboolean
tipoff_iban_is_valid (const char *iban)
{
  gsize length = strlen (iban);
  guint remainder = 0;

  if (length < 5 || length != length_of (iban))
    return FALSE;
  /* The country and check digits go to the end; letters count from 10. Modulo 97. */
  for (gsize i = 0; i < length; i++)
    {
      char c = iban[(i + 4) % length];

      if (g_ascii_isdigit (c))
        remainder = (remainder * 10 + (guint) (c - '0')) % 97;
      else if (g_ascii_isupper (c))
        remainder = (remainder * 100 + (guint) (c - 'A') + 10) % 97;
      else
        return FALSE;
    }
  return remainder == 1;
}

/* Past one blank, dash or full stop between two groups; blanks that do not break too. */
static const char *
skip_separator (const char *p, const char *end)
{
  static const char *const separators[] = {
    " ", "-", ".", "\t", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x91", "\xe2\x80\x93", NULL
  };

  for (gsize i = 0; separators[i] != NULL; i++)
    {
      gsize length = strlen (separators[i]);

      if ((gsize) (end - p) >= length && memcmp (p, separators[i], length) == 0)
        return p + length;
    }
  return p;
}

const char *
tipoff_iban_scan (TipoffScan *scan, const char *p)
{
  const char *start = p, *last = p;
  char iban[MAX_IBAN + 1];
  gsize n = 0, length = 0;

  while (p < scan->end)
    {
      char c = g_ascii_toupper (*p);

      if (n < 2 ? !g_ascii_isupper (c) : n < 4 ? !g_ascii_isdigit (c) : !g_ascii_isalnum (c))
        return NULL;
      iban[n++] = c;
      last = ++p;
      if (n == 2 && (length = length_of (iban)) == 0)
        return NULL;
      if (n > 2 && n == length)
        break;
      if (n >= 2 && p < scan->end && !g_ascii_isalnum (*p))
        p = skip_separator (p, scan->end);
    }
  iban[n] = '\0';
  if (last < scan->end && (g_ascii_isalnum (*last) || *last == '_'))
    return NULL;
  if (!tipoff_iban_is_valid (iban))
    return NULL;

  tipoff_scan_add (scan, TIPOFF_INDICATOR_IBAN, start, last, g_strdup (iban));
  return last;
}
