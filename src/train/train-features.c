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

/**
 * train_features_new:
 *
 * Returns: (nullable): %NULL where the text is none that could be checked
 */
TrainFeatures *
train_features_new (const TrainRow *row, const TipoffKnowledge *knowledge)
{
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (row->text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
  g_autoptr (GArray) grams = NULL;
  TipoffAnalysis analysis;
  TrainFeatures *self;

  if (c == NULL)
    return NULL;
  tipoff_analysis_init (&analysis, knowledge, c, train_region_of_language (row->language));
  grams = tipoff_grams_new (&analysis);
  self = g_new0 (TrainFeatures, 1);
  self->n_grams = grams->len;
  self->hashes = g_new (guint32, grams->len);
  self->gram_types = g_new (guint8, grams->len);
  for (guint i = 0; i < grams->len; i++)
    {
      self->hashes[i] = g_array_index (grams, TipoffGram, i).hash;
      self->gram_types[i] = g_array_index (grams, TipoffGram, i).type;
    }
  for (guint i = 0; i < analysis.parts->len; i++)
    self->accents |= analysis.normals[i].accents;
  memcpy (self->signals, analysis.signals, sizeof self->signals);
  self->demand = tipoff_flags_demand (&analysis);
  tipoff_analysis_clear (&analysis);
  return self;
}

void
train_features_free (TrainFeatures *self)
{
  if (self == NULL)
    return;
  g_free (self->hashes);
  g_free (self->gram_types);
  g_free (self);
}
