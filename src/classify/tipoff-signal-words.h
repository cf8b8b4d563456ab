/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-signals.h"

G_BEGIN_DECLS

/* Short words for files that do little else than ask what is set. */

static inline gboolean
has (const TipoffSignalSet *signals, guint signal)
{
  return tipoff_signal_set_has (signals, signal);
}

static inline gboolean
says (const TipoffSignalSet *signals, TipoffConcept concept)
{
  return tipoff_signal_set_has (signals, TIPOFF_SIGNAL_CONCEPTS + concept);
}

static inline gboolean
raises (const TipoffSignalSet *signals, TipoffFlagType flag)
{
  return tipoff_signal_set_has (signals, TIPOFF_SIGNAL_FLAGS + flag);
}

G_END_DECLS
