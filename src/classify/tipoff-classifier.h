/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-verdict.h"

G_BEGIN_DECLS

/* In: a case. Out: a verdict with its reasons. Never: any network, any state kept
 * between two checks. One classifier may check from many threads at once. */

#define TIPOFF_CLASSIFY_ERROR (tipoff_classify_error_quark ())

typedef enum
{
  TIPOFF_CLASSIFY_ERROR_NO_MODEL,      /* reinstall */
  TIPOFF_CLASSIFY_ERROR_BAD_MODEL,     /* wrong magic, version, bounds or checksum: reinstall */
  TIPOFF_CLASSIFY_ERROR_BAD_DATA,      /* brands or lexicon */
} TipoffClassifyError;

typedef struct _TipoffClassifier TipoffClassifier;

GQuark            tipoff_classify_error_quark (void);
/* @model_path: NULL for the installed model, which is mapped, not parsed. */
TipoffClassifier *tipoff_classifier_new   (const char *model_path, GError **error);
TipoffClassifier *tipoff_classifier_ref   (TipoffClassifier *self);
void              tipoff_classifier_unref (TipoffClassifier *self);
const char       *tipoff_classifier_get_model_version (TipoffClassifier *self);
/* Of the brands and words that are compiled in. */
const char       *tipoff_knowledge_get_version       (void);
double            tipoff_classifier_get_threshold (TipoffClassifier *self, TipoffLevel level);

/* Finds the indicators and weighs everything. @region as for tipoff_indicators_find().
 * @channel and sender are taken from the case. Never fails on any case. */
TipoffVerdict    *tipoff_classifier_check (TipoffClassifier *self, const TipoffCase *c, const char *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffClassifier, tipoff_classifier_unref)

G_END_DECLS
