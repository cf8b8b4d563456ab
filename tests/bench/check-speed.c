/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a check takes: microseconds a message, over the messages of the files named, on one
 * core. No limit is asserted: figures depend on the machine. */
#include "tipoff-classifier.h"
#include "tipoff-grams.h"
#include "train-features.h"
#include "train-rows.h"

#include <stdlib.h>
#include <time.h>

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec * 1e6 + (double) t.tv_nsec / 1e3;
}

static int
compare_doubles (const void *a, const void *b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static void
print_times (const char *name, GArray *times)
{
  double sum = 0;

  if (times->len == 0)
    return;
  g_array_sort (times, compare_doubles);
  for (guint i = 0; i < times->len; i++)
    sum += g_array_index (times, double, i);
  g_print ("%-22s %6u messages: median %6.1f µs, p99 %7.1f µs, mean %6.1f µs\n", name, times->len,
           g_array_index (times, double, times->len / 2), g_array_index (times, double, times->len * 99 / 100),
           sum / times->len);
}

static gboolean
has_number (const TipoffVerdict *verdict)
{
  for (guint i = 0; i < verdict->indicators->len; i++)
    if (((TipoffIndicator *) g_ptr_array_index (verdict->indicators, i))->type == TIPOFF_INDICATOR_PHONE)
      return TRUE;
  return FALSE;
}

/* How far checks are from the least that a model of these n-grams can cost: making each and fetching a weight
 * for it. */
static void
print_ratio (GArray *checks, GArray *least)
{
  double all = 0, minimum = 0;

  for (guint i = 0; i < least->len; i++)
    {
      all += g_array_index (checks, double, i);
      minimum += g_array_index (least, double, i);
    }
  if (least->len == 0)
    return;
  g_array_sort (checks, compare_doubles);
  g_array_sort (least, compare_doubles);
  g_print ("distance to that limit: median x %.1f, mean x %.1f\n",
           g_array_index (checks, double, checks->len / 2) / g_array_index (least, double, least->len / 2), all / minimum);
}

/* The hashes of a message's n-grams, and one weight for each of them, with nothing around. */
static double
time_least (const TipoffModel *model, const TipoffKnowledge *knowledge, const TipoffCase *c)
{
  TipoffAnalysis analysis;
  g_autoptr (GArray) grams = NULL;
  const guint32 mask = (1u << model->header->gram_bits) - 1;
  volatile gint64 sink;
  gint64 sum = 0;
  double start;

  tipoff_analysis_init (&analysis, knowledge, c, "BE");
  start = now ();
  grams = tipoff_grams_new (&analysis);
  for (guint i = 0; i < grams->len; i++)
    sum += model->grams[g_array_index (grams, TipoffGram, i).hash & mask];
  sink = sum;
  start = now () - start;
  (void) sink;
  tipoff_analysis_clear (&analysis);
  return start;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) rows = train_rows_new ();
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) numbered = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) least = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;
  double start = now ();
  g_autoptr (TipoffClassifier) classifier = argc > 2 ? tipoff_classifier_new (argv[1], &error) : NULL;
  const double opened = now () - start;
  g_autoptr (TipoffModel) model = classifier != NULL ? tipoff_model_new (argv[1], &error) : NULL;
  const TipoffKnowledge *knowledge = tipoff_knowledge_get ();
  double mapped = now ();

  for (int i = 2; model != NULL && error == NULL && i < argc; i++)
    train_rows_read (rows, argv[i], &error);
  if (model == NULL || error != NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "check-speed MODEL FILE.tsv…");
      return 2;
    }
  mapped = now ();
  tipoff_model_free (tipoff_model_new (argv[1], NULL));
  mapped = now () - mapped;
  g_print ("opening: model %.0f µs, with brands and phrases %.0f µs\n", mapped, opened);
  for (guint i = 0; i < rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (rows, i);
      g_autoptr (TipoffCase) c = tipoff_case_new_from_text (row->text, -1, TIPOFF_CHANNEL_SMS, NULL, NULL, NULL);
      g_autoptr (TipoffVerdict) verdict = NULL;
      double taken;

      if (c == NULL)
        continue;
      start = now ();
      verdict = tipoff_classifier_check (classifier, c, "BE");
      taken = now () - start;
      g_array_append_val (has_number (verdict) ? numbered : plain, taken);
      g_array_append_val (all, taken);
      taken = time_least (model, knowledge, c);
      g_array_append_val (least, taken);
    }
  print_times ("without a number", plain);
  print_times ("with a number", numbered);
  print_times ("all", all);
  print_times ("n-grams and weights", least);
  print_ratio (all, least);
  return 0;
}
