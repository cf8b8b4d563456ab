/* SPDX-License-Identifier: GPL-3.0-or-later */
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
