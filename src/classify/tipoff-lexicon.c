/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-lexicon.h"
#include "tipoff-classify-data.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"

/* Read once, from what is compiled in: a fault in it is a fault of ours, found by the tests. */
typedef struct
{
  char       **languages;
  GHashTable  *concepts;    /* "nl/urgency" → strv */
} Lexicon;

static const char *const no_phrases[] = { NULL };

static void
read_language (Lexicon *lexicon, GPtrArray *languages, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tipoff_classify_data_lookup ("lexicon", file, &error);
  g_autoptr (JsonObject) root = NULL;
  JsonObject *phrases;
  const char *language;
  g_autoptr (GList) names = NULL;

  if (bytes != NULL)
    root = tipoff_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                     TIPOFF_LIMIT_DATA_FILE_BYTES, &error);
  phrases = root != NULL ? tipoff_json_get_object (root, "phrases", &error) : NULL;
  language = phrases != NULL ? tipoff_json_get_string (root, "language", &error) : NULL;
  if (language == NULL)
    g_error ("lexicon %s: %s", file, error->message);
  g_ptr_array_add (languages, g_strdup (language));
  names = json_object_get_members (phrases);
  for (GList *l = names; l != NULL; l = l->next)
    {
      char **list = tipoff_json_get_strv (phrases, l->data, &error);

      if (list == NULL)
        g_error ("lexicon %s: %s", file, error->message);
      g_hash_table_insert (lexicon->concepts, g_strconcat (language, "/", l->data, NULL), list);
    }
}

static gpointer
read_lexicon (gpointer nothing)
{
  Lexicon *lexicon = g_new0 (Lexicon, 1);
  g_auto (GStrv) files = tipoff_classify_data_list ("lexicon");
  GPtrArray *languages = g_ptr_array_new ();

  lexicon->concepts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **file = files; *file != NULL; file++)
    read_language (lexicon, languages, *file);
  g_ptr_array_add (languages, NULL);
  lexicon->languages = (char **) g_ptr_array_free (languages, FALSE);
  return lexicon;
}

static const Lexicon *
get_lexicon (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_lexicon, NULL);
}

/**
 * tipoff_lexicon_get:
 *
 * Phrases as they are written in data/lexicon/.
 */
const char *const *
tipoff_lexicon_get (const char *language, const char *concept)
{
  g_autofree char *key = g_strconcat (language, "/", concept, NULL);
  const char *const *phrases = g_hash_table_lookup (get_lexicon ()->concepts, key);

  return phrases != NULL ? phrases : no_phrases;
}

/**
 * tipoff_lexicon_languages:
 */
const char *const *
tipoff_lexicon_languages (void)
{
  return (const char *const *) get_lexicon ()->languages;
}
