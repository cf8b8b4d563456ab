/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the whole classifier says of labelled messages: alarms by source, language and label, and
 * how often kind and language are right. */
#include "tipoff-classifier.h"
#include "train-features.h"
#include "train-rows.h"

#include <stdlib.h>
#include <string.h>

static char   *option_model;
static int     option_fold = -1;
static char   *option_show;
static char   *option_source;
static char  **option_files;

static const GOptionEntry entries[] = {
  { "model", 'm', 0, G_OPTION_ARG_FILENAME, &option_model, "The model to measure; without it the installed one", "FILE" },
  { "fold", 'f', 0, G_OPTION_ARG_INT, &option_fold, "Only rows of fold N (0 to 4), for a model that left it out", "N" },
  { "source", 's', 0, G_OPTION_ARG_STRING, &option_source, "Only rows of one source", "SOURCE" },
  { "show", 'w', 0, G_OPTION_ARG_STRING, &option_show, "Print messages that are wrong: missed or false", "WHICH" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &option_files, NULL, "FILE.tsv…" },
  { NULL },
};

typedef struct
{
  guint rows;
  guint suspicious;        /* at least */
  guint scam;
  guint unexplained;       /* an alarm without a place in the message */
} Count;

typedef struct
{
  GHashTable *counts;
  guint       kinds[TIPOFF_N_KINDS][TIPOFF_N_KINDS + 1];   /* true, guessed */
  guint       languages, right_languages;
  GArray     *honest, *scams;                              /* of double: scores */
} Result;

static Count *
get_count (GHashTable *counts, const char *source, const char *language, const char *label)
{
  char key[128];
  Count *count;

  g_snprintf (key, sizeof key, "%-24s %-3s %s", source, language, label);
  count = g_hash_table_lookup (counts, key);
  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (counts, g_strdup (key), count);
    }
  return count;
}

static gboolean
has_place (const TipoffVerdict *verdict)
{
  for (guint i = 0; i < verdict->flags->len; i++)
    if (((TipoffFlag *) g_ptr_array_index (verdict->flags, i))->spans->len > 0)
      return TRUE;
  return FALSE;
}

static void
add_to (Count *count, const TipoffVerdict *verdict)
{
  count->rows++;
  count->suspicious += verdict->level >= TIPOFF_LEVEL_SUSPICIOUS;
  count->scam += verdict->level == TIPOFF_LEVEL_SCAM;
  count->unexplained += verdict->level >= TIPOFF_LEVEL_SUSPICIOUS && !has_place (verdict);
}

static void
show (const TrainRow *row, const TipoffVerdict *verdict)
{
  const gboolean missed = row->label == TRAIN_SCAM && verdict->level == TIPOFF_LEVEL_CLEAR;
  const gboolean wrong = row->label == TRAIN_HONEST && verdict->level != TIPOFF_LEVEL_CLEAR;

  if (option_show == NULL || !((missed && g_str_equal (option_show, "missed")) || (wrong && g_str_equal (option_show, "false"))))
    return;
  g_print ("%.3f %s %s [", verdict->score, row->source, row->language);
  for (guint i = 0; i < verdict->flags->len; i++)
    g_print (" %s", ((TipoffFlag *) g_ptr_array_index (verdict->flags, i))->id);
  g_print (" ] %.300s\n", row->text);
}

static void
measure_row (Result *result, TipoffClassifier *classifier, const TrainRow *row)
{
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (row->text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
  g_autoptr (TipoffVerdict) verdict = NULL;
  const char *label = train_label_to_string (row->label);

  if (c == NULL)
    return;
  verdict = tipoff_classifier_check (classifier, c, train_region_of_language (row->language));
  add_to (get_count (result->counts, row->source, row->language, label), verdict);
  add_to (get_count (result->counts, row->source, "*", label), verdict);
  add_to (get_count (result->counts, "~ all", "*", label), verdict);
  if (row->label == TRAIN_HONEST || row->label == TRAIN_SCAM)
    g_array_append_val (row->label == TRAIN_SCAM ? result->scams : result->honest, verdict->score);
  show (row, verdict);
  if (row->label == TRAIN_SCAM && row->kind != TIPOFF_KIND_NONE && verdict->level != TIPOFF_LEVEL_CLEAR)
    result->kinds[row->kind][verdict->kind]++;
  if (g_str_equal (row->source, "corpus") && g_utf8_strlen (row->text, -1) >= 20)
    {
      result->languages++;
      result->right_languages += g_str_equal (verdict->language, row->language);
    }
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
print_counts (const Result *result)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (result->counts), compare_strings);

  g_print ("%-35s %6s %10s %6s %s\n", "source, language, label", "rows", "suspicious", "scam", "without a place");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const Count *count = g_hash_table_lookup (result->counts, l->data);

      g_print ("%-35s %6u %9.1f%% %5.1f%% %u\n", (const char *) l->data, count->rows,
               100.0 * count->suspicious / count->rows, 100.0 * count->scam / count->rows, count->unexplained);
    }
}

static gint
compare_falling (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return one > other ? -1 : one < other;
}

/* What other thresholds would give, so that two models can be compared. */
static void
print_curve (const Result *result)
{
  static const double shares[] = { 0.01, 0.03, 0.05, 0.10 };

  if (result->honest->len == 0 || result->scams->len == 0)
    return;
  g_array_sort (result->honest, compare_falling);
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      const double threshold = g_array_index (result->honest, double, (guint) (shares[i] * result->honest->len));
      guint caught = 0;

      for (guint j = 0; j < result->scams->len; j++)
        caught += g_array_index (result->scams, double, j) > threshold;
      g_print ("recall at %.0f%% false alarms: %.1f%%\n", 100 * shares[i], 100.0 * caught / result->scams->len);
    }
}

/* What a kind is taken for where it is not recognised, most frequent first. */
static void
print_mistakes (const Result *result, guint kind)
{
  guint rest[TIPOFF_N_KINDS];

  memcpy (rest, result->kinds[kind], sizeof rest);
  rest[kind] = 0;
  for (guint shown = 0; shown < 3; shown++)
    {
      guint most = 0;

      for (guint k = 1; k < TIPOFF_N_KINDS; k++)
        if (rest[k] > rest[most])
          most = k;
      if (rest[most] == 0)
        break;
      g_print (", %u %s", rest[most], tipoff_kind_to_string (most));
      rest[most] = 0;
    }
}

static void
print_kinds (const Result *result)
{
  double f1_sum = 0;
  guint kinds = 0;

  for (guint k = 0; k < TIPOFF_N_KINDS; k++)
    {
      guint rows = 0, guesses = 0;
      double f1;

      for (guint i = 0; i <= TIPOFF_N_KINDS; i++)
        rows += result->kinds[k][i];
      for (guint i = 0; i < TIPOFF_N_KINDS; i++)
        guesses += result->kinds[i][k];
      if (rows == 0)
        continue;
      f1 = 2.0 * result->kinds[k][k] / (rows + guesses);
      f1_sum += f1;
      kinds++;
      g_print ("kind %-14s %5u rows, F1 %.2f", tipoff_kind_to_string (k), rows, f1);
      print_mistakes (result, k);
      g_print ("\n");
    }
  if (kinds > 0)
    g_print ("kinds: macro-F1 %.3f over %u kinds\n", f1_sum / kinds, kinds);
  if (result->languages > 0)
    g_print ("languages: %.1f%% of %u right\n", 100.0 * result->right_languages / result->languages, result->languages);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) rows = train_rows_new ();
  g_autoptr (TipoffClassifier) classifier = NULL;
  g_autoptr (GError) error = NULL;
  Result result = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || option_files == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Name the files to measure on.");
      return 2;
    }
  classifier = tipoff_classifier_new (option_model, &error);
  for (char **file = option_files; classifier != NULL && error == NULL && *file != NULL; file++)
    train_rows_read (rows, *file, &error);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  result.honest = g_array_new (FALSE, FALSE, sizeof (double));
  result.scams = g_array_new (FALSE, FALSE, sizeof (double));
  result.counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (rows, i);

      if ((option_fold < 0 || row->fold == (guint) option_fold)
          && (option_source == NULL || g_str_equal (option_source, row->source)))
        measure_row (&result, classifier, row);
    }
  print_counts (&result);
  print_curve (&result);
  print_kinds (&result);
  g_hash_table_unref (result.counts);
  g_array_unref (result.honest);
  g_array_unref (result.scams);
  return 0;
}
