/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-phone-border.h"

G_BEGIN_DECLS

/* Private to phone: the search for numbers in free text. */
gboolean           tipoff_phone_search_may_find (const char *text, gsize length);
TipoffPhoneOutcome tipoff_phone_search          (const TipoffPhoneNumbersModule *module,
                                                 const char *text, gsize length, const char *region,
                                                 guint max_numbers, GPtrArray *found);

G_END_DECLS
