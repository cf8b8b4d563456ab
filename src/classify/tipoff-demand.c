/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-verdict-build.h"

static gboolean
any_of (const TipoffAnalysis *a, const TipoffFlagType *flags, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (tipoff_analysis_is_raised (a, flags[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_pressure (const TipoffAnalysis *a)
{
  return tipoff_analysis_is_raised (a, TIPOFF_FLAG_TEXT_URGENCY) || tipoff_analysis_is_raised (a, TIPOFF_FLAG_TEXT_THREAT);
}

/* A message of one party in the name of another, with a link that imitates it. */
static gboolean
imitates_with_a_purpose (const TipoffAnalysis *a)
{
  return tipoff_analysis_is_raised (a, TIPOFF_FLAG_URL_LOOKALIKE)
         && (a->signals[TIPOFF_SIGNAL_ASKS] || has_pressure (a) || a->claim != NULL);
}

/* A link of a kind behind which anybody can hide, in the name of a brand, that asks for something. */
static gboolean
hides_behind_a_name (const TipoffAnalysis *a)
{
  static const TipoffFlagType shapes[] = {
    TIPOFF_FLAG_URL_IP_HOST, TIPOFF_FLAG_URL_FREE_HOSTING, TIPOFF_FLAG_URL_CHEAP_ENDING, TIPOFF_FLAG_URL_DISGUISED,
    TIPOFF_FLAG_URL_MIXED_SCRIPT,
  };

  return tipoff_analysis_is_raised (a, TIPOFF_FLAG_URL_NOT_THE_BRAND) && any_of (a, shapes, G_N_ELEMENTS (shapes))
         && (a->signals[TIPOFF_SIGNAL_ASKS] || has_pressure (a));
}

/* Shame or pictures, and a demand for money: no word of it needs to be known. */
static gboolean
blackmails (const TipoffAnalysis *a)
{
  return tipoff_analysis_is_raised (a, TIPOFF_FLAG_TEXT_EXTORTION)
         && (tipoff_analysis_is_raised (a, TIPOFF_FLAG_TEXT_WALLET) || tipoff_analysis_is_raised (a, TIPOFF_FLAG_TEXT_ASKS_PAYMENT));
}

/* A relative or friend who needs money, or who only can be reached on a number that nobody knows. That
 * grandfather is in hospital is no more than sad. */
static gboolean
speaks_for_family (const TipoffAnalysis *a)
{
  return tipoff_analysis_is_raised (a, TIPOFF_FLAG_TEXT_FAMILY_IN_TROUBLE)
         && (tipoff_analysis_has (a, TIPOFF_CONCEPT_NEW_NUMBER) || tipoff_analysis_has (a, TIPOFF_CONCEPT_ASKS_PAYMENT)
             || (a->signals[TIPOFF_SIGNAL_MONEY] && tipoff_analysis_has (a, TIPOFF_CONCEPT_RELATIVE)));
}

/* "Have it checked": the message counts on the checker's answer. */
static gboolean
plays_the_checker (const TipoffAnalysis *a)
{
  return tipoff_analysis_is_raised (a, TIPOFF_FLAG_TEXT_MENTIONS_CHECKER)
         && (a->signals[TIPOFF_SIGNAL_LINK_OF_OTHERS] || a->signals[TIPOFF_SIGNAL_ASKS_WITH_PHONE]);
}

/* Addresses that honest senders of messages do not use: none in 2,500 of the corpus. */
static gboolean
leads_astray (const TipoffAnalysis *a)
{
  static const TipoffFlagType shapes[] = {
    TIPOFF_FLAG_URL_IP_HOST, TIPOFF_FLAG_URL_FREE_HOSTING, TIPOFF_FLAG_URL_CHEAP_ENDING, TIPOFF_FLAG_URL_ADDED_TO_NAME,
  };

  return any_of (a, shapes, G_N_ELEMENTS (shapes));
}

/* In the name of a brand, but to a place that is neither the brand's nor called like anybody in the message. */
static gboolean
leads_elsewhere (const TipoffAnalysis *a)
{
  if (a->claim == NULL || a->signals[TIPOFF_SIGNAL_LINK_NAMED] || a->signals[TIPOFF_SIGNAL_WORDS_OVER_60])
    return FALSE;
  return tipoff_analysis_is_raised (a, TIPOFF_FLAG_URL_SHORTENER)
         || (a->signals[TIPOFF_SIGNAL_CLAIM_WITH_LINK_OF_OTHERS] && !a->signals[TIPOFF_SIGNAL_NO_MOVES]);
}

/**
 * tipoff_flags_demand:
 *
 * A message may be written so that its words weigh nothing; these stand by themselves.
 */
TipoffLevel
tipoff_flags_demand (const TipoffAnalysis *a)
{
  static const TipoffFlagType alone[] = {
    TIPOFF_FLAG_URL_LOOKALIKE, TIPOFF_FLAG_URL_MIXED_SCRIPT, TIPOFF_FLAG_TEXT_UNVERIFIED_IDENTITY,
    TIPOFF_FLAG_TEXT_ASKS_CODE,
  };
  const gboolean offers_call = tipoff_analysis_has (a, TIPOFF_CONCEPT_ASKS_CALL) || tipoff_analysis_has (a, TIPOFF_CONCEPT_MISSED_CALL);
  const gboolean expensive = tipoff_analysis_is_raised (a, TIPOFF_FLAG_PHONE_PREMIUM_RATE)
                             || tipoff_analysis_is_raised (a, TIPOFF_FLAG_PHONE_UNUSUAL_COUNTRY);

  if (imitates_with_a_purpose (a) || hides_behind_a_name (a) || blackmails (a))
    return TIPOFF_LEVEL_SCAM;
  if (any_of (a, alone, G_N_ELEMENTS (alone)) || speaks_for_family (a) || plays_the_checker (a) || leads_astray (a) || leads_elsewhere (a)
      || (expensive && (offers_call || a->n_words == 0)))
    return TIPOFF_LEVEL_SUSPICIOUS;
  if (tipoff_analysis_is_raised (a, TIPOFF_FLAG_PHONE_INVALID) && a->n_words == 0)
    return TIPOFF_LEVEL_SUSPICIOUS;
  return TIPOFF_LEVEL_CLEAR;
}
