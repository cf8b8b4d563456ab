/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-url-tail.h"

#include "tipoff-chars.h"

#include <string.h>

/* ":8080", if a URL can go on or end behind it. */
static const char *
read_port (const char *p, const char *end, int *port)
{
  TipoffChar c = tipoff_char_read (p, end);
  int value = 0;
  guint n = 0;

  if (c.c != ':')
    return p;
  for (c = tipoff_char_read (c.next, end); c.c >= '0' && c.c <= '9' && n < 6; n++)
    {
      value = value * 10 + (int) (c.c - '0');
      p = c.next;
      c = tipoff_char_read (p, end);
    }
  if (n == 0 || n > 5 || value > 65535)
    return NULL;
  *port = value;
  return p;
}

/* Closing brackets that the URL itself opened belong to it. */
typedef struct
{
  guint round;
  guint square;
  guint curly;
} Brackets;

static gboolean
keep_bracket (Brackets *brackets, gunichar c)
{
  guint *depth = c == '(' || c == ')' ? &brackets->round
                 : c == '[' || c == ']' ? &brackets->square
                                        : &brackets->curly;

  if (c == '(' || c == '[' || c == '{')
    {
      (*depth)++;
      return TRUE;
    }
  if (*depth == 0)
    return FALSE;
  (*depth)--;
  return TRUE;
}

/* Whether the character at @p goes on a path. Letters of all scripts with spaces between words
 * do; quotes, dashes, emoji and scripts without spaces are of the sentence. */
static gboolean
goes_on (const TipoffChar *c, Brackets *brackets)
{
  if (c->c >= 0x80)
    return (c->kind == TIPOFF_CHAR_LETTER || c->kind == TIPOFF_CHAR_JOINER ||
            c->kind == TIPOFF_CHAR_INVISIBLE) && !tipoff_char_is_unspaced (c->c);
  if (c->c <= ' ' || c->c == 0x7f)
    return FALSE;
  switch (c->c)
    {
    case '"': case '<': case '>': case '`': case '|': case '^':
      return FALSE;
    case '(': case ')': case '[': case ']': case '{': case '}':
      return keep_bracket (brackets, c->c);
    default:
      return TRUE;
    }
}

/* Takes the punctuation off that a sentence put behind its URL. */
static const char *
trim (const char *start, const char *end, char before)
{
  while (end > start)
    {
      char last = end[-1];

      if (strchr (".,;:!?'*([{", last) == NULL &&
          !((last == '_' || last == '~') && last == before))
        break;
      end--;
    }
  return end;
}

void
tipoff_url_tail_read (TipoffUrlTail *tail, const char *p, const char *end, const char *limit, char before)
{
  Brackets brackets = { 0 };
  const char *port_end, *last;
  TipoffChar c;

  tail->port = -1;
  tail->start = tail->end = tail->next = p;
  c = tipoff_char_read (p, end);
  if (c.c == '.')                                   /* the full stop of a complete name: "bpost.be./" */
    {
      TipoffChar after = tipoff_char_read (c.next, end);

      if (after.c != '/' && after.c != ':' && after.c != '\\')
        return;
      p = c.next;
    }

  port_end = read_port (p, end, &tail->port);
  if (port_end == NULL)
    return;
  tail->start = tail->end = tail->next = last = p = port_end;
  c = tipoff_char_read (p, end);
  if (c.c != '/' && c.c != '\\' && c.c != '?' && c.c != '#')
    return;

  for (; goes_on (&c, &brackets); c = tipoff_char_read (p, end))
    {
      p = c.next;
      if (c.kind != TIPOFF_CHAR_INVISIBLE && p <= limit)
        last = p;
    }
  tail->end = trim (tail->start, last, before);
  tail->next = p;
}

gboolean
tipoff_url_tail_is_some (const TipoffUrlTail *tail)
{
  return tail->port >= 0 || tail->end > tail->start;
}
