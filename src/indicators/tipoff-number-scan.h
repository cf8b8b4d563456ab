/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-scan.h"

G_BEGIN_DECLS

/* Adds the phone numbers of a text whose other indicators are found already, at most @most,
 * behind the others: sorting is the caller's. Digits of the others are no phone numbers. */
void tipoff_number_scan        (TipoffScan *scan, const char *region, guint most);
/* A sender part: one number and nothing else, also a short code. */
void tipoff_number_scan_sender (TipoffScan *scan, const char *region);

G_END_DECLS
