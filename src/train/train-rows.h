/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-kind.h"

#include <glib.h>

G_BEGIN_DECLS

/* Labelled messages from tab-separated files: our corpus (label kind channel text, the language is
 * the file's name), collections (label lang source text), and kinds of scam (type lang source text). */

typedef enum
{
  TRAIN_HONEST,
  TRAIN_SCAM,
  TRAIN_SPAM,
  TRAIN_VERIFY,     /* honest, but reads like a scam */
  TRAIN_KIND_ONLY,  /* says a kind and nothing else */
} TrainLabel;

typedef struct
{
  char       *text;
  char       *source;    /* "corpus", or the source column up to its first slash */
  char        language[4];
  TrainLabel  label;
  TipoffKind  kind;      /* TIPOFF_KIND_NONE where not known */
  guint       fold;      /* by the text alone: the same whenever and wherever it is read */
} TrainRow;

#define TRAIN_FOLDS 5

void       train_row_free   (TrainRow *row);
/* Appends to @rows. FALSE with a GError that names file and line. (element-type TrainRow) */
gboolean   train_rows_read  (GPtrArray *rows, const char *path, GError **error);
/* What is taken from a source without a licence, so that it can be left out. */
gboolean   train_source_is_unlicensed (const char *source);
GPtrArray *train_rows_new   (void);
const char *train_label_to_string (TrainLabel label);

G_END_DECLS
