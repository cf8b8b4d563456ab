/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-keccak.h"

#include <string.h>

#define RATE 136        /* bytes: 1600 bits less twice 256 */
#define ROUNDS 24

static guint64
rotate (guint64 value, guint by)
{
  return by == 0 ? value : value << by | value >> (64 - by);
}

static guint64
load (const guint8 *bytes)
{
  guint64 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT64_FROM_LE (value);
}

/* Theta, rho, pi, chi and iota of FIPS 202, 3.2, on lanes a[x + 5 y]. */
static void
round_once (guint64 a[25], guint64 constant)
{
  static const guint8 rotations[25] = {
    0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14
  };
  guint64 c[5], b[25];

  for (guint x = 0; x < 5; x++)
    c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
  for (guint x = 0; x < 5; x++)
    for (guint y = 0; y < 25; y += 5)
      a[x + y] ^= c[(x + 4) % 5] ^ rotate (c[(x + 1) % 5], 1);
  for (guint x = 0; x < 5; x++)
    for (guint y = 0; y < 5; y++)
      b[y + 5 * ((2 * x + 3 * y) % 5)] = rotate (a[x + 5 * y], rotations[x + 5 * y]);
  for (guint x = 0; x < 5; x++)
    for (guint y = 0; y < 25; y += 5)
      a[x + y] = b[x + y] ^ (~b[(x + 1) % 5 + y] & b[(x + 2) % 5 + y]);
  a[0] ^= constant;
}

/**
 * tipoff_keccak256:
 * @data: (array length=length): what to hash
 * @length: at most TIPOFF_KECCAK_MAX bytes
 * @digest: (out caller-allocates): 32 bytes
 *
 * Keccak-256 (Bertoni, Daemen, Peeters, Van Assche: The Keccak submission, version 3).
 */
void
tipoff_keccak256 (const guint8 *data, gsize length, guint8 digest[32])
{
  static const guint64 constants[ROUNDS] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
  };
  guint8 block[RATE] = { 0 };
  guint64 state[25] = { 0 };

  g_return_if_fail (length <= TIPOFF_KECCAK_MAX);

  memcpy (block, data, length);
  block[length] ^= 0x01;
  block[RATE - 1] ^= 0x80;
  for (guint i = 0; i < RATE / 8; i++)
    state[i] = load (block + 8 * i);
  for (guint i = 0; i < ROUNDS; i++)
    round_once (state, constants[i]);
  for (guint i = 0; i < 4; i++)
    {
      guint64 lane = GUINT64_TO_LE (state[i]);

      memcpy (digest + 8 * i, &lane, sizeof lane);
    }
}
