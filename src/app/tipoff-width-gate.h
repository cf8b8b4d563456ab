/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Holds the whole window and says whether it is narrow. A view switcher in a header bar alone
 * asks for 525 pixels, so a window that asked its content could never get narrow enough to do
 * without it: the gate reports the smallest window there is (360 × 294) and sees to the rest. */
#define TIPOFF_TYPE_WIDTH_GATE (tipoff_width_gate_get_type ())
G_DECLARE_FINAL_TYPE (TipoffWidthGate, tipoff_width_gate, TIPOFF, WIDTH_GATE, GtkWidget)

gboolean tipoff_width_gate_get_narrow (TipoffWidthGate *self);

G_END_DECLS
