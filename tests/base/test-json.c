/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-json.h"
#include "tipoff-limits.h"
#include "tipoff-test-time.h"

#include <string.h>

#define MAX_BYTES (1024 * 1024)

static char *
print (JsonNode *node)
{
  GString *out = g_string_new (NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_node (&writer, node);
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *text;
  const char *printed;
} accepted[] = {
  { "null", "null" },
  { " true ", "true" },
  { "false\n", "false" },
  { "0", "0" },
  { "-0", "0" },
  { "-12", "-12" },
  { "9223372036854775807", "9223372036854775807" },
  { "-9223372036854775808", "-9223372036854775808" },
  { "9223372036854775808", "9.223372036854776e+18" },
  { "0.981", "0.981" },
  { "-0.5e-3", "-0.0005" },
  { "1E+2", "100.0" },
  { "1.0", "1.0" },
  { "0e0", "0.0" },
  { "1e-400", "0.0" },
  { "\"\"", "\"\"" },
  { "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"a\\\"\\\\/\\b\\f\\n\\r\\t\"" },
  { "\"\\u00e9\\u20AC\"", "\"é€\"" },
  { "\"\\ud83d\\ude00\"", "\"😀\"" },
  /* No text holds these: U+FFFD. */
  { "\"a\\u0000b\"", "\"a\xEF\xBF\xBD" "b\"" },
  { "\"\\ud83d\"", "\"\xEF\xBF\xBD\"" },
  { "\"\\ude00x\"", "\"\xEF\xBF\xBDx\"" },
  { "\"\\ud83d\\ud83d\\ude00\"", "\"\xEF\xBF\xBD😀\"" },
  { "\"\\ud83d\\n\"", "\"\xEF\xBF\xBD\\n\"" },
  { "\"\x7F\"", "\"\\u007f\"" },
  { "[]", "[]" },
  { "[ ]", "[]" },
  { "{}", "{}" },
  { "\t{ \"a\" : [ 1 , \"b\" , { } , null ] }\r\n", "{\"a\":[1,\"b\",{},null]}" },
  { "{\"a\":{\"a\":1},\"b\":{\"a\":2}}", "{\"a\":{\"a\":1},\"b\":{\"a\":2}}" },
  { "{\"\":1}", "{\"\":1}" },
};

static void
test_accepted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = tipoff_json_parse (accepted[i].text, -1, MAX_BYTES, &error);
      g_autofree char *printed = NULL;

      g_assert_no_error (error);
      printed = print (node);
      g_assert_cmpstr (printed, ==, accepted[i].printed);
    }
}

static const struct
{
  const char      *text;
  TipoffJsonError  code;
} refused[] = {
  { "", TIPOFF_JSON_ERROR_SYNTAX },
  { " ", TIPOFF_JSON_ERROR_SYNTAX },
  { "nul", TIPOFF_JSON_ERROR_SYNTAX },
  { "NULL", TIPOFF_JSON_ERROR_SYNTAX },
  { "truefalse", TIPOFF_JSON_ERROR_SYNTAX },
  { "NaN", TIPOFF_JSON_ERROR_SYNTAX },
  { "Infinity", TIPOFF_JSON_ERROR_SYNTAX },
  { "undefined", TIPOFF_JSON_ERROR_SYNTAX },
  { "01", TIPOFF_JSON_ERROR_SYNTAX },
  { "+1", TIPOFF_JSON_ERROR_SYNTAX },
  { "-", TIPOFF_JSON_ERROR_SYNTAX },
  { "1.", TIPOFF_JSON_ERROR_SYNTAX },
  { ".5", TIPOFF_JSON_ERROR_SYNTAX },
  { "1e", TIPOFF_JSON_ERROR_SYNTAX },
  { "1e+-1", TIPOFF_JSON_ERROR_SYNTAX },
  { "0x10", TIPOFF_JSON_ERROR_SYNTAX },
  { "1e400", TIPOFF_JSON_ERROR_SYNTAX },
  { "'a'", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"a", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"a\nb\"", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"\x01\"", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"\\x41\"", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"\\u12\"", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"\\u12G4\"", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"\\", TIPOFF_JSON_ERROR_SYNTAX },
  { "[1,]", TIPOFF_JSON_ERROR_SYNTAX },
  { "[,1]", TIPOFF_JSON_ERROR_SYNTAX },
  { "[1 2]", TIPOFF_JSON_ERROR_SYNTAX },
  { "[1", TIPOFF_JSON_ERROR_SYNTAX },
  { "]", TIPOFF_JSON_ERROR_SYNTAX },
  { "{\"a\":1,}", TIPOFF_JSON_ERROR_SYNTAX },
  { "{\"a\"}", TIPOFF_JSON_ERROR_SYNTAX },
  { "{\"a\" 1}", TIPOFF_JSON_ERROR_SYNTAX },
  { "{a:1}", TIPOFF_JSON_ERROR_SYNTAX },
  { "{1:1}", TIPOFF_JSON_ERROR_SYNTAX },
  { "{\"a\":1]", TIPOFF_JSON_ERROR_SYNTAX },
  { "[1}", TIPOFF_JSON_ERROR_SYNTAX },
  { "{}{}", TIPOFF_JSON_ERROR_SYNTAX },
  { "1 2", TIPOFF_JSON_ERROR_SYNTAX },
  { "{} x", TIPOFF_JSON_ERROR_SYNTAX },
  { "/* c */ 1", TIPOFF_JSON_ERROR_SYNTAX },
  { "1 // c", TIPOFF_JSON_ERROR_SYNTAX },
  { "# c\n1", TIPOFF_JSON_ERROR_SYNTAX },
  { "\f1", TIPOFF_JSON_ERROR_SYNTAX },
  { "\xC2\xA0" "1", TIPOFF_JSON_ERROR_SYNTAX },
  { "\xEF\xBB\xBF{}", TIPOFF_JSON_ERROR_SYNTAX },
  { "\"\x80\"", TIPOFF_JSON_ERROR_NOT_UTF8 },
  { "\"\xC0\xAF\"", TIPOFF_JSON_ERROR_NOT_UTF8 },
  { "\"\xED\xA0\x80\"", TIPOFF_JSON_ERROR_NOT_UTF8 },
  { "\"\xF4\x90\x80\x80\"", TIPOFF_JSON_ERROR_NOT_UTF8 },
  { "{\"a\":1,\"a\":2}", TIPOFF_JSON_ERROR_DUPLICATE_NAME },
  { "{\"a\":1,\"\\u0061\":2}", TIPOFF_JSON_ERROR_DUPLICATE_NAME },
  { "[{\"\":1,\"b\":{},\"\":2}]", TIPOFF_JSON_ERROR_DUPLICATE_NAME },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = tipoff_json_parse (refused[i].text, -1, MAX_BYTES, &error);

      g_autofree char *shown = g_strescape (refused[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_null (node);
      g_assert_error (error, TIPOFF_JSON_ERROR, (int) refused[i].code);
    }
}

/* Every beginning of a correct text but the whole is refused, also where the
 * buffer ends there. */
static void
test_truncated (void)
{
  static const char text[] = "{\"a\":[1.5e3,true,null,\"\\u00e9\\n\"],\"b\":{\"c\":-2}}";

  for (gsize length = 0; length < sizeof text - 1; length++)
    {
      g_autofree char *exact = g_memdup2 (text, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (tipoff_json_parse (length > 0 ? exact : "", (gssize) length, MAX_BYTES, &error));
      g_assert_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SYNTAX);
    }
}

static void
test_place_of_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tipoff_json_parse ("{\n  \"é\": ?\n}", -1, MAX_BYTES, &error));
  g_assert_nonnull (strstr (error->message, "line 2, column 8"));
}

static char *
nested (guint       depth,
        const char *open,
        const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct { const char *open, *close; } ways[] = { { "[", "]" }, { "[{\"a\":", "}]" } };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      guint levels = i == 0 ? 1 : 2;
      g_autofree char *most = NULL, *more = NULL, *far = NULL;
      g_autoptr (GString) filled = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      most = nested (TIPOFF_LIMIT_JSON_DEPTH / levels, ways[i].open, ways[i].close);
      more = nested (TIPOFF_LIMIT_JSON_DEPTH / levels + 1, ways[i].open, ways[i].close);
      far = nested (100000, ways[i].open, "");

      /* The innermost member needs a value. */
      filled = g_string_new (most);
      if (levels == 2)
        g_string_insert (filled, (gssize) strlen (ways[i].open) * TIPOFF_LIMIT_JSON_DEPTH / levels, "0");
      node = tipoff_json_parse (filled->str, -1, MAX_BYTES, &error);
      g_assert_no_error (error);
      g_assert_nonnull (node);

      g_assert_null (tipoff_json_parse (more, -1, MAX_BYTES, &error));
      g_assert_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_TOO_DEEP);
      g_clear_error (&error);
      g_assert_null (tipoff_json_parse (far, -1, MAX_BYTES, &error));
      g_assert_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_TOO_DEEP);
    }
}

static void
test_size (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tipoff_json_parse ("[1,2]", -1, 5, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (tipoff_json_parse ("[1,2]", -1, 4, &error));
  g_assert_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_TOO_LARGE);
  g_clear_error (&error);

  /* A NUL in the middle is no end. */
  g_assert_null (tipoff_json_parse ("[1]\0[2]", 7, MAX_BYTES, &error));
  g_assert_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_NOT_UTF8);
}

static void
test_members (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < TIPOFF_LIMIT_JSON_MEMBERS; i++)
    g_string_append_printf (text, "%s\"%u\":%u", i > 0 ? "," : "", i, i);
  g_string_append_c (text, '}');
  node = tipoff_json_parse (text->str, -1, MAX_BYTES, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);

  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"more\":0}");
  g_assert_null (tipoff_json_parse (text->str, -1, MAX_BYTES, &error));
  g_assert_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_TOO_LARGE);
}

/* Names that all have the same g_str_hash (): "Aa" and "B@" have. */
static void
test_hash_flood (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  while (text->len < 900000)
    {
      g_string_append (text, text->len > 1 ? ",{" : "{");
      for (guint i = 0; i < 1024; i++)
        {
          g_string_append (text, i > 0 ? ",\"" : "\"");
          for (guint bit = 0; bit < 10; bit++)
            g_string_append (text, i >> bit & 1 ? "Aa" : "B@");
          g_string_append (text, "\":0");
        }
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
  g_assert_cmpuint (g_str_hash ("Aa"), ==, g_str_hash ("B@"));

  TIPOFF_TEST_BEGIN_TIME ();
  node = tipoff_json_parse (text->str, -1, MAX_BYTES, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  TIPOFF_TEST_ASSERT_SECONDS (2);
}

static void
test_getters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
    tipoff_json_parse_object ("{\"s\":\"x\",\"i\":7,\"d\":0.5,\"b\":true,\"n\":null,\"o\":{},\"a\":[\"p\",\"q\"],\"m\":[\"p\",1]}",
                              -1, MAX_BYTES, &error);
  g_auto (GStrv) strings = NULL, none = NULL, null = NULL;
  gint64 value = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (tipoff_json_get_string (object, "s", NULL), ==, "x");
  g_assert_true (tipoff_json_get_int (object, "i", &value, NULL));
  g_assert_cmpint (value, ==, 7);
  g_assert_nonnull (tipoff_json_get_object (object, "o", NULL));
  g_assert_nonnull (tipoff_json_get_array (object, "a", NULL));

  g_assert_cmpstr (tipoff_json_get_string_or (object, "s", "y"), ==, "x");
  g_assert_cmpstr (tipoff_json_get_string_or (object, "i", "y"), ==, "y");
  g_assert_cmpstr (tipoff_json_get_string_or (object, "n", "y"), ==, "y");
  g_assert_cmpstr (tipoff_json_get_string_or (object, "absent", "y"), ==, "y");
  g_assert_cmpint (tipoff_json_get_int_or (object, "i", 1), ==, 7);
  g_assert_cmpint (tipoff_json_get_int_or (object, "d", 1), ==, 1);
  g_assert_cmpfloat (tipoff_json_get_double_or (object, "d", 1), ==, 0.5);
  g_assert_cmpfloat (tipoff_json_get_double_or (object, "i", 1), ==, 7);
  g_assert_cmpfloat (tipoff_json_get_double_or (object, "s", 1), ==, 1);
  g_assert_true (tipoff_json_get_boolean_or (object, "b", FALSE));
  g_assert_false (tipoff_json_get_boolean_or (object, "i", FALSE));
  g_assert_null (tipoff_json_get_object_or_null (object, "a"));
  g_assert_null (tipoff_json_get_array_or_null (object, "o"));

  strings = tipoff_json_get_strv (object, "a", &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (strings, ((const char *const[]) { "p", "q", NULL }));
  none = tipoff_json_get_strv (object, "absent", &error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  null = tipoff_json_get_strv (object, "n", &error);
  g_assert_cmpuint (g_strv_length (null), ==, 0);

#define ASSERT_SHAPE(call) G_STMT_START {                                     \
    g_assert_false (call);                                                    \
    g_assert_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE);       \
    g_clear_error (&error);                                                   \
  } G_STMT_END
  ASSERT_SHAPE (tipoff_json_get_string (object, "i", &error));
  ASSERT_SHAPE (tipoff_json_get_string (object, "absent", &error));
  ASSERT_SHAPE (tipoff_json_get_object (object, "a", &error));
  ASSERT_SHAPE (tipoff_json_get_array (object, "absent", &error));
  ASSERT_SHAPE (tipoff_json_get_int (object, "d", &value, &error));
  ASSERT_SHAPE (tipoff_json_get_strv (object, "m", &error));
  ASSERT_SHAPE (tipoff_json_get_strv (object, "s", &error));
  ASSERT_SHAPE (tipoff_json_parse_object ("[]", -1, MAX_BYTES, &error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/accepted", test_accepted);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/truncated", test_truncated);
  g_test_add_func ("/base/json/place-of-error", test_place_of_error);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/size", test_size);
  g_test_add_func ("/base/json/members", test_members);
  g_test_add_func ("/base/json/hash-flood", test_hash_flood);
  g_test_add_func ("/base/json/getters", test_getters);
  return g_test_run ();
}
