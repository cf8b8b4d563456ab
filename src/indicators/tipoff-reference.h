/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-scan.h"

G_BEGIN_DECLS

/* The digits at @p of a Belgian structured reference, "+++123/4567/89012+++": on every bill,
 * with a plus in front, and no phone number. */
const char *tipoff_reference_scan (TipoffScan *scan, const char *p);

G_END_DECLS
