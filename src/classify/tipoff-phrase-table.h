/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-ids.h"
#include "tipoff-phrases.h"

G_BEGIN_DECLS

/* How the phrases lie in memory: written by compile/ while Tipoff is built, read by tipoff-phrases.c.
 * They are a trie of words. A node is known by its key alone, which is made of its parent's key and of
 * what leads on from there: the hash of a word, of the first letters for a wildcard, or a mark for a
 * gap. So no edge is kept, only which keys there are: the top bits of a key choose a bucket, its low
 * half is compared. */

#define TIPOFF_PHRASE_ROOT G_GUINT64_CONSTANT (0)
#define TIPOFF_PHRASE_GAP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define TIPOFF_PHRASE_PREFIX_SEED G_GUINT64_CONSTANT (0x7469706f66660003)
#define TIPOFF_PHRASE_MAX_PREFIX 16

typedef struct
{
  guint16 endings;   /* the first phrase that ends here, 0 for none */
  guint16 ways;      /* bit 0: a gap leads on; bit n: a wildcard of n letters does */
} TipoffPhraseNode;

#define TIPOFF_PHRASE_WAY_GAP 1u
/* In the value of an ending: no other phrase ends there. */
#define TIPOFF_PHRASE_LAST 0x8000u

typedef struct
{
  guint16 value;
  guint16 languages;
} TipoffPhraseEnding;

struct _TipoffPhrases
{
  const guint32            *buckets;    /* [2^bits + 1]: where the bucket begins */
  const guint32            *checks;     /* low halves of keys, bucket by bucket */
  const guint16            *numbers;    /* for each of these its node: equal nodes are kept once */
  const TipoffPhraseNode   *nodes;      /* the first is the root */
  const TipoffPhraseEnding *endings;    /* the first is none */
  guint                     bits;
  guint                     n_nodes;
  guint                     n_endings;
};

static inline guint64
tipoff_phrase_key (guint64 parent, guint64 word)
{
  guint64 key = (word ^ (parent * G_GUINT64_CONSTANT (0xff51afd7ed558ccd))) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);

  return key ^ key >> 29;
}

static inline guint64
tipoff_phrase_hash_prefix (const char *word, gsize length)
{
  return tipoff_hash64 (word, length, TIPOFF_PHRASE_PREFIX_SEED);
}

G_END_DECLS
