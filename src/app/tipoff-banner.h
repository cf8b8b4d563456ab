/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of what goes on, across the window, with one button. (AdwBanner came with 1.3.) */
#define TIPOFF_TYPE_BANNER (tipoff_banner_get_type ())
G_DECLARE_FINAL_TYPE (TipoffBanner, tipoff_banner, TIPOFF, BANNER, GtkWidget)

/* @title %NULL hides it. Plain text. */
void tipoff_banner_set_title (TipoffBanner *self, const char *title);

G_END_DECLS
