/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-draft.h"
#include "tipoff-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the check found, why, and what to do now. Signals: "report", the person wants to report
 * it; "genuine", the person knows better; "recheck" (TipoffInput *), something more was told. */
#define TIPOFF_TYPE_RESULT_PAGE (tipoff_result_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffResultPage, tipoff_result_page, TIPOFF, RESULT_PAGE, GtkWidget)

void tipoff_result_page_set_engine (TipoffResultPage *self, TipoffEngine *engine);
/* @again: the same message, checked with more told about it. */
void tipoff_result_page_show       (TipoffResultPage *self, TipoffDraft *draft, gboolean again);
void tipoff_result_page_set_harms  (TipoffResultPage *self, guint harms);
/* Where a reader of the screen begins. */
void tipoff_result_page_focus      (TipoffResultPage *self);

G_END_DECLS
