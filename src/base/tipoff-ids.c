/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ids.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define UUID_BYTES 16
#define UUID_LENGTH 36

/**
 * tipoff_uuid_new:
 *
 * Returns: (transfer full): a new random UUID (RFC 9562, version 4), lower case
 */
char *
tipoff_uuid_new (void)
{
  return g_uuid_string_random ();
}

static gboolean
is_dash_place (gsize i)
{
  return i == 8 || i == 13 || i == 18 || i == 23;
}

/**
 * tipoff_uuid_is_valid:
 * @uuid: (nullable): any string
 *
 * Returns: %TRUE where @uuid is 8-4-4-4-12 lower-case hex digits, of any version
 */
gboolean
tipoff_uuid_is_valid (const char *uuid)
{
  if (uuid == NULL || strlen (uuid) != UUID_LENGTH)
    return FALSE;

  for (gsize i = 0; i < UUID_LENGTH; i++)
    {
      if (is_dash_place (i) ? uuid[i] != '-'
                            : !g_ascii_isxdigit (uuid[i]) || g_ascii_isupper (uuid[i]))
        return FALSE;
    }
  return TRUE;
}

static void
uuid_to_bytes (const char *uuid,
               guint8      bytes[UUID_BYTES])
{
  for (gsize i = 0, n = 0; i < UUID_LENGTH; i += 2)
    {
      if (is_dash_place (i))
        i++;
      bytes[n++] = g_ascii_xdigit_value (uuid[i]) << 4 | g_ascii_xdigit_value (uuid[i + 1]);
    }
}

static char *
uuid_from_bytes (const guint8 bytes[UUID_BYTES])
{
  GString *uuid = g_string_sized_new (UUID_LENGTH);

  for (gsize i = 0; i < UUID_BYTES; i++)
    {
      if (is_dash_place (uuid->len))
        g_string_append_c (uuid, '-');
      g_string_append_printf (uuid, "%02x", bytes[i]);
    }
  return g_string_free (uuid, FALSE);
}

/**
 * tipoff_uuid_new_v5:
 * @namespace_uuid: a valid UUID, lower case
 * @name: a name in it
 *
 * The same two give the same UUID always (RFC 9562, 5.5): ids inside a document
 * are derived from the document's own.
 *
 * Returns: (transfer full): a UUID of version 5, lower case
 */
char *
tipoff_uuid_new_v5 (const char *namespace_uuid,
                    const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 space[UUID_BYTES];
  guint8 digest[20];
  gsize digest_length = sizeof digest;

  g_return_val_if_fail (tipoff_uuid_is_valid (namespace_uuid), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  uuid_to_bytes (namespace_uuid, space);
  g_checksum_update (checksum, space, sizeof space);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, digest, &digest_length);

  digest[6] = (digest[6] & 0x0F) | 0x50;
  digest[8] = (digest[8] & 0x3F) | 0x80;
  return uuid_from_bytes (digest);
}

/**
 * tipoff_sha256_hex:
 * @data: (array length=length) (nullable): any bytes
 * @length: how many
 *
 * Returns: (transfer full): their SHA-256 as 64 lower-case hex digits
 */
char *
tipoff_sha256_hex (gconstpointer data,
                   gsize         length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const guchar *bytes = data;

  /* GChecksum takes a signed length. */
  while (length > 0)
    {
      gsize step = MIN (length, (gsize) G_MAXINT32);

      g_checksum_update (checksum, bytes, (gssize) step);
      bytes += step;
      length -= step;
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Secrets come from the kernel or not at all. */
static void
fill_random (guint8 *bytes,
             gsize   length)
{
  while (length > 0)
    {
      ssize_t got = getrandom (bytes, length, 0);

      if (got < 0 && errno != EINTR)
        g_error ("The system gives no random numbers: %s", g_strerror (errno));
      if (got > 0)
        {
          bytes += got;
          length -= (gsize) got;
        }
    }
}

/**
 * tipoff_random_token:
 * @bytes: how many characters
 * @alphabet: 2 to 256 single-byte characters
 *
 * Makes something that nobody can guess: log2(length of @alphabet) bits a
 * character. Random bytes above the largest multiple of the alphabet's length are
 * thrown away, so each character is equally likely.
 *
 * Returns: (transfer full): the token
 */
char *
tipoff_random_token (gsize       bytes,
                     const char *alphabet)
{
  gsize size = alphabet != NULL ? strlen (alphabet) : 0;
  guint8 pool[64];
  gsize left = 0;
  GString *token;

  g_return_val_if_fail (size >= 2 && size <= 256, NULL);

  token = g_string_sized_new (bytes);
  while (token->len < bytes)
    {
      guint8 byte;

      if (left == 0)
        {
          fill_random (pool, sizeof pool);
          left = sizeof pool;
        }
      byte = pool[--left];
      if (byte < 256 - 256 % size)
        g_string_append_c (token, alphabet[byte % size]);
    }
  return g_string_free (token, FALSE);
}

/* MurmurHash3's finisher (Austin Appleby, public domain): FNV-1a alone leaves
 * its low bits weak on short keys. */
static guint64
finish64 (guint64 hash)
{
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xFF51AFD7ED558CCD);
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xC4CEB9FE1A85EC53);
  hash ^= hash >> 33;
  return hash;
}

/**
 * tipoff_hash64:
 * @data: (array length=length) (nullable): any bytes
 * @length: how many
 * @seed: keeps one use apart from another
 *
 * FNV-1a of 64 bits, finished as MurmurHash3 does. Fast, not secret: never for
 * anything that must not be forged. Its values never change, since models are
 * trained with them.
 *
 * Returns: the hash
 */
guint64
tipoff_hash64 (gconstpointer data,
               gsize         length,
               guint64       seed)
{
  const guint8 *bytes = data;
  guint64 hash = G_GUINT64_CONSTANT (0xCBF29CE484222325) ^ finish64 (seed);

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001B3);
  return finish64 (hash);
}
