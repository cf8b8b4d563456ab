/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-redact-words.h"

#include "tipoff-json.h"
#include "tipoff-knowledge.h"
#include "tipoff-lexicon.h"
#include "tipoff-limits.h"
#include "tipoff-report-data.h"
#include "tipoff-tongue.h"

#include <string.h>

#define MAX_PHRASE_WORDS 6
#define MAX_WORD_BYTES 128

/* Phrases by their first word. */
typedef struct
{
  GHashTable *phrases[TIPOFF_N_CONTEXTS];   /* first word → GPtrArray of strv */
  GPtrArray  *endings[TIPOFF_N_CONTEXTS];   /* the single words again */
} Contexts;

static void
clear_word (gpointer data)
{
  g_free (((TipoffRedactWord *) data)->folded);
}

static void
add_word (TipoffRedactText *self,
          gsize             start,
          gsize             end)
{
  TipoffRedactWord word = { start, end, NULL, 0, 0, FALSE };

  for (const char *p = self->text + start; p < self->text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        word.n_digits++;
      else
        word.n_letters++;
    }
  word.upper = g_unichar_isupper (g_utf8_get_char (self->text + start));
  /* A longer run of letters is no word of any list. */
  word.folded = end - start > MAX_WORD_BYTES ? g_strdup ("")
                                             : g_utf8_strdown (self->text + start, (gssize) (end - start));
  g_array_append_val (self->words, word);
}

TipoffRedactText *
tipoff_redact_text_new (const char *text,
                        gsize       length)
{
  TipoffRedactText *self = g_new0 (TipoffRedactText, 1);
  const char *end = text + length;
  const char *word = NULL;

  self->text = text;
  self->length = length;
  self->words = g_array_new (FALSE, FALSE, sizeof (TipoffRedactWord));
  g_array_set_clear_func (self->words, clear_word);
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean inside = g_unichar_isalnum (c) || (word != NULL && g_unichar_ismark (c));

      if (inside && word == NULL)
        word = p;
      if (!inside && word != NULL)
        {
          add_word (self, (gsize) (word - text), (gsize) (p - text));
          word = NULL;
        }
    }
  if (word != NULL)
    add_word (self, (gsize) (word - text), length);
  return self;
}

void
tipoff_redact_text_free (TipoffRedactText *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->words);
  g_free (self);
}

const TipoffRedactWord *
tipoff_redact_text_word (const TipoffRedactText *self,
                         guint                   i)
{
  return &g_array_index (self->words, TipoffRedactWord, i);
}

guint
tipoff_redact_text_find (const TipoffRedactText *self,
                         gsize                   offset)
{
  guint low = 0;
  guint high = self->words->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (tipoff_redact_text_word (self, middle)->end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
tipoff_redact_text_joins (const TipoffRedactText *self,
                          guint                   i,
                          const char             *allowed)
{
  const char *p, *end;

  if (i == 0 || i >= self->words->len)
    return FALSE;
  p = self->text + tipoff_redact_text_word (self, i - 1)->end;
  end = self->text + tipoff_redact_text_word (self, i)->start;
  if (end - p > 8)
    return FALSE;
  for (; p < end; p = g_utf8_next_char (p))
    if (g_utf8_strchr (allowed, -1, g_utf8_get_char (p)) == NULL)
      return FALSE;
  return TRUE;
}

/* The lists. */

static void
add_phrase (Contexts     *contexts,
            TipoffContext context,
            const char   *phrase)
{
  g_autoptr (TipoffRedactText) text = tipoff_redact_text_new (phrase, strlen (phrase));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *list;
  const char *first;

  if (text->words->len == 0 || text->words->len > MAX_PHRASE_WORDS)
    return;
  for (guint i = 0; i < text->words->len; i++)
    g_ptr_array_add (words, g_strdup (tipoff_redact_text_word (text, i)->folded));
  g_ptr_array_add (words, NULL);
  first = g_ptr_array_index (words, 0);
  if (text->words->len == 1)
    g_ptr_array_add (contexts->endings[context], g_strdup (first));
  list = g_hash_table_lookup (contexts->phrases[context], first);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
      g_hash_table_insert (contexts->phrases[context], g_strdup (first), list);
    }
  g_ptr_array_add (list, g_ptr_array_free (g_steal_pointer (&words), FALSE));
}

static void
read_language (Contexts   *contexts,
               const char *language)
{
  static const char *const members[TIPOFF_N_CONTEXTS] = {
    "salutations", "titles", "addressees", "not_names", "particles", "attention", "yours", "you", "own", "sent_to", "fields", "codes",
    "not_codes", "tracking", "fillers", "card_endings", "street_suffixes", "not_streets", "street_prefixes",
    "street_words", "house", "national_ids", "births", "number_signs", "relations", "introductions", "offices", "payees",
    "mine", "formers", "passwords", "card_checks", "firm_numbers", "own_money", "gave", "closings", "named", "selves", "debits", "calls", NULL,
  };
  g_autofree char *name = g_strdup_printf ("redaction/%s.json", language);
  g_autoptr (GBytes) bytes = tipoff_report_data_get (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) root = tipoff_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                                          TIPOFF_LIMIT_DATA_FILE_BYTES, &error);

  for (const char *greeting = tipoff_lexicon_get_greetings (language); *greeting != '\0'; greeting += strlen (greeting) + 1)
    add_phrase (contexts, TIPOFF_CONTEXT_GREETING, greeting);
  for (guint context = 0; root != NULL && context < TIPOFF_N_CONTEXTS; context++)
    {
      g_auto (GStrv) phrases = members[context] == NULL ? NULL : tipoff_json_get_strv (root, members[context], &error);

      for (gsize i = 0; phrases != NULL && phrases[i] != NULL; i++)
        add_phrase (contexts, (TipoffContext) context, phrases[i]);
    }
  if (error != NULL)
    g_error ("%s: %s", name, error->message);
}

static void
read_brands (Contexts *contexts)
{
  const TipoffBrands *brands = tipoff_knowledge_get ()->brands;

  for (guint i = 0; i < tipoff_brands_get_n (brands); i++)
    add_phrase (contexts, TIPOFF_CONTEXT_BRAND, tipoff_brand_get_name (tipoff_brands_get (brands, i)));
}

static const Contexts *
get_contexts (void)
{
  static Contexts contexts;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      const char *const *languages = tipoff_tongue_languages ();

      for (guint i = 0; i < TIPOFF_N_CONTEXTS; i++)
        {
          contexts.phrases[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
          contexts.endings[i] = g_ptr_array_new_with_free_func (g_free);
        }
      for (gsize i = 0; languages[i] != NULL; i++)
        read_language (&contexts, languages[i]);
      read_brands (&contexts);
      g_once_init_leave (&once, 1);
    }
  return &contexts;
}

char *
tipoff_redact_fold (const char *text,
                    gsize       length)
{
  g_autofree char *decomposed = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_ALL);
  g_autofree char *small = g_utf8_casefold (decomposed, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static GHashTable *
read_given_names (void)
{
  g_autoptr (GBytes) bytes = tipoff_report_data_get ("redaction/given-names.txt");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) names = g_strsplit (text, "\n", -1);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && *names[i] != '#')
      g_hash_table_add (set, tipoff_redact_fold (names[i], strlen (names[i])));
  return set;
}

gboolean
tipoff_redact_is_given_name (const TipoffRedactText *self,
                             guint                   i)
{
  static GHashTable *names;
  static gsize once = 0;
  const TipoffRedactWord *word;
  g_autofree char *folded = NULL;

  if (g_once_init_enter (&once))
    {
      names = read_given_names ();
      g_once_init_leave (&once, 1);
    }
  if (i >= self->words->len)
    return FALSE;
  word = tipoff_redact_text_word (self, i);
  if (word->n_digits > 0 || word->n_letters < 2 || word->folded[0] == '\0')
    return FALSE;
  folded = tipoff_redact_fold (self->text + word->start, word->end - word->start);
  return g_hash_table_contains (names, folded);
}

static guint
match_phrase (char *const            *phrase,
              const TipoffRedactText *text,
              guint                   i)
{
  guint n;

  for (n = 0; phrase[n] != NULL; n++)
    {
      if (i + n >= text->words->len || !g_str_equal (tipoff_redact_text_word (text, i + n)->folded, phrase[n]))
        return 0;
      if (n > 0 && !tipoff_redact_text_joins (text, i + n, " -'’./°"))
        return 0;
    }
  return n;
}

guint
tipoff_redact_match (TipoffContext           context,
                     const TipoffRedactText *text,
                     guint                   i)
{
  const GPtrArray *list;
  guint best = 0;

  if (i >= text->words->len)
    return 0;
  list = g_hash_table_lookup (get_contexts ()->phrases[context], tipoff_redact_text_word (text, i)->folded);
  for (guint j = 0; list != NULL && j < list->len; j++)
    best = MAX (best, match_phrase (g_ptr_array_index (list, j), text, i));
  return best;
}

guint
tipoff_redact_match_back (TipoffContext           context,
                          const TipoffRedactText *text,
                          guint                   i)
{
  for (guint n = MIN (i, MAX_PHRASE_WORDS); n > 0; n--)
    {
      const GPtrArray *list = g_hash_table_lookup (get_contexts ()->phrases[context],
                                                   tipoff_redact_text_word (text, i - n)->folded);

      for (guint j = 0; list != NULL && j < list->len; j++)
        if (match_phrase (g_ptr_array_index (list, j), text, i - n) == n)
          return n;
    }
  return 0;
}

gboolean
tipoff_redact_has_ending (TipoffContext           context,
                          const TipoffRedactWord *word)
{
  const GPtrArray *endings = get_contexts ()->endings[context];

  for (guint i = 0; i < endings->len; i++)
    {
      const char *ending = g_ptr_array_index (endings, i);

      if (g_str_has_suffix (word->folded, ending) && strlen (word->folded) > strlen (ending) + 1)
        return TRUE;
    }
  return FALSE;
}
