/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-scan.h"

G_BEGIN_DECLS

/* The number of a payment card that begins at @p: no indicator, but no phone number either. */
const char *tipoff_card_scan (TipoffScan *scan, const char *p);

G_END_DECLS
