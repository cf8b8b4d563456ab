/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-file.h"

#include <math.h>
#include <string.h>

/* The few heaviest weights are cut to this share of all, so that the others keep their detail. */
#define KEPT_SHARE 0.9995

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* What one step of an 8-bit weight is worth. */
static double
find_step (GArray *magnitudes)
{
  if (magnitudes->len == 0)
    return 1;
  g_array_sort (magnitudes, compare_doubles);
  return g_array_index (magnitudes, double, (guint) ((magnitudes->len - 1) * KEPT_SHARE)) / 127;
}

static gint8
quantise (double weight, double step)
{
  return (gint8) CLAMP (lround (weight / step), -127, 127);
}

static guint32
reserve (GByteArray *file, gsize bytes)
{
  const guint offset = (file->len + 7u) & ~7u;

  const guint before = file->len;

  g_byte_array_set_size (file, offset + (guint) bytes);
  memset (file->data + before, 0, file->len - before);
  return offset;
}

/* Rows of @columns weights, one for each n-gram; @weights has a column of @stride each. */
static guint32
pack_table (GByteArray *file, const double *weights, gsize rows, guint columns, gsize stride, float *scale)
{
  g_autoptr (GArray) magnitudes = g_array_new (FALSE, FALSE, sizeof (double));
  const guint32 offset = reserve (file, rows * columns);
  double step;

  for (guint c = 0; c < columns; c++)
    for (gsize r = 0; r < rows; r++)
      {
        const double magnitude = fabs (weights[c * stride + r]);

        if (magnitude > 0)
          g_array_append_val (magnitudes, magnitude);
      }
  step = find_step (magnitudes);
  for (gsize r = 0; r < rows; r++)
    for (guint c = 0; c < columns; c++)
      file->data[offset + r * columns + c] = (guint8) quantise (weights[c * stride + r], step);
  *scale = (float) step;
  return offset;
}

static guint32
pack_floats (GByteArray *file, const double *weights, gsize rows, guint columns, gsize stride)
{
  const guint32 offset = reserve (file, rows * columns * sizeof (float));

  for (gsize r = 0; r < rows; r++)
    for (guint c = 0; c < columns; c++)
      {
        const float value = (float) weights[c * stride + r];

        memcpy (file->data + offset + (r * columns + c) * sizeof (float), &value, sizeof value);
      }
  return offset;
}

static void
pack_scam (GByteArray *file, TipoffModelHeader *h, const TrainWeights *w)
{
  const gsize grams = (gsize) 1 << w->gram_bits;

  h->grams_offset = pack_table (file, w->scam, grams, 1, 0, &h->gram_scale);
  h->signals_offset = pack_floats (file, w->scam + grams, TIPOFF_N_SIGNALS, 1, 0);
  h->bias = (float) w->scam[grams + TIPOFF_N_SIGNALS];
  h->gram_scale *= (float) w->gram_unit;
}

static void
pack_languages (GByteArray *file, TipoffModelHeader *h, const TrainWeights *w)
{
  const gsize grams = (gsize) 1 << w->language_bits;
  const gsize stride = grams + TIPOFF_N_ACCENTS + 1;

  h->languages_offset = pack_table (file, w->languages, grams, TIPOFF_MODEL_LANGUAGES, stride, &h->language_scale);
  h->accents_offset = pack_floats (file, w->languages + grams, TIPOFF_N_ACCENTS, TIPOFF_MODEL_LANGUAGES, stride);
  for (guint l = 0; l < TIPOFF_MODEL_LANGUAGES; l++)
    h->language_bias[l] = (float) w->languages[l * stride + stride - 1];
}

static void
pack_kinds (GByteArray *file, TipoffModelHeader *h, const TrainWeights *w)
{
  const gsize grams = (gsize) 1 << w->kind_bits;
  const gsize stride = grams + TIPOFF_N_SIGNALS + 1;

  h->kinds_offset = pack_table (file, w->kinds, grams, TIPOFF_MODEL_KIND_COLUMNS, stride, &h->kind_scale);
  h->kind_signals_offset = pack_floats (file, w->kinds + grams, TIPOFF_N_SIGNALS, TIPOFF_MODEL_KIND_COLUMNS, stride);
  for (guint k = 0; k < TIPOFF_MODEL_KIND_COLUMNS; k++)
    h->kind_bias[k] = (float) w->kinds[k * stride + stride - 1];
  h->kind_scale *= (float) w->gram_unit;
}

GByteArray *
train_file_pack (const TrainWeights *w)
{
  GByteArray *file = g_byte_array_new ();
  TipoffModelHeader header;

  memset (&header, 0, sizeof header);
  g_byte_array_append (file, (const guint8 *) &header, sizeof header);
  memcpy (header.magic, TIPOFF_MODEL_MAGIC, sizeof header.magic);
  header.format = TIPOFF_MODEL_FORMAT;
  header.n_signals = TIPOFF_N_SIGNALS;
  header.signals = tipoff_signals_get_fingerprint ();
  header.gram_bits = w->gram_bits;
  header.language_bits = w->language_bits;
  header.kind_bits = w->kind_bits;
  pack_scam (file, &header, w);
  pack_languages (file, &header, w);
  pack_kinds (file, &header, w);
  header.slope = (float) w->slope;
  header.intercept = (float) w->intercept;
  header.suspicious = (float) w->suspicious;
  header.scam = (float) w->scam_threshold;
  header.size = file->len;
  /* Other weights or thresholds, another version: whoever reads a report can tell which model spoke. */
  memcpy (file->data, &header, sizeof header);
  g_snprintf (header.version, sizeof header.version, "%u-%016" G_GINT64_MODIFIER "x", TIPOFF_MODEL_FORMAT,
              tipoff_model_checksum (file->data, file->len, G_MAXSIZE));
  memcpy (file->data, &header, sizeof header);
  header.checksum = tipoff_model_checksum (file->data, file->len, G_STRUCT_OFFSET (TipoffModelHeader, checksum));
  memcpy (file->data, &header, sizeof header);
  return file;
}
