/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-brands.h"
#include "tipoff-phrases.h"

G_BEGIN_DECLS

/* What is known before any message and without any training: the brands, and all phrases of the
 * lexicon and names of brands in one searchable table. Immutable. */
typedef struct
{
  TipoffBrands  *brands;
  TipoffPhrases *phrases;
} TipoffKnowledge;

/* What a phrase stands for: a TipoffConcept, a stop word, or a brand by its number. */
#define TIPOFF_PHRASE_STOP_WORD 100
#define TIPOFF_PHRASE_BRAND 1000

TipoffKnowledge *tipoff_knowledge_new  (GError **error);
void             tipoff_knowledge_free (TipoffKnowledge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffKnowledge, tipoff_knowledge_free)

G_END_DECLS
