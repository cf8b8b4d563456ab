/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-scan.h"

G_BEGIN_DECLS

/* A Bitcoin or Ethereum address with a right checksum that begins at @p. */
const char *tipoff_wallet_scan (TipoffScan *scan, const char *p);

/* [address, address + length): "1A1zP…", "3J98t…" (base58check). */
gboolean    tipoff_wallet_is_base58check (const char *address, gsize length);
/* "bc1q…", "bc1p…" (BIP 173 and 350). */
gboolean    tipoff_wallet_is_segwit      (const char *address, gsize length);
/* "0x" and 40 hexadecimal digits; mixed case is a checksum (EIP-55). */
gboolean    tipoff_wallet_is_ethereum    (const char *address, gsize length);

G_END_DECLS
