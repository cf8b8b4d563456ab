/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-catalog.h"
#include "tipoff-plural.h"
#include "tipoff-test-time.h"

#include <string.h>

/* What msgfmt made of data/test.po, in the byte order that its name says. */
static GBytes *
real_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "base", name, NULL);
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static void
test_real (gconstpointer name)
{
  g_autoptr (GBytes) bytes = real_file (name);
  g_autoptr (TipoffCatalog) catalog = tipoff_catalog_new (bytes);
  static const struct { gulong n; const char *text; } forms[] = {
    { 0, "{n} zgłoszeń" }, { 1, "{n} zgłoszenie" }, { 2, "{n} zgłoszenia" }, { 4, "{n} zgłoszenia" },
    { 5, "{n} zgłoszeń" }, { 12, "{n} zgłoszeń" }, { 22, "{n} zgłoszenia" }, { 112, "{n} zgłoszeń" },
    { G_MAXULONG, "{n} zgłoszeń" },
  };

  g_assert_nonnull (catalog);
  g_assert_cmpstr (tipoff_catalog_find (catalog, NULL, "Report"), ==, "Zgłoszenie");
  g_assert_cmpstr (tipoff_catalog_find (catalog, "verb", "Report"), ==, "Zgłoś");
  g_assert_null (tipoff_catalog_find (catalog, "noun", "Report"));
  g_assert_null (tipoff_catalog_find (catalog, NULL, "report"));
  g_assert_null (tipoff_catalog_find (catalog, NULL, "Not yet"));
  g_assert_null (tipoff_catalog_plural (catalog, "absent", 1));
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    g_assert_cmpstr (tipoff_catalog_plural (catalog, "{n} report", forms[i].n), ==, forms[i].text);
  /* One form only: there is no other. */
  g_assert_cmpstr (tipoff_catalog_plural (catalog, "Report", 1), ==, "Zgłoszenie");
  g_assert_null (tipoff_catalog_plural (catalog, "Report", 2));
}

/* Asks for everything that could touch a bad offset. */
static void
use (TipoffCatalog *catalog)
{
  static const char *const msgids[] = { "", "Report", "Sent by {name}", "{n} report", "zzz" };

  for (gsize i = 0; i < G_N_ELEMENTS (msgids); i++)
    {
      const char *text = tipoff_catalog_find (catalog, NULL, msgids[i]);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      for (gulong n = 0; n < 6; n++)
        {
          text = tipoff_catalog_plural (catalog, msgids[i], n);
          g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
        }
    }
}

static TipoffCatalog *
new_from_copy (const char *data,
               gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return tipoff_catalog_new (bytes);
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = real_file ("test-little.mo");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (TipoffCatalog) catalog = new_from_copy (data, length);

      /* What is cut off is a table or the last string's end, never nothing. */
      g_assert_null (catalog);
    }
}

/* Every byte set to what hurts most; none may lead out of the file. */
static void
test_corrupted (void)
{
  static const guint8 values[] = { 0x00, 0x01, 0x7F, 0x80, 0xFF };
  static const char *const names[] = { "test-little.mo", "test-big.mo" };
  guint sound = 0;

  for (gsize f = 0; f < G_N_ELEMENTS (names); f++)
    {
      g_autoptr (GBytes) bytes = real_file (names[f]);
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      for (gsize i = 0; i < size; i++)
        for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
          {
            g_autofree char *copy = g_memdup2 (data, size);
            g_autoptr (TipoffCatalog) catalog = NULL;

            copy[i] = (char) values[v];
            catalog = new_from_copy (copy, size);
            if (catalog != NULL)
              {
                use (catalog);
                sound++;
              }
          }
    }
  g_assert_cmpuint (sound, >, 0);
}

static void
append_word (GByteArray *file,
             guint32     word)
{
  guint32 little = GUINT32_TO_LE (word);

  g_byte_array_append (file, (const guint8 *) &little, sizeof little);
}

/* Many entries that all point at one long string would cost square time. */
static void
test_overlapping (void)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint32 count = 100000, text_length = 1000000;
  guint32 text_start = 28 + count * 8;
  g_autofree char *text = g_strnfill (text_length, 'a');
  g_autoptr (TipoffCatalog) catalog = NULL;
  TIPOFF_TEST_BEGIN_TIME ();

  append_word (file, 0x950412DE);
  append_word (file, 0);
  append_word (file, count);
  append_word (file, 28);
  append_word (file, 28);
  append_word (file, 0);
  append_word (file, 0);
  for (guint32 i = 0; i < count; i++)
    {
      append_word (file, text_length);
      append_word (file, text_start);
    }
  g_byte_array_append (file, (const guint8 *) text, text_length + 1);

  catalog = new_from_copy ((const char *) file->data, file->len);
  g_assert_null (catalog);
  TIPOFF_TEST_ASSERT_SECONDS (1);
}

static void
test_open (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "base", "test-little.mo", NULL);
  g_autofree char *absent = g_test_build_filename (G_TEST_BUILT, "base", "absent.mo", NULL);
  g_autoptr (TipoffCatalog) catalog = tipoff_catalog_open (path);

  g_assert_nonnull (catalog);
  g_assert_cmpstr (tipoff_catalog_find (catalog, NULL, "Report"), ==, "Zgłoszenie");
  g_assert_null (tipoff_catalog_open (absent));
  g_assert_null (tipoff_catalog_open ("/"));
}

static const struct
{
  const char *rule;
  guint       indices[8];   /* of n = 0, 1, 2, 3, 5, 11, 21, 101 */
} rules[] = {
  { "nplurals=1; plural=0;", { 0, 0, 0, 0, 0, 0, 0, 0 } },
  { "nplurals=2; plural=(n != 1);", { 1, 0, 1, 1, 1, 1, 1, 1 } },
  { "nplurals=2; plural=(n > 1);", { 0, 0, 1, 1, 1, 1, 1, 1 } },
  { "nplurals = 2 ; plural = n>1", { 0, 0, 1, 1, 1, 1, 1, 1 } },
  { "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", { 2, 0, 1, 1, 1, 1, 0, 0 } },
  { "nplurals=3; plural=n==1?0:n==2?1:2;", { 2, 0, 1, 2, 2, 2, 2, 2 } },
  { "nplurals=2; plural=!(n==1);", { 1, 0, 1, 1, 1, 1, 1, 1 } },
  { "nplurals=2; plural=!!n;", { 0, 1, 1, 1, 1, 1, 1, 1 } },
  { "nplurals=8; plural=n/2*2+n%2-n+1*2;", { 2, 2, 2, 2, 2, 2, 2, 2 } },
  { "nplurals=8; plural=8-4-2;", { 2, 2, 2, 2, 2, 2, 2, 2 } },
  { "nplurals=2; plural=1||n/0;", { 1, 1, 1, 1, 1, 1, 1, 1 } },
  { "nplurals=2; plural=n%0;", { 0, 0, 0, 0, 0, 0, 0, 0 } },
  { "nplurals=2; plural=n;", { 0, 1, 0, 0, 0, 0, 0, 0 } },      /* out of range is the first */
};

static void
test_rules (void)
{
  static const gulong numbers[] = { 0, 1, 2, 3, 5, 11, 21, 101 };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (TipoffPlural) plural = tipoff_plural_new (rules[i].rule);

      g_test_message ("%s", rules[i].rule);
      g_assert_nonnull (plural);
      for (gsize n = 0; n < G_N_ELEMENTS (numbers); n++)
        g_assert_cmpuint (tipoff_plural_index (plural, numbers[n]), ==, rules[i].indices[n]);
    }
}

static void
test_bad_rules (void)
{
  static const char *const bad[] = {
    "", "nplurals=2", "plural=0", "nplurals=0; plural=0;", "nplurals=9; plural=0;", "nplurals=2; plural=;",
    "nplurals=2; plural=(n;", "nplurals=2; plural=n);", "nplurals=2; plural=n ? 1;", "nplurals=2; plural=n n;",
    "nplurals=2; plural=m;", "nplurals=2; plural=n=1;", "nplurals=2; plural=n+;", "nplurals=2; plural=system();",
  };
  g_autoptr (GString) deep = g_string_new ("nplurals=2; plural=");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_null (tipoff_plural_new (bad[i]));
    }
  for (guint i = 0; i < 500; i++)
    g_string_append_c (deep, '(');
  g_string_append_c (deep, 'n');
  for (guint i = 0; i < 500; i++)
    g_string_append_c (deep, ')');
  g_assert_null (tipoff_plural_new (deep->str));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/base/catalog/little-endian", "test-little.mo", test_real);
  g_test_add_data_func ("/base/catalog/big-endian", "test-big.mo", test_real);
  g_test_add_func ("/base/catalog/truncated", test_truncated);
  g_test_add_func ("/base/catalog/corrupted", test_corrupted);
  g_test_add_func ("/base/catalog/overlapping", test_overlapping);
  g_test_add_func ("/base/catalog/open", test_open);
  g_test_add_func ("/base/plural/rules", test_rules);
  g_test_add_func ("/base/plural/bad-rules", test_bad_rules);
  return g_test_run ();
}
