/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"
#include "tipoff-report-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How one report stands, in words, and what can be done about it: undo, try again, open the
 * e-mail, say that it was sent. It follows the report. Signal "withdrawn" (const char *id). */
#define TIPOFF_TYPE_STATE_CARD (tipoff_state_card_get_type ())
G_DECLARE_FINAL_TYPE (TipoffStateCard, tipoff_state_card, TIPOFF, STATE_CARD, GtkWidget)

void tipoff_state_card_set_engine (TipoffStateCard *self, TipoffEngine *engine);
/* @item %NULL: of none. */
void tipoff_state_card_set_item   (TipoffStateCard *self, TipoffReportItem *item);
void tipoff_state_card_focus      (TipoffStateCard *self);
/* Opens what the person needs to hand it over themself. */
void tipoff_state_card_begin      (TipoffStateCard *self);

G_END_DECLS
