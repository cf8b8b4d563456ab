/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-wallet.h"

#include "tipoff-keccak.h"

#include <string.h>

/* A segwit address has at most 74 (BIP 173). */
#define MAX_ADDRESS 74
#define ETHEREUM_LENGTH 42

static gboolean
sha256_twice_starts_with (const guint8 *data, gsize length, const guint8 *expected)
{
  g_autoptr (GChecksum) first = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GChecksum) second = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (first, data, (gssize) length);
  g_checksum_get_digest (first, digest, &size);
  g_checksum_update (second, digest, sizeof digest);
  g_checksum_get_digest (second, digest, &size);
  return memcmp (digest, expected, 4) == 0;
}

/* 25 bytes: version 0 (P2PKH) or 5 (P2SH), 20 of a hash, 4 of a checksum. */
gboolean
tipoff_wallet_is_base58check (const char *address, gsize length)
{
  static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  guint8 bytes[25] = { 0 };
  gsize ones = 0, zeros = 0;

  if (length < 26 || length > 35)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      const char *digit = memchr (alphabet, address[i], sizeof alphabet - 1);
      guint carry;

      if (digit == NULL)
        return FALSE;
      carry = (guint) (digit - alphabet);
      for (gsize k = sizeof bytes; k-- > 0; )
        {
          carry += 58u * bytes[k];
          bytes[k] = (guint8) carry;
          carry >>= 8;
        }
      if (carry != 0)
        return FALSE;
    }

  /* Each leading 1 stands for a leading zero byte, so one number has one spelling. */
  while (ones < length && address[ones] == '1')
    ones++;
  while (zeros < sizeof bytes && bytes[zeros] == 0)
    zeros++;
  return ones == zeros && (bytes[0] == 0 || bytes[0] == 5) &&
         sha256_twice_starts_with (bytes, 21, bytes + 21);
}

static guint32
bech32_step (guint32 sum, guint value)
{
  static const guint32 generator[5] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
  guint32 top = sum >> 25;

  sum = (sum & 0x1ffffff) << 5 ^ value;
  for (guint i = 0; i < 5; i++)
    if (top >> i & 1)
      sum ^= generator[i];
  return sum;
}

/* Lengths of witness programs in characters of five bits: version 0 has 20 or 32
 * bytes, others 2 to 40; the bits that fill up the last are zero. */
static gboolean
is_witness_program (guint version, gsize n_values, guint last)
{
  gsize bits = n_values * 5, bytes = bits / 8;

  if (bits % 8 > 4 || (last & ((1u << bits % 8) - 1)) != 0)
    return FALSE;
  return version == 0 ? bytes == 20 || bytes == 32 : bytes >= 2 && bytes <= 40;
}

gboolean
tipoff_wallet_is_segwit (const char *address, gsize length)
{
  static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  guint8 values[MAX_ADDRESS];
  gboolean lower = FALSE, upper = FALSE;
  guint32 sum = 1;

  if (length < 14 || length > MAX_ADDRESS || g_ascii_strncasecmp (address, "bc1", 3) != 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      const char *digit = memchr (alphabet, g_ascii_tolower (address[i]), sizeof alphabet - 1);

      lower |= g_ascii_islower (address[i]);
      upper |= g_ascii_isupper (address[i]);
      if (i < 3)
        continue;
      if (digit == NULL)
        return FALSE;
      values[i - 3] = (guint8) (digit - alphabet);
    }
  if ((lower && upper) || values[0] > 16)
    return FALSE;

  /* The prefix "bc", spread out: high bits, a zero, low bits. */
  sum = bech32_step (bech32_step (sum, 3), 3);
  sum = bech32_step (bech32_step (bech32_step (sum, 0), 'b' & 31), 'c' & 31);
  for (gsize i = 0; i < length - 3; i++)
    sum = bech32_step (sum, values[i]);
  return sum == (values[0] == 0 ? 1u : 0x2bc830a3u) &&
         is_witness_program (values[0], length - 3 - 1 - 6, values[length - 3 - 6 - 1]);
}

/* EIP-55: a letter is a capital where the hash of the small address has a high digit. */
static gboolean
has_right_case (const char *digits)
{
  char small[40];
  guint8 hash[32];

  for (guint i = 0; i < 40; i++)
    small[i] = g_ascii_tolower (digits[i]);
  tipoff_keccak256 ((const guint8 *) small, sizeof small, hash);
  for (guint i = 0; i < 40; i++)
    {
      gboolean high = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 8) != 0;

      if (g_ascii_isalpha (digits[i]) && g_ascii_isupper (digits[i]) != high)
        return FALSE;
    }
  return TRUE;
}

gboolean
tipoff_wallet_is_ethereum (const char *address, gsize length)
{
  gboolean lower = FALSE, upper = FALSE;

  if (length != ETHEREUM_LENGTH || address[0] != '0' || (address[1] | 0x20) != 'x')
    return FALSE;
  for (gsize i = 2; i < length; i++)
    {
      if (!g_ascii_isxdigit (address[i]))
        return FALSE;
      lower |= g_ascii_islower (address[i]);
      upper |= g_ascii_isupper (address[i]);
    }
  return !(lower && upper) || has_right_case (address + 2);
}

const char *
tipoff_wallet_scan (TipoffScan *scan, const char *p)
{
  TipoffIndicator *indicator;
  const char *currency = NULL, *end = p;
  gboolean small;

  while (end < scan->end && end - p <= MAX_ADDRESS && g_ascii_isalnum (*end))
    end++;
  if (end - p < 14 || end - p > MAX_ADDRESS)
    return NULL;

  small = *p == 'b' || *p == 'B';
  if (small ? tipoff_wallet_is_segwit (p, end - p) : tipoff_wallet_is_base58check (p, end - p))
    currency = "bitcoin";
  else if (tipoff_wallet_is_ethereum (p, end - p))
    currency = "ethereum";
  if (currency == NULL)
    return NULL;

  indicator = tipoff_scan_add (scan, TIPOFF_INDICATOR_WALLET, p, end,
                               small ? g_ascii_strdown (p, end - p) : g_strndup (p, end - p));
  indicator->currency = currency;
  return end;
}
