/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-concept.h"
#include "tipoff-flag.h"

G_BEGIN_DECLS

/* The features that travel from one collection to the next: which flags are raised, which concepts
 * occur, and what is claimed, asked and offered as a way to answer. Each is 0 or 1. The model keeps
 * one weight for each and is bound to their names. */
enum
{
  TIPOFF_SIGNAL_FLAGS = 0,
  TIPOFF_SIGNAL_CONCEPTS = TIPOFF_SIGNAL_FLAGS + TIPOFF_N_TRAINED_FLAGS,
  TIPOFF_SIGNAL_OTHERS = TIPOFF_SIGNAL_CONCEPTS + TIPOFF_N_CONCEPTS,

  TIPOFF_SIGNAL_CLAIMS_BRAND = TIPOFF_SIGNAL_OTHERS,
  TIPOFF_SIGNAL_CLAIMS_BANK,
  TIPOFF_SIGNAL_CLAIMS_PARCEL,
  TIPOFF_SIGNAL_CLAIMS_GOVERNMENT,
  TIPOFF_SIGNAL_CLAIMS_ACCOUNT,
  TIPOFF_SIGNAL_CLAIMS_SUBSCRIPTION,
  TIPOFF_SIGNAL_CLAIMS_MARKETPLACE,
  TIPOFF_SIGNAL_LINK,
  TIPOFF_SIGNAL_LINK_OF_OTHERS,          /* to a domain that is no brand's */
  TIPOFF_SIGNAL_LINK_OF_BRAND_ONLY,
  TIPOFF_SIGNAL_LINK_OPEN,               /* to what anybody put there */
  TIPOFF_SIGNAL_LINKS_MANY,
  TIPOFF_SIGNAL_LINK_BAIT,               /* two or more baiting words in the host */
  TIPOFF_SIGNAL_LINK_HYPHENS,
  TIPOFF_SIGNAL_LINK_DIGITS,
  TIPOFF_SIGNAL_CLAIM_WITH_LINK_OF_OTHERS,
  TIPOFF_SIGNAL_CLAIM_WITH_OWN_LINK,
  TIPOFF_SIGNAL_PHONE,
  TIPOFF_SIGNAL_PHONE_MOBILE,
  TIPOFF_SIGNAL_PHONE_OF_BRAND,
  TIPOFF_SIGNAL_EMAIL,
  TIPOFF_SIGNAL_IBAN,
  TIPOFF_SIGNAL_WALLET,
  TIPOFF_SIGNAL_NO_CONTACT,
  TIPOFF_SIGNAL_ASKS,
  TIPOFF_SIGNAL_ASKS_NOTHING,
  TIPOFF_SIGNAL_ASKS_NOTHING_NO_CONTACT,
  TIPOFF_SIGNAL_ASKS_WITH_LINK_OF_OTHERS,
  TIPOFF_SIGNAL_ASKS_WITH_LINK_OF_BRAND,
  TIPOFF_SIGNAL_ASKS_WITH_PHONE,
  TIPOFF_SIGNAL_ASKS_REPLY_ONLY,
  TIPOFF_SIGNAL_PRESSURE_WITH_ASK,
  TIPOFF_SIGNAL_PRESSURE_WITH_LINK_OF_OTHERS,
  TIPOFF_SIGNAL_CLAIM_PRESSURE_LINK,     /* a brand, pressure, and a link that is not the brand's */
  TIPOFF_SIGNAL_TOPIC_WITH_LINK_OF_OTHERS, /* parcel, bank, government, account without a name */
  TIPOFF_SIGNAL_MONEY,
  TIPOFF_SIGNAL_MONEY_WITH_LINK_OF_OTHERS,
  TIPOFF_SIGNAL_CODE,
  TIPOFF_SIGNAL_CODE_WITHOUT_LINK,
  TIPOFF_SIGNAL_CODE_NEVER_SHARE,
  TIPOFF_SIGNAL_DATE_OR_TIME,
  TIPOFF_SIGNAL_MASKED_ACCOUNT,          /* money and a code or a masked number, no link: a booking notice */
  TIPOFF_SIGNAL_SHOUTING,
  TIPOFF_SIGNAL_WORDS_UP_TO_5,
  TIPOFF_SIGNAL_WORDS_UP_TO_12,
  TIPOFF_SIGNAL_WORDS_OVER_60,
  TIPOFF_SIGNAL_WORDS_OVER_200,
  TIPOFF_SIGNAL_MOVES_2,                 /* so many requests, promises, threats and the like */
  TIPOFF_SIGNAL_MOVES_3,
  TIPOFF_SIGNAL_MOVES_4,
  TIPOFF_SIGNAL_NO_MOVES,
  TIPOFF_SIGNAL_COURTESIES,              /* two or more things that honest senders say */
  TIPOFF_SIGNAL_LINK_NAMED,              /* the link is called as somebody in the message is, and nothing more */
  TIPOFF_SIGNAL_LINK_NAMED_AND_MORE,     /* a word of the message is one of several in the link's name */
  TIPOFF_SIGNAL_PHONE_OF_OTHERS,
  TIPOFF_SIGNAL_LINK_KNOWN,              /* not one that a collector masked */
  TIPOFF_N_SIGNALS,
};

/* Which of them are set. */
typedef struct
{
  guint64 bits[(TIPOFF_N_SIGNALS + 63) / 64];
} TipoffSignalSet;

static inline gboolean
tipoff_signal_set_has (const TipoffSignalSet *self, guint signal)
{
  return (gboolean) (self->bits[signal / 64] >> (signal % 64) & 1);
}

static inline void
tipoff_signal_set_add (TipoffSignalSet *self, guint signal, gboolean present)
{
  self->bits[signal / 64] |= (guint64) (present != FALSE) << (signal % 64);
}

static inline void
tipoff_signal_set_add_all (TipoffSignalSet *self, const TipoffSignalSet *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->bits); i++)
    self->bits[i] |= other->bits[i];
}

/* How many signals are in both. */
static inline guint
tipoff_signal_set_count_common (const TipoffSignalSet *self, const TipoffSignalSet *other)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->bits); i++)
    n += (guint) __builtin_popcountll (self->bits[i] & other->bits[i]);
  return n;
}

/* Each signal of @set in turn; @set is a pointer to one that is used up. Ends with G_MAXUINT. */
static inline guint
tipoff_signal_set_take (TipoffSignalSet *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (set->bits); i++)
    if (set->bits[i] != 0)
      {
        const guint bit = (guint) __builtin_ctzll (set->bits[i]);

        set->bits[i] &= set->bits[i] - 1;
        return i * 64 + bit;
      }
  return G_MAXUINT;
}

/* "flag:url.lookalike", "concept:parcel", "link-of-others". Static, or in @buffer. */
const char *tipoff_signal_get_name (guint signal, char *buffer, gsize size);
/* Changes whenever a signal is added, removed, renamed or moved. */
guint64     tipoff_signals_get_fingerprint (void);

G_END_DECLS
