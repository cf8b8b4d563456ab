/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"

/* Places of one flag that are kept. */
#define MAX_PLACES 8
/* Hidden letters in so many places are no accident of a keyboard or a word processor. */
#define MIN_HIDDEN 3
/* A message to somebody whom one knows is no longer than this. */
#define MAX_PRIVATE_WORDS 40

/* The flags that a concept raises by itself; 0 for none, since the first flag is of links. */
static const TipoffFlagType plain[TIPOFF_N_CONCEPTS] = {
  [TIPOFF_CONCEPT_ASKS_CODE] = TIPOFF_FLAG_TEXT_ASKS_CODE,
  [TIPOFF_CONCEPT_ASKS_PAYMENT] = TIPOFF_FLAG_TEXT_ASKS_PAYMENT,
  [TIPOFF_CONCEPT_ASKS_LOGIN] = TIPOFF_FLAG_TEXT_ASKS_LOGIN,
  [TIPOFF_CONCEPT_ASKS_DATA] = TIPOFF_FLAG_TEXT_ASKS_DATA,
  [TIPOFF_CONCEPT_ASKS_INSTALL] = TIPOFF_FLAG_TEXT_ASKS_INSTALL,
  [TIPOFF_CONCEPT_REMOTE_ACCESS] = TIPOFF_FLAG_TEXT_REMOTE_ACCESS,
  [TIPOFF_CONCEPT_URGENCY] = TIPOFF_FLAG_TEXT_URGENCY,
  [TIPOFF_CONCEPT_THREAT] = TIPOFF_FLAG_TEXT_THREAT,
  [TIPOFF_CONCEPT_FAMILY_IN_TROUBLE] = TIPOFF_FLAG_TEXT_FAMILY_IN_TROUBLE,
  [TIPOFF_CONCEPT_SECRECY] = TIPOFF_FLAG_TEXT_SECRECY,
  [TIPOFF_CONCEPT_GIFT_CARD] = TIPOFF_FLAG_TEXT_GIFT_CARD,
  [TIPOFF_CONCEPT_CRYPTO] = TIPOFF_FLAG_TEXT_WALLET,
  [TIPOFF_CONCEPT_PRIZE] = TIPOFF_FLAG_TEXT_PRIZE,
  [TIPOFF_CONCEPT_JOB_OFFER] = TIPOFF_FLAG_TEXT_JOB_OFFER,
  [TIPOFF_CONCEPT_INVESTMENT] = TIPOFF_FLAG_TEXT_INVESTMENT,
  [TIPOFF_CONCEPT_ROMANCE] = TIPOFF_FLAG_TEXT_ROMANCE,
  [TIPOFF_CONCEPT_EXTORTION] = TIPOFF_FLAG_TEXT_EXTORTION,
  [TIPOFF_CONCEPT_MISSED_CALL] = TIPOFF_FLAG_TEXT_MISSED_CALL,
  [TIPOFF_CONCEPT_TECH_SUPPORT] = TIPOFF_FLAG_TEXT_TECH_SUPPORT,
  [TIPOFF_CONCEPT_CHECKER] = TIPOFF_FLAG_TEXT_MENTIONS_CHECKER,
  [TIPOFF_CONCEPT_CONTACT_ELSEWHERE] = TIPOFF_FLAG_TEXT_CONTACT_ELSEWHERE,
  [TIPOFF_CONCEPT_COLLECTION] = TIPOFF_FLAG_TEXT_COLLECTION,
  [TIPOFF_CONCEPT_WILL_BE_CALLED] = TIPOFF_FLAG_TEXT_WILL_BE_CALLED,
  [TIPOFF_CONCEPT_FEE_FIRST] = TIPOFF_FLAG_TEXT_FEE_FIRST,
  [TIPOFF_CONCEPT_REFUND] = TIPOFF_FLAG_TEXT_REFUND,
  [TIPOFF_CONCEPT_CHANGED_ACCOUNT] = TIPOFF_FLAG_TEXT_CHANGED_ACCOUNT,
  [TIPOFF_CONCEPT_INHERITANCE] = TIPOFF_FLAG_TEXT_INHERITANCE,
  [TIPOFF_CONCEPT_SUSPICIOUS_ACTIVITY] = TIPOFF_FLAG_TEXT_SUSPICIOUS_ACTIVITY,
  [TIPOFF_CONCEPT_EXPIRY] = TIPOFF_FLAG_TEXT_EXPIRY,
  [TIPOFF_CONCEPT_DONATION] = TIPOFF_FLAG_TEXT_DONATION,
  [TIPOFF_CONCEPT_EARNINGS] = TIPOFF_FLAG_TEXT_JOB_OFFER,
};

/**
 * tipoff_analysis_mark_concept:
 *
 * A phrase is found at token @at.
 */
void
tipoff_analysis_mark_concept (TipoffAnalysis *self, TipoffConcept concept, guint at)
{
  const TipoffSpan span = tipoff_analysis_get_span (self, at, at + 1);

  tipoff_analysis_mark (self, TIPOFF_SIGNAL_CONCEPTS + concept, span);
  if (plain[concept] != 0)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_FLAGS + plain[concept], span);
}

static void
raise_concept (TipoffAnalysis *self, TipoffConcept concept, TipoffFlagType flag)
{
  guint n = 0;
  gsize end = 0;

  for (guint i = 0; i < self->hits->len && n < MAX_PLACES; i++)
    {
      const TipoffPhraseHit *hit = &g_array_index (self->hits, TipoffPhraseHit, i);
      TipoffSpan span;

      if (hit->value != (guint) concept)
        continue;
      span = tipoff_analysis_get_span (self, hit->start, hit->end);
      if (n > 0 && span.start < end)
        continue;   /* a shorter phrase inside one that was found */
      tipoff_analysis_raise (self, flag, span, NULL, NULL);
      end = span.end;
      n++;
    }
}

/* A phone number in the message that is not known to be an organisation's own. */
static gboolean
offers_number (const TipoffAnalysis *self)
{
  return tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_PHONE)
         && (tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_PHONE_OF_OTHERS)
             || !tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_PHONE_OF_BRAND));
}

/* What words cannot tell: honest and false ones read the same. */
static void
raise_unverified (TipoffAnalysis *self)
{
  const gboolean relative = tipoff_analysis_has (self, TIPOFF_CONCEPT_RELATIVE);
  const gboolean new_number = tipoff_analysis_has (self, TIPOFF_CONCEPT_NEW_NUMBER);
  const gboolean wants = tipoff_analysis_has (self, TIPOFF_CONCEPT_ASKS_PAYMENT)
                         || tipoff_analysis_has (self, TIPOFF_CONCEPT_ASKS_REPLY)
                         || tipoff_analysis_has (self, TIPOFF_CONCEPT_FAMILY_IN_TROUBLE);
  const gboolean pressed = tipoff_analysis_has (self, TIPOFF_CONCEPT_URGENCY) || tipoff_analysis_has (self, TIPOFF_CONCEPT_THREAT);
  const gboolean is_private = !tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_CLAIMS_BRAND)
                              && !tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_LINK)
                              && !tipoff_analysis_has (self, TIPOFF_CONCEPT_BANK) && self->n_words <= MAX_PRIVATE_WORDS;
  const gboolean bank = tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_CLAIMS_BANK)
                        || tipoff_analysis_has (self, TIPOFF_CONCEPT_BANK);

  if (new_number && (relative || wants || is_private))
    raise_concept (self, TIPOFF_CONCEPT_NEW_NUMBER, TIPOFF_FLAG_TEXT_UNVERIFIED_IDENTITY);
  if (bank && pressed && tipoff_analysis_has (self, TIPOFF_CONCEPT_ASKS_CALL) && offers_number (self))
    raise_concept (self, TIPOFF_CONCEPT_ASKS_CALL, TIPOFF_FLAG_TEXT_UNVERIFIED_IDENTITY);
  if (new_number && relative && wants && !tipoff_analysis_is_raised (self, TIPOFF_FLAG_TEXT_FAMILY_IN_TROUBLE))
    raise_concept (self, TIPOFF_CONCEPT_RELATIVE, TIPOFF_FLAG_TEXT_FAMILY_IN_TROUBLE);
}

static void
raise_hidden_letters (TipoffAnalysis *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const TipoffNormal *normal = &self->normals[i];
      const TipoffSpan whole = { g_array_index (self->parts, TipoffReadPart, i).number, 0, normal->original_length };

      if (normal->hidden + normal->disguised < MIN_HIDDEN || normal->length == 0)
        continue;
      tipoff_analysis_raise (self, TIPOFF_FLAG_TEXT_HIDDEN_LETTERS, whole, NULL, NULL);
      tipoff_signal_set_add (&self->everywhere.facts, TIPOFF_SIGNAL_FLAGS + TIPOFF_FLAG_TEXT_HIDDEN_LETTERS, TRUE);
    }
}

/**
 * tipoff_analysis_raise_words:
 *
 * Flags of what the message says.
 */
void
tipoff_analysis_raise_words (TipoffAnalysis *self)
{
  for (guint concept = 0; concept < TIPOFF_N_CONCEPTS; concept++)
    if (plain[concept] != 0 && tipoff_analysis_has (self, concept))
      raise_concept (self, concept, plain[concept]);
  raise_unverified (self);
  raise_hidden_letters (self);
}
