/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Logistic regression over sparse rows, each with a weight. Every feature of a row is present once or
 * several times; what a presence counts is the row's unit for some features and 1 for the others. */
typedef struct _TrainProblem TrainProblem;

TrainProblem *train_problem_new    (guint n_features);
void          train_problem_free   (TrainProblem *self);
/* One row: begin, then its scaled features, then its plain ones, then end. */
void          train_problem_begin  (TrainProblem *self, double unit);
void          train_problem_scaled (TrainProblem *self, guint index);
void          train_problem_plain  (TrainProblem *self, guint index);
void          train_problem_end    (TrainProblem *self, int label, double weight);
/* Fits each label against the others: weights[label * (n_features + 1) + feature], the last one the
 * bias. Labels are 0 … n_labels - 1; with two labels only label 1 is fitted, into weights[0 …]. */
double       *train_problem_fit    (const TrainProblem *self, guint n_labels, double cost);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainProblem, train_problem_free)

G_END_DECLS
