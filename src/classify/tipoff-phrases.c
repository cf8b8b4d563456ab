/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phrases.h"

#include "tipoff-ids.h"

#include <string.h>

/* A trie of words. An edge is the hash of a node's number with the hash of a word, or of the
 * word's first letters for a wildcard, or with a mark for a gap. All edges are in one open table. */

#define MAX_WORDS 12
#define MAX_GAP 4
#define MAX_PREFIX 16
/* Searching from one token follows at most this many edges: gaps and wildcards branch. */
#define MAX_STEPS 256
#define GAP_MARK 0x9e3779b97f4a7c15ULL
#define PREFIX_SEED 0x7469706f66660003ULL

typedef struct
{
  guint64 key;       /* 0: free */
  guint32 target;
} Edge;

typedef struct
{
  guint32 first;     /* 1 + index of the first phrase that ends here, 0 for none */
  guint16 prefixes;  /* bit n: a wildcard of n letters leads on */
  guint8  has_gap;
} Node;

typedef struct
{
  guint   value;
  guint   languages;
  guint32 next;
} Ending;

struct _TipoffPhrases
{
  Edge   *edges;
  gsize   n_slots;   /* a power of two */
  gsize   n_edges;
  GArray *nodes;
  GArray *endings;
};

static guint64
edge_key (guint32 node, guint64 word)
{
  guint64 key = (word ^ (node * 0xff51afd7ed558ccdULL)) * 0xc4ceb9fe1a85ec53ULL;

  key ^= key >> 29;
  return key != 0 ? key : 1;
}

static Edge *
find_slot (const TipoffPhrases *self, guint64 key)
{
  gsize slot = (gsize) key & (self->n_slots - 1);

  while (self->edges[slot].key != 0 && self->edges[slot].key != key)
    slot = (slot + 1) & (self->n_slots - 1);
  return &self->edges[slot];
}

static void
grow (TipoffPhrases *self)
{
  g_autofree Edge *old = self->edges;
  const gsize n = self->n_slots;

  self->n_slots = n * 2;
  self->edges = g_new0 (Edge, self->n_slots);
  for (gsize i = 0; i < n; i++)
    if (old[i].key != 0)
      *find_slot (self, old[i].key) = old[i];
}

static guint32
follow_or_add (TipoffPhrases *self, guint32 node, guint64 word)
{
  const guint64 key = edge_key (node, word);
  Edge *edge = find_slot (self, key);
  const Node fresh = { 0 };

  if (edge->key != 0)
    return edge->target;
  edge->key = key;
  edge->target = self->nodes->len;
  g_array_append_val (self->nodes, fresh);
  if (++self->n_edges * 2 > self->n_slots)
    {
      grow (self);
      edge = find_slot (self, key);
    }
  return edge->target;
}

static guint32
follow (const TipoffPhrases *self, guint32 node, guint64 word)
{
  const Edge *edge = find_slot (self, edge_key (node, word));

  return edge->key != 0 ? edge->target : 0;
}

TipoffPhrases *
tipoff_phrases_new (void)
{
  TipoffPhrases *self = g_new0 (TipoffPhrases, 1);

  self->n_slots = 1024;
  self->edges = g_new0 (Edge, self->n_slots);
  self->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  self->endings = g_array_new (FALSE, TRUE, sizeof (Ending));
  g_array_set_size (self->nodes, 1);
  return self;
}

void
tipoff_phrases_free (TipoffPhrases *self)
{
  if (self == NULL)
    return;
  g_free (self->edges);
  g_array_unref (self->nodes);
  g_array_unref (self->endings);
  g_free (self);
}

static guint64
hash_prefix (const char *word, gsize length)
{
  return tipoff_hash64 (word, length, PREFIX_SEED);
}

static guint32
add_prefix (TipoffPhrases *self, guint32 node, const char *word, gsize length)
{
  g_array_index (self->nodes, Node, node).prefixes |= (guint16) (1u << length);
  return follow_or_add (self, node, hash_prefix (word, length));
}

/* Most words of phrases are as a message's are when it has been normalised. */
static gboolean
is_plain (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (word[i]))
      return FALSE;
  return length > 0;
}

/* One word of a phrase may be several tokens ("d'identité"). */
static guint32
add_strange_word (TipoffPhrases *self, guint32 node, const char *word, gsize length, gboolean wildcard, guint *n_words)
{
  g_autofree char *plain = g_strndup (word, length);
  g_autofree gpointer buffer = g_malloc (tipoff_normal_buffer_size (length));
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (TipoffToken));
  TipoffNormal normal;

  tipoff_normal_init (&normal, plain, length, buffer);
  tipoff_tokens_add (tokens, &normal, NULL, 0, 0);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TipoffToken *token = &g_array_index (tokens, TipoffToken, i);
      const gsize n = token->end - token->start;

      (*n_words)++;
      if (wildcard && i + 1 == tokens->len && token->type == TIPOFF_TOKEN_WORD && n < MAX_PREFIX)
        node = add_prefix (self, node, normal.text + token->start, n);
      else
        node = follow_or_add (self, node, token->hash);
    }
  return node;
}

static guint32
add_word (TipoffPhrases *self, guint32 node, const char *word, gsize length, guint *n_words)
{
  const gboolean wildcard = length > 1 && word[length - 1] == '*';
  const gsize bare = length - wildcard;

  if (!is_plain (word, bare))
    return add_strange_word (self, node, word, bare, wildcard, n_words);
  (*n_words)++;
  if (wildcard && bare < MAX_PREFIX)
    return add_prefix (self, node, word, bare);
  return follow_or_add (self, node, tipoff_token_hash_word (word, bare));
}

gboolean
tipoff_phrases_add (TipoffPhrases *self, const char *phrase, guint value, guint languages)
{
  Ending ending = { value, languages, 0 };
  guint32 node = 0;
  guint n_words = 0;
  gsize length;

  for (const char *word = phrase; *word != '\0' && n_words <= MAX_WORDS; word += length + (word[length] != '\0'))
    {
      length = strcspn (word, " ");
      if (length != 3 || memcmp (word, "...", 3) != 0)
        node = add_word (self, node, word, length, &n_words);
      else if (node != 0)
        {
          g_array_index (self->nodes, Node, node).has_gap = TRUE;
          node = follow_or_add (self, node, GAP_MARK);
        }
    }
  if (n_words == 0 || n_words > MAX_WORDS)
    return FALSE;
  ending.next = g_array_index (self->nodes, Node, node).first;
  g_array_append_val (self->endings, ending);
  g_array_index (self->nodes, Node, node).first = self->endings->len;
  return TRUE;
}

typedef struct
{
  const TipoffPhrases *phrases;
  const TipoffNormal  *normals;
  const TipoffToken   *tokens;
  guint                n_tokens;
  GArray              *hits;
  guint                max;
  guint                start;
  guint                steps;
} Search;

static void
report_endings (Search *search, const Node *node, guint end)
{
  for (guint32 i = node->first; i != 0;)
    {
      const Ending *ending = &g_array_index (search->phrases->endings, Ending, i - 1);
      const TipoffPhraseHit hit = { ending->value, ending->languages, search->start, end };

      if (search->hits->len < search->max)
        g_array_append_val (search->hits, hit);
      i = ending->next;
    }
}

static void walk (Search *search, guint32 node, guint at);

static void
walk_prefixes (Search *search, guint32 node, guint16 prefixes, guint at)
{
  const TipoffToken *token = &search->tokens[at];
  const char *word = search->normals[token->part].text + token->start;
  const guint length = token->end - token->start;

  for (guint n = 1; n < MAX_PREFIX && n <= length; n++)
    if ((prefixes & (1u << n)) != 0)
      {
        const guint32 next = follow (search->phrases, node, hash_prefix (word, n));

        if (next != 0)
          walk (search, next, at + 1);
      }
}

static void
walk_token (Search *search, guint32 node, guint at)
{
  const TipoffToken *token = &search->tokens[at];
  const Node *here = &g_array_index (search->phrases->nodes, Node, node);
  const guint32 next = follow (search->phrases, node, token->hash);

  if (next != 0)
    walk (search, next, at + 1);
  if (here->prefixes != 0 && token->type == TIPOFF_TOKEN_WORD)
    walk_prefixes (search, node, here->prefixes, at);
}

/* All phrases on from @node, with the token @at next. */
static void
walk (Search *search, guint32 node, guint at)
{
  const Node *here = &g_array_index (search->phrases->nodes, Node, node);

  if (++search->steps > MAX_STEPS)
    return;
  if (here->first != 0)
    report_endings (search, here, at);
  if (at >= search->n_tokens || search->tokens[at].part != search->tokens[search->start].part)
    return;
  walk_token (search, node, at);
  if (here->has_gap)
    {
      const guint32 after = follow (search->phrases, node, GAP_MARK);

      for (guint skip = 0; skip <= MAX_GAP && at + skip < search->n_tokens; skip++)
        if (search->tokens[at + skip].part == search->tokens[search->start].part)
          walk_token (search, after, at + skip);
    }
}

/**
 * tipoff_phrases_search:
 * @normals: by the part number of a token
 *
 * Linear in @n_tokens: from each token at most a fixed number of edges is followed.
 */
void
tipoff_phrases_search (const TipoffPhrases *self, const TipoffNormal *normals, const TipoffToken *tokens,
                       guint n_tokens, GArray *hits, guint max)
{
  Search search = { self, normals, tokens, n_tokens, hits, max, 0, 0 };

  for (guint i = 0; i < n_tokens; i++)
    {
      search.start = i;
      search.steps = 0;
      walk_token (&search, 0, i);
    }
}
