/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who takes reports beside the authorities: what the person added, to be removed; and companies and services
 * that are off until they are turned on, each with the reason. Signal: "failed", a choice could not be kept. */
#define TIPOFF_TYPE_OTHERS_LIST (tipoff_others_list_get_type ())
G_DECLARE_FINAL_TYPE (TipoffOthersList, tipoff_others_list, TIPOFF, OTHERS_LIST, AdwPreferencesGroup)

void tipoff_others_list_fill (TipoffOthersList *self, TipoffEngine *engine);

G_END_DECLS
