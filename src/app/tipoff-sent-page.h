/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What becomes of the report that was just approved. Signal "withdrawn": it was taken back. */
#define TIPOFF_TYPE_SENT_PAGE (tipoff_sent_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffSentPage, tipoff_sent_page, TIPOFF, SENT_PAGE, GtkWidget)

void tipoff_sent_page_set_engine (TipoffSentPage *self, TipoffEngine *engine);
/* Shows the report as soon as the list has it; what the person does themself is begun then. */
void tipoff_sent_page_show       (TipoffSentPage *self, const char *id);
void tipoff_sent_page_focus      (TipoffSentPage *self);

G_END_DECLS
