/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Words that take the focus, so that a screen reader says them when a page or a problem
 * appears: a GtkLabel refuses the focus unless it can be selected. A heading, unless the role is
 * set otherwise. Plain text. */
#define TIPOFF_TYPE_HEADING (tipoff_heading_get_type ())
G_DECLARE_FINAL_TYPE (TipoffHeading, tipoff_heading, TIPOFF, HEADING, GtkWidget)

void tipoff_heading_set_label (TipoffHeading *self, const char *label);

G_END_DECLS
