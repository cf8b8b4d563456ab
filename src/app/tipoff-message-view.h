/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-reading.h"
#include "tipoff-verdict.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The message with the words that speak against it marked. Signal "flag-clicked" (guint): the
 * person clicked words of that red flag. */
#define TIPOFF_TYPE_MESSAGE_VIEW (tipoff_message_view_get_type ())
G_DECLARE_FINAL_TYPE (TipoffMessageView, tipoff_message_view, TIPOFF, MESSAGE_VIEW, TipoffReading)

/* FALSE where only the beginning is shown. Neither is kept. */
gboolean tipoff_message_view_show        (TipoffMessageView *self, const TipoffCase *c, const TipoffVerdict *verdict);
/* Stresses the words of one flag, -1: of none. */
void     tipoff_message_view_stress_flag (TipoffMessageView *self, int flag);

G_END_DECLS
