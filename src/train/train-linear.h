/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Logistic regression by liblinear over sparse rows. A row's weight is how often it is counted. */
typedef struct _TrainProblem TrainProblem;

TrainProblem *train_problem_new     (guint n_features);
void          train_problem_free    (TrainProblem *self);
/* Features of one row: indices must rise. */
void          train_problem_begin   (TrainProblem *self);
void          train_problem_feature (TrainProblem *self, guint index, double value);
void          train_problem_end     (TrainProblem *self, int label, guint weight);
/* Fits each label against the others: weights[label * (n_features + 1) + feature], the last one the
 * bias. Labels are 0 … n_labels - 1; with two labels only label 1 is fitted, into weights[0 …]. */
double       *train_problem_fit     (TrainProblem *self, guint n_labels, double cost);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainProblem, train_problem_free)

G_END_DECLS
