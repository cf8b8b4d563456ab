/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-verdict-build.h"
#include "tipoff-signal-words.h"

static gboolean
any_of (const TipoffSignalSet *s, const TipoffFlagType *flags, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (raises (s, flags[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_pressure (const TipoffSignalSet *s)
{
  return raises (s, TIPOFF_FLAG_TEXT_URGENCY) || raises (s, TIPOFF_FLAG_TEXT_THREAT);
}

/* A message of one party in the name of another, with a link that imitates it. */
static gboolean
imitates_with_a_purpose (const TipoffSignalSet *s)
{
  return raises (s, TIPOFF_FLAG_URL_LOOKALIKE)
         && (has (s, TIPOFF_SIGNAL_ASKS) || has_pressure (s) || has (s, TIPOFF_SIGNAL_CLAIMS_BRAND));
}

/* A link of a kind behind which anybody can hide, in the name of a brand, that asks for something. */
static gboolean
hides_behind_a_name (const TipoffSignalSet *s)
{
  static const TipoffFlagType shapes[] = {
    TIPOFF_FLAG_URL_IP_HOST, TIPOFF_FLAG_URL_FREE_HOSTING, TIPOFF_FLAG_URL_CHEAP_ENDING, TIPOFF_FLAG_URL_DISGUISED,
    TIPOFF_FLAG_URL_MIXED_SCRIPT,
  };

  return raises (s, TIPOFF_FLAG_URL_NOT_THE_BRAND) && any_of (s, shapes, G_N_ELEMENTS (shapes))
         && (has (s, TIPOFF_SIGNAL_ASKS) || has_pressure (s));
}

/* Shame or pictures, and a demand for money: no word of it needs to be known. */
static gboolean
blackmails (const TipoffSignalSet *s)
{
  return raises (s, TIPOFF_FLAG_TEXT_EXTORTION)
         && (raises (s, TIPOFF_FLAG_TEXT_WALLET) || raises (s, TIPOFF_FLAG_TEXT_ASKS_PAYMENT));
}

/* A relative or friend who needs money, or who only can be reached on a number that nobody knows. That
 * grandfather is in hospital is no more than sad. */
static gboolean
speaks_for_family (const TipoffSignalSet *s)
{
  return raises (s, TIPOFF_FLAG_TEXT_FAMILY_IN_TROUBLE)
         && (says (s, TIPOFF_CONCEPT_NEW_NUMBER) || says (s, TIPOFF_CONCEPT_ASKS_PAYMENT)
             || (has (s, TIPOFF_SIGNAL_MONEY) && says (s, TIPOFF_CONCEPT_RELATIVE)));
}

/* "Have it checked": the message counts on the checker's answer. */
static gboolean
plays_the_checker (const TipoffSignalSet *s)
{
  return raises (s, TIPOFF_FLAG_TEXT_MENTIONS_CHECKER)
         && (has (s, TIPOFF_SIGNAL_LINK_OF_OTHERS) || has (s, TIPOFF_SIGNAL_ASKS_WITH_PHONE));
}

/* Addresses that honest senders of messages do not use: none in 2,500 of the corpus. A long text speaks of many
 * things and may have all kinds of links; there it has to ask for something too. */
static gboolean
leads_astray (const TipoffSignalSet *s, gboolean is_long)
{
  static const TipoffFlagType shapes[] = {
    TIPOFF_FLAG_URL_IP_HOST, TIPOFF_FLAG_URL_FREE_HOSTING, TIPOFF_FLAG_URL_CHEAP_ENDING, TIPOFF_FLAG_URL_ADDED_TO_NAME,
  };

  return any_of (s, shapes, G_N_ELEMENTS (shapes)) && (!is_long || has (s, TIPOFF_SIGNAL_ASKS));
}

/* In the name of a brand, but to a place that is neither the brand's nor called like anybody in the message. */
static gboolean
leads_elsewhere (const TipoffSignalSet *s, gboolean is_long)
{
  if (is_long && !(has (s, TIPOFF_SIGNAL_ASKS) && (has (s, TIPOFF_SIGNAL_CLAIMS_BANK) || has (s, TIPOFF_SIGNAL_CLAIMS_PARCEL)
                                                   || has (s, TIPOFF_SIGNAL_CLAIMS_GOVERNMENT))))
    return FALSE;
  if (!has (s, TIPOFF_SIGNAL_CLAIMS_BRAND) || has (s, TIPOFF_SIGNAL_LINK_NAMED) || has (s, TIPOFF_SIGNAL_WORDS_OVER_60))
    return FALSE;
  return raises (s, TIPOFF_FLAG_URL_SHORTENER)
         || (has (s, TIPOFF_SIGNAL_CLAIM_WITH_LINK_OF_OTHERS) && !has (s, TIPOFF_SIGNAL_NO_MOVES));
}

/**
 * tipoff_flags_demand:
 * @alone: a number or link without any words
 * @is_long: of a text of more than sixty words
 *
 * A message may be written so that its words weigh nothing; these stand by themselves.
 */
TipoffLevel
tipoff_flags_demand (const TipoffSignalSet *s, gboolean alone, gboolean is_long)
{
  static const TipoffFlagType enough[] = {
    TIPOFF_FLAG_URL_LOOKALIKE, TIPOFF_FLAG_URL_MIXED_SCRIPT, TIPOFF_FLAG_TEXT_UNVERIFIED_IDENTITY,
    TIPOFF_FLAG_TEXT_ASKS_CODE,
  };
  const gboolean offers_call = says (s, TIPOFF_CONCEPT_ASKS_CALL) || says (s, TIPOFF_CONCEPT_MISSED_CALL);
  const gboolean expensive = raises (s, TIPOFF_FLAG_PHONE_PREMIUM_RATE)
                             || raises (s, TIPOFF_FLAG_PHONE_UNUSUAL_COUNTRY);

  if (imitates_with_a_purpose (s) || hides_behind_a_name (s) || blackmails (s))
    return TIPOFF_LEVEL_SCAM;
  if (any_of (s, enough, G_N_ELEMENTS (enough)) || speaks_for_family (s) || leads_astray (s, is_long)
      || (plays_the_checker (s) && (!is_long || has (s, TIPOFF_SIGNAL_ASKS))) || leads_elsewhere (s, is_long)
      || (expensive && (offers_call || alone)))
    return TIPOFF_LEVEL_SUSPICIOUS;
  if (raises (s, TIPOFF_FLAG_PHONE_INVALID) && alone)
    return TIPOFF_LEVEL_SUSPICIOUS;
  return TIPOFF_LEVEL_CLEAR;
}
