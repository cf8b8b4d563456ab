/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone.h"

#include "tipoff-test-time.h"

#include <string.h>

#define MAX_FOUND 4

/* What is found, as written; "!" before what is not valid. */
static const struct
{
  const char *region;
  const char *text;
  const char *found[MAX_FOUND + 1];
} cases[] = {
  { "BE", "", { NULL } },
  { "BE", "Uw pakket staat klaar", { NULL } },
  { "BE", "Bel 0470 12 34 56 nu", { "0470 12 34 56" } },
  { "BE", "bel +32 470 12 34 56 of 02/511.22.33.", { "+32 470 12 34 56", "02/511.22.33" } },
  { "BE", "0470-12-34-56, 0471.12.34.56; (02) 511 22 33", { "0470-12-34-56", "0471.12.34.56", "(02) 511 22 33" } },
  { "BE", "0470 12 34 56 0471 12 34 56 0472/12.34.56", { "0470 12 34 56", "0471 12 34 56", "0472/12.34.56" } },
  { "BE", "(+32) 470 12 34 56", { "(+32) 470 12 34 56" } },
  { "BE", "+32 (0)470 12 34 56", { "+32 (0)470 12 34 56" } },
  { "BE", "0032 470 12 34 56 2 keer", { "0032 470 12 34 56" } },
  { "BE", "+32 470 12 34 56 2 keer", { "+32 470 12 34 56" } },
  { "BE", "Tel.:0470123456, GSM0471123456", { "0470123456", "0471123456" } },
  { "BE", "tel:+32470123456", { "+32470123456" } },
  { "BE", "*0470 12 34 56* of _0471 12 34 56_", { "0470 12 34 56", "0471 12 34 56" } },
  { "BE", "电话0470123456", { "0470123456" } },
  { "BE", "[24/11/2026, 09:30:12] +32 470 12 34 56: Hallo", { "+32 470 12 34 56" } },
  { "BE", "24/11/26, 09:30 - +32 470 12 34 56: Hallo", { "+32 470 12 34 56" } },
  { "BE", "24-11-2026 0470 12 34 56", { "0470 12 34 56" } },
  { "BE", "gemist: +1 876 955 1234", { "+1 876 955 1234" } },
  { "BE", "0033 1 23 45 67 89", { "0033 1 23 45 67 89" } },
  { "BE", "0900 12 345 of 0903/12345", { "0900 12 345", "0903/12345" } },
  /* Written to be seen by people only. */
  { "BE", "＋３２ ４７０ １２ ３４ ５６", { "＋３２ ４７０ １２ ３４ ５６" } },
  { "BE", "٠٤٧٠١٢٣٤٥٦", { "٠٤٧٠١٢٣٤٥٦" } },
  { "BE", "x 0470\u200B12\u200B34\u200B56 y", { "0470\u200B12\u200B34\u200B56" } },
  { "BE", "\u202A+32\u00A0470\u00A012\u00A034\u00A056\u202C", { "+32\u00A0470\u00A012\u00A034\u00A056" } },
  { "BE", "0\uFE0F\u20E34\uFE0F\u20E37\uFE0F\u20E30\uFE0F\u20E3 12 34 56", { "0\uFE0F\u20E34\uFE0F\u20E37\uFE0F\u20E30\uFE0F\u20E3 12 34 56" } },
  { "BE", "𝟎𝟒𝟕𝟎 𝟏𝟐 𝟑𝟒 𝟓𝟔", { "𝟎𝟒𝟕𝟎 𝟏𝟐 𝟑𝟒 𝟓𝟔" } },
  { "BE", "0 4 7 0 1 2 3 4 5 6", { "0 4 7 0 1 2 3 4 5 6" } },
  /* Meant as numbers, and wrong. */
  { "BE", "+32 470 12 34 5 belt", { "!+32 470 12 34 5" } },
  { "BE", "0470 12 34 5 belt", { "!0470 12 34 5" } },
  { "BE", "00 34 112 345 678", { "!00 34 112 345 678" } },
  { "BE", "+999 123456789", { NULL } },
  /* Short codes are not looked for. */
  { "BE", "bel 112, 101 of 1733", { NULL } },
  /* Dates, times, amounts. */
  { "BE", "24/11/2026", { NULL } },
  { "BE", "op 24.11.2026 om 17.30 - 18.30 uur", { NULL } },
  { "BE", "2026-11-24 05:22:00 en 20261124", { NULL } },
  { "FR", "du 01.12.26 au 06.12.26", { NULL } },
  { "BE", "EUR 1.250.000,00 en 1.250,00", { NULL } },
  { "BE", "€ 12 500 000", { NULL } },
  { "ES", "912.345.678 €", { NULL } },
  { "ES", "912.345.678 euros", { NULL } },
  { "ES", "1.234.567,89", { NULL } },
  /* Accounts, cards, enterprises. */
  { "BE", "BE68 5390 0754 7034", { NULL } },
  { "BE", "BE68539007547034", { NULL } },
  { "BE", "IBAN: NL91 ABNA 0417 1643 00", { NULL } },
  { "ES", "ES91 2100 0418 4502 0005 1332", { NULL } },
  { "FR", "FR14 2004 1010 0505 0001 3M02 606", { NULL } },
  { "BE", "BE68 5390 0754 7034 of 0470 12 34 56", { "0470 12 34 56" } },
  { "ES", "4111 1111 1111 1111", { NULL } },
  { "ES", "4111-1111-1111-1111", { NULL } },
  { "ES", "4111111111111111 y 378282246310005", { NULL } },
  { "BE", "BTW BE 0470.123.456", { NULL } },
  { "BE", "ondernemingsnummer 0403.170.701", { NULL } },
  { "BE", "0403.170.701", { NULL } },
  { "BE", "0470.123.456", { "0470.123.456" } },
  /* References. */
  { "BE", "Bestelling 20261124001", { NULL } },
  { "BE", "order no. 0012345678 #0470123456", { NULL } },
  { "BE", "ref. 0470 123 456", { NULL } },
  { "BE", "uw code is 482915", { NULL } },
  { "ES", "Pedido n.º 612345678", { NULL } },
  { "ES", "Código: 612345678", { NULL } },
  { "ES", "llame al nº 612 34 56 78", { "612 34 56 78" } },
  { "DE", "Rechnungsnummer 0301234567", { NULL } },
  { "FR", "Votre référence : 0612345678", { NULL } },
  { "BE", "ref +32470123456", { "+32470123456" } },
  { "BE", "3SABC123456789 JD0123456789 0470123456AB", { NULL } },
  /* Addresses are for others to read. */
  { "BE", "https://bpost.be/0470123456 www.x.be/0470123456", { NULL } },
  { "BE", "bpost.be/track/0470123456", { NULL } },
  { "BE", "https://x.be/?p=0470123456", { NULL } },
  { "BE", "0470123456@example.com, jan@0470123456.be", { NULL } },
  /* As other countries write them. */
  { "ES", "912 345 678 o 91 234 56 78", { "912 345 678", "91 234 56 78" } },
  { "ES", "+34-612-345-678", { "+34-612-345-678" } },
  { "ES", "123456789", { NULL } },
  { "FR", "01.23.45.67.89 06 12 34 56 78", { "01.23.45.67.89", "06 12 34 56 78" } },
  { "NL", "06-12345678 / 020-1234567", { "06-12345678", "020-1234567" } },
  { "DE", "030 123456 oder 0151/12345678", { "030 123456", "0151/12345678" } },
  { "GB", "(020) 7946 0958", { "(020) 7946 0958" } },
  { "JM", "1-876-955-1234", { "1-876-955-1234" } },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* An exact copy, so that a look past the end is seen by a sanitizer. */
      gsize length = strlen (cases[i].text);
      g_autofree char *text = length > 0 ? g_memdup2 (cases[i].text, length) : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = tipoff_phone_find (text, length, cases[i].region, 100, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      for (guint n = 0; n < found->len; n++)
        {
          TipoffPhoneNumber *number = g_ptr_array_index (found, n);
          const char *wanted = n < MAX_FOUND ? cases[i].found[n] : NULL;
          gboolean valid = wanted == NULL || *wanted != '!';

          g_assert_cmpstr (tipoff_phone_number_get_raw (number), ==, valid ? wanted : wanted + 1);
          g_assert_cmpint (tipoff_phone_number_is_valid (number), ==, valid);
          g_assert_nonnull (tipoff_phone_number_get_e164 (number));
          g_assert_cmpmem (cases[i].text + tipoff_phone_number_get_start (number),
                           tipoff_phone_number_get_end (number) - tipoff_phone_number_get_start (number),
                           tipoff_phone_number_get_raw (number), strlen (tipoff_phone_number_get_raw (number)));
        }
      g_assert_null (cases[i].found[found->len]);
    }
}

static void
test_max (void)
{
  static const char text[] = "0470 12 34 56, 0471 12 34 56, 0472 12 34 56";
  g_autoptr (GPtrArray) none = tipoff_phone_find (text, strlen (text), "BE", 0, NULL);
  g_autoptr (GPtrArray) two = tipoff_phone_find (text, strlen (text), "BE", 2, NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (tipoff_phone_number_get_raw (two->pdata[1]), ==, "0471 12 34 56");
}

static void
test_region (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = tipoff_phone_find ("0470123456", 10, "be", 5, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_null (tipoff_phone_find ("0470123456", 10, "", 5, &error));
  g_assert_error (error, TIPOFF_PHONE_ERROR, TIPOFF_PHONE_ERROR_BAD_REGION);
}

static void
check_time (const char    *piece,
            const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  TIPOFF_TEST_BEGIN_TIME ();

  found = tipoff_phone_find (text->str, text->len, "BE", G_MAXUINT, &error);
  g_assert_no_error (error);
  g_test_message ("“%s”: %u found", piece, found->len);
  TIPOFF_TEST_ASSERT_SECONDS (2);
}

/* A megabyte made of one piece: whatever it is, the time is bounded. */
static void
test_time (void)
{
  static const char *const pieces[] = {
    "1", "1 ", "12 34 ", "0470 12 34 5 ", "+32 ", "+32 1", "0 ", "00 1 ", "0470123456 ", "12345678 ",
    "+1 2 3 4 5 6 7 8 ", "AB12 ", "(", "((1", "1((((", "a1234567", "ref 123456 ", "١", "€1.234.567,00 ",
    "1/2/3/4/5/6/7/8/", "+32470 12 34 56 99 12 x", "AAAAAAAAAA12345", "x/y.z/1", "@1", "=1 ", "BE6853900754703",
    "BE1        ", "01.02.2026 ", "\u200B", "1\u200B", "+", "+1", "a ", "ref: : : : : 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 1024 * 1024)
        g_string_append (text, pieces[i]);
      check_time (pieces[i], text);
    }
}

/* A number is found behind a lot of other text. */
static void
test_late (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;

  while (text->len < 900000)
    g_string_append (text, "Op 24/11/2026 om 09:30 werd EUR 1.250,00 gestort op BE68 5390 0754 7034. ");
  g_string_append (text, "Bel 0470 12 34 56");
  found = tipoff_phone_find (text->str, text->len, "BE", 10, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (tipoff_phone_number_get_start (found->pdata[0]), ==, text->len - 13);
}

/* Whatever the text: in order, apart, on character borders. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "0470 12 34 56", "+32 470 12 34 56", "0", "1", "12", "34 ", " ", "+", "-", "/", ".", "(", ")", "\n", "é", "٣", "８",
    "BE68", "ref ", "€", ",", "a", "24/11/2026", "\u200B", "00", "x",
  };

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;
      gsize last = 0;

      for (guint i = 0; i < 25; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      found = tipoff_phone_find (text->str, text->len, "BE", 100, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < found->len; i++)
        {
          gsize start = tipoff_phone_number_get_start (found->pdata[i]);
          gsize end = tipoff_phone_number_get_end (found->pdata[i]);

          g_assert_cmpuint (start, >=, last);
          g_assert_cmpuint (end, >, start);
          g_assert_cmpuint (end, <=, text->len);
          g_assert_true (g_utf8_validate_len (text->str + start, end - start, NULL));
          last = end;
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/find/cases", test_cases);
  g_test_add_func ("/phone/find/max", test_max);
  g_test_add_func ("/phone/find/region", test_region);
  g_test_add_func ("/phone/find/time", test_time);
  g_test_add_func ("/phone/find/late", test_late);
  g_test_add_func ("/phone/find/random", test_random);
  return g_test_run ();
}
