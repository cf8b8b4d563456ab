/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Empties the clipboard of what Tipoff put there, when the person asks for it. What somebody else has
 * put there since then stays. Hidden until something was copied through it. */
#define TIPOFF_TYPE_CLEAR_BUTTON (tipoff_clear_button_get_type ())
G_DECLARE_FINAL_TYPE (TipoffClearButton, tipoff_clear_button, TIPOFF, CLEAR_BUTTON, GtkWidget)

void tipoff_clear_button_copy (TipoffClearButton *self, const char *text);

G_END_DECLS
