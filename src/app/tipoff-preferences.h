/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Country and language: settings that the command line shares. */
#define TIPOFF_TYPE_PREFERENCES (tipoff_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TipoffPreferences, tipoff_preferences, TIPOFF, PREFERENCES, AdwWindow)

TipoffPreferences *tipoff_preferences_new (GtkWindow *parent, TipoffEngine *engine);

G_END_DECLS
