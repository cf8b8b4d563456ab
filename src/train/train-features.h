/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-analysis.h"
#include "tipoff-grams.h"
#include "tipoff-model.h"
#include "tipoff-verdict-build.h"
#include "train-rows.h"

G_BEGIN_DECLS

/* A message, or a part of it, as the classifier sees it, without its text. */
typedef struct _TrainFeatures TrainFeatures;
struct _TrainFeatures
{
  guint32        *hashes;      /* of its n-grams */
  guint8         *gram_types;
  guint32         n_grams;
  guint32         accents;
  TipoffSignalSet signals;
  gboolean        has_parts;   /* of several sentences, each of which is weighed too */
  TrainFeatures  *part;        /* the part that weighs most, if it is learnt from; NULL */
  TrainFeatures  *worn;        /* the message with words lost and misspelt, if it is learnt from; NULL */
};

TrainFeatures *train_features_new  (const char *text, const char *language, const TipoffKnowledge *knowledge);
void           train_features_free (TrainFeatures *self);
/* Weighs @row as the classifier does. @part: (out) (optional): the features of the part that decides, NULL for the whole */
TipoffWeighing train_features_weigh (const TrainRow *row, const TipoffKnowledge *knowledge, const TipoffModel *model,
                                     TrainFeatures **part);
/* The region in which messages of a language are read. */
const char    *train_region_of_language (const char *language);

G_END_DECLS
