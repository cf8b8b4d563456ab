/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One of several things to do in order: a button with its number, which becomes a tick. */
#define TIPOFF_TYPE_STEP_BUTTON (tipoff_step_button_get_type ())
G_DECLARE_FINAL_TYPE (TipoffStepButton, tipoff_step_button, TIPOFF, STEP_BUTTON, GtkWidget)

/* Signal "clicked"; @number counts from 1. */
GtkWidget *tipoff_step_button_new      (guint number, const char *label);
void       tipoff_step_button_set_done (TipoffStepButton *self);

G_END_DECLS
