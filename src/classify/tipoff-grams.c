/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-grams.h"

#include <math.h>
#include <string.h>

/* Letters are taken from the first bytes of a word; a longer one is no word. */
#define MAX_WORD_BYTES 32
/* A message with fewer n-grams is taken to have so many, lest two words decide. */
#define MIN_GRAMS 60
/* Hashes are told apart by so many bits: equal ones count once. */
#define SEEN_BITS 19
/* Signals of one message that are paired. */
#define MAX_PAIRED 24
#define SIGNAL_SEED 0x7469706f66660004ULL
#define CONTEXT_SEED 0x9e3779b97f4a7c15ULL

typedef struct
{
  GArray  *grams;
  guint64 *seen;
} Collector;

/* The finisher of MurmurHash3 (public domain): every bit of the key reaches every bit of the hash. */
static inline guint32
mix (guint64 key)
{
  key ^= key >> 33;
  key *= 0xff51afd7ed558ccdULL;
  key ^= key >> 33;
  key *= 0xc4ceb9fe1a85ec53ULL;
  return (guint32) (key >> 32);
}

static inline void
add (Collector *collector, guint32 hash, guint32 token, TipoffGramType type)
{
  const guint32 bit = hash & ((1u << SEEN_BITS) - 1);
  const TipoffGram gram = { hash, token, (guint8) type };

  if ((collector->seen[bit / 64] >> (bit % 64) & 1) != 0)
    return;
  collector->seen[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
  g_array_append_val (collector->grams, gram);
}

/* The @n bytes at @text as one number, n ≤ 5; the length is part of it. */
static inline guint64
pack (const char *text, gsize n)
{
  guint64 key = n;

  for (gsize i = 0; i < n; i++)
    key = key << 8 | (guchar) text[i];
  return key;
}

static void
add_letters (Collector *collector, const char *word, gsize length, guint32 token)
{
  char padded[MAX_WORD_BYTES + 2];
  const gsize n = MIN (length, MAX_WORD_BYTES);

  padded[0] = '_';
  memcpy (padded + 1, word, n);
  padded[n + 1] = '_';
  for (gsize size = 3; size <= 5; size++)
    for (gsize i = 0; i + size <= n + 2; i++)
      add (collector, mix (pack (padded + i, size)), token,
           size == 3 ? TIPOFF_GRAM_TRIPLE : TIPOFF_GRAM_LETTERS);
}

/* The signals that are paired: what is said, claimed and offered. Flags are left out, since most
 * of them are concepts already, and length says nothing together with another. */
static gboolean
is_paired (guint signal)
{
  return (signal >= TIPOFF_SIGNAL_CONCEPTS && signal < TIPOFF_SIGNAL_ASKS) || signal == TIPOFF_SIGNAL_MONEY
         || signal == TIPOFF_SIGNAL_CODE || signal == TIPOFF_SIGNAL_DATE_OR_TIME
         || signal == TIPOFF_SIGNAL_FLAGS + TIPOFF_FLAG_URL_LOOKALIKE
         || signal == TIPOFF_SIGNAL_FLAGS + TIPOFF_FLAG_URL_CHEAP_ENDING
         || signal == TIPOFF_SIGNAL_FLAGS + TIPOFF_FLAG_URL_SHORTENER;
}

static void
add_signals (Collector *collector, const guint8 *signals)
{
  guint set[MAX_PAIRED];
  guint n = 0;

  for (guint i = 0; i < TIPOFF_N_SIGNALS && n < MAX_PAIRED; i++)
    if (signals[i] != 0 && is_paired (i))
      set[n++] = i;
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      add (collector, mix (SIGNAL_SEED + set[i] * 1024 + set[j]), TIPOFF_GRAM_NO_TOKEN, TIPOFF_GRAM_SIGNALS);
}

/* Where the message leads: "pay" beside the bank's own link is not "pay" beside another. */
static guint64
where_it_leads (const guint8 *signals)
{
  if (signals[TIPOFF_SIGNAL_LINK_OF_OTHERS])
    return signals[TIPOFF_SIGNAL_LINK_NAMED] ? 2 : 1;
  if (signals[TIPOFF_SIGNAL_LINK])
    return 3;
  return signals[TIPOFF_SIGNAL_PHONE] && !signals[TIPOFF_SIGNAL_PHONE_OF_BRAND] ? 4 : 0;
}

/**
 * tipoff_grams_new:
 *
 * Linear in the length of the message.
 */
GArray *
tipoff_grams_new (const TipoffAnalysis *analysis)
{
  Collector collector = {
    .grams = g_array_sized_new (FALSE, FALSE, sizeof (TipoffGram), 512),
    .seen = g_new0 (guint64, (1u << SEEN_BITS) / 64),
  };
  const guint64 context = where_it_leads (analysis->signals);
  guint64 previous = 0;

  for (guint i = 0; i < analysis->n_message_tokens; i++)
    {
      const TipoffToken *token = &g_array_index (analysis->tokens, TipoffToken, i);

      add (&collector, mix (token->stem), i, TIPOFF_GRAM_WORD);
      if (context != 0)
        add (&collector, mix (CONTEXT_SEED * context + token->stem), i, TIPOFF_GRAM_CONTEXT);
      if (previous != 0)
        add (&collector, mix (previous * 31 + token->stem), i - 1, TIPOFF_GRAM_PAIR);
      if (token->type == TIPOFF_TOKEN_WORD && token->end - token->start >= 2)
        add_letters (&collector, analysis->normals[token->part].text + token->start, token->end - token->start, i);
      previous = token->stem;
    }
  add_signals (&collector, analysis->signals);
  g_free (collector.seen);
  return collector.grams;
}

/**
 * tipoff_grams_get_unit:
 *
 * The value of each feature: that of a vector of presences scaled to length one.
 */
double
tipoff_grams_get_unit (guint n_grams)
{
  return 1.0 / sqrt (MAX (n_grams, MIN_GRAMS));
}
