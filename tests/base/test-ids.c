/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ids.h"

#include <string.h>

#define DNS "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

static void
test_uuid (void)
{
  g_autofree char *first = tipoff_uuid_new ();
  g_autofree char *second = tipoff_uuid_new ();

  g_assert_true (tipoff_uuid_is_valid (first));
  g_assert_cmpint (first[14], ==, '4');
  g_assert_nonnull (strchr ("89ab", first[19]));
  g_assert_cmpstr (first, !=, second);
}

static void
test_uuid_v5 (void)
{
  static const struct { const char *name, *uuid; } known[] = {
    { "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2" },   /* RFC 9562, appendix A.4 */
    { "python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d" },
    { "", "4ebd0208-8328-5d69-8c44-ec50939c0967" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *uuid = tipoff_uuid_new_v5 (DNS, known[i].name);

      g_assert_cmpstr (uuid, ==, known[i].uuid);
      g_assert_true (tipoff_uuid_is_valid (uuid));
    }
}

static void
test_uuid_valid (void)
{
  static const char *const invalid[] = {
    "", "6ba7b810", "6BA7B810-9dad-11d1-80b4-00c04fd430c8", "6ba7b8109-dad-11d1-80b4-00c04fd430c8",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c", "6ba7b810-9dad-11d1-80b4-00c04fd430c88",
    "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "6ba7b810-9dad-11d1-80b4-00c04fd430cg",
    "6ba7b810 9dad 11d1 80b4 00c04fd430c8",
  };

  g_assert_true (tipoff_uuid_is_valid (DNS));
  g_assert_false (tipoff_uuid_is_valid (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (tipoff_uuid_is_valid (invalid[i]));
}

static void
test_sha256 (void)
{
  g_autofree char *empty = tipoff_sha256_hex (NULL, 0);
  g_autofree char *abc = tipoff_sha256_hex ("abc", 3);
  g_autofree char *nul = tipoff_sha256_hex ("\0", 1);

  /* FIPS 180-2, appendix B, and two of common knowledge. */
  g_assert_cmpstr (empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (nul, ==, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

static void
test_token (void)
{
  static const char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789-";   /* 33: no power of two */
  guint counts[sizeof alphabet - 1] = { 0 };
  g_autofree char *token = tipoff_random_token (66000, alphabet);
  g_autofree char *other = tipoff_random_token (16, alphabet);
  g_autofree char *another = tipoff_random_token (16, alphabet);
  g_autofree char *none = tipoff_random_token (0, alphabet);

  g_assert_cmpstr (other, !=, another);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (strlen (token), ==, 66000);
  for (const char *p = token; *p != '\0'; p++)
    {
      g_assert_nonnull (strchr (alphabet, *p));
      counts[strchr (alphabet, *p) - alphabet]++;
    }
  /* 2,000 each, with a deviation of 44; biased by modulo, the first 25 would have
   * 2,062 and the others 1,804. */
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (ABS ((int) counts[i] - 2000), <, 300);
}

/* Models depend on these values: they must never change. */
static void
test_hash (void)
{
  g_assert_cmphex (tipoff_hash64 ("", 0, 0), ==, G_GUINT64_CONSTANT (0xEFD01F60BA992926));
  g_assert_cmphex (tipoff_hash64 ("a", 1, 0), ==, G_GUINT64_CONSTANT (0x82A2A958A9BECE5B));
  g_assert_cmphex (tipoff_hash64 ("pakket", 6, 0), ==, G_GUINT64_CONSTANT (0xF2D798C734322A7F));
  g_assert_cmphex (tipoff_hash64 ("pakket", 6, 1), ==, G_GUINT64_CONSTANT (0xAA31F3F81685BFE2));
  g_assert_cmphex (tipoff_hash64 ("\0", 1, 0), !=, tipoff_hash64 ("", 0, 0));

  /* A seed is more than one more byte. */
  for (guint c = 0; c < 256; c++)
    g_assert_cmphex (tipoff_hash64 (&(guint8) { (guint8) c }, 1, 1), !=, tipoff_hash64 (&(guint8) { (guint8) (c ^ 1) }, 1, 0));
}

/* The low bits, which index a table of features, are spread. */
static void
test_hash_spread (void)
{
  guint counts[64] = { 0 };

  for (guint i = 0; i < 64000; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      counts[tipoff_hash64 (key, strlen (key), 7) & 63]++;
    }
  for (guint i = 0; i < 64; i++)
    g_assert_cmpuint (ABS ((int) counts[i] - 1000), <, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/ids/uuid", test_uuid);
  g_test_add_func ("/base/ids/uuid-v5", test_uuid_v5);
  g_test_add_func ("/base/ids/uuid-valid", test_uuid_valid);
  g_test_add_func ("/base/ids/sha256", test_sha256);
  g_test_add_func ("/base/ids/token", test_token);
  g_test_add_func ("/base/ids/hash", test_hash);
  g_test_add_func ("/base/ids/hash-spread", test_hash_spread);
  return g_test_run ();
}
