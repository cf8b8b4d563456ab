/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-phone-scan.h"

G_BEGIN_DECLS

/* Private to phone: what is written like a phone number and is none. Gives how many
 * of the @count @blocks belong to what begins with the first: 0 where nothing does. */
guint tipoff_phone_decoy_blocks (const char *text, gsize length,
                                 const TipoffPhoneBlock *blocks, guint count);

G_END_DECLS
