/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-chars.h"

#include <string.h>

#define O TIPOFF_CHAR_OTHER
#define L TIPOFF_CHAR_LETTER
#define J TIPOFF_CHAR_JOINER
#define P TIPOFF_CHAR_LOCAL
#define D TIPOFF_CHAR_DOT
#define B TIPOFF_CHAR_OPEN
#define S TIPOFF_CHAR_SPACE

const guint8 tipoff_ascii_kinds[128] = {
  O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
  O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
  S, O, O, O, O, P, O, O, B, O, O, P, O, J, D, O,   /*   ! " # $ % & ' ( ) * + , - . / */
  L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, O,   /* 0-9 : ; < = > ? */
  O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,   /* @ A-O */
  L, L, L, L, L, L, L, L, L, L, L, B, O, O, O, J,   /* P-Z [ \ ] ^ _ */
  O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,   /* ` a-o */
  L, L, L, L, L, L, L, L, L, L, L, B, O, O, O, O,   /* p-z { | } ~ DEL */
};

#undef O
#undef L
#undef J
#undef P
#undef D
#undef B
#undef S

/* At most this many invisible characters are skipped in a look ahead. */
#define MAX_INVISIBLE 8

static gboolean
is_invisible (gunichar c)
{
  if (c < 0x2000)
    return c == 0x00ad || c == 0x034f || c == 0x061c || c == 0x180e;
  return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff ||
         (c >= 0xe0000 && c <= 0xe01ef);
}

/* Characters that a browser takes for the full stop of a host name (UTS 46). */
static gboolean
is_full_stop (gunichar c)
{
  return c == 0x3002 || c == 0xff61 || c == 0x2024 || c == 0xfe52;
}

TipoffChar
tipoff_char_read_wide (const char *p)
{
  TipoffChar character = { g_utf8_get_char (p), TIPOFF_CHAR_OTHER, g_utf8_next_char (p) };
  gunichar c = character.c;

  if (c >= 0xff01 && c <= 0xff5e)                   /* fullwidth forms of ASCII */
    {
      character.c = c - 0xfee0;
      character.kind = (TipoffCharKind) tipoff_ascii_kinds[character.c];
    }
  else if (is_full_stop (c))
    {
      character.c = '.';
      character.kind = TIPOFF_CHAR_DOT;
    }
  else if (is_invisible (c))
    character.kind = TIPOFF_CHAR_INVISIBLE;
  else if (g_unichar_isalnum (c) || (c >= 0x24b6 && c <= 0x24e9))   /* also letters in circles */
    character.kind = TIPOFF_CHAR_LETTER;
  else if (g_unichar_ismark (c) || c == 0x00b7)     /* the middle dot of "col·legi" */
    character.kind = TIPOFF_CHAR_JOINER;
  return character;
}

gboolean
tipoff_char_is_one_of (const TipoffChar *c, const char *ascii)
{
  return c->c != 0 && c->c < 0x80 && strchr (ascii, (int) c->c) != NULL;
}

gboolean
tipoff_char_is_unspaced (gunichar c)
{
  return (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1000 && c <= 0x109f) ||
         (c >= 0x1780 && c <= 0x17ff) || (c >= 0x2e80 && c <= 0x9fff) ||
         (c >= 0xac00 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0x20000 && c <= 0x3ffff);
}

const char *
tipoff_skip_invisible (const char *p, const char *end)
{
  for (guint i = 0; i < MAX_INVISIBLE && p < end && (guchar) *p >= 0x80; i++)
    {
      TipoffChar c = tipoff_char_read (p, end);

      if (c.kind != TIPOFF_CHAR_INVISIBLE)
        break;
      p = c.next;
    }
  return p;
}

/* "[word]", with one blank on both sides or on none. */
static const char *
bracketed_end (const char *p, const char *end, const char *const *words)
{
  gboolean blank = p < end && *p == ' ';

  if (blank)
    p++;
  if (p == end || (*p != '[' && *p != '(' && *p != '{'))
    return NULL;
  p++;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (end - p) > length && g_ascii_strncasecmp (p, words[i], length) == 0 &&
          strchr ("])}", p[length]) != NULL && p[length] != '\0')
        {
          p += length + 1;
          if (blank && p < end && *p == ' ')
            p++;
          return p;
        }
    }
  return NULL;
}

const char *
tipoff_defanged_dot_end (const char *p, const char *end)
{
  static const char *const words[] = { ".", "dot", "punt", "punkt", "point", "punto", NULL };

  return bracketed_end (p, end, words);
}

const char *
tipoff_defanged_at_end (const char *p, const char *end)
{
  static const char *const words[] = { "@", "at", "arroba", "apenstaartje", NULL };

  return bracketed_end (p, end, words);
}

static void
append_meant (GString *out, const char *start, const char *end, gboolean encode)
{
  for (const char *p = start; p < end; )
    {
      TipoffChar c = tipoff_char_read (p, end);
      const char *dot = NULL;

      if (c.kind == TIPOFF_CHAR_OPEN || c.kind == TIPOFF_CHAR_SPACE)
        dot = tipoff_defanged_dot_end (p, end);
      if (dot != NULL)
        {
          g_string_append_c (out, '.');
          p = dot;
          continue;
        }
      if (c.kind != TIPOFF_CHAR_INVISIBLE)
        {
          if (c.c < 0x80)
            g_string_append_c (out, (char) c.c);
          else if (!encode)
            g_string_append_unichar (out, c.c);
          else
            for (const char *byte = p; byte < c.next; byte++)
              g_string_append_printf (out, "%%%02X", (guchar) *byte);
        }
      p = c.next;
    }
}

void
tipoff_append_plain (GString *out, const char *start, const char *end)
{
  append_meant (out, start, end, FALSE);
}

void
tipoff_append_uri (GString *out, const char *start, const char *end)
{
  append_meant (out, start, end, TRUE);
}
