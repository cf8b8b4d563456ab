/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-phone-border.h"

G_BEGIN_DECLS

/* Private to phone: the C++ modules, opened at the first call and kept. NULL where
 * one is not installed. Any thread may ask. */
const TipoffPhoneNumbersModule *tipoff_phone_module_numbers (void);
const TipoffPhonePlacesModule  *tipoff_phone_module_places  (void);

G_END_DECLS
