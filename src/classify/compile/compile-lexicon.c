/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compile-lexicon.h"
#include "tipoff-concept.h"
#include "tipoff-knowledge.h"
#include "tipoff-notion.h"
#include "tipoff-tables.h"

#include "tipoff-json.h"

#include <string.h>

/* Bits of TipoffPhraseEnding.languages. */
#define MAX_LANGUAGES 16

static gboolean
add_list (JsonObject *lists, TipoffPhraseBuilder *phrases, const char *name, guint value, guint bit, GError **error)
{
  g_auto (GStrv) list = tipoff_json_get_strv (lists, name, error);

  for (char **phrase = list; phrase != NULL && *phrase != NULL; phrase++)
    tipoff_phrase_builder_add (phrases, *phrase, value, bit);
  return list != NULL;
}

static gboolean
add_greetings (JsonObject *lists, CompileText *text, GArray *greetings, const char *language, GError **error)
{
  g_auto (GStrv) words = tipoff_json_get_strv (lists, "greeting", error);
  TipoffGreetings entry = { 0 };

  if (words == NULL)
    return FALSE;
  g_strlcpy (entry.language, language, sizeof entry.language);
  entry.words = compile_text_add_list (text, (const char *const *) words);
  g_array_append_val (greetings, entry);
  return TRUE;
}

gboolean
compile_lexicon_add (JsonObject *root, CompileText *text, TipoffPhraseBuilder *phrases, GArray *greetings, GError **error)
{
  const char *language = tipoff_json_get_string (root, "language", error);
  JsonObject *lists = language != NULL ? tipoff_json_get_object (root, "phrases", error) : NULL;
  const guint bit = 1u << greetings->len;

  if (lists == NULL)
    return FALSE;
  if (greetings->len >= MAX_LANGUAGES || strlen (language) >= sizeof (((TipoffGreetings *) NULL)->language))
    {
      g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE, "no place for language \"%s\"", language);
      return FALSE;
    }
  for (guint concept = 0; concept < TIPOFF_N_CONCEPTS; concept++)
    if (!add_list (lists, phrases, tipoff_concept_to_string (concept), concept, bit, error))
      return FALSE;
  for (guint notion = 0; notion < TIPOFF_N_WORD_NOTIONS; notion++)
    {
      g_autofree char *list = g_strconcat ("notion/", tipoff_notion_to_string (notion), NULL);

      if (!add_list (lists, phrases, list, TIPOFF_PHRASE_NOTION + notion, bit, error))
        return FALSE;
    }
  return add_list (lists, phrases, "stop-words", TIPOFF_PHRASE_STOP_WORD, bit, error)
         && add_greetings (lists, text, greetings, language, error);
}
