/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-analysis.h"

G_BEGIN_DECLS

/* The n-grams of a message as numbers: stems of words alone and in pairs, three to five letters
 * within a word with its borders, words together with where the message leads, and pairs of signals, which
 * are the same in every language. */
typedef enum
{
  TIPOFF_GRAM_WORD,
  TIPOFF_GRAM_PAIR,
  TIPOFF_GRAM_TRIPLE,     /* three letters */
  TIPOFF_GRAM_LETTERS,    /* four or five */
  TIPOFF_GRAM_CONTEXT,    /* a word, and where the message leads */
  TIPOFF_GRAM_SIGNALS,    /* comes from no token */
  TIPOFF_GRAM_NOTIONS,    /* two notions of one sentence, or one: it stands at the sentence's last token */
} TipoffGramType;

#define TIPOFF_GRAM_NO_TOKEN G_MAXUINT32

typedef struct
{
  guint32 hash;        /* its low bits choose the slot in a table */
  guint32 token;       /* the token that it ends in; TIPOFF_GRAM_NO_TOKEN */
  guint32 previous;    /* 1 + the token where the same n-gram was met before, 0 for none */
  guint8  type;
} TipoffGram;

/* Tokens [first, end) are weighed as if they were the message. */
typedef struct
{
  guint           first;
  guint           end;
  TipoffSignalSet signals;
} TipoffRange;

/* The n-grams of the words of a message, each place of each, in the order of tokens. (element-type TipoffGram) */
GArray  *tipoff_grams_new         (const TipoffAnalysis *analysis);
/* Where the range leads: 0 nowhere. */
guint64  tipoff_grams_get_context (const TipoffSignalSet *signals);
/* The hash of a word in a context. */
guint32  tipoff_grams_hash_context (guint64 context, guint32 word);
/* The hashes of the pairs of @signals: at most TIPOFF_GRAMS_MAX_PAIRS. Returns how many. */
#define TIPOFF_GRAMS_MAX_PAIRS 276
guint    tipoff_grams_pair_signals (const TipoffSignalSet *signals, guint32 *hashes);
/* Every n-gram of @range once, with all types: what is learnt from. (element-type TipoffGram) */
GArray  *tipoff_grams_list        (const GArray *grams, const TipoffRange *range);
/* By how much each counts: long messages do not count more than short ones. */
double   tipoff_grams_get_unit    (guint n_grams);

/* Whether @gram is in @range and met there for the first time. A pair ends in its token and begins in the one before. */
static inline gboolean
tipoff_gram_counts (const TipoffGram *gram, const TipoffRange *range)
{
  const guint first = range->first + (gram->type == TIPOFF_GRAM_PAIR);

  return gram->token >= first && gram->token < range->end && gram->previous <= first;
}

G_END_DECLS
