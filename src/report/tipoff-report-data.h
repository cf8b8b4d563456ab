/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Inside the station: what is compiled in from data/ ("schema/report-1.schema.json",
 * "redaction/nl.json"). A name that is not there is a fault of ours. (transfer full) */
GBytes *tipoff_report_data_get (const char *name);

G_END_DECLS
