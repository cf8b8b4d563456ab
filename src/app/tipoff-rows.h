/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-advice.h"
#include "tipoff-authority.h"
#include "tipoff-verdict.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of lists, made from what the stations give. All text is set as text, never as markup. */
GtkWidget *tipoff_row_new           (GType type, const char *title, const char *subtitle);
GtkWidget *tipoff_row_new_reason    (const TipoffFlag *flag, TipoffTongue *tongue);
GtkWidget *tipoff_row_new_indicator (const TipoffIndicator *indicator);
GtkWidget *tipoff_row_new_fact      (const char *title, const char *value);
/* Somebody to tell: who, how, when, and what is needed for it. */
GtkWidget *tipoff_row_new_contact   (const TipoffContact *contact, const char *language);
GtkWidget *tipoff_row_new_step      (const TipoffStep *step, const char *language);
void       tipoff_rows_clear        (GtkListBox *list);

G_END_DECLS
