/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-features.h"

#include <string.h>

const char *
train_region_of_language (const char *language)
{
  static const struct { const char *language, *region; } regions[] = {
    { "nl", "BE" }, { "fr", "FR" }, { "de", "DE" }, { "es", "ES" }, { "ca", "ES" },
    { "en", "GB" }, { "it", "IT" }, { "pt", "PT" }, { "pl", "PL" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    if (g_str_equal (regions[i].language, language))
      return regions[i].region;
  return "BE";
}

static TrainFeatures *
features_of_range (const TipoffAnalysis *analysis, const GArray *grams, const TipoffRange *range)
{
  g_autoptr (GArray) list = tipoff_grams_list (grams, range);
  TrainFeatures *self = g_new0 (TrainFeatures, 1);

  self->n_grams = list->len;
  self->hashes = g_new (guint32, list->len);
  self->gram_types = g_new (guint8, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      self->hashes[i] = g_array_index (list, TipoffGram, i).hash;
      self->gram_types[i] = g_array_index (list, TipoffGram, i).type;
    }
  for (guint i = 0; i < analysis->parts->len; i++)
    self->accents |= analysis->normals[i].accents;
  self->signals = range->signals;
  self->has_parts = analysis->segments->len > 1;
  return self;
}

static TipoffCase *
make_case (const char *text)
{
  return tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
}

/**
 * train_features_new:
 *
 * Returns: (nullable): %NULL where the text is none that could be checked
 */
TrainFeatures *
train_features_new (const char *text, const char *language, const TipoffKnowledge *knowledge)
{
  g_autoptr (TipoffCase) c = make_case (text);
  g_autoptr (GArray) grams = NULL;
  TipoffAnalysis analysis;
  TrainFeatures *self;
  TipoffRange whole;

  if (c == NULL)
    return NULL;
  tipoff_analysis_init (&analysis, knowledge, c, train_region_of_language (language));
  grams = tipoff_grams_new (&analysis);
  whole = (TipoffRange) { 0, analysis.n_message_tokens, analysis.signals };
  self = features_of_range (&analysis, grams, &whole);
  tipoff_analysis_clear (&analysis);
  return self;
}

/**
 * train_features_weigh:
 *
 * For rows that have features.
 */
TipoffWeighing
train_features_weigh (const TrainRow *row, const TipoffKnowledge *knowledge, const TipoffModel *model, TrainFeatures **part)
{
  g_autoptr (TipoffCase) c = make_case (row->text);
  g_autoptr (GArray) grams = NULL;
  TipoffAnalysis analysis;
  TipoffWeighing weighing;

  tipoff_analysis_init (&analysis, knowledge, c, train_region_of_language (row->language));
  grams = tipoff_grams_new (&analysis);
  weighing = tipoff_model_weigh (model, &analysis, grams, NULL);
  if (part != NULL)
    *part = weighing.range.end - weighing.range.first < analysis.n_message_tokens
            ? features_of_range (&analysis, grams, &weighing.range) : NULL;
  tipoff_analysis_clear (&analysis);
  return weighing;
}

void
train_features_free (TrainFeatures *self)
{
  if (self == NULL)
    return;
  train_features_free (self->part);
  train_features_free (self->worn);
  g_free (self->hashes);
  g_free (self->gram_types);
  g_free (self);
}
