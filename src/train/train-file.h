/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-model.h"

G_BEGIN_DECLS

/* Weights as they were fitted, before they become a model file. */
typedef struct
{
  guint         gram_bits;
  guint         language_bits;
  guint         kind_bits;
  const double *scam;        /* 2^gram_bits n-grams, the signals, the bias */
  const double *languages;   /* by language: 2^language_bits n-grams, the accents, the bias */
  const double *kinds;       /* by kind: 2^kind_bits n-grams, the signals, the bias */
  double        gram_unit;   /* by how much n-grams were multiplied in training */
  double        slope, intercept, suspicious, scam_threshold;
} TrainWeights;

/* The bytes of a model: the same for the same weights. */
GByteArray *train_file_pack  (const TrainWeights *weights);

G_END_DECLS
