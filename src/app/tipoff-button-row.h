/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Buttons beside each other where they fit; else in several lines over the full width. */
#define TIPOFF_TYPE_BUTTON_ROW (tipoff_button_row_get_type ())
G_DECLARE_FINAL_TYPE (TipoffButtonRow, tipoff_button_row, TIPOFF, BUTTON_ROW, GtkWidget)

void tipoff_button_row_append (TipoffButtonRow *self, GtkWidget *button);

G_END_DECLS
