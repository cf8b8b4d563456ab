/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include <stdlib.h>
#include <string.h>

/* Words between "code" and the code. */
#define MAX_BETWEEN 5
/* Words between the code and "is your code". */
#define MAX_BEFORE 6
#define IN_PLACE " :.#(=-–\n\"'«“°º/"

static const TipoffRedactWord *
word (TipoffFinder *self,
      guint         i)
{
  return tipoff_redact_text_word (self->text, i);
}

static gboolean
exists (TipoffFinder *self,
        guint         i)
{
  return i < self->text->words->len;
}

static gboolean
is_year (TipoffFinder *self,
         guint         i)
{
  const char *digits = word (self, i)->folded;

  return word (self, i)->n_digits == 4 && (g_str_has_prefix (digits, "19") || g_str_has_prefix (digits, "20"));
}

static gboolean
is_amount (TipoffFinder *self,
           guint         i)
{
  static const char *const currencies[] = { "€", "$", "£", NULL };
  const char *before = self->text->text + word (self, i)->start;
  const char *after = self->text->text + word (self, i)->end;
  gsize left = word (self, i)->start;

  while (left > 0 && before[-1] == ' ')
    {
      before--;
      left--;
    }
  while (*after == ' ')
    after++;
  for (gsize j = 0; currencies[j] != NULL; j++)
    {
      gsize length = strlen (currencies[j]);

      if (g_str_has_prefix (after, currencies[j]) || (left >= length && strncmp (before - length, currencies[j], length) == 0))
        return TRUE;
    }
  return exists (self, i + 1) && (g_str_equal (word (self, i + 1)->folded, "eur") || g_str_equal (word (self, i + 1)->folded, "euro") ||
                                  g_str_equal (word (self, i + 1)->folded, "euros"));
}

static gboolean
is_digits (TipoffFinder *self,
           guint         i,
           guint         least,
           guint         most)
{
  return exists (self, i) && word (self, i)->n_letters == 0 && word (self, i)->n_digits >= least &&
         word (self, i)->n_digits <= most;
}

/* One past the last word of a one-time code that begins at @i ("123456", "123 456", "123-456",
 * "G-123456"); @i where none does. */
static guint
end_of_code (TipoffFinder *self,
             guint         i)
{
  if (is_digits (self, i, 3, 3) && is_digits (self, i + 1, 3, 3) && tipoff_redact_text_joins (self->text, i + 1, " -") &&
      !is_digits (self, i + 2, 3, 3))
    return i + 2;
  if (exists (self, i) && word (self, i)->n_letters == 1 && word (self, i)->n_digits == 0 && is_digits (self, i + 1, 4, 8) &&
      tipoff_redact_text_joins (self->text, i + 1, "-"))
    return i + 2;
  if (!is_digits (self, i, 4, 8) || is_amount (self, i))
    return i;
  /* Part of a longer number, a date or an amount with cents. */
  if (exists (self, i + 1) && word (self, i + 1)->n_digits > 0 && tipoff_redact_text_joins (self->text, i + 1, "-/.,"))
    return i;
  if (i > 0 && word (self, i - 1)->n_digits > 0 && tipoff_redact_text_joins (self->text, i, "-/.,"))
    return i;
  return i + 1;
}

static gboolean
is_other_code (TipoffFinder *self,
               guint         i,
               guint         n)
{
  return tipoff_redact_match_back (TIPOFF_CONTEXT_NOT_CODE, self->text, i) > 0 ||
         tipoff_redact_match (TIPOFF_CONTEXT_NOT_CODE, self->text, i + n) > 0;
}

static gboolean
add_code (TipoffFinder *self,
          guint         i,
          gboolean      next_to_it)
{
  guint end = end_of_code (self, i);

  if (end == i || (is_year (self, i) && end == i + 1 && !next_to_it))
    return FALSE;
  /* Found from behind: the letter of "G-123456" comes before. */
  if (i > 0 && word (self, i - 1)->n_letters == 1 && word (self, i - 1)->n_digits == 0 && tipoff_redact_text_joins (self->text, i, "-"))
    i--;
  tipoff_finder_add (self, TIPOFF_REDACTION_CODE, word (self, i)->start, word (self, end - 1)->end, FALSE);
  return TRUE;
}

static gboolean
ends_sentence (TipoffFinder *self,
               guint         i)
{
  const char *text = self->text->text;
  gsize from = word (self, i - 1)->end;
  gsize to = word (self, i)->start;

  for (gsize at = from; at < to; at++)
    if (strchr (".!?\n", text[at]) != NULL)
      return TRUE;
  return FALSE;
}

/* "code: 123456", "Ihr Code lautet 123456", "123456 is your code". */
static void
find_code (TipoffFinder *self,
           guint         i)
{
  guint n = tipoff_redact_match (TIPOFF_CONTEXT_CODE, self->text, i);

  if (n == 0 || is_other_code (self, i, n))
    return;
  for (guint j = i + n; exists (self, j) && j < i + n + MAX_BETWEEN; j++)
    {
      if (j > i + n && ends_sentence (self, j))
        break;
      if (add_code (self, j, j == i + n))
        return;
    }
  for (guint j = i; j > 0 && i - j < MAX_BEFORE && !ends_sentence (self, j); j--)
    if (add_code (self, j - 1, FALSE))
      return;
}

/* One past the last word of a number like "BE-2026/00123"; @i where it is none. */
static guint
end_of_reference (TipoffFinder *self,
                  guint         i)
{
  guint digits = 0;
  guint end = i;
  gsize length;

  while (exists (self, end) && end < i + 6 &&
         (end == i || tipoff_redact_text_joins (self->text, end, "-/_.")) &&
         (word (self, end)->n_digits > 0 || word (self, end)->n_letters <= 6))
    {
      digits += word (self, end)->n_digits;
      end++;
    }
  while (end > i && word (self, end - 1)->n_digits == 0)
    end--;
  if (end == i)
    return i;
  length = word (self, end - 1)->end - word (self, i)->start;
  if (digits < 4 || length < 5 || length > 40 || (word (self, i)->n_digits == 0 && end == i + 1))
    return i;
  return end;
}

/* "n° 5841236970": a number that is called a number, and long enough to be nothing else. */
static void
find_numbered (TipoffFinder *self,
               guint         i)
{
  guint n = tipoff_redact_match (TIPOFF_CONTEXT_NUMBER_SIGN, self->text, i);
  guint end;

  if (n == 0 || !is_digits (self, i + n, 6, 30) || !tipoff_redact_text_joins (self->text, i + n, " .:°º"))
    return;
  end = end_of_reference (self, i + n);
  if (end > i + n)
    tipoff_finder_add (self, TIPOFF_REDACTION_TRACKING, word (self, i + n)->start, word (self, end - 1)->end, FALSE);
}

static gboolean
is_date_or_amount (TipoffFinder *self,
                   guint         first,
                   guint         end)
{
  if (end == first + 3 && is_digits (self, first, 1, 4) && is_digits (self, first + 1, 1, 2) && is_digits (self, first + 2, 2, 4)
      && atoi (word (self, first + 1)->folded) <= 31)
    return TRUE;
  return is_amount (self, first) || is_amount (self, end - 1) || (end == first + 1 && is_year (self, first));
}

/* "zending 3SABC…", "votre colis n° 123456789", "Ref: BE-739182". */
static void
find_reference (TipoffFinder *self,
                guint         i)
{
  guint n = tipoff_redact_match (TIPOFF_CONTEXT_TRACKING, self->text, i);
  guint at = i + n;

  if (n == 0)
    return;
  for (guint between = 0; between <= MAX_BETWEEN && exists (self, at); between++)
    {
      guint end, filler;

      if (!tipoff_redact_text_joins (self->text, at, IN_PLACE))
        return;
      end = end_of_reference (self, at);
      if (end > at)
        {
          if (!is_date_or_amount (self, at, end))
            tipoff_finder_add (self, TIPOFF_REDACTION_TRACKING, word (self, at)->start, word (self, end - 1)->end, FALSE);
          return;
        }
      filler = tipoff_redact_match (TIPOFF_CONTEXT_FILLER, self->text, at);
      if (filler == 0)
        filler = tipoff_redact_match (TIPOFF_CONTEXT_TRACKING, self->text, at);
      if (filler == 0)
        return;
      at += filler;
    }
}

void
tipoff_find_codes (TipoffFinder *self)
{
  if (self->type == TIPOFF_PART_SENDER || self->type == TIPOFF_PART_LINK_TARGET)
    return;
  for (guint i = 0; exists (self, i); i++)
    {
      find_code (self, i);
      find_reference (self, i);
      find_numbered (self, i);
    }
}
