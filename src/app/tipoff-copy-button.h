/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small button that puts a text on the clipboard and says so for two seconds. */
#define TIPOFF_TYPE_COPY_BUTTON (tipoff_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (TipoffCopyButton, tipoff_copy_button, TIPOFF, COPY_BUTTON, GtkWidget)

/* @label: what it does, for those who do not see the icon. */
GtkWidget *tipoff_copy_button_new      (const char *text, const char *label);
void       tipoff_copy_button_set_text (TipoffCopyButton *self, const char *text);

G_END_DECLS
