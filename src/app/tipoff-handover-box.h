/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"
#include "tipoff-report-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a report goes that Tipoff cannot send: by the person's own mail, phone or browser, and the question
 * what became of it. Shows for an approved report of such a way, and only until it is handed over. */
#define TIPOFF_TYPE_HANDOVER_BOX (tipoff_handover_box_get_type ())
G_DECLARE_FINAL_TYPE (TipoffHandoverBox, tipoff_handover_box, TIPOFF, HANDOVER_BOX, GtkWidget)

void tipoff_handover_box_set_engine (TipoffHandoverBox *self, TipoffEngine *engine);
void tipoff_handover_box_set_item   (TipoffHandoverBox *self, TipoffReportItem *item);
/* What the person has just asked for: opens the mail program or the website, once the report is read. */
void tipoff_handover_box_begin      (TipoffHandoverBox *self);

G_END_DECLS
