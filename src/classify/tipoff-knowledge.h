/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-brands.h"
#include "tipoff-phrases.h"

G_BEGIN_DECLS

/* What is known before any message and without any training: the brands, and all phrases of the
 * lexicon and names of brands in one searchable table. Compiled in. */
typedef struct
{
  const TipoffBrands  *brands;
  const TipoffPhrases *phrases;
} TipoffKnowledge;

/* What a phrase stands for: a TipoffConcept, a stop word, a TipoffNotion, or a brand by its number. */
#define TIPOFF_PHRASE_STOP_WORD 100
#define TIPOFF_PHRASE_NOTION 200
#define TIPOFF_PHRASE_BRAND 1000

const TipoffKnowledge *tipoff_knowledge_get (void);

G_END_DECLS
