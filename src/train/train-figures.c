/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  guint rows;
  guint suspicious;   /* at least */
  guint scam;
} Count;

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
count_row (GHashTable *counts, const TrainRow *row, TipoffLevel level)
{
  char *key = g_strdup_printf ("%-24s %-3s %s", row->source, row->language, train_label_to_string (row->label));
  Count *count = g_hash_table_lookup (counts, key);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (counts, g_strdup (key), count);
    }
  count->rows++;
  count->suspicious += level >= TIPOFF_LEVEL_SUSPICIOUS;
  count->scam += level == TIPOFF_LEVEL_SCAM;
  g_free (key);
}

static int
compare_falling (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return one > other ? -1 : one < other;
}

/* The share of scams that weigh more than all but a share of the honest messages. */
static void
print_recall (const TrainSet *set, const TipoffWeighing *weighings, const char *source)
{
  static const double shares[] = { 0.01, 0.03, 0.05, 0.10 };
  g_autoptr (GArray) honest = g_array_new (FALSE, FALSE, sizeof (double));
  guint scams = 0;

  for (guint i = 0; i < set->rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (set->rows, i);

      if (isnan (weighings[i].margin) || !g_str_equal (row->source, source))
        continue;
      if (row->label == TRAIN_HONEST)
        g_array_append_val (honest, weighings[i].margin);
      scams += row->label == TRAIN_SCAM;
    }
  if (honest->len == 0 || scams == 0)
    return;
  g_array_sort (honest, compare_falling);
  g_print ("%s by words alone, %u honest, %u scams; recall at false alarms of", source, honest->len, scams);
  for (gsize s = 0; s < G_N_ELEMENTS (shares); s++)
    {
      const double least = g_array_index (honest, double, (guint) (shares[s] * honest->len));
      guint found = 0;

      for (guint i = 0; i < set->rows->len; i++)
        {
          const TrainRow *row = g_ptr_array_index (set->rows, i);

          found += !isnan (weighings[i].margin) && row->label == TRAIN_SCAM && g_str_equal (row->source, source) && weighings[i].margin > least;
        }
      g_print (" %.0f%%: %.1f%%", 100 * shares[s], 100.0 * found / scams);
    }
  g_print ("\n");
}

void
train_figures_print (const TrainSet *set, const TipoffWeighing *weighings, const TrainCalibration *calibration)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) keys = NULL;

  for (guint i = 0; i < set->rows->len; i++)
    {
      const double score = isnan (weighings[i].margin) ? 0 : train_calibration_score (calibration, weighings[i].margin);
      const TipoffLevel level = score >= calibration->scam ? TIPOFF_LEVEL_SCAM
                                : score >= calibration->suspicious ? TIPOFF_LEVEL_SUSPICIOUS : TIPOFF_LEVEL_CLEAR;

      if (!isnan (weighings[i].margin))
        count_row (counts, g_ptr_array_index (set->rows, i), MAX (level, weighings[i].demanded));
    }
  keys = g_list_sort (g_hash_table_get_keys (counts), compare_strings);
  g_print ("%-35s %6s %10s %6s\n", "source, language, label", "rows", "suspicious", "scam");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const Count *count = g_hash_table_lookup (counts, l->data);

      g_print ("%-35s %6u %9.1f%% %5.1f%%\n", (const char *) l->data, count->rows,
               100.0 * count->suspicious / count->rows, 100.0 * count->scam / count->rows);
    }
  print_recall (set, weighings, "corpus");
}

static const double *sorted_weights;

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  const double one = fabs (sorted_weights[*(const guint *) a]), other = fabs (sorted_weights[*(const guint *) b]);

  return one > other ? -1 : one < other;
}

void
train_figures_print_signals (const double *weights)
{
  guint order[TIPOFF_N_SIGNALS];
  char buffer[64];

  for (guint i = 0; i < TIPOFF_N_SIGNALS; i++)
    order[i] = i;
  sorted_weights = weights;
  qsort (order, TIPOFF_N_SIGNALS, sizeof *order, compare_weights);
  for (guint i = 0; i < TIPOFF_N_SIGNALS; i++)
    if (fabs (weights[order[i]]) >= 0.05)
      g_print ("%+6.2f %s\n", weights[order[i]], tipoff_signal_get_name (order[i], buffer, sizeof buffer));
}
