/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "robust.h"

#include "tipoff-ids.h"
#include "train-features.h"

#include <string.h>

/* What is put around a scam is about as long as a message. */
#define MIN_HONEST_BYTES 40
#define MAX_HONEST_BYTES 240

static void
scam_free (RobustScam *scam)
{
  g_free (scam->text);
  tipoff_verdict_free (scam->verdict);
  g_array_unref (scam->words);
  g_free (scam);
}

static gsize
indicator_end (const TipoffVerdict *verdict, gsize at)
{
  for (guint i = 0; i < verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (verdict->indicators, i);

      if (indicator->span.part == 0 && indicator->span.start <= at && at < indicator->span.end)
        return indicator->span.end;
    }
  return at;
}

static GArray *
find_words (const char *text, gsize length, const TipoffVerdict *verdict)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (TipoffSpan));
  TipoffSpan word = { 0 };

  for (gsize at = 0; at < length;)
    {
      const gsize past = indicator_end (verdict, at);

      if (past == at && g_unichar_isalpha (g_utf8_get_char (text + at)))
        {
          if (word.end != at || word.end == 0)
            word.start = at;
          at += (gsize) g_utf8_skip[(guchar) text[at]];
          word.end = at;
          if (at < length && indicator_end (verdict, at) == at && g_unichar_isalpha (g_utf8_get_char (text + at)))
            continue;
          g_array_append_val (words, word);
        }
      else
        at = past > at ? past : at + (gsize) g_utf8_skip[(guchar) text[at]];
    }
  return words;
}

static const TipoffBrand *
find_brand (const RobustBench *self, const TipoffCase *c, const char *region, guint32 hash)
{
  const TipoffBrands *brands = self->knowledge->brands;
  TipoffAnalysis analysis;
  const TipoffBrand *brand;

  tipoff_analysis_init (&analysis, self->knowledge, c, region);
  brand = analysis.claim;
  tipoff_analysis_clear (&analysis);
  for (guint i = 0; brand == NULL || *tipoff_brand_get_domains (brand) == '\0'; i++)
    brand = tipoff_brands_get (brands, (hash + i) % tipoff_brands_get_n (brands));
  return brand;
}

static void
add_scam (RobustBench *self, const TrainRow *row, const TipoffCase *c, TipoffVerdict *verdict)
{
  const TipoffPart *part = tipoff_case_get_part (c, 0);
  RobustScam *scam = g_new0 (RobustScam, 1);

  scam->text = g_strndup (part->text, part->length);
  scam->length = strlen (scam->text);
  g_strlcpy (scam->language, row->language, sizeof scam->language);
  scam->region = train_region_of_language (row->language);
  scam->verdict = verdict;
  scam->words = find_words (scam->text, scam->length, verdict);
  scam->brand = find_brand (self, c, scam->region, (guint32) tipoff_hash64 (scam->text, scam->length, 1));
  g_ptr_array_add (self->scams, scam);
}

static void
add_honest (RobustBench *self, const TrainRow *row)
{
  GPtrArray *texts = g_hash_table_lookup (self->honest, row->language);

  if (texts == NULL)
    {
      texts = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->honest, g_strdup (row->language), texts);
    }
  g_ptr_array_add (texts, g_strstrip (g_strdup (row->text)));
}

static void
add_row (RobustBench *self, const TrainRow *row)
{
  g_autoptr (TipoffCase) c = NULL;
  g_autoptr (TipoffVerdict) verdict = NULL;

  if (row->label != TRAIN_SCAM && row->label != TRAIN_HONEST)
    return;
  c = tipoff_case_new_from_text (row->text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
  if (c == NULL)
    return;
  verdict = tipoff_classifier_check (self->classifier, c, train_region_of_language (row->language));
  if (row->label == TRAIN_HONEST && verdict->level == TIPOFF_LEVEL_CLEAR)
    add_honest (self, row);
  if (row->label != TRAIN_SCAM)
    return;
  self->n_scams++;
  if (verdict->level != TIPOFF_LEVEL_CLEAR)
    add_scam (self, row, c, g_steal_pointer (&verdict));
}

/**
 * robust_bench_new:
 * @model: a model file
 */
RobustBench *
robust_bench_new (const char *model, char **files, GError **error)
{
  g_autoptr (GPtrArray) rows = train_rows_new ();
  g_autoptr (RobustBench) self = g_new0 (RobustBench, 1);

  self->scams = g_ptr_array_new_with_free_func ((GDestroyNotify) scam_free);
  self->honest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->classifier = tipoff_classifier_new (model, error);
  self->model = self->classifier != NULL ? tipoff_model_new (model, error) : NULL;
  self->knowledge = tipoff_knowledge_get ();
  if (self->model == NULL)
    return NULL;
  for (; *files != NULL; files++)
    if (!train_rows_read (rows, *files, error))
      return NULL;
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i));
  return g_steal_pointer (&self);
}

void
robust_bench_free (RobustBench *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->classifier, tipoff_classifier_unref);
  tipoff_model_free (self->model);
  g_ptr_array_unref (self->scams);
  g_hash_table_unref (self->honest);
  g_free (self);
}

/**
 * robust_bench_check:
 *
 * Returns: (transfer full) (nullable):
 */
TipoffVerdict *
robust_bench_check (const RobustBench *self, const char *text, const char *region)
{
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);

  return c != NULL ? tipoff_classifier_check (self->classifier, c, region) : NULL;
}

/**
 * robust_bench_honest:
 *
 * Returns: (transfer full) (nullable):
 */
char *
robust_bench_honest (const RobustBench *self, const RobustScam *scam, GRand *rand)
{
  const GPtrArray *texts = g_hash_table_lookup (self->honest, scam->language);

  for (guint tries = 0; texts != NULL && tries < 50; tries++)
    {
      const char *text = g_ptr_array_index (texts, g_rand_int_range (rand, 0, (gint32) texts->len));
      const gsize length = strlen (text);

      if (length >= MIN_HONEST_BYTES && length <= MAX_HONEST_BYTES)
        return g_strdup (text);
    }
  return NULL;
}

/**
 * robust_scam_rand:
 *
 * Returns: (transfer full):
 */
GRand *
robust_scam_rand (const RobustScam *scam, guint32 salt)
{
  return g_rand_new_with_seed ((guint32) tipoff_hash64 (scam->text, scam->length, salt));
}
