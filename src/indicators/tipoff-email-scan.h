/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chain.h"
#include "tipoff-scan.h"

G_BEGIN_DECLS

/* "info@bpost.be", "info [at] bpost [dot] be": an address whose local part is @chain and whose
 * domain is under a known public suffix. */
const char *tipoff_email_scan (TipoffScan *scan, const TipoffChain *chain);

G_END_DECLS
