/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The endpoints that the person has given a key for, each with a button to forget it. Not there where there are
 * none. Signal: "failed", where the keyring did not forget. */
#define TIPOFF_TYPE_KEYS_LIST (tipoff_keys_list_get_type ())
G_DECLARE_FINAL_TYPE (TipoffKeysList, tipoff_keys_list, TIPOFF, KEYS_LIST, AdwPreferencesGroup)

void tipoff_keys_list_fill (TipoffKeysList *self, TipoffEngine *engine);

G_END_DECLS
