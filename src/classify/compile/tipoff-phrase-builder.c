/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phrase-builder.h"
#include "tipoff-phrase-builder-private.h"
#include "tipoff-phrase-table.h"

#include <string.h>

#define MAX_WORDS 12

TipoffPhraseBuilder *
tipoff_phrase_builder_new (void)
{
  TipoffPhraseBuilder *self = g_new0 (TipoffPhraseBuilder, 1);

  self->nodes = g_ptr_array_new_with_free_func (g_free);
  self->by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->endings = g_array_new (FALSE, FALSE, sizeof (TipoffBuilderEnding));
  g_ptr_array_add (self->nodes, g_new0 (TipoffBuilderNode, 1));
  return self;
}

void
tipoff_phrase_builder_free (TipoffPhraseBuilder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->nodes);
  g_array_unref (self->endings);
  tipoff_phrase_builder_clear_table (self);
  g_free (self);
}

static TipoffBuilderNode *
follow_or_add (TipoffPhraseBuilder *self, const TipoffBuilderNode *node, guint64 word)
{
  const guint64 key = tipoff_phrase_key (node->key, word);
  TipoffBuilderNode *next = g_hash_table_lookup (self->by_key, &key);

  if (next != NULL)
    return next;
  next = g_new0 (TipoffBuilderNode, 1);
  next->key = key;
  g_ptr_array_add (self->nodes, next);
  g_hash_table_insert (self->by_key, &next->key, next);
  return next;
}

static TipoffBuilderNode *
add_prefix (TipoffPhraseBuilder *self, TipoffBuilderNode *node, const char *word, gsize length)
{
  node->ways |= (guint16) (1u << length);
  return follow_or_add (self, node, tipoff_phrase_hash_prefix (word, length));
}

/* One word of a phrase may be several tokens ("d'identité"). */
static TipoffBuilderNode *
add_word (TipoffPhraseBuilder *self, TipoffBuilderNode *node, const char *word, gsize length, guint *n_words)
{
  const gboolean wildcard = length > 1 && word[length - 1] == '*';
  const gsize bare = length - wildcard;
  g_autofree char *plain = g_strndup (word, bare);
  g_autofree gpointer buffer = g_malloc (tipoff_normal_buffer_size (bare));
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (TipoffToken));
  TipoffNormal normal;

  tipoff_normal_init (&normal, plain, bare, buffer);
  tipoff_tokens_add (tokens, &normal, NULL, 0, 0);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TipoffToken *token = &g_array_index (tokens, TipoffToken, i);
      const gsize n = token->end - token->start;

      (*n_words)++;
      if (wildcard && i + 1 == tokens->len && token->type == TIPOFF_TOKEN_WORD && n < TIPOFF_PHRASE_MAX_PREFIX)
        node = add_prefix (self, node, normal.text + token->start, n);
      else
        node = follow_or_add (self, node, token->hash);
    }
  return node;
}

gboolean
tipoff_phrase_builder_add (TipoffPhraseBuilder *self, const char *phrase, guint value, guint languages)
{
  TipoffBuilderNode *root = g_ptr_array_index (self->nodes, 0);
  TipoffBuilderNode *node = root;
  TipoffBuilderEnding ending = { value, languages, 0 };
  guint n_words = 0;
  gsize length;

  for (const char *word = phrase; *word != '\0' && n_words <= MAX_WORDS; word += length + (word[length] != '\0'))
    {
      length = strcspn (word, " ");
      if (length != 3 || memcmp (word, "...", 3) != 0)
        node = add_word (self, node, word, length, &n_words);
      else if (node != root)
        {
          node->ways |= TIPOFF_PHRASE_WAY_GAP;
          node = follow_or_add (self, node, TIPOFF_PHRASE_GAP);
        }
    }
  if (n_words == 0 || n_words > MAX_WORDS)
    return FALSE;
  ending.next = node->first;
  g_array_append_val (self->endings, ending);
  node->first = self->endings->len;
  return TRUE;
}
