/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-model.h"
#include "tipoff-verdict-build.h"

#include <string.h>

/* Who wraps a scam in honest text must not make it lighter: besides the whole message every run of sentences
 * of so many tokens is weighed as if it stood alone, and the heaviest decides. */
#define MIN_TOKENS 5
#define MAX_TOKENS 64
G_STATIC_ASSERT (MAX_TOKENS >= TIPOFF_MAX_SEGMENT_TOKENS);
/* Runs from one sentence on that are weighed. */
#define MAX_RUNS 6
/* A run is weighed again when it has grown by so many tokens. */
#define MIN_GROWTH 3

static double
add_signals (const TipoffModel *self, const TipoffSignalSet *signals)
{
  TipoffSignalSet rest = *signals;
  double sum = 0;

  for (guint signal; (signal = tipoff_signal_set_take (&rest)) != G_MAXUINT;)
    sum += (double) self->signals[signal];
  return sum;
}

/* Linear: the sum of what each n-gram and each signal contributes. */
static double
weigh_range (const TipoffModel *self, const GArray *grams, const TipoffRange *range, float *by_token)
{
  const guint32 mask = (1u << self->header->gram_bits) - 1;
  g_autoptr (GArray) list = tipoff_grams_list (grams, range);
  const double unit = tipoff_grams_get_unit (list->len) * self->header->gram_scale;
  gint64 sum = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const TipoffGram *gram = &g_array_index (list, TipoffGram, i);
      const gint8 weight = self->grams[gram->hash & mask];

      sum += weight;
      if (by_token != NULL && gram->type != TIPOFF_GRAM_NOTIONS && gram->token != TIPOFF_GRAM_NO_TOKEN)
        by_token[gram->token] += (float) (weight * unit);
    }
  return self->header->bias + (double) sum * unit + add_signals (self, &range->signals);
}

/* A run of sentences that grows: what its n-grams weigh so far. */
typedef struct
{
  const TipoffModel *model;
  const GArray      *grams;
  TipoffRange        range;
  gboolean           is_long;             /* the message that it is in */
  guint              next_gram;
  gint32             sum;
  guint              n_grams;
  guint32            words[MAX_TOKENS];   /* each once: what contexts are made of */
  guint              n_words;
} Run;

static void
grow (Run *run, guint end)
{
  const guint32 mask = (1u << run->model->header->gram_bits) - 1;

  run->range.end = end;
  for (; run->next_gram < run->grams->len; run->next_gram++)
    {
      const TipoffGram *gram = &g_array_index (run->grams, TipoffGram, run->next_gram);

      if (gram->token >= end)
        break;
      if (!tipoff_gram_counts (gram, &run->range))
        continue;
      run->sum += run->model->grams[gram->hash & mask];
      run->n_grams++;
      if (gram->type == TIPOFF_GRAM_WORD)
        run->words[run->n_words++] = gram->hash;
    }
}

static double
weigh_run (const Run *run)
{
  const TipoffModel *model = run->model;
  const guint32 mask = (1u << model->header->gram_bits) - 1;
  const guint64 context = tipoff_grams_get_context (&run->range.signals);
  guint32 pairs[TIPOFF_GRAMS_MAX_PAIRS];
  const guint n_pairs = tipoff_grams_pair_signals (&run->range.signals, pairs);
  const guint n_contexts = context != 0 ? run->n_words : 0;
  gint32 sum = run->sum;

  for (guint i = 0; i < n_contexts; i++)
    sum += model->grams[tipoff_grams_hash_context (context, run->words[i]) & mask];
  for (guint i = 0; i < n_pairs; i++)
    sum += model->grams[pairs[i] & mask];
  return model->header->bias + add_signals (model, &run->range.signals)
         + sum * tipoff_grams_get_unit (run->n_grams + n_contexts + n_pairs) * model->header->gram_scale;
}

static void
consider (TipoffWeighing *best, const Run *run)
{
  const double margin = weigh_run (run);

  best->demanded = MAX (best->demanded, tipoff_flags_demand (&run->range.signals, FALSE, run->is_long));
  if (margin > best->margin)
    {
      best->margin = margin;
      best->range = run->range;
    }
}

/* The runs that begin with the segment @first. */
static void
weigh_from (Run *run, const TipoffAnalysis *analysis, guint first, TipoffWeighing *best)
{
  const guint start = g_array_index (analysis->segments, TipoffSegment, first).first;
  guint weighed = 0, runs = 0;
  TipoffFacts facts;

  tipoff_facts_init (&facts, analysis);
  for (guint i = first; i < analysis->segments->len && runs < MAX_RUNS; i++)
    {
      const TipoffSegment *segment = &g_array_index (analysis->segments, TipoffSegment, i);
      const guint end = segment->end;

      if (end - start > MAX_TOKENS || (first == 0 && end == analysis->n_message_tokens))
        break;
      tipoff_facts_add (&facts, segment);
      if (end - start < MIN_TOKENS || end - start < weighed + MIN_GROWTH || !tipoff_facts_want (&facts))
        continue;
      tipoff_facts_conclude (&facts, &run->range.signals);
      grow (run, end);
      consider (best, run);
      weighed = end - start;
      runs++;
    }
}

/**
 * tipoff_model_weigh:
 *
 * Linear in the length of the message: each token is weighed a bounded number of times.
 */
TipoffWeighing
tipoff_model_weigh (const TipoffModel *self, const TipoffAnalysis *analysis, const GArray *grams, float *by_token)
{
  TipoffWeighing best = { .range = { 0, analysis->n_message_tokens, analysis->signals } };
  const gboolean is_long = tipoff_signal_set_has (&analysis->signals, TIPOFF_SIGNAL_WORDS_OVER_60);
  guint gram = 0;

  best.margin = weigh_range (self, grams, &best.range, by_token);
  best.demanded = tipoff_flags_demand (&analysis->signals, analysis->n_words == 0, is_long);
  for (guint i = 0; i < analysis->segments->len && analysis->segments->len > 1; i++)
    {
      const guint first = g_array_index (analysis->segments, TipoffSegment, i).first;
      Run run;

      while (gram < grams->len && g_array_index (grams, TipoffGram, gram).token < first)
        gram++;
      run = (Run) { .model = self, .grams = grams, .is_long = is_long, .range = { .first = first, .end = first }, .next_gram = gram };
      weigh_from (&run, analysis, i, &best);
    }
  if (by_token != NULL && best.range.end - best.range.first < analysis->n_message_tokens)
    {
      memset (by_token, 0, analysis->n_message_tokens * sizeof *by_token);
      weigh_range (self, grams, &best.range, by_token);
    }
  return best;
}
