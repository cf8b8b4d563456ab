/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include <stdlib.h>
#include <string.h>

/* Words between "code" and the code. */
#define MAX_BETWEEN 5
/* Words between the code and "is your code". */
#define MAX_BEFORE 6
#define MAX_PASSWORD 64
#define IN_PLACE " :.#(=-–\n\"'«“°º/"

/* One past the last word of a one-time code that begins at @i ("123456", "123 456", "123-456",
 * "G-123456"); @i where none does. */
static guint
end_of_code (TipoffFinder *self,
             guint         i)
{
  if (tipoff_finder_is_digits (self, i, 3, 3) && tipoff_finder_is_digits (self, i + 1, 3, 3) && tipoff_redact_text_joins (self->text, i + 1, " -") &&
      !tipoff_finder_is_digits (self, i + 2, 3, 3))
    return i + 2;
  if (exists (self, i) && word (self, i)->n_letters == 1 && word (self, i)->n_digits == 0 && tipoff_finder_is_digits (self, i + 1, 4, 8) &&
      tipoff_redact_text_joins (self->text, i + 1, "-"))
    return i + 2;
  if (!tipoff_finder_is_digits (self, i, 4, 8) || tipoff_finder_is_amount (self, i))
    return i;
  /* Part of a longer number, a date or an amount with cents. */
  if (exists (self, i + 1) && word (self, i + 1)->n_digits > 0 && tipoff_redact_text_joins (self->text, i + 1, "-/.,"))
    return i;
  if (i > 0 && word (self, i - 1)->n_digits > 0 && tipoff_redact_text_joins (self->text, i, "-/.,"))
    return i;
  return i + 1;
}

/* "K7M4PX", "R4T-88", "7KQ": letters too, right behind the word for it. */
static guint
end_of_mixed_code (TipoffFinder *self,
                   guint         i)
{
  guint digits = 0;
  guint end = i;

  while (exists (self, end) && end < i + 3
         && (end == i || (tipoff_redact_text_joins (self->text, end, "-") && word (self, end)->start - word (self, end - 1)->end == 1)))
    {
      for (const char *p = self->text->text + word (self, end)->start; p < self->text->text + word (self, end)->end; p++)
        if (!g_ascii_isupper (*p) && !g_ascii_isdigit (*p))
          return i;
      digits += word (self, end++)->n_digits;
    }
  if (end == i + 1 && (word (self, i)->end - word (self, i)->start > 8 || tipoff_finder_is_word_with_number (self, i)))
    return i;
  return end > i && digits > 0 && word (self, end - 1)->end - word (self, i)->start >= 3
         && word (self, end - 1)->end - word (self, i)->start <= 14 && !tipoff_finder_is_year (self, i) ? end : i;
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

  if (end == i && next_to_it)
    end = end_of_mixed_code (self, i);
  if (end == i || (tipoff_finder_is_year (self, i) && end == i + 1 && !next_to_it))
    return FALSE;
  /* Found from behind: the letter of "G-123456" comes before. */
  if (i > 0 && word (self, i - 1)->n_letters == 1 && word (self, i - 1)->n_digits == 0 && tipoff_redact_text_joins (self->text, i, "-"))
    i--;
  tipoff_finder_add (self, TIPOFF_REDACTION_CODE, word (self, i)->start, word (self, end - 1)->end, FALSE);
  return TRUE;
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
      if (j > i + n && tipoff_finder_ends_sentence (self, j))
        break;
      if (add_code (self, j, j == i + n))
        return;
    }
  for (guint j = i; j > 0 && i - j < MAX_BEFORE && !tipoff_finder_ends_sentence (self, j); j--)
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

/* "CVV 718", "the three digits 418". */
static void
find_card_check (TipoffFinder *self,
                 guint         i)
{
  guint at = i + tipoff_redact_match (TIPOFF_CONTEXT_CARD_CHECK, self->text, i);

  if (at == i)
    return;
  for (guint n = 0; n < 2 && tipoff_redact_match (TIPOFF_CONTEXT_FILLER, self->text, at) == 1; n++)
    at++;
  if (tipoff_finder_is_digits (self, at, 3, 4) && tipoff_redact_text_joins (self->text, at, IN_PLACE))
    tipoff_finder_add (self, TIPOFF_REDACTION_CODE, word (self, at)->start, word (self, at)->end, FALSE);
}

/* "your password is Minou1978!": all up to the next space. A word without a digit is just a word. */
static void
find_password (TipoffFinder *self,
               guint         i)
{
  guint at = i + tipoff_redact_match (TIPOFF_CONTEXT_PASSWORD, self->text, i);
  gsize end;

  if (at == i)
    return;
  for (guint n = 0; n < 2 && tipoff_redact_match (TIPOFF_CONTEXT_FILLER, self->text, at) == 1; n++)
    at++;
  if (!tipoff_redact_text_joins (self->text, at, IN_PLACE "„") || word (self, at)->n_digits == 0)
    return;
  for (end = word (self, at)->end; end < self->text->length && end < word (self, at)->end + MAX_PASSWORD && !g_ascii_isspace (self->text->text[end]);)
    end++;
  /* Never in the middle of a letter. */
  while (end > word (self, at)->end && end < self->text->length && (self->text->text[end] & 0xc0) == 0x80)
    end--;
  while (end > word (self, at)->end && strchr (".,;:)\"", self->text->text[end - 1]) != NULL)
    end--;
  tipoff_finder_add (self, TIPOFF_REDACTION_CODE, word (self, at)->start, end, FALSE);
}

/* "n° 5841236970": a number that is called a number, and long enough to be nothing else. */
static void
find_numbered (TipoffFinder *self,
               guint         i)
{
  guint n = tipoff_redact_match (TIPOFF_CONTEXT_NUMBER_SIGN, self->text, i);
  guint end;

  if (n == 0 || !tipoff_finder_is_digits (self, i + n, 6, 30) || !tipoff_redact_text_joins (self->text, i + n, " .:°º"))
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
  if (end == first + 3 && tipoff_finder_is_digits (self, first, 1, 4) && tipoff_finder_is_digits (self, first + 1, 1, 2) && tipoff_finder_is_digits (self, first + 2, 2, 4)
      && atoi (word (self, first + 1)->folded) <= 31)
    return TRUE;
  return tipoff_finder_is_amount (self, first) || tipoff_finder_is_amount (self, end - 1) || (end == first + 1 && tipoff_finder_is_year (self, first));
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
      find_card_check (self, i);
      find_password (self, i);
    }
}
