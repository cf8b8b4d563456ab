/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-model.h"
#include "tipoff-classifier.h"

#include <math.h>
#include <string.h>

/* Words and triples of letters that a message needs before its language is told. */
#define MIN_LANGUAGE_GRAMS 8
#define MIN_BITS 4
#define MAX_BITS 20

static const char *const languages[TIPOFF_MODEL_LANGUAGES + 1] = { "nl", "fr", "de", "es", "en", "it", "pt", "pl", NULL };

guint64
tipoff_model_checksum (const guint8 *data, gsize length, gsize skip)
{
  guint64 lanes[4] = { 0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL, 0xa4093822299f31d0ULL, 0x082efa98ec4e6c89ULL };
  guint64 sum = length;

  for (gsize i = 0; i < length; i += 8)
    {
      guint64 word = 0;
      guint64 *lane = &lanes[(i / 8) % 4];

      memcpy (&word, data + i, MIN (8, length - i));
      if (i == skip)
        word = 0;
      *lane = (*lane ^ word) * 0x9e3779b97f4a7c15ULL;
      *lane ^= *lane >> 32;
    }
  for (gsize i = 0; i < 4; i++)
    sum = (sum ^ lanes[i]) * 0xff51afd7ed558ccdULL + (sum >> 29);
  return sum;
}

static gboolean
refuse (GError **error, const char *path, const char *what)
{
  g_set_error (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_BAD_MODEL,
               "The model %s is damaged or of another version (%s). Install Tipoff again.", path, what);
  return FALSE;
}

static gboolean
lies_within (guint64 size, guint32 offset, guint64 bytes)
{
  return offset >= sizeof (TipoffModelHeader) && offset % 8 == 0 && offset <= size && bytes <= size - offset;
}

static gboolean
tables_lie_within (const TipoffModelHeader *h)
{
  return lies_within (h->size, h->signals_offset, h->n_signals * sizeof (float))
         && lies_within (h->size, h->kind_signals_offset, (guint64) h->n_signals * TIPOFF_MODEL_KIND_COLUMNS * sizeof (float))
         && lies_within (h->size, h->accents_offset, TIPOFF_N_ACCENTS * TIPOFF_MODEL_LANGUAGES * sizeof (float))
         && lies_within (h->size, h->grams_offset, G_GUINT64_CONSTANT (1) << h->gram_bits)
         && lies_within (h->size, h->languages_offset, (G_GUINT64_CONSTANT (1) << h->language_bits) * TIPOFF_MODEL_LANGUAGES)
         && lies_within (h->size, h->kinds_offset, (G_GUINT64_CONSTANT (1) << h->kind_bits) * TIPOFF_MODEL_KIND_COLUMNS);
}

static gboolean
bits_are_sane (guint32 bits)
{
  return bits >= MIN_BITS && bits <= MAX_BITS;
}

static gboolean
are_finite (const float *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      return FALSE;
  return TRUE;
}

static gboolean
numbers_are_sane (const TipoffModelHeader *h)
{
  return are_finite (&h->gram_scale, 4) && are_finite (h->language_bias, TIPOFF_MODEL_LANGUAGES)
         && are_finite (h->kind_bias, TIPOFF_MODEL_KIND_COLUMNS) && are_finite (&h->slope, 4)
         && h->suspicious > 0 && h->suspicious <= h->scam && h->scam < 1;
}

static gboolean
check (const TipoffModel *self, gsize length, const char *path, GError **error)
{
  const TipoffModelHeader *h = self->header;

  if (length < sizeof *h || memcmp (h->magic, TIPOFF_MODEL_MAGIC, sizeof h->magic) != 0)
    return refuse (error, path, "no model");
  if (G_BYTE_ORDER != G_LITTLE_ENDIAN || h->format != TIPOFF_MODEL_FORMAT)
    return refuse (error, path, "format");
  if (h->size != length || h->size > G_MAXUINT32)
    return refuse (error, path, "size");
  if (h->n_signals != TIPOFF_N_SIGNALS || h->signals != tipoff_signals_get_fingerprint ())
    return refuse (error, path, "signals");
  if (memchr (h->version, '\0', sizeof h->version) == NULL || !g_str_is_ascii (h->version))
    return refuse (error, path, "version");
  if (!bits_are_sane (h->gram_bits) || !bits_are_sane (h->language_bits) || !bits_are_sane (h->kind_bits)
      || !tables_lie_within (h))
    return refuse (error, path, "tables");
  if (tipoff_model_checksum (self->data, length, G_STRUCT_OFFSET (TipoffModelHeader, checksum)) != h->checksum)
    return refuse (error, path, "checksum");
  if (!numbers_are_sane (h))
    return refuse (error, path, "numbers");
  return TRUE;
}

static gboolean
tables_are_finite (const TipoffModel *self)
{
  return are_finite (self->signals, TIPOFF_N_SIGNALS)
         && are_finite (self->kind_signals, TIPOFF_N_SIGNALS * TIPOFF_MODEL_KIND_COLUMNS)
         && are_finite (self->accents, TIPOFF_N_ACCENTS * TIPOFF_MODEL_LANGUAGES);
}

/**
 * tipoff_model_new_from_bytes:
 * @name: what the error calls it
 *
 * Looks through a model's bounds, checksum and numbers, and keeps @bytes.
 *
 * Returns: (transfer full) (nullable): %NULL with %TIPOFF_CLASSIFY_ERROR_BAD_MODEL
 */
TipoffModel *
tipoff_model_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (TipoffModel) self = g_new0 (TipoffModel, 1);
  gsize length;

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &length);
  self->header = (const TipoffModelHeader *) (gconstpointer) self->data;
  if (!check (self, length, name, error))
    return NULL;
  self->signals = (const float *) (gconstpointer) (self->data + self->header->signals_offset);
  self->kind_signals = (const float *) (gconstpointer) (self->data + self->header->kind_signals_offset);
  self->accents = (const float *) (gconstpointer) (self->data + self->header->accents_offset);
  self->grams = (const gint8 *) (self->data + self->header->grams_offset);
  self->languages = (const gint8 *) (self->data + self->header->languages_offset);
  self->kinds = (const gint8 *) (self->data + self->header->kinds_offset);
  if (!tables_are_finite (self))
    {
      refuse (error, name, "weights");
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * tipoff_model_new:
 * @path: the file
 *
 * Maps a model after checking every bound in it and its checksum.
 *
 * Returns: (transfer full) (nullable): %NULL with %TIPOFF_CLASSIFY_ERROR_NO_MODEL or
 *   %TIPOFF_CLASSIFY_ERROR_BAD_MODEL
 */
TipoffModel *
tipoff_model_new (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &local_error);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    {
      g_set_error (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_NO_MODEL,
                   "The model cannot be opened (%s). Install Tipoff again.", local_error->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  return tipoff_model_new_from_bytes (bytes, path, error);
}

void
tipoff_model_free (TipoffModel *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

const TipoffModelHeader *
tipoff_model_get_header (const TipoffModel *self)
{
  return self->header;
}

const char *const *
tipoff_model_languages (void)
{
  return languages;
}

double
tipoff_model_calibrate (const TipoffModel *self, double margin)
{
  return 1.0 / (1.0 + exp (-(self->header->slope * margin + self->header->intercept)));
}

static guint
best_of (const double *scores, guint n)
{
  guint best = 0;

  for (guint i = 1; i < n; i++)
    if (scores[i] > scores[best])
      best = i;
  return best;
}

/**
 * tipoff_model_guess_language:
 *
 * By words, triples of letters, and letters with accents.
 */
const char *
tipoff_model_guess_language (const TipoffModel *self, const TipoffAnalysis *analysis, const GArray *grams)
{
  const guint32 mask = (1u << self->header->language_bits) - 1;
  gint32 sums[TIPOFF_MODEL_LANGUAGES] = { 0 };
  double scores[TIPOFF_MODEL_LANGUAGES];
  guint32 accents = 0;
  guint n = 0;

  for (guint i = 0; i < grams->len; i++)
    {
      const TipoffGram *gram = &g_array_index (grams, TipoffGram, i);
      const gint8 *row = self->languages + (gsize) (gram->hash & mask) * TIPOFF_MODEL_LANGUAGES;

      if (gram->previous != 0 || (gram->type != TIPOFF_GRAM_WORD && gram->type != TIPOFF_GRAM_TRIPLE))
        continue;
      n++;
      for (guint l = 0; l < TIPOFF_MODEL_LANGUAGES; l++)
        sums[l] += row[l];
    }
  if (n < MIN_LANGUAGE_GRAMS)
    return "und";
  for (guint i = 0; i < analysis->parts->len; i++)
    accents |= analysis->normals[i].accents;
  for (guint l = 0; l < TIPOFF_MODEL_LANGUAGES; l++)
    {
      scores[l] = self->header->language_bias[l] + sums[l] * (double) self->header->language_scale / sqrt (n);
      for (guint bit = 0; bit < TIPOFF_N_ACCENTS; bit++)
        scores[l] += (accents >> bit & 1) * (double) self->accents[bit * TIPOFF_MODEL_LANGUAGES + l];
    }
  return languages[best_of (scores, TIPOFF_MODEL_LANGUAGES)];
}

/**
 * tipoff_model_guess_kind:
 *
 * By n-grams and signals.
 */
TipoffKind
tipoff_model_guess_kind (const TipoffModel *self, const GArray *grams, const TipoffRange *range)
{
  const guint32 mask = (1u << self->header->kind_bits) - 1;
  g_autoptr (GArray) list = tipoff_grams_list (grams, range);
  const double unit = tipoff_grams_get_unit (list->len) * self->header->kind_scale;
  gint32 sums[TIPOFF_MODEL_KIND_COLUMNS] = { 0 };
  double scores[TIPOFF_MODEL_KIND_COLUMNS];
  TipoffSignalSet signals = range->signals;

  for (guint i = 0; i < list->len; i++)
    {
      const TipoffGram *gram = &g_array_index (list, TipoffGram, i);
      const gint8 *row = self->kinds + (gsize) (gram->hash & mask) * TIPOFF_MODEL_KIND_COLUMNS;

      if (gram->type != TIPOFF_GRAM_CONTEXT)
        for (guint k = 0; k < TIPOFF_MODEL_KIND_COLUMNS; k++)
          sums[k] += row[k];
    }
  for (guint k = 0; k < TIPOFF_MODEL_KIND_COLUMNS; k++)
    scores[k] = self->header->kind_bias[k] + sums[k] * unit;
  for (guint signal; (signal = tipoff_signal_set_take (&signals)) != G_MAXUINT;)
    for (guint k = 0; k < TIPOFF_MODEL_KIND_COLUMNS; k++)
      scores[k] += (double) self->kind_signals[signal * TIPOFF_MODEL_KIND_COLUMNS + k];
  return (TipoffKind) best_of (scores, TIPOFF_MODEL_KIND_COLUMNS);
}
