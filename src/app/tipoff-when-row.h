/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for a day and a time that may stay unsaid. Signal "changed". */
#define TIPOFF_TYPE_WHEN_ROW (tipoff_when_row_get_type ())
G_DECLARE_FINAL_TYPE (TipoffWhenRow, tipoff_when_row, TIPOFF, WHEN_ROW, AdwActionRow)

/* RFC 3339 in UTC, or NULL where nothing was said. (transfer full) */
char *tipoff_when_row_get_time (TipoffWhenRow *self);
void  tipoff_when_row_clear    (TipoffWhenRow *self);

G_END_DECLS
