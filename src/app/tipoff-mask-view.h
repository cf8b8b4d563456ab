/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-reading.h"
#include "tipoff-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The message as it will be sent: what is removed stands as a word of what it was, and a click
 * puts it back or removes it again. Signals: "changed", the person changed a mask;
 * "selection-changed". */
#define TIPOFF_TYPE_MASK_VIEW (tipoff_mask_view_get_type ())
G_DECLARE_FINAL_TYPE (TipoffMaskView, tipoff_mask_view, TIPOFF, MASK_VIEW, TipoffReading)

/* @report is not owned: the page that owns its draft sets %NULL before it goes. FALSE where
 * only the beginning is shown. */
gboolean tipoff_mask_view_set_report     (TipoffMaskView *self, TipoffReport *report);
/* Shows the report's redactions as they are now. */
void     tipoff_mask_view_update         (TipoffMaskView *self);
gboolean tipoff_mask_view_has_selection  (TipoffMaskView *self);
void     tipoff_mask_view_hide_selection (TipoffMaskView *self);

G_END_DECLS
