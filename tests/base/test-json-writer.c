/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-json.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void
test_shape (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "s", "x");
  tipoff_json_writer_member_string (&writer, "z", NULL);
  tipoff_json_writer_member_int (&writer, "i", G_MININT64);
  tipoff_json_writer_member_fixed (&writer, "f", 0.981, 3);
  tipoff_json_writer_member_boolean (&writer, "b", TRUE);
  tipoff_json_writer_name (&writer, "a");
  tipoff_json_writer_begin_array (&writer);
  tipoff_json_writer_begin_array (&writer);
  tipoff_json_writer_end_array (&writer);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_end_object (&writer);
  tipoff_json_writer_string_len (&writer, "abc", 2);
  tipoff_json_writer_null (&writer);
  tipoff_json_writer_end_array (&writer);
  tipoff_json_writer_name (&writer, "\"");
  tipoff_json_writer_boolean (&writer, FALSE);
  tipoff_json_writer_end_object (&writer);

  g_assert_cmpstr (out->str, ==,
                   "{\"s\":\"x\",\"z\":null,\"i\":-9223372036854775808,\"f\":0.981,\"b\":true,"
                   "\"a\":[[],{},\"ab\",null],\"\\\"\":false}");
}

static const struct
{
  const char *value;
  const char *written;
} strings[] = {
  { "", "\"\"" },
  { "plain é 😀", "\"plain é 😀\"" },
  { "\"\\/", "\"\\\"\\\\/\"" },
  { "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
  { "\x01\x1F\x7F", "\"\\u0001\\u001f\\u007f\"" },
  { "\xC2\x85", "\"\\u0085\"" },
  { "a\xE2\x80\xA8" "b\xE2\x80\xA9", "\"a\\u2028b\\u2029\"" },
  { "\xE2\x80\xAE" "txt.exe", "\"\\u202etxt.exe\"" },
  { "\xEF\xBB\xBF", "\"\\ufeff\"" },
  /* What is no text must not make invalid JSON. */
  { "a\xFF" "b", "\"a\\ufffdb\"" },
  { "\xE2\x82", "\"\\ufffd\\ufffd\"" },
};

static void
test_strings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      TipoffJsonWriter writer;

      tipoff_json_writer_init (&writer, out);
      tipoff_json_writer_string (&writer, strings[i].value);
      g_assert_cmpstr (out->str, ==, strings[i].written);
    }
}

static const struct
{
  double      value;
  guint       decimals;
  const char *written;
} numbers[] = {
  { 0, 3, "0.000" },
  { 1, 3, "1.000" },
  { 0.981, 3, "0.981" },
  { 0.9999, 3, "1.000" },
  { 9.9996, 3, "10.000" },
  { 99.5, 0, "100" },
  { 0.125, 2, "0.13" },     /* a tie in binary too */
  { -0.125, 2, "-0.13" },
  { 0.375, 2, "0.38" },
  { 2.5, 0, "3" },
  { -2.5, 0, "-3" },
  { 0.5, 0, "1" },
  { 0.0625, 3, "0.063" },
  { 1.005, 2, "1.00" },     /* 1.00499999999999989… */
  { 0.9815, 3, "0.982" },   /* 0.98150000000000003… */
  { -0.0001, 3, "0.000" },
  { -0.0, 2, "0.00" },
  { 1e-300, 9, "0.000000000" },
  { 123456789.125, 2, "123456789.13" },
  { 4503599627370497.5, 0, "4503599627370498" },
  { 0.4999999999, 0, "0" },
  { 0.5000000001, 0, "1" },
  { -0.4999999999, 0, "0" },
  { 4294967295.4, 0, "4294967295" },
  { 4294967295.6, 0, "4294967296" },
  { 4.294967295, 9, "4.294967295" },
  { 4.2949672965, 9, "4.294967297" },   /* 4.29496729650000030… */
  { 0.1, 99, "0.100000000" },
  { NAN, 3, "null" },
  { INFINITY, 3, "null" },
  { -INFINITY, 3, "null" },
};

static void
check_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      TipoffJsonWriter writer;

      tipoff_json_writer_init (&writer, out);
      tipoff_json_writer_fixed (&writer, numbers[i].value, numbers[i].decimals);
      g_assert_cmpstr (out->str, ==, numbers[i].written);
    }
}

static void
test_numbers (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  TipoffJsonWriter writer;

  check_numbers ();
  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_fixed (&writer, G_MAXDOUBLE, 2);
  g_assert_cmpuint (out->len, ==, 309 + 3);
}

/* Every number of three decimals comes back as it is, and so does what is a little off. */
static void
test_thousandths (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  TipoffJsonWriter writer;

  for (guint i = 0; i < 20000; i++)
    for (int off = -1; off <= 1; off++)
      {
        char expected[16];

        g_snprintf (expected, sizeof expected, "%u.%03u", i / 1000, i % 1000);
        g_string_truncate (out, 0);
        tipoff_json_writer_init (&writer, out);
        tipoff_json_writer_fixed (&writer, i / 1000.0 + off * 0.00049, 3);
        g_assert_cmpstr (out->str, ==, expected);
      }
}

/* A decimal comma in the locale, or at least the wish for one, changes nothing. */
static void
test_locale (void)
{
  static const char *const locales[] = { "nl_BE.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8" };
  gsize i = 0;

  while (i < G_N_ELEMENTS (locales) && setlocale (LC_NUMERIC, locales[i]) == NULL)
    i++;
  if (i == G_N_ELEMENTS (locales))
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  check_numbers ();
  setlocale (LC_NUMERIC, "C");
}

/* What is written reads back as the same. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (JsonNode) node = json_node_alloc ();
      g_autoptr (JsonNode) back = NULL;
      g_autoptr (GError) error = NULL;
      TipoffJsonWriter writer;
      guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      double value;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      json_node_init_double (node, value);
      tipoff_json_writer_init (&writer, out);
      tipoff_json_writer_node (&writer, node);

      back = tipoff_json_parse (out->str, -1, 64, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (json_node_get_double (back), ==, value);
      g_assert_true (json_node_get_value_type (back) == G_TYPE_DOUBLE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json-writer/shape", test_shape);
  g_test_add_func ("/base/json-writer/strings", test_strings);
  g_test_add_func ("/base/json-writer/numbers", test_numbers);
  g_test_add_func ("/base/json-writer/thousandths", test_thousandths);
  g_test_add_func ("/base/json-writer/locale", test_locale);
  g_test_add_func ("/base/json-writer/round-trip", test_round_trip);
  return g_test_run ();
}
