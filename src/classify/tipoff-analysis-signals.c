/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"

static guint
count_tokens (const TipoffAnalysis *self, guint counts[TIPOFF_N_TOKEN_TYPES])
{
  for (guint i = 0; i < self->n_message_tokens; i++)
    counts[g_array_index (self->tokens, TipoffToken, i).type]++;
  return self->n_message_tokens;
}

static void
set_claims (TipoffAnalysis *self)
{
  static const struct { TipoffKind kind; guint signal; } kinds[] = {
    { TIPOFF_KIND_BANK, TIPOFF_SIGNAL_CLAIMS_BANK },
    { TIPOFF_KIND_PARCEL, TIPOFF_SIGNAL_CLAIMS_PARCEL },
    { TIPOFF_KIND_GOVERNMENT, TIPOFF_SIGNAL_CLAIMS_GOVERNMENT },
    { TIPOFF_KIND_ACCOUNT, TIPOFF_SIGNAL_CLAIMS_ACCOUNT },
    { TIPOFF_KIND_SUBSCRIPTION, TIPOFF_SIGNAL_CLAIMS_SUBSCRIPTION },
    { TIPOFF_KIND_MARKETPLACE, TIPOFF_SIGNAL_CLAIMS_MARKETPLACE },
  };

  self->signals[TIPOFF_SIGNAL_CLAIMS_BRAND] = self->claim != NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    self->signals[kinds[i].signal] = (self->claim_kinds >> kinds[i].kind) & 1;
}

static gboolean
asks_anything (const TipoffAnalysis *self)
{
  for (guint concept = TIPOFF_CONCEPT_ASKS_CODE; concept <= TIPOFF_CONCEPT_ASKS_REPLY; concept++)
    if (tipoff_analysis_has (self, concept))
      return TRUE;
  return tipoff_analysis_has (self, TIPOFF_CONCEPT_GIFT_CARD) || tipoff_analysis_has (self, TIPOFF_CONCEPT_FAMILY_IN_TROUBLE)
         || tipoff_analysis_has (self, TIPOFF_CONCEPT_CONTACT_ELSEWHERE) || tipoff_analysis_has (self, TIPOFF_CONCEPT_COLLECTION)
         || tipoff_analysis_has (self, TIPOFF_CONCEPT_FEE_FIRST) || tipoff_analysis_has (self, TIPOFF_CONCEPT_CHANGED_ACCOUNT)
         || tipoff_analysis_has (self, TIPOFF_CONCEPT_DONATION);
}

/* What a message is about, and what honest senders say; all other concepts are moves. */
static gboolean
is_topic (guint concept)
{
  return (concept >= TIPOFF_CONCEPT_PARCEL && concept <= TIPOFF_CONCEPT_MARKETPLACE) || concept == TIPOFF_CONCEPT_RELATIVE
         || concept == TIPOFF_CONCEPT_ADVERTISING || concept == TIPOFF_CONCEPT_NEGATION;
}

static gboolean
is_courtesy (guint concept)
{
  return concept == TIPOFF_CONCEPT_NEVER_SHARE || concept >= TIPOFF_CONCEPT_NO_ACTION;
}

/* One move is found in many an honest message, three are not. */
static void
count_moves (TipoffAnalysis *self)
{
  guint moves = 0, courtesies = 0;

  for (guint concept = 0; concept < TIPOFF_N_CONCEPTS; concept++)
    if (tipoff_analysis_has (self, concept))
      {
        courtesies += is_courtesy (concept);
        moves += !is_courtesy (concept) && !is_topic (concept);
      }
  self->signals[TIPOFF_SIGNAL_MOVES_2] = moves >= 2;
  self->signals[TIPOFF_SIGNAL_MOVES_3] = moves >= 3;
  self->signals[TIPOFF_SIGNAL_MOVES_4] = moves >= 4;
  self->signals[TIPOFF_SIGNAL_NO_MOVES] = moves == 0;
  self->signals[TIPOFF_SIGNAL_COURTESIES] = courtesies >= 2;
}

static void
set_contacts (TipoffAnalysis *self, gboolean asks, gboolean pressure)
{
  guint8 *s = self->signals;
  const gboolean others = s[TIPOFF_SIGNAL_LINK_OF_OTHERS];
  const gboolean topic = tipoff_analysis_has (self, TIPOFF_CONCEPT_PARCEL) || tipoff_analysis_has (self, TIPOFF_CONCEPT_BANK)
                         || tipoff_analysis_has (self, TIPOFF_CONCEPT_GOVERNMENT) || tipoff_analysis_has (self, TIPOFF_CONCEPT_ACCOUNT);
  const gboolean contact = s[TIPOFF_SIGNAL_LINK] || s[TIPOFF_SIGNAL_PHONE] || s[TIPOFF_SIGNAL_EMAIL] || s[TIPOFF_SIGNAL_IBAN]
                           || s[TIPOFF_SIGNAL_WALLET];

  s[TIPOFF_SIGNAL_LINK_OF_BRAND_ONLY] = s[TIPOFF_SIGNAL_LINK] && !others && !s[TIPOFF_SIGNAL_LINK_OPEN];
  s[TIPOFF_SIGNAL_CLAIM_WITH_LINK_OF_OTHERS] = self->claim != NULL && others;
  s[TIPOFF_SIGNAL_NO_CONTACT] = !contact;
  s[TIPOFF_SIGNAL_ASKS] = asks;
  s[TIPOFF_SIGNAL_ASKS_NOTHING] = !asks;
  s[TIPOFF_SIGNAL_ASKS_NOTHING_NO_CONTACT] = !asks && !contact;
  s[TIPOFF_SIGNAL_ASKS_WITH_LINK_OF_OTHERS] = asks && others;
  s[TIPOFF_SIGNAL_ASKS_WITH_LINK_OF_BRAND] = asks && s[TIPOFF_SIGNAL_LINK_OF_BRAND_ONLY];
  s[TIPOFF_SIGNAL_ASKS_WITH_PHONE] = asks && s[TIPOFF_SIGNAL_PHONE] && !s[TIPOFF_SIGNAL_PHONE_OF_BRAND];
  s[TIPOFF_SIGNAL_ASKS_REPLY_ONLY] = tipoff_analysis_has (self, TIPOFF_CONCEPT_ASKS_REPLY) && !contact;
  s[TIPOFF_SIGNAL_PRESSURE_WITH_ASK] = pressure && asks;
  s[TIPOFF_SIGNAL_PRESSURE_WITH_LINK_OF_OTHERS] = pressure && others;
  s[TIPOFF_SIGNAL_CLAIM_PRESSURE_LINK] = pressure && others && self->claim != NULL;
  s[TIPOFF_SIGNAL_TOPIC_WITH_LINK_OF_OTHERS] = topic && others && self->claim == NULL;
}

/**
 * tipoff_analysis_set_signals:
 *
 * What is claimed, asked and offered, and the few things about shape that travel.
 */
void
tipoff_analysis_set_signals (TipoffAnalysis *self)
{
  guint counts[TIPOFF_N_TOKEN_TYPES] = { 0 };
  const guint n = count_tokens (self, counts);
  const gboolean pressure = tipoff_analysis_has (self, TIPOFF_CONCEPT_URGENCY) || tipoff_analysis_has (self, TIPOFF_CONCEPT_THREAT);
  guint8 *s = self->signals;
  guint letters = 0, capitals = 0;

  s[TIPOFF_SIGNAL_PHONE] |= counts[TIPOFF_TOKEN_PHONE] > 0;   /* also those that a collector masked */
  for (guint i = 0; i < TIPOFF_N_CONCEPTS; i++)
    s[TIPOFF_SIGNAL_CONCEPTS + i] = tipoff_analysis_has (self, i);
  set_claims (self);
  count_moves (self);
  if (counts[TIPOFF_TOKEN_URL] > 0 && !s[TIPOFF_SIGNAL_LINK])
    s[TIPOFF_SIGNAL_LINK] = s[TIPOFF_SIGNAL_LINK_OF_OTHERS] = 1;   /* masked by a collector */
  set_contacts (self, asks_anything (self), pressure);
  s[TIPOFF_SIGNAL_MONEY] = counts[TIPOFF_TOKEN_MONEY] > 0;
  s[TIPOFF_SIGNAL_MONEY_WITH_LINK_OF_OTHERS] = s[TIPOFF_SIGNAL_MONEY] && s[TIPOFF_SIGNAL_LINK_OF_OTHERS];
  s[TIPOFF_SIGNAL_CODE] = counts[TIPOFF_TOKEN_CODE] > 0;
  s[TIPOFF_SIGNAL_CODE_WITHOUT_LINK] = s[TIPOFF_SIGNAL_CODE] && !s[TIPOFF_SIGNAL_LINK];
  s[TIPOFF_SIGNAL_CODE_NEVER_SHARE] = s[TIPOFF_SIGNAL_CODE] && tipoff_analysis_has (self, TIPOFF_CONCEPT_NEVER_SHARE);
  s[TIPOFF_SIGNAL_DATE_OR_TIME] = counts[TIPOFF_TOKEN_DATE] + counts[TIPOFF_TOKEN_TIME] > 0;
  s[TIPOFF_SIGNAL_MASKED_ACCOUNT] = s[TIPOFF_SIGNAL_MONEY] && s[TIPOFF_SIGNAL_CODE] && !s[TIPOFF_SIGNAL_LINK];
  for (guint i = 0; i < self->parts->len; i++)
    {
      letters += self->normals[i].letters;
      capitals += self->normals[i].capitals;
    }
  s[TIPOFF_SIGNAL_SHOUTING] = letters >= 20 && capitals * 2 > letters;
  s[TIPOFF_SIGNAL_WORDS_UP_TO_5] = n <= 5;
  s[TIPOFF_SIGNAL_WORDS_UP_TO_12] = n <= 12;
  s[TIPOFF_SIGNAL_WORDS_OVER_60] = n > 60;
  s[TIPOFF_SIGNAL_WORDS_OVER_200] = n > 200;
}
