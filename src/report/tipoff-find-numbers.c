/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include "tipoff-redact-shapes.h"

#include <stdlib.h>
#include <string.h>

/* Digits of one number may stand in groups. */
#define IN_NUMBER " -./\u00a0\u202f"
#define MAX_DIGITS 24
/* The French number has most: "2 55 08 14 168 025 38". */
#define MAX_GROUPS 7
/* "12 de marzo de 1980". */
#define MAX_DATE_WORDS 5
/* Messages are about this year and the last. */
#define FIRST_BIRTH_YEAR 1900
#define LAST_BIRTH_YEAR 2020

static gboolean
is_number_word (TipoffFinder *self,
                guint         i)
{
  return i < self->text->words->len && word (self, i)->n_digits > 0 && word (self, i)->n_letters == 0;
}

/* Card numbers are written in one piece or in groups of at least three digits; four groups
 * of four are no date and no amount. */
static gboolean
is_card_grouping (TipoffFinder *self,
                  guint         first,
                  guint         end)
{
  for (guint i = first; i < end && end - first > 1; i++)
    if (word (self, i)->n_digits < 3)
      return FALSE;
  return end - first <= 5;
}

/* "LT47 3500 0566 5907 2756": the groups of an account number may have a card's check digit. */
static gboolean
is_in_account (TipoffFinder *self,
               guint         first)
{
  for (guint n = 0; n < MAX_GROUPS && first > 0 && tipoff_redact_text_joins (self->text, first, IN_NUMBER); n++, first--)
    {
      const TipoffRedactWord *w = word (self, first - 1);

      if (w->end - w->start != 4 || w->n_digits == 0)
        return FALSE;
      if (w->n_digits == 2 && w->upper)
        return TRUE;
    }
  return FALSE;
}

static gboolean
recognise (TipoffFinder        *self,
           const char          *digits,
           guint                first,
           guint                end,
           TipoffRedactionType *type)
{
  if (tipoff_shape_is_belgian_id (digits) || tipoff_shape_is_french_id (digits))
    *type = TIPOFF_REDACTION_NATIONAL_ID;
  else if (tipoff_shape_is_card (digits) && is_card_grouping (self, first, end) && !is_in_account (self, first))
    *type = TIPOFF_REDACTION_CARD;
  else if (strlen (digits) == 24 && g_str_has_prefix (digits, "3232") && end == first + 1)
    *type = TIPOFF_REDACTION_TRACKING;      /* a bpost barcode */
  else
    return FALSE;
  return TRUE;
}

/* The longest number by check digits that begins at word @i; returns one past its last word. */
static guint
find_digits (TipoffFinder *self,
             guint         i)
{
  char digits[MAX_DIGITS + 1] = "";
  gsize length = 0;
  TipoffRedactionType type, best_type = TIPOFF_REDACTION_OTHER;
  guint best = i;

  for (guint j = i; j < i + MAX_GROUPS && is_number_word (self, j); j++)
    {
      gsize group = word (self, j)->end - word (self, j)->start;

      if (j > i && (!tipoff_redact_text_joins (self->text, j, IN_NUMBER) ||
                    word (self, j)->start - word (self, j - 1)->end > 3))
        break;
      if (length + group > MAX_DIGITS)
        break;
      memcpy (digits + length, self->text->text + word (self, j)->start, group);
      length += group;
      digits[length] = '\0';
      if (length >= 11 && recognise (self, digits, i, j + 1, &type))
        {
          best = j + 1;
          best_type = type;
        }
    }
  if (best > i)
    tipoff_finder_add (self, best_type, word (self, i)->start, word (self, best - 1)->end,
                       best_type == TIPOFF_REDACTION_CARD);
  return best;
}

/* "12345678Z", "12345678-Z", "12.345.678-Z", "X1234567L", "X-1234567-L". */
static gboolean
find_spanish_id (TipoffFinder *self,
                 guint         i)
{
  char id[10] = "";
  gsize length = 0;
  gsize end = 0;

  for (guint j = i; j < self->text->words->len && j < i + 5; j++)
    {
      gsize piece = word (self, j)->end - word (self, j)->start;

      if ((j > i && !tipoff_redact_text_joins (self->text, j, j == i + 1 ? "-. " : "-.")) || length + piece > 9)
        return FALSE;
      memcpy (id + length, self->text->text + word (self, j)->start, piece);
      length += piece;
      id[length] = '\0';
      end = word (self, j)->end;
      if (length == 9)
        break;
    }
  if (length < 9 || !tipoff_shape_is_spanish_id (id))
    return FALSE;
  tipoff_finder_add (self, TIPOFF_REDACTION_NATIONAL_ID, word (self, i)->start, end, FALSE);
  return TRUE;
}

static gboolean
is_carrier_number (const TipoffRedactWord *w)
{
  gsize length = w->end - w->start;

  return (length == 18 && g_str_has_prefix (w->folded, "1z")) ||                       /* UPS */
         (length >= 13 && w->n_digits >= 8 && g_str_has_prefix (w->folded, "3s")) ||    /* PostNL */
         (length >= 14 && w->n_digits >= 10 && (g_str_has_prefix (w->folded, "jjd") || g_str_has_prefix (w->folded, "jvgl")));
}

static void
find_item (TipoffFinder *self,
           guint         i)
{
  const TipoffRedactWord *w = word (self, i);
  char item[14] = "";
  gsize length = 0;
  guint end = i;

  /* Also in groups: "CD 123 456 785 BE". */
  while (length < 13 && end < self->text->words->len && (end == i || tipoff_redact_text_joins (self->text, end, " ")))
    {
      gsize piece = word (self, end)->end - word (self, end)->start;

      if (length + piece > 13)
        break;
      memcpy (item + length, self->text->text + word (self, end)->start, piece);
      length += piece;
      end++;
    }
  if (tipoff_shape_is_postal_item (item))
    tipoff_finder_add (self, TIPOFF_REDACTION_TRACKING, w->start, word (self, end - 1)->end, FALSE);
  else if (is_carrier_number (w))
    tipoff_finder_add (self, TIPOFF_REDACTION_TRACKING, w->start, w->end, FALSE);
}

/* "**** 1234", "XXXX-1234", "eindigend op 1234": the end of the recipient's card. */
static void
find_card_ending (TipoffFinder *self,
                  guint         i)
{
  const TipoffRedactWord *w = word (self, i);
  const char *text = self->text->text;
  gsize at = w->start;
  guint marks = 0;

  if (w->n_digits != 4 || w->n_letters != 0)
    return;
  if (tipoff_redact_match_back (TIPOFF_CONTEXT_CARD_ENDING, self->text, i) > 0 &&
      tipoff_redact_text_joins (self->text, i, " :.*x"))
    {
      tipoff_finder_add (self, TIPOFF_REDACTION_CARD, w->start, w->end, FALSE);
      return;
    }
  if (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-'))
    at--;
  while (at > 0 && (text[at - 1] == '*' || g_ascii_tolower (text[at - 1]) == 'x'))
    {
      at--;
      marks++;
    }
  if (marks >= 3)
    tipoff_finder_add (self, TIPOFF_REDACTION_CARD, w->start, w->end, FALSE);
}

/* One or two capitals before or behind digits. */
static gboolean
is_mark (TipoffFinder *self,
         guint         i,
         guint         first)
{
  const TipoffRedactWord *w = word (self, i);
  const char *text = self->text->text + w->start;

  for (gsize j = 0; j < w->end - w->start; j++)
    if (!g_ascii_isupper (text[j]))
      return FALSE;
  return w->end - w->start <= 2 && (i > first ? word (self, i - 1)->n_digits > 0
                                              : i + 1 < self->text->words->len && word (self, i + 1)->n_digits > 0);
}

/* "BSN: 123456782", "rijksregisternummer …", "fecha de nacimiento 12/03/1980". */
static void
find_named_id (TipoffFinder *self,
               guint         i)
{
  guint n = tipoff_redact_match (TIPOFF_CONTEXT_NATIONAL_ID, self->text, i);
  guint first = i + n;
  guint end;

  if (n == 0)
    return;
  for (guint skipped = 0; skipped < 2 && tipoff_redact_match (TIPOFF_CONTEXT_FILLER, self->text, first) == 1; skipped++)
    first++;
  /* "QQ 12 34 56 C": the British number has letters at both ends. */
  for (end = first; end < self->text->words->len && end < first + 6
                    && (word (self, end)->n_digits > 0 || is_mark (self, end, first)); end++)
    if (!tipoff_redact_text_joins (self->text, end, end == first ? " :.(°º" : IN_NUMBER))
      break;
  if (end > first && word (self, end - 1)->end - word (self, first)->start >= 6)
    tipoff_finder_add (self, TIPOFF_REDACTION_NATIONAL_ID, word (self, first)->start, word (self, end - 1)->end, TRUE);
}

/* "geboren op 12/03/1980", "born on 12 March 1980", "née le 1er mars 1980", "DOB: March 12, 1980". */
static void
find_birth_date (TipoffFinder *self,
                 guint         i)
{
  guint first = i + tipoff_redact_match (TIPOFF_CONTEXT_BIRTH, self->text, i);
  guint numbers = 0;
  guint names = 0;

  if (first == i)
    return;
  while (tipoff_redact_match (TIPOFF_CONTEXT_FILLER, self->text, first) == 1)
    first++;
  for (guint end = first; end < self->text->words->len && end < first + MAX_DATE_WORDS; end++)
    {
      const TipoffRedactWord *w = word (self, end);

      if (!tipoff_redact_text_joins (self->text, end, end == first ? " :.(°º" : " -./,º"))
        return;
      if (w->n_digits > 0)
        numbers++;
      else if (tipoff_redact_match (TIPOFF_CONTEXT_PARTICLE, self->text, end) == 0 && names++ > 0)
        return;
      /* A year comes last unless it comes first. */
      if (numbers + names >= 3 && (w->n_digits == 4 || w->n_digits == 2))
        {
          tipoff_finder_add (self, TIPOFF_REDACTION_BIRTH_DATE, word (self, first)->start, w->end, TRUE);
          return;
        }
    }
}

/* "23/05/1948", "3. Januar 1941": a whole date that lies so far back is somebody's birthday. */
static void
find_old_date (TipoffFinder *self,
               guint         i)
{
  guint last = i + 2;
  int year;

  /* "3rd May 1944", "1er mars 1950". */
  if (word (self, i)->n_digits == 0 || word (self, i)->n_digits > 2 || word (self, i)->n_letters > 2 || !exists (self, last) || word (self, last)->n_digits != 4 || word (self, last)->n_letters > 0)
    return;
  if (tipoff_finder_match_date (self, i) == 0
      && (word (self, i + 1)->n_digits > 0 || word (self, i + 1)->n_letters < 3 || !tipoff_redact_text_joins (self->text, i + 1, " .-º")
          || !tipoff_redact_text_joins (self->text, last, " .-,")))
    return;
  year = atoi (word (self, last)->folded);
  if (year < FIRST_BIRTH_YEAR || year > LAST_BIRTH_YEAR)
    return;
  tipoff_finder_add (self, TIPOFF_REDACTION_BIRTH_DATE, word (self, i)->start, word (self, last)->end, FALSE);
}

void
tipoff_find_numbers (TipoffFinder *self)
{
  if (self->type == TIPOFF_PART_SENDER || self->type == TIPOFF_PART_LINK_TARGET)
    return;
  for (guint i = 0; i < self->text->words->len; i++)
    {
      find_named_id (self, i);
      find_birth_date (self, i);
      find_old_date (self, i);
      if (word (self, i)->n_digits == 0 && word (self, i)->n_letters > 2)
        continue;
      if (is_number_word (self, i))
        {
          guint end = find_digits (self, i);

          if (end > i)
            {
              i = end - 1;
              continue;
            }
          find_card_ending (self, i);
        }
      if (!find_spanish_id (self, i))
        find_item (self, i);
    }
}
