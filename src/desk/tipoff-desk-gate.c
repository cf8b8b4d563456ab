/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-gate.h"

#include <math.h>
#include <string.h>
#include <sys/random.h>

#define KEY_BYTES 32
#define DAY_MICROSECONDS ((gint64) 24 * 60 * 60 * G_USEC_PER_SEC)
#define MOST_NETWORKS 65536

/* A bucket of tokens for each network: full at the start, refilled evenly. */
typedef struct
{
  double left;
  gint64 at;
} Bucket;

struct _TipoffDeskGate
{
  guint       per_minute;
  guchar      key[KEY_BYTES];
  gint64      key_made;
  GHashTable *buckets;     /* guint64 → Bucket */
};

static void
new_key (TipoffDeskGate *self,
         gint64          now)
{
  while (getrandom (self->key, KEY_BYTES, 0) != KEY_BYTES)
    continue;
  self->key_made = now;
  g_hash_table_remove_all (self->buckets);
}

TipoffDeskGate *
tipoff_desk_gate_new (guint per_minute)
{
  TipoffDeskGate *self = g_new0 (TipoffDeskGate, 1);

  self->per_minute = per_minute;
  self->buckets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  new_key (self, g_get_monotonic_time ());
  return self;
}

void
tipoff_desk_gate_free (TipoffDeskGate *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->buckets);
  g_free (self);
}

/* What one customer of one provider has: an IPv6 /56; of IPv4, where many share
 * one address anyway, a /24. */
static guint64
hash_network (TipoffDeskGate *self,
              GInetAddress   *address)
{
  gsize prefix = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? 3 : 7;
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, KEY_BYTES);
  guchar digest[32];
  gsize length = sizeof digest;
  guint64 network;

  g_hmac_update (hmac, g_inet_address_to_bytes (address), (gssize) prefix);
  g_hmac_get_digest (hmac, digest, &length);
  memcpy (&network, digest, sizeof network);
  return network;
}

static Bucket *
find_bucket (TipoffDeskGate *self,
             guint64         network,
             gint64          now)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, &network);
  double per_microsecond = (double) self->per_minute / (60.0 * G_USEC_PER_SEC);

  if (bucket == NULL)
    {
      /* A flood from everywhere: memory stays bounded, and all begin anew. */
      if (g_hash_table_size (self->buckets) >= MOST_NETWORKS)
        g_hash_table_remove_all (self->buckets);

      bucket = g_new (Bucket, 1);
      *bucket = (Bucket) { self->per_minute, now };
      g_hash_table_insert (self->buckets, g_memdup2 (&network, sizeof network), bucket);
      return bucket;
    }

  bucket->left = MIN (self->per_minute, bucket->left + (double) (now - bucket->at) * per_microsecond);
  bucket->at = now;
  return bucket;
}

/**
 * tipoff_desk_gate_pass:
 * @self: a gate
 * @address: where a report comes from
 * @now: g_get_monotonic_time()
 *
 * Returns: 0 where the report may pass, and is counted; else in how many
 *   seconds to come back
 */
guint
tipoff_desk_gate_pass (TipoffDeskGate *self,
                       GInetAddress   *address,
                       gint64          now)
{
  Bucket *bucket;

  if (self->per_minute == 0)
    return 0;
  if (now - self->key_made > DAY_MICROSECONDS)
    new_key (self, now);

  bucket = find_bucket (self, hash_network (self, address), now);
  if (bucket->left < 1.0)
    return (guint) ceil ((1.0 - bucket->left) * 60.0 / self->per_minute);

  bucket->left -= 1.0;
  return 0;
}
