/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TIPOFF_TYPE_WINDOW (tipoff_window_get_type ())
G_DECLARE_FINAL_TYPE (TipoffWindow, tipoff_window, TIPOFF, WINDOW, AdwApplicationWindow)

TipoffWindow *tipoff_window_new          (GtkApplication *application, TipoffEngine *engine);
void          tipoff_window_open_files   (TipoffWindow *self, GPtrArray *files);   /* of GFile */
void          tipoff_window_check_copied (TipoffWindow *self);

G_END_DECLS
