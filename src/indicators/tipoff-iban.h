/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-scan.h"

G_BEGIN_DECLS

/* "BE68 5390 0754 7034": an account number with the length of its country and the right check
 * digits, beginning at @p. */
const char *tipoff_iban_scan     (TipoffScan *scan, const char *p);
/* @iban in capitals, without blanks (ISO 13616). */
gboolean    tipoff_iban_is_valid (const char *iban);

G_END_DECLS
