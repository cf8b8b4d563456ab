/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keccak-256 as Ethereum uses it: the submission to SHA-3, before NIST changed the padding.
 * @length under 136 bytes, one block: enough for an address. */
#define TIPOFF_KECCAK_MAX 135

void tipoff_keccak256 (const guint8 *data, gsize length, guint8 digest[32]);

G_END_DECLS
