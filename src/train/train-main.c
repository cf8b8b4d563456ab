/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-calibrate.h"
#include "train-figures.h"
#include "train-policy.h"
#include "train-wear.h"

#include <gio/gio.h>
#include <math.h>

static char   **option_exclude;
static gboolean option_licensed_only;
static char    *option_output;
static int      option_leave_out = -1;
static gboolean option_quick;
static double   option_cost = 0.05;
static char   **option_files;

static const GOptionEntry entries[] = {
  { "exclude", 'x', 0, G_OPTION_ARG_STRING_ARRAY, &option_exclude, "Leave out a source", "SOURCE" },
  { "licensed-only", 'l', 0, G_OPTION_ARG_NONE, &option_licensed_only, "Leave out the sources that state no licence", NULL },
  { "leave-out", 'f', 0, G_OPTION_ARG_INT, &option_leave_out, "Do not learn from fold N (0 to 4) of every file", "N" },
  { "quick", 'q', 0, G_OPTION_ARG_NONE, &option_quick, "Calibrate on one fold instead of five", NULL },
  { "cost", 'C', 0, G_OPTION_ARG_DOUBLE, &option_cost, "How much a wrong row costs (0.05)", "C" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output, "The model to write", "FILE" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &option_files, NULL, "FILE.tsv…" },
  { NULL },
};

static gboolean
is_excluded (const TrainRow *row)
{
  if (option_licensed_only && train_source_is_unlicensed (row->source))
    return TRUE;
  if (option_leave_out >= 0 && row->fold == (guint) option_leave_out)
    return TRUE;
  return option_exclude != NULL && g_strv_contains ((const char *const *) option_exclude, row->source);
}

/* Reads all files in their order. */
static GPtrArray *
read_rows (GError **error)
{
  g_autoptr (GPtrArray) rows = train_rows_new ();

  for (char **file = option_files; *file != NULL; file++)
    {
      g_autoptr (GPtrArray) some = train_rows_new ();

      if (!train_rows_read (some, *file, error))
        return NULL;
      for (guint i = 0; i < some->len; i++)
        {
          TrainRow *row = g_ptr_array_index (some, i);

          if (is_excluded (row))
            continue;
          some->pdata[i] = NULL;
          g_ptr_array_add (rows, row);
        }
    }
  return g_steal_pointer (&rows);
}

/* A model that can only weigh: what the classifier would make of these weights. */
static TipoffModel *
make_weighing_model (const double *scam)
{
  g_autofree double *languages = g_new0 (double, TIPOFF_MODEL_LANGUAGES * ((1u << TRAIN_LANGUAGE_BITS) + TIPOFF_N_ACCENTS + 1));
  g_autofree double *kinds = g_new0 (double, TIPOFF_MODEL_KIND_COLUMNS * ((1u << TRAIN_KIND_BITS) + TIPOFF_N_SIGNALS + 1));
  const TrainWeights weights = {
    .gram_bits = TRAIN_GRAM_BITS, .language_bits = TRAIN_LANGUAGE_BITS, .kind_bits = TRAIN_KIND_BITS,
    .scam = scam, .languages = languages, .kinds = kinds, .gram_unit = TRAIN_GRAM_UNIT,
    .slope = 1, .suspicious = 0.5, .scam_threshold = 0.9,
  };
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (train_file_pack (&weights));
  g_autoptr (GError) error = NULL;
  TipoffModel *model = tipoff_model_new_from_bytes (bytes, "in training", &error);

  if (model == NULL)
    g_error ("%s", error->message);
  return model;
}

/* Of an honest message every part is honest: the one that looks least so teaches most. Of a scam that is long
 * the part that gives it away is one as well. */
static gboolean
teaches_part (const TrainRow *row, const TrainFeatures *features)
{
  return features->has_parts && train_policy_weight (row) > 0
         && (!train_policy_is_scam (row) || tipoff_signal_set_has (&features->signals, TIPOFF_SIGNAL_WORDS_OVER_60));
}

static void
find_parts (TrainSet *set, const TipoffKnowledge *knowledge, const TipoffModel *model)
{
  guint found = 0;

  for (guint i = 0; i < set->rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (set->rows, i);
      TrainFeatures *features = g_ptr_array_index (set->features, i);

      if (features == NULL || !teaches_part (row, features))
        continue;
      g_clear_pointer (&features->part, train_features_free);
      train_features_weigh (row, knowledge, model, &features->part);
      found += features->part != NULL;
    }
  g_printerr ("%u parts\n", found);
}

static void
weigh_fold (const TrainSet *set, const TipoffKnowledge *knowledge, guint fold, TipoffWeighing *weighings)
{
  g_autofree double *scam = train_fit_scam (set, fold);
  g_autoptr (TipoffModel) model = make_weighing_model (scam);

  for (guint i = 0; i < set->rows->len; i++)
    {
      const TrainRow *row = g_ptr_array_index (set->rows, i);

      if (row->fold == fold && g_ptr_array_index (set->features, i) != NULL)
        weighings[i] = train_features_weigh (row, knowledge, model, NULL);
    }
}

/* What rows weigh in a model that did not learn from them. */
static TipoffWeighing *
cross_weigh (const TrainSet *set, const TipoffKnowledge *knowledge)
{
  TipoffWeighing *weighings = g_new0 (TipoffWeighing, set->rows->len);
  const guint folds = option_quick ? 1 : TRAIN_FOLDS;

  for (guint i = 0; i < set->rows->len; i++)
    weighings[i].margin = NAN;
  for (guint fold = 0; fold < folds; fold++)
    {
      weigh_fold (set, knowledge, option_leave_out == (int) fold ? (fold + 1) % TRAIN_FOLDS : fold, weighings);
      g_printerr ("fold %u of %u\n", fold + 1, folds);
    }
  return weighings;
}

/* Twice: the second time the parts are chosen by weights that know the first ones. */
static void
learn_parts (TrainSet *set, const TipoffKnowledge *knowledge)
{
  for (guint i = 0; i < (option_quick ? 1 : 2); i++)
    {
      g_autofree double *scam = train_fit_scam (set, TRAIN_FOLDS);
      g_autoptr (TipoffModel) model = make_weighing_model (scam);

      find_parts (set, knowledge, model);
    }
}

static gboolean
write_model (const TrainSet *set, const TrainCalibration *calibration, GError **error)
{
  g_autofree double *scam = train_fit_scam (set, TRAIN_FOLDS);
  g_autofree double *languages = train_fit_languages (set, TRAIN_FOLDS);
  g_autofree double *kinds = train_fit_kinds (set, TRAIN_FOLDS);
  const TrainWeights weights = {
    .gram_bits = TRAIN_GRAM_BITS, .language_bits = TRAIN_LANGUAGE_BITS, .kind_bits = TRAIN_KIND_BITS,
    .scam = scam, .languages = languages, .kinds = kinds, .gram_unit = TRAIN_GRAM_UNIT,
    .slope = calibration->slope, .intercept = calibration->intercept,
    .suspicious = calibration->suspicious, .scam_threshold = calibration->scam,
  };
  g_autoptr (GByteArray) file = train_file_pack (&weights);

  train_figures_print_signals (scam + ((gsize) 1 << TRAIN_GRAM_BITS));
  g_print ("version %s\n", ((const TipoffModelHeader *) (gconstpointer) file->data)->version);
  return g_file_set_contents (option_output, (const char *) file->data, file->len, error);
}

static TrainFeatures *
make_features (const TrainRow *row, const TipoffKnowledge *knowledge)
{
  TrainFeatures *features = train_features_new (row->text, row->language, knowledge);

  if (features != NULL && g_str_equal (row->source, "corpus"))
    {
      g_autofree char *worn = train_wear (row->text);

      features->worn = train_features_new (worn, row->language, knowledge);
    }
  return features;
}

static gboolean
run (GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (error);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) train_features_free);
  const TipoffKnowledge *knowledge = tipoff_knowledge_get ();
  TrainSet set = { rows, features, option_cost };
  g_autofree TipoffWeighing *weighings = NULL;
  TrainCalibration calibration;

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Nothing is left to learn from.");
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (features, make_features (g_ptr_array_index (rows, i), knowledge));
  learn_parts (&set, knowledge);
  weighings = cross_weigh (&set, knowledge);
  calibration = train_calibrate (&set, weighings);
  g_print ("%u rows, thresholds %.3f and %.3f\n", rows->len, calibration.suspicious, calibration.scam);
  train_figures_print (&set, weighings, &calibration);
  return write_model (&set, &calibration, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, "Trains the model from labelled messages. The same files in the same order give the same bytes.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (option_files == NULL || option_output == NULL || option_leave_out >= TRAIN_FOLDS)
    {
      g_printerr ("Name the files to learn from and --output.\n");
      return 2;
    }
  if (!run (&error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
