/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-classifier.h"
#include "tipoff-knowledge.h"
#include "tipoff-tables.h"

static const TipoffKnowledge knowledge = { &tipoff_table_brands, &tipoff_table_phrases };

/**
 * tipoff_knowledge_get:
 *
 * Costs nothing: all of it is constant.
 *
 * Returns: (transfer none): what is known
 */
const TipoffKnowledge *
tipoff_knowledge_get (void)
{
  return &knowledge;
}

/**
 * tipoff_knowledge_get_version:
 *
 * The model has a version of its own: tipoff_classifier_get_model_version().
 *
 * Returns: (transfer none): "1-" and a hash of the brands and words that verdicts rest on
 */
const char *
tipoff_knowledge_get_version (void)
{
  return tipoff_table_version;
}
