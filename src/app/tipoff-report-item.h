/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-outbox.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* One report of the outbox, for lists. The signal "changed" tells that it stands otherwise. */
#define TIPOFF_TYPE_REPORT_ITEM (tipoff_report_item_get_type ())
G_DECLARE_FINAL_TYPE (TipoffReportItem, tipoff_report_item, TIPOFF, REPORT_ITEM, GObject)

TipoffReportItem       *tipoff_report_item_new    (TipoffOutboxItem *item);
void                    tipoff_report_item_update (TipoffReportItem *self, TipoffOutboxItem *item);
const TipoffOutboxItem *tipoff_report_item_get    (TipoffReportItem *self);

G_END_DECLS
