/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-analysis.h"
#include "tipoff-grams.h"
#include "tipoff-verdict-build.h"
#include "train-rows.h"

G_BEGIN_DECLS

/* A row as the classifier sees it, without its text. */
typedef struct
{
  guint32    *hashes;        /* of its n-grams */
  guint8     *gram_types;
  guint32     n_grams;
  guint32     accents;
  guint8      signals[TIPOFF_N_SIGNALS];
  TipoffLevel demand;        /* what its flags demand by themselves */
} TrainFeatures;

TrainFeatures *train_features_new  (const TrainRow *row, const TipoffKnowledge *knowledge);
void           train_features_free (TrainFeatures *self);
/* The region in which messages of a language are read. */
const char    *train_region_of_language (const char *language);

G_END_DECLS
