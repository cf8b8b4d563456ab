/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a person may add to a report, all of it off until they fill it in. Of a number alone it asks what
 * happened. Signal: "changed". */
#define TIPOFF_TYPE_TOLD_BOX (tipoff_told_box_get_type ())
G_DECLARE_FINAL_TYPE (TipoffToldBox, tipoff_told_box, TIPOFF, TOLD_BOX, GtkWidget)

/* Empties it. @number_alone: the report needs a sentence of what happened. */
void        tipoff_told_box_reset       (TipoffToldBox *self, gboolean number_alone);
/* Writes it into @report. */
void        tipoff_told_box_apply       (TipoffToldBox *self, TipoffReport *report);
/* What is missing or cannot be read, in words; NULL where all is well. */
const char *tipoff_told_box_get_problem (TipoffToldBox *self);

G_END_DECLS
