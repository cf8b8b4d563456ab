/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chain.h"
#include "tipoff-scan.h"

G_BEGIN_DECLS

/* "https://…": whatever follows a scheme. */
const char *tipoff_url_scan_scheme (TipoffScan *scan, const TipoffChain *chain);
/* "www.bpost.be", "bpost-levering.top/be" (url), and "bpost.be" alone (domain). Where no
 * scheme is written, http is meant: nothing says that the host speaks TLS. */
const char *tipoff_url_scan_bare   (TipoffScan *scan, TipoffChain *chain);

G_END_DECLS
