/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-chat-line.h"

#include <string.h>

/* The bytes from @p to @end that are still to be read. */
typedef struct
{
  const char *p;
  const char *end;
} Cursor;

static gboolean
take (Cursor *cursor, const char *string)
{
  gsize length = strlen (string);

  if ((gsize) (cursor->end - cursor->p) < length || memcmp (cursor->p, string, length) != 0)
    return FALSE;
  cursor->p += length;
  return TRUE;
}

static gboolean
take_one_of (Cursor *cursor, const char *characters)
{
  if (cursor->p == cursor->end || strchr (characters, *cursor->p) == NULL || *cursor->p == '\0')
    return FALSE;
  cursor->p++;
  return TRUE;
}

/* From @least to @most digits, at most nine; their number. */
static gboolean
take_digits (Cursor *cursor, guint least, guint most, guint *number)
{
  guint n = 0;

  *number = 0;
  for (; cursor->p < cursor->end && g_ascii_isdigit (*cursor->p); cursor->p++, n++)
    if (n < most)
      *number = *number * 10 + (guint) (*cursor->p - '0');
  return n >= least && n <= most;
}

/* Spaces, also those that do not break, and marks of direction. */
static gboolean
take_spaces (Cursor *cursor)
{
  const char *start = cursor->p;

  while (take (cursor, " ") ||
         take (cursor, "\xc2\xa0") || take (cursor, "\xe2\x80\xaf") ||    /* U+00A0, U+202F */
         take (cursor, "\xe2\x80\x8e") || take (cursor, "\xe2\x80\x8f"))  /* U+200E, U+200F */
    continue;
  return cursor->p > start;
}

/* What stands between date and time: a comma, and the "at" of a language. */
static void
take_joint (Cursor *cursor)
{
  static const char *const words[] = { "à", "at", "om", "um", "kl.", "a las", "alle", "às", "o", NULL };

  take_one_of (cursor, ".");
  take_one_of (cursor, ",");
  take_spaces (cursor);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      Cursor after = *cursor;

      if (take (&after, words[i]) && take_spaces (&after))
        {
          *cursor = after;
          return;
        }
    }
}

/* "AM", "p. m.", "nachm.": half of the day, in any language, at most 12 bytes. It begins with an "a" or "v" for the
 * first half, else with a "p" or "n". */
static void
take_half_of_day (Cursor *cursor, TipoffChatStamp *stamp)
{
  const char *limit = cursor->p + MIN (cursor->end - cursor->p, 12);

  while (cursor->p < limit)
    if (g_ascii_isalpha (*cursor->p) || *cursor->p == '.')
      {
        const char letter = g_ascii_tolower (*cursor->p++);

        if (stamp->half == TIPOFF_CHAT_WHOLE_DAY && letter != '.')
          stamp->half = letter == 'p' || letter == 'n' ? TIPOFF_CHAT_SECOND_HALF : TIPOFF_CHAT_FIRST_HALF;
      }
    else if (!take_spaces (cursor))
      return;
}

/* A day, a month or a year, in whatever order. */
static gboolean
take_date_field (Cursor *cursor, guint *number)
{
  const char *start = cursor->p;

  return take_digits (cursor, 1, 4, number) && cursor->p - start != 3;
}

static gboolean
take_date_separator (Cursor *cursor)
{
  if (!take_one_of (cursor, "/.-"))
    return FALSE;
  take_spaces (cursor);                                 /* "24. 11. 2026" */
  return TRUE;
}

static gboolean
take_date (Cursor *cursor, TipoffChatStamp *stamp)
{
  if (!take_date_field (cursor, &stamp->date[0]) || cursor->p == cursor->end)
    return FALSE;
  stamp->separator = *cursor->p;
  return take_date_separator (cursor) && take_digits (cursor, 1, 2, &stamp->date[1]) && take_date_separator (cursor)
         && take_date_field (cursor, &stamp->date[2]);
}

static gboolean
take_time (Cursor *cursor, TipoffChatStamp *stamp)
{
  if (!take_digits (cursor, 1, 2, &stamp->hour) || !take_one_of (cursor, ":.") || !take_digits (cursor, 2, 2, &stamp->minute))
    return FALSE;
  stamp->second = 0;
  return !take_one_of (cursor, ":.") || take_digits (cursor, 2, 2, &stamp->second);
}

gboolean
tipoff_chat_line_read (const char *line, gsize length, TipoffChatStamp *stamp)
{
  Cursor cursor = { line, line + length };

  take_spaces (&cursor);
  stamp->half = TIPOFF_CHAT_WHOLE_DAY;
  stamp->is_bracketed = take (&cursor, "[");
  if (!take_date (&cursor, stamp))
    return FALSE;
  take_joint (&cursor);
  if (!take_time (&cursor, stamp))
    return FALSE;
  take_half_of_day (&cursor, stamp);

  /* The spaces before the dash went with the half of the day. */
  if (stamp->is_bracketed ? !take (&cursor, "]") || !take_spaces (&cursor) : !take (&cursor, "- ") && !take (&cursor, "– "))
    return FALSE;
  stamp->text = (gsize) (cursor.p - line);
  return cursor.p < cursor.end;
}
