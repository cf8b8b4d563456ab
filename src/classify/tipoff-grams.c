/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-grams.h"

#include <math.h>
#include <string.h>

/* Letters are taken from the first bytes of a word; a longer one is no word. */
#define MAX_WORD_BYTES 32
/* A word, a pair, and three sizes of letters from each of its places. */
#define MAX_GRAMS_PER_TOKEN (2 + 3 * MAX_WORD_BYTES)
/* A message with fewer n-grams is taken to have so many, lest two words decide. */
#define MIN_GRAMS 60
/* Where an n-gram was met before is remembered in a table of so many places for each token. One that was
 * pushed out of it counts again, which is rare and does no harm. */
#define PLACES_PER_TOKEN 32
#define MIN_PLACES 1024u
#define MAX_PLACES (1u << 18)
/* Signals of one message that are paired. */
#define MAX_PAIRED 24
/* Notions of one sentence that are combined. */
#define MAX_NOTIONS 14
#define SIGNAL_SEED 0x7469706f66660004ULL
#define NOTION_SEED 0x7469706f66660005ULL
#define CONTEXT_SEED 0x9e3779b97f4a7c15ULL
G_STATIC_ASSERT (MAX_PAIRED * (MAX_PAIRED - 1) / 2 == TIPOFF_GRAMS_MAX_PAIRS);

typedef struct
{
  guint32 hash;
  guint32 next;      /* 1 + the token */
} Place;

typedef struct
{
  TipoffGram *next;    /* there is room for those of one token */
  Place      *places;
  guint32     mask;
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
  Place *place = &collector->places[hash & collector->mask];

  if (place->next == token + 1 && place->hash == hash)
    return;   /* twice in one word */
  *collector->next++ = (TipoffGram) { hash, token, place->hash == hash ? place->next : 0, (guint8) type };
  place->hash = hash;
  place->next = token + 1;
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

static guint64
add_token (Collector *collector, const TipoffAnalysis *analysis, guint i, guint64 previous)
{
  const TipoffToken *token = &g_array_index (analysis->tokens, TipoffToken, i);

  add (collector, mix (token->stem), i, TIPOFF_GRAM_WORD);
  if (previous != 0)
    add (collector, mix (previous * 31 + token->stem), i, TIPOFF_GRAM_PAIR);
  if (token->type == TIPOFF_TOKEN_WORD && token->end - token->start >= 2)
    add_letters (collector, analysis->normals[token->part].text + token->start, token->end - token->start, i);
  return token->stem;
}

/* Every two notions of a sentence, and each by itself. They stand at its last token. */
static void
add_notions (Collector *collector, const TipoffSegment *segment)
{
  guint notions[MAX_NOTIONS];
  guint n = 0;

  for (guint64 rest = segment->notions; rest != 0 && n < MAX_NOTIONS; rest &= rest - 1)
    notions[n++] = (guint) __builtin_ctzll (rest);
  for (guint i = 0; i < n; i++)
    for (guint j = i; j < n; j++)
      add (collector, mix (NOTION_SEED + notions[i] * 64 + notions[j]), segment->end - 1, TIPOFF_GRAM_NOTIONS);
}

static guint32
count_places (guint n_tokens)
{
  guint32 places = MIN_PLACES;

  while (places < MAX_PLACES && places < n_tokens * PLACES_PER_TOKEN)
    places *= 2;
  return places;
}

/* n-grams are written without a call for each: first there is room for all, then what was not used goes. */
static void
make_room (Collector *collector, GArray *grams, guint n)
{
  const guint used = grams->len;

  g_array_set_size (grams, used + n);
  collector->next = &g_array_index (grams, TipoffGram, used);
}

static void
take_back_room (const Collector *collector, GArray *grams)
{
  g_array_set_size (grams, (guint) (collector->next - (const TipoffGram *) (gpointer) grams->data));
}

/**
 * tipoff_grams_new:
 *
 * Linear in the length of the message.
 */
GArray *
tipoff_grams_new (const TipoffAnalysis *analysis)
{
  const guint32 n_places = count_places (analysis->n_message_tokens);
  g_autofree Place *places = g_new0 (Place, n_places);
  GArray *grams = g_array_sized_new (FALSE, FALSE, sizeof (TipoffGram), analysis->n_message_tokens * 14 + MAX_GRAMS_PER_TOKEN);
  Collector collector = { .places = places, .mask = n_places - 1 };
  guint64 previous = 0;

  for (guint s = 0; s < analysis->segments->len; s++)
    {
      const TipoffSegment *segment = &g_array_index (analysis->segments, TipoffSegment, s);

      for (guint i = segment->first; i < segment->end; i++)
        {
          make_room (&collector, grams, MAX_GRAMS_PER_TOKEN);
          previous = add_token (&collector, analysis, i, previous);
          take_back_room (&collector, grams);
        }
      make_room (&collector, grams, MAX_NOTIONS * (MAX_NOTIONS + 1) / 2);
      add_notions (&collector, segment);
      take_back_room (&collector, grams);
    }
  return grams;
}

/**
 * tipoff_grams_get_context:
 *
 * "Pay" beside the bank's own link is not "pay" beside another. Whoever is not the brand decides.
 */
guint64
tipoff_grams_get_context (const TipoffSignalSet *signals)
{
  if (tipoff_signal_set_has (signals, TIPOFF_SIGNAL_LINK_OF_OTHERS))
    return tipoff_signal_set_has (signals, TIPOFF_SIGNAL_LINK_NAMED) ? 2 : 1;
  if (tipoff_signal_set_has (signals, TIPOFF_SIGNAL_PHONE) && !tipoff_signal_set_has (signals, TIPOFF_SIGNAL_PHONE_OF_BRAND))
    return 4;
  return tipoff_signal_set_has (signals, TIPOFF_SIGNAL_LINK) ? 3 : 0;
}

guint32
tipoff_grams_hash_context (guint64 context, guint32 word)
{
  return mix (CONTEXT_SEED * context + word);
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

guint
tipoff_grams_pair_signals (const TipoffSignalSet *signals, guint32 *hashes)
{
  TipoffSignalSet rest = *signals;
  guint set[MAX_PAIRED];
  guint n = 0, n_hashes = 0;

  for (guint signal; n < MAX_PAIRED && (signal = tipoff_signal_set_take (&rest)) != G_MAXUINT;)
    if (is_paired (signal))
      set[n++] = signal;
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      hashes[n_hashes++] = mix (SIGNAL_SEED + set[i] * 1024 + set[j]);
  return n_hashes;
}

/**
 * tipoff_grams_list:
 *
 * The same n-grams that are weighed.
 */
GArray *
tipoff_grams_list (const GArray *grams, const TipoffRange *range)
{
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (TipoffGram), 256);
  const guint64 context = tipoff_grams_get_context (&range->signals);
  guint32 hashes[TIPOFF_GRAMS_MAX_PAIRS];
  const guint n = tipoff_grams_pair_signals (&range->signals, hashes);

  for (guint i = 0; i < grams->len; i++)
    {
      TipoffGram gram = g_array_index (grams, TipoffGram, i);

      if (!tipoff_gram_counts (&gram, range))
        continue;
      g_array_append_val (list, gram);
      if (gram.type != TIPOFF_GRAM_WORD || context == 0)
        continue;
      gram.hash = tipoff_grams_hash_context (context, gram.hash);
      gram.type = TIPOFF_GRAM_CONTEXT;
      g_array_append_val (list, gram);
    }
  for (guint i = 0; i < n; i++)
    {
      const TipoffGram gram = { hashes[i], TIPOFF_GRAM_NO_TOKEN, 0, TIPOFF_GRAM_SIGNALS };

      g_array_append_val (list, gram);
    }
  return list;
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
