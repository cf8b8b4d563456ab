/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "robust-vocabulary.h"

#include <string.h>

#define MAX_COMMON 60

struct _RobustVocabulary
{
  GHashTable *counts;      /* word → how often */
  GHashTable *followers;   /* word → the words behind it, each time */
  GPtrArray  *common;      /* words of @counts */
};

static void
read_text (RobustVocabulary *self, const char *text)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, NULL, NULL);
  const char *last = NULL;

  for (char **word = words; *word != NULL; word++)
    {
      gpointer own = NULL, count = NULL;
      GPtrArray *behind;

      if (!g_unichar_isalpha (g_utf8_get_char (*word)))
        {
          last = NULL;
          continue;
        }
      if (!g_hash_table_lookup_extended (self->counts, *word, &own, &count))
        own = g_strdup (*word);
      else
        g_hash_table_steal (self->counts, own);
      g_hash_table_insert (self->counts, own, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
      behind = last != NULL ? g_hash_table_lookup (self->followers, last) : NULL;
      if (behind == NULL && last != NULL)
        {
          behind = g_ptr_array_new ();
          g_hash_table_insert (self->followers, (gpointer) last, behind);
        }
      if (behind != NULL)
        g_ptr_array_add (behind, own);
      last = own;
    }
}

static gint
compare_counts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *one = *(const char *const *) a, *other = *(const char *const *) b;
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, one));
  const guint m = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, other));

  return n != m ? (n < m ? 1 : -1) : strcmp (one, other);
}

/**
 * robust_vocabulary_new:
 * @texts: (nullable) (element-type utf8):
 */
RobustVocabulary *
robust_vocabulary_new (const GPtrArray *texts)
{
  RobustVocabulary *self = g_new0 (RobustVocabulary, 1);
  GHashTableIter iter;
  gpointer word;

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->followers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->common = g_ptr_array_new ();
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    read_text (self, g_ptr_array_index (texts, i));
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_ptr_array_add (self->common, word);
  g_ptr_array_sort_with_data (self->common, compare_counts, self->counts);
  g_ptr_array_set_size (self->common, (gint) MIN (self->common->len, MAX_COMMON));
  return self;
}

void
robust_vocabulary_free (RobustVocabulary *self)
{
  g_hash_table_unref (self->followers);
  g_hash_table_unref (self->counts);
  g_ptr_array_unref (self->common);
  g_free (self);
}

static const char *
pick (const GPtrArray *words, GRand *rand)
{
  return words != NULL && words->len > 0 ? g_ptr_array_index (words, g_rand_int_range (rand, 0, (gint32) words->len)) : NULL;
}

const char *
robust_vocabulary_common (const RobustVocabulary *self, GRand *rand)
{
  return pick (self->common, rand);
}

const char *
robust_vocabulary_follower (const RobustVocabulary *self, const char *before, GRand *rand)
{
  g_autofree char *folded = g_utf8_casefold (before, -1);

  return pick (g_hash_table_lookup (self->followers, folded), rand);
}
