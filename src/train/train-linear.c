/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-linear.h"

#include <math.h>
#include <string.h>

/* Done when the gradient is so small a part of the first one. */
#define TOLERANCE 3e-4
#define MAX_STEPS 400
/* Steps that the shape of the function is guessed from. */
#define MEMORY 8
#define MAX_HALVINGS 30
/* Armijo: a step must win so much of what its slope promises. */
#define LEAST_GAIN 1e-4

typedef struct
{
  gsize  start, plain, end;   /* its features in the list: scaled, then plain */
  double unit;
  double weight;
  int    label;
} Row;

struct _TrainProblem
{
  guint   n_features;
  GArray *indices;   /* of guint32 */
  GArray *rows;      /* of Row */
  Row     current;
};

TrainProblem *
train_problem_new (guint n_features)
{
  TrainProblem *self = g_new0 (TrainProblem, 1);

  self->n_features = n_features;
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return self;
}

void
train_problem_free (TrainProblem *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->indices);
  g_array_unref (self->rows);
  g_free (self);
}

void
train_problem_begin (TrainProblem *self, double unit)
{
  self->current.start = self->current.plain = self->indices->len;
  self->current.unit = unit;
}

static void
add (TrainProblem *self, guint index)
{
  const guint32 value = index;

  g_assert (index < self->n_features);
  g_array_append_val (self->indices, value);
}

void
train_problem_scaled (TrainProblem *self, guint index)
{
  g_assert (self->current.plain == self->indices->len);
  add (self, index);
  self->current.plain = self->indices->len;
}

void
train_problem_plain (TrainProblem *self, guint index)
{
  add (self, index);
}

void
train_problem_end (TrainProblem *self, int label, double weight)
{
  self->current.end = self->indices->len;
  self->current.label = label;
  self->current.weight = weight;
  g_array_append_val (self->rows, self->current);
}

/* The weighted sum of each row: @out[row]. */
static void
multiply (const TrainProblem *self, const double *weights, double *out)
{
  const guint32 *indices = (const guint32 *) (gpointer) self->indices->data;

  for (guint r = 0; r < self->rows->len; r++)
    {
      const Row *row = &g_array_index (self->rows, Row, r);
      double scaled = 0, plain = weights[self->n_features];

      for (gsize i = row->start; i < row->plain; i++)
        scaled += weights[indices[i]];
      for (gsize i = row->plain; i < row->end; i++)
        plain += weights[indices[i]];
      out[r] = scaled * row->unit + plain;
    }
}

/* Adds to @out each row as many times as @factors says. */
static void
multiply_transposed (const TrainProblem *self, const double *factors, double *out)
{
  const guint32 *indices = (const guint32 *) (gpointer) self->indices->data;

  for (guint r = 0; r < self->rows->len; r++)
    {
      const Row *row = &g_array_index (self->rows, Row, r);
      const double factor = factors[r], scaled = factor * row->unit;

      for (gsize i = row->start; i < row->plain; i++)
        out[indices[i]] += scaled;
      for (gsize i = row->plain; i < row->end; i++)
        out[indices[i]] += factor;
      out[self->n_features] += factor;
    }
}

static double
dot (const double *a, const double *b, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

static void
add_times (double *a, double times, const double *b, gsize n)
{
  for (gsize i = 0; i < n; i++)
    a[i] += times * b[i];
}

/* One label against the others, and how far its fit has come. */
typedef struct
{
  const TrainProblem *problem;
  gsize   n;                   /* weights, with the bias */
  int     label;
  double  cost;
  double *weights, *gradient, *direction;
  double *margins, *changes;   /* of the rows: now, and along the direction */
  double *factors;
  double *steps[MEMORY], *yields[MEMORY];   /* of weights and of the gradient, the last ones */
  double  curvatures[MEMORY];
  guint   n_steps;
} Fit;

static double
sign_of (const Fit *fit, guint row)
{
  return g_array_index (fit->problem->rows, Row, row).label == fit->label ? 1 : -1;
}

/* What is made small, after a step of length @t along the direction. */
static double
loss_after (const Fit *fit, double t, double w_w, double w_d, double d_d)
{
  double loss = 0;

  for (guint r = 0; r < fit->problem->rows->len; r++)
    {
      const double z = sign_of (fit, r) * (fit->margins[r] + t * fit->changes[r]);

      loss += g_array_index (fit->problem->rows, Row, r).weight * (z > 0 ? log1p (exp (-z)) : log1p (exp (z)) - z);
    }
  return loss * fit->cost + (w_w + 2 * t * w_d + t * t * d_d) / 2;
}

static void
set_gradient (Fit *fit)
{
  memcpy (fit->gradient, fit->weights, fit->n * sizeof (double));
  for (guint r = 0; r < fit->problem->rows->len; r++)
    {
      const double sign = sign_of (fit, r);

      fit->factors[r] = -sign * fit->cost * g_array_index (fit->problem->rows, Row, r).weight
                        / (1 + exp (sign * fit->margins[r]));
    }
  multiply_transposed (fit->problem, fit->factors, fit->gradient);
}

/* L-BFGS, two loops: Nocedal, "Updating quasi-Newton matrices with limited storage", 1980. */
static void
set_direction (Fit *fit)
{
  const guint known = MIN (fit->n_steps, MEMORY);
  double shares[MEMORY];
  double *d = fit->direction;

  for (gsize i = 0; i < fit->n; i++)
    d[i] = -fit->gradient[i];
  for (guint k = 1; k <= known; k++)
    {
      const guint at = (fit->n_steps - k) % MEMORY;

      shares[at] = dot (fit->steps[at], d, fit->n) / fit->curvatures[at];
      add_times (d, -shares[at], fit->yields[at], fit->n);
    }
  if (known > 0)
    {
      const guint last = (fit->n_steps - 1) % MEMORY;
      const double scale = fit->curvatures[last] / dot (fit->yields[last], fit->yields[last], fit->n);

      for (gsize i = 0; i < fit->n; i++)
        d[i] *= scale;
    }
  for (guint k = known; k >= 1; k--)
    {
      const guint at = (fit->n_steps - k) % MEMORY;

      add_times (d, shares[at] - dot (fit->yields[at], d, fit->n) / fit->curvatures[at], fit->steps[at], fit->n);
    }
}

/* The length of a step that is worth it; 0: there is none. */
static double
find_length (const Fit *fit)
{
  const double w_w = dot (fit->weights, fit->weights, fit->n), w_d = dot (fit->weights, fit->direction, fit->n);
  const double d_d = dot (fit->direction, fit->direction, fit->n);
  const double slope = dot (fit->gradient, fit->direction, fit->n);
  const double before = loss_after (fit, 0, w_w, w_d, d_d);
  double t = fit->n_steps == 0 ? MIN (1, 1 / sqrt (d_d)) : 1;

  for (guint i = 0; i < MAX_HALVINGS && slope < 0; i++, t /= 2)
    if (loss_after (fit, t, w_w, w_d, d_d) <= before + LEAST_GAIN * t * slope)
      return t;
  return 0;
}

static void
remember (Fit *fit, double length, const double *old_gradient)
{
  const guint at = fit->n_steps % MEMORY;
  double *step = fit->steps[at], *yield = fit->yields[at];

  for (gsize i = 0; i < fit->n; i++)
    {
      step[i] = length * fit->direction[i];
      yield[i] = fit->gradient[i] - old_gradient[i];
    }
  fit->curvatures[at] = dot (step, yield, fit->n);
  if (fit->curvatures[at] > 0)
    fit->n_steps++;
}

static void
descend (Fit *fit)
{
  g_autofree double *old = g_new (double, fit->n);
  double first;

  multiply (fit->problem, fit->weights, fit->margins);
  set_gradient (fit);
  first = sqrt (dot (fit->gradient, fit->gradient, fit->n));
  for (guint step = 0; step < MAX_STEPS && sqrt (dot (fit->gradient, fit->gradient, fit->n)) > TOLERANCE * first; step++)
    {
      double length;

      set_direction (fit);
      multiply (fit->problem, fit->direction, fit->changes);
      length = find_length (fit);
      if (length == 0)
        break;
      add_times (fit->weights, length, fit->direction, fit->n);
      add_times (fit->margins, length, fit->changes, fit->problem->rows->len);
      memcpy (old, fit->gradient, fit->n * sizeof (double));
      set_gradient (fit);
      remember (fit, length, old);
    }
}

static void
fit_label (const TrainProblem *self, int label, double cost, double *weights)
{
  const gsize n = self->n_features + 1;
  g_autofree double *room = g_new0 (double, n * (2 + 2 * MEMORY));
  g_autofree double *row_room = g_new0 (double, 3 * (gsize) self->rows->len + 1);
  Fit fit = { .problem = self, .n = n, .label = label, .cost = cost, .weights = weights };

  fit.gradient = room;
  fit.direction = room + n;
  for (gsize i = 0; i < MEMORY; i++)
    {
      fit.steps[i] = room + (2 + i) * n;
      fit.yields[i] = room + (2 + MEMORY + i) * n;
    }
  fit.margins = row_room;
  fit.changes = row_room + self->rows->len;
  fit.factors = row_room + 2 * (gsize) self->rows->len;
  descend (&fit);
}

double *
train_problem_fit (const TrainProblem *self, guint n_labels, double cost)
{
  const gsize n = self->n_features + 1;
  const guint columns = n_labels == 2 ? 1 : n_labels;
  double *weights = g_new0 (double, n * columns);

  for (guint c = 0; c < columns; c++)
    fit_label (self, n_labels == 2 ? 1 : (int) c, cost, weights + c * n);
  return weights;
}
