/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-linear.h"

#include <linear.h>
#include <string.h>

#define TOLERANCE 0.02

struct _TrainProblem
{
  guint   n_features;
  GArray *nodes;         /* of struct feature_node; rows end with index -1 */
  GArray *row_starts;    /* of gsize: where each counted row begins */
  GArray *labels;        /* of double */
  gsize   start;
};

static void
be_quiet (const char *text)
{
}

TrainProblem *
train_problem_new (guint n_features)
{
  TrainProblem *self = g_new0 (TrainProblem, 1);

  self->n_features = n_features;
  self->nodes = g_array_new (FALSE, FALSE, sizeof (struct feature_node));
  self->row_starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->labels = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
train_problem_free (TrainProblem *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->nodes);
  g_array_unref (self->row_starts);
  g_array_unref (self->labels);
  g_free (self);
}

void
train_problem_begin (TrainProblem *self)
{
  self->start = self->nodes->len;
}

void
train_problem_feature (TrainProblem *self, guint index, double value)
{
  const struct feature_node node = { (int) index + 1, value };

  g_assert (index < self->n_features);
  g_array_append_val (self->nodes, node);
}

void
train_problem_end (TrainProblem *self, int label, guint weight)
{
  const struct feature_node bias = { (int) self->n_features + 1, 1.0 };
  const struct feature_node end = { -1, 0 };
  const double value = label;

  g_array_append_val (self->nodes, bias);
  g_array_append_val (self->nodes, end);
  for (guint i = 0; i < weight; i++)
    {
      g_array_append_val (self->row_starts, self->start);
      g_array_append_val (self->labels, value);
    }
}

/* The weight of feature @i for the class that liblinear saw as number @c. Of two classes it keeps one
 * column, for the first. */
static double
get_weight (const struct model *model, gsize i, int c)
{
  if (model->nr_class == 2)
    return c == 0 ? model->w[i] : -model->w[i];
  return model->w[i * (gsize) model->nr_class + (gsize) c];
}

static double *
read_weights (const TrainProblem *self, const struct model *model, guint n_labels)
{
  const gsize n = self->n_features + 1;
  double *weights = g_new0 (double, n * (n_labels == 2 ? 1 : n_labels));

  for (int c = 0; c < model->nr_class; c++)
    for (gsize i = 0; i < n; i++)
      if (n_labels != 2)
        weights[(gsize) model->label[c] * n + i] = get_weight (model, i, c);
      else if (model->label[c] == 1)
        weights[i] = get_weight (model, i, c);   /* one column, for yes */
  return weights;
}

double *
train_problem_fit (TrainProblem *self, guint n_labels, double cost)
{
  g_autofree struct feature_node **rows = g_new (struct feature_node *, self->row_starts->len);
  struct problem problem = { 0 };
  struct parameter parameter = { 0 };
  struct model *model;
  double *weights;

  for (guint i = 0; i < self->row_starts->len; i++)
    rows[i] = &g_array_index (self->nodes, struct feature_node, g_array_index (self->row_starts, gsize, i));
  problem.l = (int) self->row_starts->len;
  problem.n = (int) self->n_features + 1;
  problem.y = (double *) (gpointer) self->labels->data;
  problem.x = rows;
  problem.bias = 1;
  parameter.solver_type = L2R_LR;
  parameter.C = cost;
  parameter.eps = TOLERANCE;
  g_assert (check_parameter (&problem, &parameter) == NULL);
  set_print_string_function (be_quiet);
  model = train (&problem, &parameter);
  weights = read_weights (self, model, n_labels);
  free_and_destroy_model (&model);
  return weights;
}
