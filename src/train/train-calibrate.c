/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-calibrate.h"
#include "train-policy.h"

#include <math.h>

/* False alarms that are borne, of the messages that were not learnt from. */
#define SUSPICIOUS_OF_NOTICES 0.07
#define SUSPICIOUS_OF_PERSONAL 0.008
#define SCAM_OF_NOTICES 0.008
#define SCAM_OF_PERSONAL 0.001
/* No thresholds outside these, whatever the data say. */
#define LEAST_SUSPICIOUS 0.2
#define MOST_SCAM 0.97

static double
logistic (double x)
{
  return 1 / (1 + exp (-x));
}

double
train_calibration_score (const TrainCalibration *self, double margin)
{
  return logistic (self->slope * margin + self->intercept);
}

/* Platt's scaling (1999): two parameters by Newton's method, with his targets, which keep the
 * scores off 0 and 1. */
static void
fit_logistic (const TrainSet *set, const TipoffWeighing *weighings, TrainCalibration *calibration)
{
  double positives = 0, negatives = 0, a = 1, b = 0;

  for (guint i = 0; i < set->rows->len; i++)
    if (!isnan (weighings[i].margin))
      {
        const TrainRow *row = g_ptr_array_index (set->rows, i);

        *(train_policy_is_scam (row) ? &positives : &negatives) += train_policy_weight (row);
      }
  for (guint step = 0; step < 100; step++)
    {
      double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9, determinant;

      for (guint i = 0; i < set->rows->len; i++)
        {
          const TrainRow *row = g_ptr_array_index (set->rows, i);
          const double weight = isnan (weighings[i].margin) ? 0 : train_policy_weight (row);
          double target, p;

          if (weight == 0)
            continue;
          target = train_policy_is_scam (row) ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
          p = logistic (a * weighings[i].margin + b);
          ga += weight * (p - target) * weighings[i].margin;
          gb += weight * (p - target);
          haa += weight * p * (1 - p) * weighings[i].margin * weighings[i].margin;
          hab += weight * p * (1 - p) * weighings[i].margin;
          hbb += weight * p * (1 - p);
        }
      determinant = haa * hbb - hab * hab;
      if (fabs (determinant) < 1e-12)
        break;
      a -= (hbb * ga - hab * gb) / determinant;
      b -= (haa * gb - hab * ga) / determinant;
      if (fabs (ga) + fabs (gb) < 1e-6 * (positives + negatives))
        break;
    }
  calibration->slope = a;
  calibration->intercept = b;
}

static int
compare_falling (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return one > other ? -1 : one < other;
}

typedef gboolean (*RowFilter) (const TrainRow *row);

static gboolean
is_notice (const TrainRow *row)
{
  return row->label == TRAIN_HONEST && g_str_equal (row->source, "corpus");
}

/* The score that a share of the honest rows reaches. */
static double
score_at (const TrainSet *set, const TipoffWeighing *weighings, const TrainCalibration *calibration, RowFilter filter, double share)
{
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (double));
  guint at;

  for (guint i = 0; i < set->rows->len; i++)
    if (!isnan (weighings[i].margin) && filter (g_ptr_array_index (set->rows, i)))
      {
        const double score = train_calibration_score (calibration, weighings[i].margin);

        g_array_append_val (scores, score);
      }
  if (scores->len == 0)
    return 0;
  g_array_sort (scores, compare_falling);
  at = (guint) (share * scores->len);
  return g_array_index (scores, double, MIN (at, scores->len - 1)) + 1e-6;
}

TrainCalibration
train_calibrate (const TrainSet *set, const TipoffWeighing *weighings)
{
  TrainCalibration c = { 1, 0, 0.5, 0.9 };

  fit_logistic (set, weighings, &c);
  c.suspicious = MAX (score_at (set, weighings, &c, is_notice, SUSPICIOUS_OF_NOTICES),
                      score_at (set, weighings, &c, train_policy_is_personal, SUSPICIOUS_OF_PERSONAL));
  c.scam = MAX (score_at (set, weighings, &c, is_notice, SCAM_OF_NOTICES),
                score_at (set, weighings, &c, train_policy_is_personal, SCAM_OF_PERSONAL));
  c.suspicious = CLAMP (c.suspicious, LEAST_SUSPICIOUS, 0.9);
  c.scam = CLAMP (MAX (c.scam, c.suspicious + 0.02), c.suspicious + 0.02, MOST_SCAM);
  return c;
}
