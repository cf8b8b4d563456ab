/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone.h"

#include <string.h>

#define T(name) TIPOFF_PHONE_TYPE_##name
#define C(name) TIPOFF_PHONE_COST_##name

/* Classes, not prose: they hold with the metadata of 2022 and of today. */
static const struct
{
  const char      *text;
  const char      *read_in;
  const char      *e164;
  const char      *region;
  TipoffPhoneType  type;
  TipoffPhoneCost  cost;
} valid[] = {
  { "0470 12 34 56", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "0470123456", "be", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "+32 470 12 34 56", "ES", "+32470123456", "BE", T (MOBILE), C (UNKNOWN) },
  { "0032 470 12 34 56", "NL", "+32470123456", "BE", T (MOBILE), C (UNKNOWN) },
  { "+32 (0)470/12.34.56", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "tel:+32470123456", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "02/511.22.33", "BE", "+3225112233", "BE", T (FIXED_LINE), C (STANDARD) },
  { "0800 12 345", "BE", "+3280012345", "BE", T (TOLL_FREE), C (FREE) },
  { "0900 12 345", "BE", "+3290012345", "BE", T (PREMIUM_RATE), C (PREMIUM) },
  { "0470 12 34 56 ext. 12", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "\xE2\x80\xAA+32 470 12 34 56\xE2\x80\xAC", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "０４７０ １２ ３４ ５６", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "٠٤٧٠١٢٣٤٥٦", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "0470\u200B12\u200B34\u200B56", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { " 0470\t12 34 56\n", "BE", "+32470123456", "BE", T (MOBILE), C (STANDARD) },
  { "912 345 678", "ES", "+34912345678", "ES", T (FIXED_LINE), C (STANDARD) },
  { "612 34 56 78", "ES", "+34612345678", "ES", T (MOBILE), C (STANDARD) },
  { "806 123 456", "ES", "+34806123456", "ES", T (PREMIUM_RATE), C (PREMIUM) },
  { "900 123 456", "ES", "+34900123456", "ES", T (TOLL_FREE), C (FREE) },
  { "902 123 456", "ES", "+34902123456", "ES", T (SHARED_COST), C (UNKNOWN) },
  { "06 12345678", "NL", "+31612345678", "NL", T (MOBILE), C (STANDARD) },
  { "020 123 4567", "NL", "+31201234567", "NL", T (FIXED_LINE), C (STANDARD) },
  { "0900 1234", "NL", "+319001234", "NL", T (PREMIUM_RATE), C (PREMIUM) },
  { "06 12 34 56 78", "FR", "+33612345678", "FR", T (MOBILE), C (STANDARD) },
  { "01.23.45.67.89", "FR", "+33123456789", "FR", T (FIXED_LINE), C (STANDARD) },
  { "08 99 12 34 56", "FR", "+33899123456", "FR", T (PREMIUM_RATE), C (PREMIUM) },
  { "0800 123 456", "FR", "+33800123456", "FR", T (TOLL_FREE), C (FREE) },
  { "030 123456", "DE", "+4930123456", "DE", T (FIXED_LINE), C (STANDARD) },
  { "0151 12345678", "DE", "+4915112345678", "DE", T (MOBILE), C (STANDARD) },
  { "0900 1 123456", "DE", "+499001123456", "DE", T (PREMIUM_RATE), C (PREMIUM) },
  { "0137 7 123456", "DE", "+491377123456", "DE", T (PREMIUM_RATE), C (PREMIUM) },
  { "0180 5 123456", "DE", "+491805123456", "DE", T (SHARED_COST), C (UNKNOWN) },
  { "020 7031 3000", "GB", "+442070313000", "GB", T (FIXED_LINE), C (STANDARD) },
  { "0909 879 1234", "GB", "+449098791234", "GB", T (PREMIUM_RATE), C (PREMIUM) },
  { "+1 876 955 1234", "BE", "+18769551234", "JM", T (FIXED_LINE), C (UNKNOWN) },
  { "001 876 955 1234", "BE", "+18769551234", "JM", T (FIXED_LINE), C (UNKNOWN) },
  { "876 955 1234", "JM", "+18769551234", "JM", T (FIXED_LINE), C (STANDARD) },
  { "+882 16 00 00000", "BE", "+882160000000", "001", T (VOIP), C (UNKNOWN) },
  { "+800 1234 5678", "BE", "+80012345678", "001", T (TOLL_FREE), C (FREE) },
  /* Short: no form for other countries. */
  { "112", "BE", NULL, "BE", T (EMERGENCY), C (FREE) },
  { "101", "BE", NULL, "BE", T (EMERGENCY), C (FREE) },
  { "100", "BE", NULL, "BE", T (EMERGENCY), C (FREE) },
  { "1 1 2", "BE", NULL, "BE", T (EMERGENCY), C (FREE) },
  { "112", "ES", NULL, "ES", T (EMERGENCY), C (FREE) },
  { "112", "NL", NULL, "NL", T (EMERGENCY), C (FREE) },
  { "112", "FR", NULL, "FR", T (EMERGENCY), C (FREE) },
  { "112", "DE", NULL, "DE", T (EMERGENCY), C (FREE) },
  { "999", "GB", NULL, "GB", T (EMERGENCY), C (FREE) },
  { "911", "US", NULL, "US", T (EMERGENCY), C (FREE) },
  { "116 000", "BE", NULL, "BE", T (SHORT_CODE), C (FREE) },
  { "1733", "BE", NULL, "BE", T (SHORT_CODE), C (UNKNOWN) },
  { "11833", "DE", NULL, "DE", T (SHORT_CODE), C (UNKNOWN) },
  { "118712", "FR", NULL, "FR", T (SHORT_CODE), C (PREMIUM) },
};

static void
test_valid (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TipoffPhoneNumber) number = tipoff_phone_parse (valid[i].text, valid[i].read_in, &error);

      g_test_message ("%s in %s", valid[i].text, valid[i].read_in);
      g_assert_no_error (error);
      g_assert_cmpstr (tipoff_phone_number_get_raw (number), ==, valid[i].text);
      g_assert_cmpstr (tipoff_phone_number_get_e164 (number), ==, valid[i].e164);
      g_assert_cmpstr (tipoff_phone_number_get_region (number), ==, valid[i].region);
      g_assert_cmpstr (tipoff_phone_type_to_string (tipoff_phone_number_get_number_type (number)), ==,
                       tipoff_phone_type_to_string (valid[i].type));
      g_assert_cmpstr (tipoff_phone_cost_to_string (tipoff_phone_number_get_cost (number)), ==,
                       tipoff_phone_cost_to_string (valid[i].cost));
      g_assert_true (tipoff_phone_number_is_valid (number));
      g_assert_true (tipoff_phone_number_is_possible (number));
      g_assert_cmpstr (tipoff_phone_number_get_national (number), !=, "");
      g_assert_cmpuint (tipoff_phone_number_get_start (number), ==, 0);
      g_assert_cmpuint (tipoff_phone_number_get_end (number), ==, strlen (valid[i].text));
    }
}

static const struct
{
  const char *text;
  const char *read_in;
  const char *region;
  gboolean    possible;
} invalid[] = {
  { "+32 470 12 34 5", "BE", "BE", TRUE },
  { "0470 12 34 5", "BE", "BE", TRUE },
  { "0470 12", "BE", "BE", FALSE },
  { "+34 112 345 678", "BE", "ES", TRUE },
  { "+1 200 000 0000", "BE", NULL, TRUE },     /* of which of the countries of +1? */
  { "12", "BE", "BE", FALSE },
  { "+32 470 12 34 56 78 90", "BE", "BE", FALSE },
};

static void
test_invalid (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TipoffPhoneNumber) number = tipoff_phone_parse (invalid[i].text, invalid[i].read_in, &error);

      g_test_message ("%s in %s", invalid[i].text, invalid[i].read_in);
      g_assert_no_error (error);
      g_assert_false (tipoff_phone_number_is_valid (number));
      g_assert_cmpint (tipoff_phone_number_is_possible (number), ==, invalid[i].possible);
      g_assert_cmpstr (tipoff_phone_number_get_region (number), ==, invalid[i].region);
      g_assert_cmpint (tipoff_phone_number_get_number_type (number), ==, TIPOFF_PHONE_TYPE_UNKNOWN);
      g_assert_cmpint (tipoff_phone_number_get_cost (number), ==, TIPOFF_PHONE_COST_UNKNOWN);
    }
}

static void
assert_refused (const char       *text,
                const char       *region,
                TipoffPhoneError  code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_strescape (text != NULL ? text : "(NULL)", NULL);

  g_test_message ("%s", shown);
  g_assert_null (tipoff_phone_parse (text, region, &error));
  g_assert_error (error, TIPOFF_PHONE_ERROR, (int) code);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "", " ", "+", "abc", "++", "()", "I am 12345 days old", "0470 12 34 56 please", "*100#", "+x",
    "0470-12-34-56 or 0471-12-34-56", "123@example.com", "99999999999999999999", "0",
    "+999 12345678", "\xFF", "0470\xC3", "\xF0\x9F\x98\x80", "tel:", "0470 12 34 56 ext.",
  };
  static const char *const regions[] = { NULL, "", "B", "BEL", "B1", "32", "b ", "É" };
  g_autofree char *longest = g_strnfill (250, ' ');
  g_autofree char *longer = g_strnfill (251, '1');
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffPhoneNumber) number = NULL;

  assert_refused (NULL, "BE", TIPOFF_PHONE_ERROR_NOT_A_NUMBER);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], "BE", TIPOFF_PHONE_ERROR_NOT_A_NUMBER);
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    assert_refused ("0470123456", regions[i], TIPOFF_PHONE_ERROR_BAD_REGION);
  assert_refused (longer, "BE", TIPOFF_PHONE_ERROR_TOO_LONG);

  memcpy (longest, "0470123456", 10);
  number = tipoff_phone_parse (longest, "BE", &error);
  g_assert_no_error (error);
  g_assert_true (tipoff_phone_number_is_valid (number));
}

/* A country that exists, but not to the library: only full numbers can be read. */
static void
test_unknown_country (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffPhoneNumber) number = tipoff_phone_parse ("+32470123456", "AQ", &error);

  g_assert_no_error (error);
  g_assert_true (tipoff_phone_number_is_valid (number));
  assert_refused ("0470123456", "AQ", TIPOFF_PHONE_ERROR_NOT_A_NUMBER);
  assert_refused ("112", "XX", TIPOFF_PHONE_ERROR_NOT_A_NUMBER);
}

/* Whatever bytes: an answer or an error, never both or none. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "0", "1", "9", "32", "+", " ", "-", "(", ")", ".", "/", "x", "ext", "tel:", ";", "é", "٣", "８", "\xFF", "\n", "#", "*",
  };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TipoffPhoneNumber) number = NULL;

      for (gint i = g_test_rand_int_range (0, 25); i > 0; i--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      number = tipoff_phone_parse (text->str, "BE", &error);
      g_assert_true ((number == NULL) == (error != NULL));
      g_assert_true (error == NULL || error->code != TIPOFF_PHONE_ERROR_INTERNAL);
    }
}

static void
test_names (void)
{
  TipoffPhoneType type = T (UNKNOWN);
  TipoffPhoneCost cost = C (UNKNOWN);

  g_assert_cmpstr (tipoff_phone_type_to_string (T (PREMIUM_RATE)), ==, "premium-rate");
  g_assert_cmpstr (tipoff_phone_type_to_string (T (EMERGENCY)), ==, "emergency");
  g_assert_cmpstr (tipoff_phone_cost_to_string (C (PREMIUM)), ==, "premium");
  g_assert_true (tipoff_phone_type_from_string ("short-code", &type));
  g_assert_cmpint (type, ==, T (SHORT_CODE));
  g_assert_true (tipoff_phone_cost_from_string ("free", &cost));
  g_assert_cmpint (cost, ==, C (FREE));
  g_assert_false (tipoff_phone_type_from_string ("Mobile", &type));
}

static void
test_boxed (void)
{
  TipoffPhoneNumber *number = tipoff_phone_parse ("0470123456", "BE", NULL);
  TipoffPhoneNumber *copy = g_boxed_copy (TIPOFF_TYPE_PHONE_NUMBER, number);

  g_assert_true (copy == number);
  tipoff_phone_number_unref (number);
  g_assert_cmpstr (tipoff_phone_number_get_e164 (copy), ==, "+32470123456");
  g_boxed_free (TIPOFF_TYPE_PHONE_NUMBER, copy);
  tipoff_phone_number_unref (NULL);
}

static void
test_place (void)
{
#ifdef HAVE_GEOCODER
  g_autoptr (TipoffPhoneNumber) brussels = tipoff_phone_parse ("02 511 22 33", "BE", NULL);
  g_autoptr (TipoffPhoneNumber) jamaica = tipoff_phone_parse ("+18769551234", "BE", NULL);
  g_autoptr (TipoffPhoneNumber) short_code = tipoff_phone_parse ("112", "BE", NULL);
  g_autofree char *french = tipoff_phone_number_describe_place (brussels, "fr");
  g_autofree char *dutch = tipoff_phone_number_describe_place (brussels, "nl");
  g_autofree char *country = tipoff_phone_number_describe_place (jamaica, "es");

  g_assert_nonnull (strstr (french, "Bru"));
  g_assert_nonnull (strstr (dutch, "Bru"));
  g_assert_cmpstr (country, ==, "Jamaica");
  g_assert_null (tipoff_phone_number_describe_place (short_code, "nl"));
  g_assert_null (tipoff_phone_number_describe_place (brussels, NULL));
  g_assert_null (tipoff_phone_number_describe_place (brussels, "../../etc"));
#else
  g_test_skip ("built without the geocoder");
#endif
}

static gpointer
parse_in_thread (gpointer unused)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (TipoffPhoneNumber) number = tipoff_phone_parse ("0470 12 34 56", "BE", NULL);
      g_autofree char *place = tipoff_phone_number_describe_place (number, "nl");
      g_autoptr (GPtrArray) found = tipoff_phone_find ("of +18769551234", 15, "BE", 5, NULL);

      g_assert_true (tipoff_phone_number_is_valid (number));
      g_assert_true (place == NULL || *place != '\0');
      g_assert_cmpuint (found->len, ==, 1);
    }
  return NULL;
}

/* First, so that the modules are opened by many at once. */
static void
test_threads (void)
{
  GThread *threads[6];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("phone", parse_in_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/parse/threads", test_threads);
  g_test_add_func ("/phone/parse/valid", test_valid);
  g_test_add_func ("/phone/parse/invalid", test_invalid);
  g_test_add_func ("/phone/parse/refused", test_refused);
  g_test_add_func ("/phone/parse/unknown-country", test_unknown_country);
  g_test_add_func ("/phone/parse/random", test_random);
  g_test_add_func ("/phone/parse/names", test_names);
  g_test_add_func ("/phone/parse/boxed", test_boxed);
  g_test_add_func ("/phone/parse/place", test_place);
  return g_test_run ();
}
