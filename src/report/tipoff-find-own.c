/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include <string.h>

/* Between "your number" and the number. */
#define BEFORE_VALUE " :(-–\"'«“,.°º"
/* Bytes of one list of what is somebody's. */
#define NEAR 160
/* Words between what is taken and the account. */
#define MAX_BEFORE_ACCOUNT 9

static gboolean
follows_yours (TipoffFinder *self,
               guint         i)
{
  return tipoff_redact_match_back (TIPOFF_CONTEXT_YOURS, self->text, i) > 0 && tipoff_redact_text_joins (self->text, i, " ");
}

/* "uw nummer", "your e-mail address", "your Netflix account" right before word @i. */
static gboolean
follows_own (TipoffFinder *self,
             guint         i)
{
  guint n = tipoff_redact_match_back (TIPOFF_CONTEXT_OWN, self->text, i);

  /* "votre n° 06 …". */
  if (n == 0)
    n = tipoff_redact_match_back (TIPOFF_CONTEXT_NUMBER_SIGN, self->text, i);
  if (n == 0 || n == i)
    return FALSE;
  return follows_yours (self, i - n) ||
         (i - n > 1 && tipoff_redact_text_word (self->text, i - n - 1)->upper &&
          tipoff_redact_text_joins (self->text, i - n, " -") && follows_yours (self, i - n - 1));
}

/* "mon IBAN", "my mobile is", "meinem Festnetz", "I gave her": up to three words between. */
static gboolean
follows_mine (TipoffFinder *self,
              guint         i)
{
  for (guint n = 0; n < 4 && i > 0; n++, i--)
    {
      if (tipoff_redact_match_back (TIPOFF_CONTEXT_MINE, self->text, i) > 0
          || (n == 0 && tipoff_redact_match_back (TIPOFF_CONTEXT_GAVE, self->text, i) > 0))
        return TRUE;
      if (n > 0 && tipoff_finder_ends_sentence (self, i))
        return FALSE;
    }
  return FALSE;
}

/* "the old one 0468 12 90 54", "my number is still": the recipient has known it. */
static gboolean
follows_former (TipoffFinder *self,
                guint         i)
{
  static const char *const between[] = { "nummer", "number", "numéro", "número", "simkaart", "el", "le", "die", "de", "the", "op", NULL };

  for (guint n = 0; n < 3 && i > 0; n++, i--)
    {
      if (tipoff_redact_match_back (TIPOFF_CONTEXT_FORMER, self->text, i) > 0)
        return TRUE;
      if (!g_strv_contains (between, tipoff_redact_text_word (self->text, i - 1)->folded))
        return FALSE;
    }
  return FALSE;
}

/* "gestort op", "Ihr Konto:": fillers may stand between. */
static gboolean
follows_own_money (TipoffFinder *self,
                   guint         i)
{
  for (guint n = 0; n < 4 && i > 0; n++)
    {
      guint filler = tipoff_redact_match_back (TIPOFF_CONTEXT_FILLER, self->text, i);

      if (tipoff_redact_match_back (TIPOFF_CONTEXT_OWN_MONEY, self->text, i) > 0)
        return TRUE;
      if (filler == 0)
        filler = tipoff_redact_match_back (TIPOFF_CONTEXT_OWN, self->text, i);
      if (filler == 0 || !tipoff_redact_text_joins (self->text, i, BEFORE_VALUE))
        return FALSE;
      i -= filler;
    }
  return FALSE;
}

/* "auf DE21 … überwiesen", "sur FR76 … a été rejeté". */
static gboolean
leads_to_own_money (TipoffFinder          *self,
                    const TipoffIndicator *indicator)
{
  guint i = tipoff_redact_text_find (self->text, indicator->span.end);

  for (guint n = 0; n < 4 && tipoff_redact_text_joins (self->text, i, " "); n++, i++)
    if (tipoff_redact_match (TIPOFF_CONTEXT_OWN_MONEY, self->text, i) > 0)
      return TRUE;
  return FALSE;
}

/* "Is 07700 900 277 your number?" */
static gboolean
leads_to_yours (TipoffFinder          *self,
                const TipoffIndicator *indicator)
{
  guint i = tipoff_redact_text_find (self->text, indicator->span.end);
  guint n = tipoff_redact_match (TIPOFF_CONTEXT_YOURS, self->text, i);

  return n > 0 && tipoff_redact_text_joins (self->text, i, " ") && tipoff_redact_match (TIPOFF_CONTEXT_OWN, self->text, i + n) > 0;
}

/* "sera prélevée le 8 décembre sur le compte …": in the sentence before it. */
static gboolean
follows_debit (TipoffFinder *self,
               guint         i)
{
  for (guint n = 0; n < MAX_BEFORE_ACCOUNT && i > 0; n++, i--)
    {
      if (tipoff_redact_match_back (TIPOFF_CONTEXT_DEBIT, self->text, i) > 0)
        return TRUE;
      if (tipoff_finder_ends_sentence (self, i) && word (self, i)->n_digits == 0)
        return FALSE;
    }
  return FALSE;
}

static gboolean
is_personal (TipoffRedactionType type)
{
  return type == TIPOFF_REDACTION_NATIONAL_ID || type == TIPOFF_REDACTION_CARD || type == TIPOFF_REDACTION_BIRTH_DATE
         || type == TIPOFF_REDACTION_ADDRESS;
}

/* "née le 28.02.1987, gsm 0466 10 28 39": who lists what is theirs lists more of it. */
static gboolean
stands_beside_personal (TipoffFinder *self,
                        guint         i,
                        gsize         start)
{
  guint n = tipoff_redact_match_back (TIPOFF_CONTEXT_OWN, self->text, i);

  if (n == 0 || n == i || tipoff_finder_ends_sentence (self, i - n))
    return FALSE;
  for (guint j = 0; j < self->found->len; j++)
    {
      const TipoffFound *found = &g_array_index (self->found, TipoffFound, j);
      gsize from = MIN (found->span.end, start);
      gsize to = MAX (found->span.start, start);

      if (found->span.part == self->part && is_personal (found->type) && found->span.end <= start && to - from < NEAR
          && memchr (self->text->text + from, '\n', to - from) == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
follows_greeting (TipoffFinder *self,
                  guint         i)
{
  guint n = tipoff_redact_match_back (TIPOFF_CONTEXT_GREETING, self->text, i);

  return n > 0 && (i == n || !tipoff_redact_text_joins (self->text, i - n, " "));
}

static gboolean
is_own (TipoffFinder          *self,
        const TipoffIndicator *indicator)
{
  guint i = tipoff_redact_text_find (self->text, indicator->span.start);

  if (leads_to_yours (self, indicator))
    return TRUE;
  if (i == 0 || !tipoff_redact_text_joins (self->text, i, BEFORE_VALUE "+"))
    return FALSE;
  if (follows_former (self, i) || (tipoff_finder_is_told (self) && follows_mine (self, i)) || stands_beside_personal (self, i, indicator->span.start))
    return TRUE;
  if (indicator->type == TIPOFF_INDICATOR_IBAN
      && (follows_own_money (self, i) || follows_debit (self, i) || leads_to_own_money (self, indicator)))
    return TRUE;
  return follows_own (self, i) || tipoff_redact_match_back (TIPOFF_CONTEXT_SENT_TO, self->text, i) > 0 ||
         (indicator->type == TIPOFF_INDICATOR_EMAIL && follows_greeting (self, i));
}

static gboolean
is_known (TipoffFinder          *self,
          const TipoffIndicator *indicator)
{
  if (indicator->type == TIPOFF_INDICATOR_EMAIL)
    return tipoff_finder_knows_address (self, indicator->value);
  return indicator->type == TIPOFF_INDICATOR_PHONE && tipoff_finder_knows_number (self, indicator->value);
}

static TipoffRedactionType
redaction_type (TipoffIndicatorType type)
{
  switch (type)
    {
    case TIPOFF_INDICATOR_PHONE:
      return TIPOFF_REDACTION_PHONE;
    case TIPOFF_INDICATOR_EMAIL:
      return TIPOFF_REDACTION_EMAIL;
    case TIPOFF_INDICATOR_IBAN:
      return TIPOFF_REDACTION_IBAN;
    default:
      return TIPOFF_REDACTION_OTHER;
    }
}

void
tipoff_find_own (TipoffFinder *self)
{
  for (guint i = 0; i < self->verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->verdict->indicators, i);
      gboolean personal = indicator->role == TIPOFF_ROLE_RECIPIENT || indicator->role == TIPOFF_ROLE_BYSTANDER;

      if (indicator->span.part != self->part || self->type == TIPOFF_PART_SENDER)
        continue;
      if (!personal && indicator->type != TIPOFF_INDICATOR_PHONE && indicator->type != TIPOFF_INDICATOR_EMAIL &&
          indicator->type != TIPOFF_INDICATOR_IBAN)
        continue;
      if (!personal && !is_known (self, indicator) && !is_own (self, indicator))
        continue;
      if (indicator->role != TIPOFF_ROLE_BYSTANDER && indicator->type == TIPOFF_INDICATOR_EMAIL)
        tipoff_finder_know_address (self, indicator->value);
      if (indicator->role != TIPOFF_ROLE_BYSTANDER && indicator->type == TIPOFF_INDICATOR_PHONE)
        tipoff_finder_know_number (self, indicator->value);
      tipoff_finder_add (self, redaction_type (indicator->type), indicator->span.start, indicator->span.end, TRUE);
    }
}
