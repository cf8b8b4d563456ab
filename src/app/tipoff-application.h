/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TIPOFF_TYPE_APPLICATION (tipoff_application_get_type ())
G_DECLARE_FINAL_TYPE (TipoffApplication, tipoff_application, TIPOFF, APPLICATION, AdwApplication)

TipoffApplication *tipoff_application_new             (TipoffEngine *engine);
/* The person chose another language: the program is to be started anew. */
gboolean           tipoff_application_is_to_restart   (TipoffApplication *self);

G_END_DECLS
