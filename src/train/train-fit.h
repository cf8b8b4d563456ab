/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "train-features.h"
#include "train-file.h"

G_BEGIN_DECLS

#define TRAIN_GRAM_BITS 18
#define TRAIN_LANGUAGE_BITS 13
#define TRAIN_KIND_BITS 16
/* n-grams are many and each is weak: scaled up, the regularisation does not fall on them alone. */
#define TRAIN_GRAM_UNIT 2.0

/* How much the part of a message that weighs most counts beside the whole of it. */
#define TRAIN_PART_SHARE 1.0
/* … and the message with words lost and misspelt. */
#define TRAIN_WORN_SHARE 0.5

/* Rows and features side by side; a row without features has NULL. @left_out: a fold that is not
 * learnt from; TRAIN_FOLDS: none. All give new arrays of weights as TrainWeights has them. */
typedef struct
{
  GPtrArray *rows;       /* of TrainRow */
  GPtrArray *features;   /* of TrainFeatures */
  double     cost;
} TrainSet;

double *train_fit_scam      (const TrainSet *set, guint left_out);
double *train_fit_languages (const TrainSet *set, guint left_out);
double *train_fit_kinds     (const TrainSet *set, guint left_out);

G_END_DECLS
