/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-analysis.h"
#include "tipoff-model.h"

G_BEGIN_DECLS

/* Makes the verdict of an analysis: what the model weighs, and what the flags say by themselves.
 * Takes over the indicators of @analysis. */
TipoffVerdict *tipoff_verdict_build (TipoffAnalysis *analysis, const TipoffModel *model);

/* The least level that flags demand, whatever the words weigh. */
TipoffLevel    tipoff_flags_demand  (const TipoffSignalSet *signals, gboolean alone, gboolean is_long);

G_END_DECLS
