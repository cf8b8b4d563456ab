/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"
#include "tipoff-report-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One report: how it stands, what happened when, what was sent. Signals: "gone", it was taken
 * back; "delete" (const char *id), the person wants it away. */
#define TIPOFF_TYPE_REPORT_PAGE (tipoff_report_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffReportPage, tipoff_report_page, TIPOFF, REPORT_PAGE, GtkWidget)

void tipoff_report_page_set_engine (TipoffReportPage *self, TipoffEngine *engine);
void tipoff_report_page_show       (TipoffReportPage *self, TipoffReportItem *item);
void tipoff_report_page_focus      (TipoffReportPage *self);

G_END_DECLS
