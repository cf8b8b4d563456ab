/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"
#include "tipoff-report-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All reports, newest first. Signal "open" (TipoffReportItem). */
#define TIPOFF_TYPE_REPORTS_PAGE (tipoff_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffReportsPage, tipoff_reports_page, TIPOFF, REPORTS_PAGE, GtkWidget)

void tipoff_reports_page_set_engine (TipoffReportsPage *self, TipoffEngine *engine);
/* Leaves one report out of the list while its deletion can still be undone; %NULL: none. */
void tipoff_reports_page_hide       (TipoffReportsPage *self, const char *id);

G_END_DECLS
