/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-analysis.h"

G_BEGIN_DECLS

/* The n-grams of a message as numbers: stems of words alone and in pairs, three to five letters
 * within a word with its borders, and pairs of signals, which are the same in every language. */
typedef enum
{
  TIPOFF_GRAM_WORD,
  TIPOFF_GRAM_PAIR,
  TIPOFF_GRAM_TRIPLE,     /* three letters */
  TIPOFF_GRAM_LETTERS,    /* four or five */
  TIPOFF_GRAM_CONTEXT,    /* a word, and where the message leads */
  TIPOFF_GRAM_SIGNALS,    /* comes from no token */
} TipoffGramType;

#define TIPOFF_GRAM_NO_TOKEN G_MAXUINT32

typedef struct
{
  guint32 hash;        /* its low bits choose the slot in a table */
  guint32 token;       /* the first token that it comes from; TIPOFF_GRAM_NO_TOKEN */
  guint8  type;
} TipoffGram;

/* All n-grams of the message, each hash once, in order. (element-type TipoffGram) */
GArray *tipoff_grams_new     (const TipoffAnalysis *analysis);
/* By how much each counts: long messages do not count more than short ones. */
double  tipoff_grams_get_unit (guint n_grams);

G_END_DECLS
