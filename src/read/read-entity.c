/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-entity.h"

#include <string.h>

/* No name that is known is longer. */
#define MAX_NAME 8

/* Those that occur in the languages that we read; in order. */
static const struct
{
  const char *name;
  gunichar    c;
} names[] = {
  { "AElig", 0xc6 }, { "Aacute", 0xc1 }, { "Acirc", 0xc2 }, { "Agrave", 0xc0 }, { "Aring", 0xc5 }, { "Atilde", 0xc3 },
  { "Auml", 0xc4 }, { "Ccedil", 0xc7 }, { "Eacute", 0xc9 }, { "Ecirc", 0xca }, { "Egrave", 0xc8 }, { "Euml", 0xcb },
  { "Iacute", 0xcd }, { "Icirc", 0xce }, { "Igrave", 0xcc }, { "Iuml", 0xcf }, { "Ntilde", 0xd1 }, { "OElig", 0x152 },
  { "Oacute", 0xd3 }, { "Ocirc", 0xd4 }, { "Ograve", 0xd2 }, { "Oslash", 0xd8 }, { "Otilde", 0xd5 }, { "Ouml", 0xd6 },
  { "Scaron", 0x160 }, { "Uacute", 0xda }, { "Ucirc", 0xdb }, { "Ugrave", 0xd9 }, { "Uuml", 0xdc },
  { "aacute", 0xe1 }, { "acirc", 0xe2 }, { "aelig", 0xe6 }, { "agrave", 0xe0 }, { "amp", '&' }, { "apos", '\'' },
  { "aring", 0xe5 }, { "atilde", 0xe3 }, { "auml", 0xe4 }, { "bdquo", 0x201e }, { "bull", 0x2022 }, { "ccedil", 0xe7 },
  { "cent", 0xa2 }, { "colon", ':' }, { "comma", ',' }, { "copy", 0xa9 }, { "deg", 0xb0 }, { "eacute", 0xe9 },
  { "ecirc", 0xea }, { "egrave", 0xe8 }, { "emsp", 0x2003 }, { "ensp", 0x2002 }, { "euml", 0xeb }, { "euro", 0x20ac },
  { "frac12", 0xbd }, { "gt", '>' }, { "hellip", 0x2026 }, { "iacute", 0xed }, { "icirc", 0xee }, { "iexcl", 0xa1 },
  { "igrave", 0xec }, { "iquest", 0xbf }, { "iuml", 0xef }, { "laquo", 0xab }, { "larr", 0x2190 }, { "ldquo", 0x201c },
  { "lpar", '(' }, { "lsquo", 0x2018 }, { "lt", '<' }, { "mdash", 0x2014 }, { "middot", 0xb7 }, { "nbsp", 0xa0 },
  { "ndash", 0x2013 }, { "ntilde", 0xf1 }, { "oacute", 0xf3 }, { "ocirc", 0xf4 }, { "oelig", 0x153 }, { "ograve", 0xf2 },
  { "ordf", 0xaa }, { "ordm", 0xba }, { "oslash", 0xf8 }, { "otilde", 0xf5 }, { "ouml", 0xf6 }, { "period", '.' },
  { "pound", 0xa3 }, { "quot", '"' }, { "raquo", 0xbb }, { "rarr", 0x2192 }, { "rdquo", 0x201d }, { "reg", 0xae },
  { "rpar", ')' }, { "rsquo", 0x2019 }, { "sbquo", 0x201a }, { "scaron", 0x161 }, { "sect", 0xa7 }, { "shy", 0xad },
  { "sol", '/' }, { "szlig", 0xdf }, { "thinsp", 0x2009 }, { "times", 0xd7 }, { "trade", 0x2122 }, { "uacute", 0xfa },
  { "ucirc", 0xfb }, { "ugrave", 0xf9 }, { "uuml", 0xfc }, { "yacute", 0xfd }, { "zwj", 0x200d }, { "zwnj", 0x200c },
};

/* What the numbers from 0x80 on mean to every browser: windows-1252. */
static const guint16 windows[32] = {
  0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
  0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

gunichar
read_entity_fix_control (gunichar c)
{
  return c >= 0x80 && c < 0xa0 ? windows[c - 0x80] : c;
}

static const char *
skip_semicolon (const char *p, const char *end)
{
  return p < end && *p == ';' ? p + 1 : p;
}

static gunichar
read_number (const char *p, const char *end, const char **next)
{
  const gboolean is_hex = p < end && (*p == 'x' || *p == 'X');
  const char *start = p + is_hex;
  gunichar c = 0;

  for (p = start; p < end && (is_hex ? g_ascii_isxdigit (*p) : g_ascii_isdigit (*p)); p++)
    c = MIN (c * (is_hex ? 16 : 10) + (gunichar) g_ascii_xdigit_value (*p), 0x110000u);
  if (p == start)
    return 0;
  *next = skip_semicolon (p, end);
  return c != 0 && g_unichar_validate (c) ? read_entity_fix_control (c) : 0xfffd;
}

gunichar
read_entity (const char *p, const char *end, const char **next)
{
  gsize length = 0, low = 0, high = G_N_ELEMENTS (names);

  if (p + 1 < end && p[1] == '#')
    return read_number (p + 2, end, next);
  p++;
  while (length < MAX_NAME && p + length < end && g_ascii_isalnum (p[length]))
    length++;
  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;
      int order = strncmp (names[middle].name, p, length);

      if (order == 0 && names[middle].name[length] != '\0')
        order = 1;
      if (order == 0)
        {
          *next = skip_semicolon (p + length, end);
          return names[middle].c;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return 0;
}
