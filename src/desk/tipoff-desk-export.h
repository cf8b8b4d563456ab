/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-desk-store.h"

#include <stdio.h>

G_BEGIN_DECLS

/* What came in, a JSON object a line: reports, then how many of them name each indicator, then how many there are.
 * One report is what one person says of another: an allegation. */
gboolean tipoff_desk_export (TipoffDeskStore *store, gint64 since, gboolean test, FILE *out, GError **error);

G_END_DECLS
