/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-phone-border.h"

G_BEGIN_DECLS

/* Private to phone: the number at bytes @start to @end of @text. */
TipoffPhoneNumber *tipoff_phone_number_new (const char             *text,
                                            gsize                   start,
                                            gsize                   end,
                                            const TipoffPhoneFacts *facts);

G_END_DECLS
