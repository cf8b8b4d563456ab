/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-knowledge.h"
#include "tipoff-concept.h"
#include "tipoff-lexicon.h"

static void
add_phrases (TipoffKnowledge *self, const char *language, const char *concept, guint value, guint bit)
{
  for (const char *const *phrase = tipoff_lexicon_get (language, concept); *phrase != NULL; phrase++)
    tipoff_phrases_add (self->phrases, *phrase, value, bit);
}

/**
 * tipoff_knowledge_new:
 *
 * Builds the table from what is compiled in.
 */
TipoffKnowledge *
tipoff_knowledge_new (GError **error)
{
  g_autoptr (TipoffKnowledge) self = g_new0 (TipoffKnowledge, 1);
  const char *const *languages = tipoff_lexicon_languages ();

  self->brands = tipoff_brands_new (error);
  if (self->brands == NULL)
    return NULL;
  self->phrases = tipoff_phrases_new ();
  for (guint i = 0; languages[i] != NULL; i++)
    {
      for (guint concept = 0; concept < TIPOFF_N_CONCEPTS; concept++)
        add_phrases (self, languages[i], tipoff_concept_to_string (concept), concept, 1u << i);
      add_phrases (self, languages[i], "stop-words", TIPOFF_PHRASE_STOP_WORD, 1u << i);
    }
  for (guint i = 0; i < tipoff_brands_get_n (self->brands); i++)
    for (char **alias = tipoff_brands_get (self->brands, i)->aliases; *alias != NULL; alias++)
      tipoff_phrases_add (self->phrases, *alias, TIPOFF_PHRASE_BRAND + i, ~0u);
  return g_steal_pointer (&self);
}

void
tipoff_knowledge_free (TipoffKnowledge *self)
{
  if (self == NULL)
    return;
  tipoff_brands_free (self->brands);
  tipoff_phrases_free (self->phrases);
  g_free (self);
}
