/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-utf8.h"

#include "tipoff-test-time.h"

#include <string.h>

#define BYTES(literal) literal, sizeof literal - 1
#define R "\xEF\xBF\xBD"

static const struct
{
  const char *bytes;
  gsize       length;
  const char *repaired;
} repairs[] = {
  { BYTES (""), "" },
  { BYTES ("plain é € 😀"), "plain é € 😀" },
  { BYTES ("a\0b"), "a" R "b" },
  { BYTES ("\x80"), R },
  { BYTES ("\xBF\xBF"), R R },
  { BYTES ("\xC3"), R },
  { BYTES ("\xC3" "a"), R "a" },
  { BYTES ("\xC0\xAF"), R R },                          /* overlong / */
  { BYTES ("\xC1\x81"), R R },
  { BYTES ("\xE0\x80\xAF"), R R R },                    /* overlong, three bytes */
  { BYTES ("\xF0\x80\x80\xAF"), R R R R },
  { BYTES ("\xED\xA0\x80"), R R R },                    /* a surrogate */
  { BYTES ("\xED\xAD\xBF\xED\xB0\x80"), R R R R R R },
  { BYTES ("\xF4\x90\x80\x80"), R R R R },              /* beyond U+10FFFF */
  { BYTES ("\xF5\x80"), R R },
  { BYTES ("\xFE\x80"), R R },
  { BYTES ("\xE2\x82" "a"), R "a" },                    /* a maximal subpart is one */
  { BYTES ("\xF0\x9F\x98"), R },
  { BYTES ("\xF0\x9F\x98\xE2\x82\xAC"), R "€" },
  { BYTES ("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF" "A"), R R R R "A" },  /* Unicode 15, table 3-11 */
  { BYTES ("a\xF1\x80\x80\xE1\x80\xC2" "b\x80" "c\x80\xBF" "d"), "a" R R R "b" R "c" R R "d" },
  { BYTES ("\xF4\x8F\xBF\xBF"), "\xF4\x8F\xBF\xBF" },
  { BYTES ("caf\xE9"), "caf" R },                       /* Latin-1 */
  { BYTES ("\xEF\xBB\xBFx"), "x" },
  { BYTES ("\xEF\xBB\xBF"), "" },
  { BYTES ("x\xEF\xBB\xBF"), "x\xEF\xBB\xBF" },         /* a mark only at the start */
  { BYTES ("\xFF\xFE" "h\0\xE9\0\xAC\x20"), "hé€" },
  { BYTES ("\xFE\xFF" "\0h\0\xE9\x20\xAC"), "hé€" },
  { BYTES ("\xFF\xFE\x3D\xD8\x00\xDE"), "😀" },
  { BYTES ("\xFE\xFF\xD8\x3D\xDE\x00"), "😀" },
  { BYTES ("\xFF\xFE\x3D\xD8"), R },                    /* half a pair */
  { BYTES ("\xFF\xFE\x3D\xD8" "a\0"), R "a" },
  { BYTES ("\xFF\xFE\x00\xDE" "a\0"), R "a" },
  { BYTES ("\xFF\xFE" "a\0b"), "a" R },                 /* an odd byte */
  { BYTES ("\xFF\xFE\x3D\xD8\x00"), R R },
  { BYTES ("\xFF\xFE\0\0a\0"), R "a" },
  { BYTES ("\xFF\xFE"), "" },
  { BYTES ("\xFF"), R },
};

static void
test_repair (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (repairs); i++)
    {
      /* An exact copy, so that a look past the end is seen by a sanitizer. */
      g_autofree char *bytes = g_memdup2 (repairs[i].bytes, repairs[i].length);
      g_autoptr (TipoffOffsetMap) map = NULL;
      gsize length = G_MAXSIZE;
      g_autofree char *repaired = tipoff_utf8_repair (bytes, repairs[i].length, &length, &map);
      gboolean same = length == repairs[i].length &&
                      (length == 0 || memcmp (repaired, bytes, length) == 0);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (repaired, ==, repairs[i].repaired);
      g_assert_cmpuint (length, ==, strlen (repairs[i].repaired));
      g_assert_true (same == (map == NULL));
    }
}

static void
assert_source (const TipoffOffsetMap *map,
               gsize                  start,
               gsize                  end,
               gsize                  source_start,
               gsize                  source_end)
{
  gsize got_start, got_end;

  tipoff_offset_map_to_source (map, start, end, &got_start, &got_end);
  g_assert_cmpuint (got_start, ==, source_start);
  g_assert_cmpuint (got_end, ==, source_end);
}

static void
test_map (void)
{
  g_autoptr (TipoffOffsetMap) map = NULL, wide = NULL;
  g_autofree char *repaired = tipoff_utf8_repair (BYTES ("\xEF\xBB\xBF" "ab\xFF" "cd"), NULL, &map);
  g_autofree char *converted = tipoff_utf8_repair (BYTES ("\xFF\xFE" "h\0\xE9\0\xAC\x20!\0"), NULL, &wide);

  g_assert_cmpstr (repaired, ==, "ab" R "cd");
  assert_source (map, 0, 2, 3, 5);
  assert_source (map, 2, 5, 5, 6);
  assert_source (map, 5, 7, 6, 8);

  g_assert_cmpstr (converted, ==, "hé€!");
  assert_source (wide, 0, 1, 2, 4);
  assert_source (wide, 1, 3, 4, 6);
  assert_source (wide, 3, 6, 6, 8);
  assert_source (wide, 6, 7, 8, 10);
}

/* Whatever the bytes: valid text, and each piece that is not U+FFFD is where the
 * map says. */
static void
test_random (void)
{
  static const char pieces[][5] = { "a", "0", "é", "€", "😀", "\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xED\xA0\x80", "\xFF" };

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autoptr (TipoffOffsetMap) map = NULL;
      g_autofree char *repaired = NULL;
      gsize length;

      for (guint i = 0; i < 40; i++)
        g_string_append (bytes, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      repaired = tipoff_utf8_repair (bytes->str, bytes->len, &length, &map);
      g_assert_true (g_utf8_validate_len (repaired, length, NULL));

      for (const char *p = repaired; map != NULL && *p != '\0'; p = g_utf8_next_char (p))
        {
          gsize size = (gsize) (g_utf8_next_char (p) - p);
          gsize start, end;

          tipoff_offset_map_to_source (map, (gsize) (p - repaired), (gsize) (p - repaired) + size, &start, &end);
          g_assert_cmpuint (end, >, start);
          if (g_utf8_get_char (p) != 0xFFFD)
            g_assert_cmpmem (p, size, bytes->str + start, end - start);
        }
    }
}

static const struct
{
  const char *bytes;
  gsize       length;
  gboolean    binary;
} kinds[] = {
  { BYTES (""), FALSE },
  { BYTES ("Uw pakket staat klaar"), FALSE },
  { BYTES ("caf\xE9 na\xEFve"), FALSE },
  { BYTES ("a\0b"), FALSE },                            /* a stray NUL hides nothing */
  { BYTES ("\x1B[31mred\x1B[0m"), FALSE },
  { BYTES ("I like my WEBP and PNG images"), FALSE },
  { BYTES ("PK is short for Peking"), FALSE },
  { BYTES ("%PDF is a format"), FALSE },
  { BYTES ("\xFF\xFEh\0i\0"), FALSE },
  { BYTES ("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), TRUE },
  { BYTES ("\xFF\xD8\xFF\xE0\0\x10JFIF"), TRUE },
  { BYTES ("GIF89a"), TRUE },
  { BYTES ("RIFF\x10\0\0\0WEBPVP8 "), TRUE },
  { BYTES ("\0\0\0\x18" "ftypheic"), TRUE },
  { BYTES ("%PDF-1.7\n1 0 obj"), TRUE },
  { BYTES ("PK\3\4\x14\0"), TRUE },
  { BYTES ("\x7F" "ELF\2\1\1"), TRUE },
  { BYTES ("\x1F\x8B\x08"), TRUE },
  { BYTES ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), TRUE },
  { BYTES ("SQLite format 3\0"), TRUE },
  { BYTES ("h\0e\0l\0l\0o\0"), TRUE },                  /* UTF-16 without a mark */
  { BYTES ("\x01\x02\x03\x04\x05\x06" "text"), TRUE },
};

static void
test_binary (void)
{
  g_autoptr (GByteArray) noise = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *bytes = g_memdup2 (kinds[i].bytes, kinds[i].length);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (tipoff_utf8_looks_binary (bytes, kinds[i].length), ==, kinds[i].binary);
    }

  for (guint i = 0; i < 4096; i++)
    g_byte_array_append (noise, &(guint8) { (guint8) g_test_rand_int_range (0, 256) }, 1);
  noise->data[0] = 'x';
  g_assert_true (tipoff_utf8_looks_binary ((const char *) noise->data, noise->len));
}

static void
test_floor (void)
{
  static const char text[] = "aé€😀";

  g_assert_cmpuint (tipoff_utf8_floor (text, 10, 0), ==, 0);
  g_assert_cmpuint (tipoff_utf8_floor (text, 10, 1), ==, 1);
  g_assert_cmpuint (tipoff_utf8_floor (text, 10, 2), ==, 1);
  g_assert_cmpuint (tipoff_utf8_floor (text, 10, 5), ==, 3);
  g_assert_cmpuint (tipoff_utf8_floor (text, 10, 9), ==, 6);
  g_assert_cmpuint (tipoff_utf8_floor (text, 10, 10), ==, 10);
  g_assert_cmpuint (tipoff_utf8_floor (text, 10, 99), ==, 10);
}

/* Megabytes of the worst take linear time. */
static void
test_large (void)
{
  gsize size = 4 * 1024 * 1024, length;
  g_autofree char *bytes = g_malloc (size);
  g_autoptr (TipoffOffsetMap) map = NULL;
  g_autofree char *repaired = NULL;
  TIPOFF_TEST_BEGIN_TIME ();

  for (gsize i = 0; i < size; i++)
    bytes[i] = i % 2 ? '\xFF' : 'a';
  repaired = tipoff_utf8_repair (bytes, size, &length, &map);
  g_assert_cmpuint (length, ==, size * 2);
  g_assert_nonnull (map);
  TIPOFF_TEST_ASSERT_SECONDS (3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/utf8/repair", test_repair);
  g_test_add_func ("/base/utf8/map", test_map);
  g_test_add_func ("/base/utf8/random", test_random);
  g_test_add_func ("/base/utf8/binary", test_binary);
  g_test_add_func ("/base/utf8/floor", test_floor);
  g_test_add_func ("/base/utf8/large", test_large);
  return g_test_run ();
}
