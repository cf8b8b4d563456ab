/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phrase-builder-private.h"

#include <string.h>

/* So many nodes lie in a bucket, on average, or half as many. */
#define BUCKET_NODES 8
#define MAX_BITS 24

/* What is packed: everything that is equal is kept once. */
typedef struct
{
  TipoffPhraseBuilder *builder;
  GArray              *nodes;           /* of TipoffPhraseNode */
  GHashTable          *node_numbers;    /* both halves of a node → its number */
  GArray              *endings;         /* of TipoffPhraseEnding */
  GHashTable          *ending_places;   /* bytes of all endings of a node → where they are */
} Packer;

/* Where the endings of @node begin in the table. */
static guint
pack_endings (Packer *self, const TipoffBuilderNode *node)
{
  g_autoptr (GByteArray) list = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gpointer place;

  for (guint32 i = node->first; i != 0;)
    {
      const TipoffBuilderEnding *from = &g_array_index (self->builder->endings, TipoffBuilderEnding, i - 1);
      const TipoffPhraseEnding ending = { (guint16) (from->value | (from->next == 0 ? TIPOFF_PHRASE_LAST : 0)),
                                          (guint16) from->languages };

      g_byte_array_append (list, (const guint8 *) &ending, sizeof ending);
      i = from->next;
    }
  if (list->len == 0)
    return 0;
  bytes = g_bytes_new (list->data, list->len);
  if (g_hash_table_lookup_extended (self->ending_places, bytes, NULL, &place))
    return GPOINTER_TO_UINT (place);
  place = GUINT_TO_POINTER (self->endings->len);
  g_array_append_vals (self->endings, list->data, list->len / (guint) sizeof (TipoffPhraseEnding));
  g_hash_table_insert (self->ending_places, g_steal_pointer (&bytes), place);
  return GPOINTER_TO_UINT (place);
}

static guint
pack_node (Packer *self, const TipoffBuilderNode *node)
{
  const guint endings = pack_endings (self, node);
  const TipoffPhraseNode packed = { (guint16) endings, node->ways };
  const gpointer halves = GUINT_TO_POINTER (endings << 16 | node->ways);
  gpointer number;

  if (g_hash_table_lookup_extended (self->node_numbers, halves, NULL, &number))
    return GPOINTER_TO_UINT (number);
  number = GUINT_TO_POINTER (self->nodes->len);
  g_array_append_val (self->nodes, packed);
  g_hash_table_insert (self->node_numbers, halves, number);
  return GPOINTER_TO_UINT (number);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const guint64 one = (*(const TipoffBuilderNode *const *) a)->key;
  const guint64 other = (*(const TipoffBuilderNode *const *) b)->key;

  return one < other ? -1 : one > other;
}

/* TRUE where two nodes of one bucket could not be told apart. */
static gboolean
has_twins (const GPtrArray *sorted, guint bits)
{
  for (guint i = 0; i < sorted->len; i++)
    for (guint j = i + 1; j < sorted->len; j++)
      {
        const guint64 one = ((const TipoffBuilderNode *) sorted->pdata[i])->key;
        const guint64 other = ((const TipoffBuilderNode *) sorted->pdata[j])->key;

        if (one >> (64 - bits) != other >> (64 - bits))
          break;
        if ((guint32) one == (guint32) other)
          return TRUE;
      }
  return FALSE;
}

static guint
choose_bits (const GPtrArray *sorted)
{
  guint bits = 1;

  while (sorted->len >> bits >= BUCKET_NODES || (bits < MAX_BITS && has_twins (sorted, bits)))
    bits++;
  return bits;
}

/* Sorted by key, the nodes lie bucket by bucket. */
static void
pack_keys (Packer *self, const GPtrArray *sorted)
{
  const guint bits = choose_bits (sorted);
  const guint n_buckets = 1u << bits;
  guint32 *buckets = g_new0 (guint32, n_buckets + 1);
  guint32 *checks = g_new (guint32, sorted->len);
  guint16 *numbers = g_new (guint16, sorted->len);

  for (guint i = 0; i < sorted->len; i++)
    {
      const TipoffBuilderNode *node = sorted->pdata[i];

      buckets[(node->key >> (64 - bits)) + 1]++;
      checks[i] = (guint32) node->key;
      numbers[i] = (guint16) pack_node (self, node);
    }
  for (guint i = 0; i < n_buckets; i++)
    buckets[i + 1] += buckets[i];
  self->builder->table = (TipoffPhrases) { .buckets = buckets, .checks = checks, .numbers = numbers, .bits = bits };
}

static gboolean
fits (const Packer *self)
{
  const GArray *endings = self->builder->endings;

  for (guint i = 0; i < endings->len; i++)
    if (g_array_index (endings, TipoffBuilderEnding, i).value >= TIPOFF_PHRASE_LAST)
      return FALSE;
  return self->nodes->len <= G_MAXUINT16 && self->endings->len <= G_MAXUINT16;
}

void
tipoff_phrase_builder_clear_table (TipoffPhraseBuilder *self)
{
  g_free ((gpointer) self->table.buckets);
  g_free ((gpointer) self->table.checks);
  g_free ((gpointer) self->table.numbers);
  g_free ((gpointer) self->table.nodes);
  g_free ((gpointer) self->table.endings);
  self->table = (TipoffPhrases) { 0 };
}

const TipoffPhrases *
tipoff_phrase_builder_end (TipoffPhraseBuilder *self)
{
  const TipoffPhraseEnding none = { 0 };
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  Packer packer = { .builder = self };
  gboolean fitting;

  packer.nodes = g_array_new (FALSE, FALSE, sizeof (TipoffPhraseNode));
  packer.endings = g_array_new (FALSE, FALSE, sizeof (TipoffPhraseEnding));
  packer.node_numbers = g_hash_table_new (NULL, NULL);
  packer.ending_places = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_array_append_val (packer.endings, none);
  pack_node (&packer, self->nodes->pdata[0]);
  for (guint i = 1; i < self->nodes->len; i++)
    g_ptr_array_add (sorted, self->nodes->pdata[i]);
  g_ptr_array_sort (sorted, compare_keys);
  pack_keys (&packer, sorted);
  fitting = fits (&packer);
  self->table.n_nodes = packer.nodes->len;
  self->table.n_endings = packer.endings->len;
  self->table.nodes = (TipoffPhraseNode *) (gpointer) g_array_free (packer.nodes, FALSE);
  self->table.endings = (TipoffPhraseEnding *) (gpointer) g_array_free (packer.endings, FALSE);
  g_hash_table_unref (packer.node_numbers);
  g_hash_table_unref (packer.ending_places);
  return fitting ? &self->table : NULL;
}
