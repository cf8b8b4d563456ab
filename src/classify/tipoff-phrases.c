/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phrases.h"
#include "tipoff-phrase-table.h"

#define MAX_GAP 4
/* Searching from one token follows at most this many edges: gaps and wildcards branch. */
#define MAX_STEPS 256

/* The node with this key; NULL where there is none. */
static const TipoffPhraseNode *
find_node (const TipoffPhrases *self, guint64 key)
{
  const guint32 *bucket = self->buckets + (key >> (64 - self->bits));
  const guint32 end = bucket[1];

  for (guint32 i = bucket[0]; i < end; i++)
    if (self->checks[i] == (guint32) key)
      return &self->nodes[self->numbers[i]];
  return NULL;
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
report_endings (Search *search, const TipoffPhraseNode *node, guint end)
{
  const TipoffPhraseEnding *ending = search->phrases->endings + node->endings;

  for (gboolean last = node->endings == 0; !last; ending++)
    {
      const TipoffPhraseHit hit = { ending->value & ~TIPOFF_PHRASE_LAST, ending->languages, search->start, end };

      if (search->hits->len < search->max)
        g_array_append_val (search->hits, hit);
      last = (ending->value & TIPOFF_PHRASE_LAST) != 0;
    }
}

static void walk (Search *search, guint64 key, const TipoffPhraseNode *node, guint at);

/* Goes on from the node @key by @word, which is the token before @at. */
static void
follow (Search *search, guint64 key, guint64 word, guint at)
{
  const guint64 next = tipoff_phrase_key (key, word);
  const TipoffPhraseNode *node = find_node (search->phrases, next);

  if (node != NULL)
    walk (search, next, node, at);
}

static void
walk_prefixes (Search *search, guint64 key, guint ways, guint at)
{
  const TipoffToken *token = &search->tokens[at];
  const char *word = search->normals[token->part].text + token->start;
  const guint length = token->end - token->start;

  for (guint n = 1; n < TIPOFF_PHRASE_MAX_PREFIX && n <= length; n++)
    if ((ways & (1u << n)) != 0)
      follow (search, key, tipoff_phrase_hash_prefix (word, n), at + 1);
}

static void
walk_token (Search *search, guint64 key, const TipoffPhraseNode *node, guint at)
{
  const TipoffToken *token = &search->tokens[at];

  follow (search, key, token->hash, at + 1);
  if ((node->ways & ~TIPOFF_PHRASE_WAY_GAP) != 0 && token->type == TIPOFF_TOKEN_WORD)
    walk_prefixes (search, key, node->ways, at);
}

/* The token @at and those after it may stand in the gap. */
static void
walk_gap (Search *search, guint64 key, guint at)
{
  const guint64 after = tipoff_phrase_key (key, TIPOFF_PHRASE_GAP);
  const TipoffPhraseNode *node = find_node (search->phrases, after);

  for (guint skip = 0; node != NULL && skip <= MAX_GAP && at + skip < search->n_tokens; skip++)
    if (search->tokens[at + skip].part == search->tokens[search->start].part)
      walk_token (search, after, node, at + skip);
}

/* All phrases on from @node, with the token @at next. */
static void
walk (Search *search, guint64 key, const TipoffPhraseNode *node, guint at)
{
  if (++search->steps > MAX_STEPS)
    return;
  report_endings (search, node, at);
  if (at >= search->n_tokens || search->tokens[at].part != search->tokens[search->start].part)
    return;
  walk_token (search, key, node, at);
  if ((node->ways & TIPOFF_PHRASE_WAY_GAP) != 0)
    walk_gap (search, key, at);
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
      walk_token (&search, TIPOFF_PHRASE_ROOT, self->nodes, i);
    }
}
