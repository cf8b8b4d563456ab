/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-fit.h"
#include "train-linear.h"
#include "train-policy.h"

#include <math.h>

#define KIND_COST 1.0
#define LANGUAGE_COST 1.0
/* Rows of one language that are learnt from: the languages count alike. */
#define MAX_LANGUAGE_ROWS 2500

typedef gboolean (*TypeFilter) (TipoffGramType type);

static gboolean
any_type (TipoffGramType type)
{
  return TRUE;
}

static gboolean
kind_type (TipoffGramType type)
{
  return type != TIPOFF_GRAM_CONTEXT;
}

static gboolean
language_type (TipoffGramType type)
{
  return type == TIPOFF_GRAM_WORD || type == TIPOFF_GRAM_TRIPLE;
}

static guint
count_grams (const TrainFeatures *features, TypeFilter filter)
{
  guint n = 0;

  for (guint i = 0; i < features->n_grams; i++)
    n += filter (features->gram_types[i]);
  return n;
}

/* The n-grams of some types; two that share a slot count twice. */
static void
add_grams (TrainProblem *problem, const TrainFeatures *features, guint bits, TypeFilter filter, double unit)
{
  train_problem_begin (problem, unit);
  for (guint i = 0; i < features->n_grams; i++)
    if (filter (features->gram_types[i]))
      train_problem_scaled (problem, features->hashes[i] & ((1u << bits) - 1));
}

static void
add_row (TrainProblem *problem, const TrainFeatures *features, guint bits, TypeFilter filter, int label, double weight)
{
  add_grams (problem, features, bits, filter, tipoff_grams_get_unit (features->n_grams) * TRAIN_GRAM_UNIT);
  for (guint i = 0; i < TIPOFF_N_SIGNALS; i++)
    if (tipoff_signal_set_has (&features->signals, i))
      train_problem_plain (problem, (1u << bits) + i);
  train_problem_end (problem, label, weight);
}

double *
train_fit_scam (const TrainSet *set, guint left_out)
{
  g_autoptr (TrainProblem) problem = train_problem_new ((1u << TRAIN_GRAM_BITS) + TIPOFF_N_SIGNALS);

  for (guint i = 0; i < set->rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (set->rows, i);
      const TrainFeatures *features = g_ptr_array_index (set->features, i);
      const guint weight = train_policy_weight (row);

      if (features == NULL || weight == 0 || row->fold == left_out)
        continue;
      add_row (problem, features, TRAIN_GRAM_BITS, any_type, train_policy_is_scam (row), weight);
      if (features->worn != NULL)
        add_row (problem, features->worn, TRAIN_GRAM_BITS, any_type, train_policy_is_scam (row), weight * TRAIN_WORN_SHARE);
      if (features->part != NULL)
        add_row (problem, features->part, TRAIN_GRAM_BITS, any_type, train_policy_is_scam (row), weight * TRAIN_PART_SHARE);
    }
  return train_problem_fit (problem, 2, set->cost);
}

static int
find_language (const char *language)
{
  for (int i = 0; i < TIPOFF_MODEL_LANGUAGES; i++)
    if (g_str_equal (tipoff_model_languages ()[i], language))
      return i;
  return -1;
}

double *
train_fit_languages (const TrainSet *set, guint left_out)
{
  g_autoptr (TrainProblem) problem = train_problem_new ((1u << TRAIN_LANGUAGE_BITS) + TIPOFF_N_ACCENTS);
  guint counts[TIPOFF_MODEL_LANGUAGES] = { 0 };

  for (guint i = 0; i < set->rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (set->rows, i);
      const TrainFeatures *features = g_ptr_array_index (set->features, i);
      const int language = find_language (row->language);
      guint n;

      if (features == NULL || language < 0 || row->fold == left_out || !train_policy_teaches_language (row)
          || counts[language] >= MAX_LANGUAGE_ROWS)
        continue;
      n = count_grams (features, language_type);
      if (n == 0)
        continue;
      counts[language]++;
      add_grams (problem, features, TRAIN_LANGUAGE_BITS, language_type, 1 / sqrt (n));
      for (guint bit = 0; bit < TIPOFF_N_ACCENTS; bit++)
        if ((features->accents >> bit & 1) != 0)
          train_problem_plain (problem, (1u << TRAIN_LANGUAGE_BITS) + bit);
      train_problem_end (problem, language, 1);
    }
  return train_problem_fit (problem, TIPOFF_MODEL_LANGUAGES, LANGUAGE_COST);
}

double *
train_fit_kinds (const TrainSet *set, guint left_out)
{
  g_autoptr (TrainProblem) problem = train_problem_new ((1u << TRAIN_KIND_BITS) + TIPOFF_N_SIGNALS);

  for (guint i = 0; i < set->rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (set->rows, i);
      const TrainFeatures *features = g_ptr_array_index (set->features, i);
      const guint weight = train_policy_kind_weight (row);

      if (features != NULL && weight > 0 && row->fold != left_out)
        add_row (problem, features, TRAIN_KIND_BITS, kind_type,
                 row->label == TRAIN_SPAM ? (int) TIPOFF_KIND_SPAM : (int) row->kind, weight);
    }
  return train_problem_fit (problem, TIPOFF_MODEL_KIND_COLUMNS, KIND_COST);
}
