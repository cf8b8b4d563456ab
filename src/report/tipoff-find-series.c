/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include <string.h>

/* A parcel, an order, a contract or a meter has a number that no list of words foresees the name of:
 * "MPRN 10 305 448 217", "PCN LD44182907", "CLM/2025/118-304", "XK4P9L". What looks like such a number is
 * the recipient's, unless it is money, a time, a telephone number, or what a firm is known by. */

#define MAX_WORDS 8
#define MIN_LENGTH 6
#define MAX_LENGTH 40
/* Longer ones are keys and addresses of coins. */
#define MAX_WORD_LENGTH 24
#define IN_SERIES "-/._"

typedef struct
{
  guint first, end;           /* words */
  guint digits, letters;
  guint longest;              /* digits of one word */
  guint mixed;                /* words of digits and letters */
  gboolean in_groups;         /* of digits with spaces between */
} Series;

static gboolean
is_capitals (const TipoffFinder *self,
             guint               i,
             guint               most)
{
  const TipoffRedactWord *w = word (self, i);

  if (w->n_digits > 0 || w->n_letters > most)
    return FALSE;
  for (const char *p = self->text->text + w->start; p < self->text->text + w->end; p++)
    if (!g_ascii_isupper (*p))
      return FALSE;
  return TRUE;
}

/* "7K3P" and "JD00022047", not "2nd", "iPhone17" or "24h". */
static gboolean
is_mixed (const TipoffFinder *self,
          guint               i)
{
  const TipoffRedactWord *w = word (self, i);

  if (w->n_digits == 0 || w->n_letters == 0 || w->end - w->start > MAX_WORD_LENGTH)
    return FALSE;
  for (const char *p = self->text->text + w->start; p < self->text->text + w->end; p++)
    if (!g_ascii_isupper (*p) && !g_ascii_isdigit (*p))
      return FALSE;
  return TRUE;
}

static gboolean
continues (const TipoffFinder *self,
           const Series       *series,
           guint               i)
{
  gboolean close = tipoff_redact_text_joins (self->text, i, IN_SERIES) && word (self, i)->start - word (self, i - 1)->end == 1;

  if (word (self, i)->end - word (self, i)->start > MAX_WORD_LENGTH)
    return FALSE;
  if (close)
    return word (self, i)->n_letters == 0 || is_mixed (self, i) || is_capitals (self, i, 6);
  if (!tipoff_redact_text_joins (self->text, i, " \u00a0\u202f") || word (self, i)->start - word (self, i - 1)->end > 2)
    return FALSE;
  /* "JX 4410 2298 3GB": letters end it, and say little before that. */
  return word (self, i)->n_letters == 0 || is_mixed (self, i) || (series->digits >= 8 && is_capitals (self, i, 2));
}

static Series
read_series (const TipoffFinder *self,
             guint               i)
{
  Series series = { i, i, 0, 0, 0, 0, TRUE };

  for (guint at = i; exists (self, at) && at < i + MAX_WORDS; at++)
    {
      const TipoffRedactWord *w = word (self, at);

      if (at > i && !continues (self, &series, at))
        break;
      if (at > i && !tipoff_redact_text_joins (self->text, at, " \u00a0\u202f"))
        series.in_groups = FALSE;
      series.digits += w->n_digits;
      series.letters += w->n_letters;
      series.longest = MAX (series.longest, w->n_digits);
      series.mixed += w->n_digits > 0 && w->n_letters > 0 ? 1 : 0;
      series.end = at + 1;
    }
  return series;
}

/* "100 000 clients", "1.000.000". */
static gboolean
is_large_amount (const TipoffFinder *self,
                 const Series       *series)
{
  for (guint i = series->first + 1; i < series->end; i++)
    if (word (self, i)->n_digits != 3 || !tipoff_redact_text_joins (self->text, i, " .\u00a0\u202f"))
      return FALSE;
  return word (self, series->first)->n_digits <= 3
         && (!series->in_groups
             || (exists (self, series->end) && !word (self, series->end)->upper && tipoff_redact_text_joins (self->text, series->end, " ")));
}

/* "23-69-72 40918225": where a British account is, and it. */
static gboolean
is_sort_code (const TipoffFinder *self,
              guint               i)
{
  for (guint j = 0; j < 3; j++)
    if (!tipoff_finder_is_digits (self, i + j, 2, 2) || (j > 0 && !tipoff_redact_text_joins (self->text, i + j, "-")))
      return FALSE;
  return TRUE;
}

static gboolean
is_called (const TipoffFinder *self,
           guint               i)
{
  return tipoff_redact_match_back (TIPOFF_CONTEXT_TRACKING, self->text, i) > 0
         || tipoff_redact_match_back (TIPOFF_CONTEXT_NUMBER_SIGN, self->text, i) > 0;
}

/* Dates, years, hours and sums are everybody's. */
static gboolean
is_measure (const TipoffFinder *self,
            const Series       *series)
{
  gboolean years = TRUE;

  for (guint i = series->first; i < series->end; i++)
    {
      if (tipoff_finder_is_amount (self, i) || (tipoff_finder_match_date (self, i) > 0 && i + 3 <= series->end && series->letters == 0))
        return TRUE;
      years = years && tipoff_finder_is_year (self, i);
    }
  /* "100000 prizes". */
  if (series->end == series->first + 1 && series->letters == 0 && g_str_has_suffix (word (self, series->first)->folded, "000"))
    return TRUE;
  return years || (series->letters == 0 && series->end > series->first + 1 && !is_called (self, series->first)
                   && is_large_amount (self, series));
}

/* "185.220.14.9": a host's. */
static gboolean
is_address_of_host (const TipoffFinder *self,
                    const Series       *series)
{
  if (series->end != series->first + 4)
    return FALSE;
  for (guint i = series->first; i < series->end; i++)
    if (!tipoff_finder_is_digits (self, i, 1, 3) || (i > series->first && !tipoff_redact_text_joins (self->text, i, ".")))
      return FALSE;
  return TRUE;
}

/* "30 58 12" and "6 2 0 4 1 8" are codes; "9.00-17.00" is none. */
static gboolean
is_short_groups (const TipoffFinder *self,
                 const Series       *series)
{
  guint n = series->end - series->first;
  guint size = word (self, series->first)->n_digits;

  if (!series->in_groups || (size == 2 ? n != 3 : size != 1 || n < 4))
    return FALSE;
  for (guint i = series->first; i < series->end; i++)
    if (word (self, i)->n_digits != size)
      return FALSE;
  return TRUE;
}

/* Whom to call is evidence also where the number does not exist. */
static gboolean
is_like_phone (const TipoffFinder *self,
               const Series       *series)
{
  gsize start = word (self, series->first)->start;
  const char *text = self->text->text + start;

  if (series->letters > 0)
    return FALSE;
  if (series->digits >= 8 && series->digits <= 11 && series->end > series->first + 1
      && tipoff_redact_match_back (TIPOFF_CONTEXT_CALL, self->text, series->first) > 0)
    return TRUE;
  return (start > 0 && (text[-1] == '+' || (text[-1] == '(' && series->digits >= 8))) || (text[0] == '0' && series->digits >= 9 && series->digits <= 13)
         || g_str_has_prefix (text, "00");
}

static gboolean
is_of_firm (const TipoffFinder *self,
            guint               i)
{
  for (guint n = 0; n < 3 && i > 0; n++)
    {
      guint filler;

      if (!tipoff_redact_text_joins (self->text, i, " :.°º#("))
        return FALSE;
      filler = tipoff_redact_match_back (TIPOFF_CONTEXT_FIRM_NUMBER, self->text, i);
      if (filler > 0)
        return i == filler || tipoff_redact_match_back (TIPOFF_CONTEXT_YOURS, self->text, i - filler) == 0;
      filler = tipoff_redact_match_back (TIPOFF_CONTEXT_FILLER, self->text, i);
      if (filler == 0)
        return FALSE;
      i -= filler;
    }
  return FALSE;
}

static gboolean
tells (const TipoffFinder *self,
       const Series       *series)
{
  gsize length = word (self, series->end - 1)->end - word (self, series->first)->start;

  if (length < MIN_LENGTH || length > MAX_LENGTH || word (self, series->first)->end - word (self, series->first)->start > MAX_WORD_LENGTH)
    return FALSE;
  if (series->letters == 0)
    return is_short_groups (self, series) || (series->digits >= 6 && series->longest >= 3);
  /* "AVE 03112" is a train. */
  if (word (self, series->first)->n_digits == 0 && tipoff_redact_text_joins (self->text, series->first + 1, " ") && series->digits < 6)
    return FALSE;
  return series->digits >= 2 && series->digits + series->letters >= 6 && (series->mixed > 0 || series->digits >= 4)
         && !(series->end == series->first + 1 && tipoff_finder_is_word_with_number (self, series->first));
}

/* "DNI 12345678Z": what the number is called is no part of it. */
static gboolean
is_label (const TipoffFinder *self,
          guint               i)
{
  static const TipoffContext labels[] = { TIPOFF_CONTEXT_NATIONAL_ID, TIPOFF_CONTEXT_TRACKING, TIPOFF_CONTEXT_CODE, TIPOFF_CONTEXT_OWN,
                                          TIPOFF_CONTEXT_NUMBER_SIGN, TIPOFF_CONTEXT_FILLER, TIPOFF_CONTEXT_CARD_CHECK,
                                          TIPOFF_CONTEXT_FIRM_NUMBER };

  if (tipoff_redact_match (TIPOFF_CONTEXT_BRAND, self->text, i) > 0)
    return TRUE;
  for (gsize j = 0; j < G_N_ELEMENTS (labels); j++)
    if (tipoff_redact_match (labels[j], self->text, i) > 0)
      return TRUE;
  return FALSE;
}

static gboolean
opens_series (const TipoffFinder *self,
              guint               i)
{
  return word (self, i)->n_letters == 0 || is_mixed (self, i)
         || (is_capitals (self, i, 5) && !is_label (self, i) && exists (self, i + 1) && word (self, i + 1)->n_digits > 0
             && word (self, i + 1)->start - word (self, i)->end == 1 && tipoff_redact_text_joins (self->text, i + 1, " " IN_SERIES));
}

void
tipoff_find_series (TipoffFinder *self)
{
  if (self->type != TIPOFF_PART_BODY && self->type != TIPOFF_PART_SUBJECT && self->type != TIPOFF_PART_TURN)
    return;
  for (guint i = 0; exists (self, i); i++)
    {
      Series series;

      if (!opens_series (self, i))
        continue;
      series = read_series (self, i);
      if (tells (self, &series) && !is_sort_code (self, i) && !is_address_of_host (self, &series) && !is_measure (self, &series) && !is_like_phone (self, &series) && !is_of_firm (self, i))
        tipoff_finder_add (self, TIPOFF_REDACTION_TRACKING, word (self, i)->start, word (self, series.end - 1)->end, FALSE);
      i = MAX (i, series.end - 1);
    }
}
