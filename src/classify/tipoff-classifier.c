/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-classifier.h"
#include "tipoff-analysis.h"
#include "tipoff-conversation.h"
#include "tipoff-knowledge.h"
#include "tipoff-model.h"
#include "tipoff-verdict-build.h"

#include "tipoff-install.h"

struct _TipoffClassifier
{
  gatomicrefcount  ref_count;
  TipoffModel     *model;
};

G_DEFINE_QUARK (tipoff-classify-error-quark, tipoff_classify_error)

/**
 * tipoff_classifier_new:
 * @model_path: (nullable): a model file; %NULL for the installed one
 *
 * Maps the model: what else is known is compiled in.
 *
 * Returns: (transfer full) (nullable):
 */
TipoffClassifier *
tipoff_classifier_new (const char *model_path, GError **error)
{
  g_autofree char *installed = model_path == NULL ? tipoff_install_data_file ("model/tipoff.model") : NULL;
  g_autoptr (TipoffModel) model = tipoff_model_new (model_path != NULL ? model_path : installed, error);
  TipoffClassifier *self;

  if (model == NULL)
    return NULL;
  self = g_new0 (TipoffClassifier, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->model = g_steal_pointer (&model);
  return self;
}

TipoffClassifier *
tipoff_classifier_ref (TipoffClassifier *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tipoff_classifier_unref (TipoffClassifier *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  tipoff_model_free (self->model);
  g_free (self);
}

/**
 * tipoff_classifier_get_model_version:
 *
 * Returns: (transfer none): what the report names
 */
const char *
tipoff_classifier_get_model_version (TipoffClassifier *self)
{
  return tipoff_model_get_header (self->model)->version;
}

/**
 * tipoff_classifier_get_threshold:
 *
 * Returns: the least score of @level; 0 for %TIPOFF_LEVEL_CLEAR
 */
double
tipoff_classifier_get_threshold (TipoffClassifier *self, TipoffLevel level)
{
  const TipoffModelHeader *h = tipoff_model_get_header (self->model);

  return level == TIPOFF_LEVEL_SCAM ? (double) h->scam : level == TIPOFF_LEVEL_SUSPICIOUS ? (double) h->suspicious : 0;
}

/**
 * tipoff_classifier_check:
 *
 * Nothing is kept: any number of threads may check with one classifier.
 *
 * Returns: (transfer full): never %NULL
 */
TipoffVerdict *
tipoff_classifier_check (TipoffClassifier *self, const TipoffCase *c, const char *region)
{
  return tipoff_classifier_check_talk (self, c, region, NULL);
}

/**
 * tipoff_classifier_check_talk:
 * @money: (nullable): where it comes to money in a conversation that built trust before
 *
 * As tipoff_classifier_check().
 */
TipoffVerdict *
tipoff_classifier_check_talk (TipoffClassifier *self, const TipoffCase *c, const char *region, const TipoffSpan *money)
{
  TipoffAnalysis analysis;
  TipoffVerdict *verdict;

  tipoff_analysis_init (&analysis, tipoff_knowledge_get (), c, region);
  if (money != NULL)
    tipoff_analysis_raise_apart (&analysis, TIPOFF_LEVEL_SUSPICIOUS,
                                 &(TipoffRaise) { TIPOFF_FLAG_TALK_TRUST_THEN_MONEY, *money, NULL, NULL, NULL });
  verdict = tipoff_verdict_build (&analysis, self->model);
  tipoff_analysis_clear (&analysis);
  return verdict;
}
