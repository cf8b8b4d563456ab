/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-grams.h"
#include "tipoff-kind.h"
#include "tipoff-verdict.h"

G_BEGIN_DECLS

/* The trained weights: one flat file that is mapped, never parsed. Numbers are little-endian. All
 * bounds and the checksum are checked when it is opened; after that nothing in it can lead outside. */

#define TIPOFF_MODEL_MAGIC "TIPOFF\r\n"
#define TIPOFF_MODEL_FORMAT 1
#define TIPOFF_MODEL_LANGUAGES 8
#define TIPOFF_MODEL_KIND_COLUMNS 16
G_STATIC_ASSERT (TIPOFF_N_KINDS == TIPOFF_MODEL_KIND_COLUMNS);

typedef struct
{
  char    magic[8];
  guint32 format;
  guint32 n_signals;
  guint64 size;              /* of the whole file */
  guint64 checksum;          /* of the file with this field 0 */
  guint64 signals;           /* fingerprint of the signals it was trained with */
  char    version[24];       /* NUL-terminated: what the training data hash to */
  guint32 gram_bits;         /* 2^gram_bits weights */
  guint32 language_bits;     /* 2^language_bits rows of TIPOFF_MODEL_LANGUAGES */
  guint32 kind_bits;         /* 2^kind_bits rows of TIPOFF_MODEL_KIND_COLUMNS */
  guint32 reserved;
  guint32 signals_offset;    /* float[n_signals] */
  guint32 kind_signals_offset; /* float[n_signals][TIPOFF_MODEL_KIND_COLUMNS] */
  guint32 accents_offset;    /* float[TIPOFF_N_ACCENTS][TIPOFF_MODEL_LANGUAGES] */
  guint32 grams_offset;      /* gint8[2^gram_bits] */
  guint32 languages_offset;  /* gint8[2^language_bits][TIPOFF_MODEL_LANGUAGES] */
  guint32 kinds_offset;      /* gint8[2^kind_bits][TIPOFF_MODEL_KIND_COLUMNS] */
  float   gram_scale;        /* weight of 1 in the table of n-grams */
  float   language_scale;
  float   kind_scale;
  float   bias;
  float   language_bias[TIPOFF_MODEL_LANGUAGES];
  float   kind_bias[TIPOFF_MODEL_KIND_COLUMNS];
  float   slope;             /* calibration: score = 1 / (1 + exp (-(slope * margin + intercept))) */
  float   intercept;
  float   suspicious;        /* thresholds of the calibrated score */
  float   scam;
} TipoffModelHeader;

/* The tables in the file; only the files of this directory look into it. */
typedef struct
{
  GBytes                  *bytes;
  const guint8            *data;
  const TipoffModelHeader *header;
  const float             *signals;
  const float             *kind_signals;
  const float             *accents;
  const gint8             *grams;
  const gint8             *languages;
  const gint8             *kinds;
} TipoffModel;

TipoffModel *tipoff_model_new       (const char *path, GError **error);
TipoffModel *tipoff_model_new_from_bytes (GBytes *bytes, const char *name, GError **error);
void         tipoff_model_free      (TipoffModel *self);
const TipoffModelHeader *tipoff_model_get_header (const TipoffModel *self);
double       tipoff_model_calibrate (const TipoffModel *self, double margin);

/* What decides about a message: the whole of it, or the part that weighs most. */
typedef struct
{
  double      margin;        /* the sum of weights before calibration */
  TipoffLevel demanded;      /* by flags alone, in the whole or any part */
  TipoffRange range;
} TipoffWeighing;

/* @by_token (nullable): one 0 for each message token; what each contributes to the range that decides. */
TipoffWeighing tipoff_model_weigh   (const TipoffModel *self, const TipoffAnalysis *analysis, const GArray *grams, float *by_token);
/* "nl" …; "und" where the message is too short to tell. Static. */
const char  *tipoff_model_guess_language (const TipoffModel *self, const TipoffAnalysis *analysis, const GArray *grams);
/* Never TIPOFF_KIND_NONE. */
TipoffKind   tipoff_model_guess_kind (const TipoffModel *self, const GArray *grams, const TipoffRange *range);
/* The languages in the order of the table's columns; NULL-terminated. */
const char *const *tipoff_model_languages (void);

/* Fast, not secret: it finds accidents. The eight bytes at @skip count as 0. */
guint64      tipoff_model_checksum  (const guint8 *data, gsize length, gsize skip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffModel, tipoff_model_free)

G_END_DECLS
