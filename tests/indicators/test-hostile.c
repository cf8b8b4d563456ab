/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "found.h"

#include "tipoff-limits.h"

#include <string.h>

/* One unit over and over, up to the largest text that is taken: each within a second,
 * which a scan in quadratic time misses by minutes. */
static void
test_repeated (void)
{
  static const char *const units[] = {
    "@", "http://", ".", "7", "a", "(", "a@", "a.", "a.A", "[", "a[.", "a[at]", "a [.", "a\xe2\x80\x8b", "a\xe2\x80\x8b.",
    "http://a.b/", "https:/", "co.uk ", "a.zz ", "\xc3\xa9.zz ", "\xc3\xa9.co.uk ", "a@co.uk ", "http://a:a", "http:/a@",
    "http://%41", "\xe3\x80\x82", "h**p", "http://[", "xn--a.co.uk ", "http://a.b/{", "BE68539007547035 ",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed ", "bc1qqqqqqqqqqqqqq ",
    "4111 1111 1111 1112 ", "1 ", "To: a@b.c ", "+", "-", "a-", "%", "x%41", "\xcc\x81", "\xf0\x9f\x8e\x81", "\xef\xbc\x8f",
    "\xe4\xb8\xad" "a", "a\xe4\xb8\xad.", "https://a.be/(", "A.", "+++123/4567/89012++ ", "0470 12 34 56 ", "a.be", "a.be@",
  };
  gsize most = TIPOFF_LIMIT_TEXT_BYTES;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize unit = strlen (units[i]), length = most / unit * unit;
      g_autofree char *text = g_malloc (length + 1);
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start;
      double seconds;

      for (gsize k = 0; k < length; k += unit)
        memcpy (text + k, units[i], unit);
      text[length] = '\0';
      c = tipoff_case_new_from_text (text, (gssize) length, TIPOFF_CHANNEL_OTHER, NULL, NULL, &error);
      g_assert_no_error (error);

      start = g_get_monotonic_time ();
      found = tipoff_indicators_find (c, "BE");
      seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
      g_test_message ("\"%s\": %.3f s, %u found", units[i], seconds, found->len);
      g_assert_cmpfloat (seconds, <, TIME_BOUND);
      g_assert_cmpuint (found->len, <=, TIPOFF_LIMIT_INDICATORS);
      check_spans (c, found);
    }
}

/* What scanners look for, thrown together. */
static void
test_soup (void)
{
  static const char *const pieces[] = {
    "http://", "hxxps[:]//", "h**p", "www.", "a", "Bpost", ".", "[.]", " (dot) ", "@", "[at]", "be", "top", "co.uk", "/", "?", "#",
    ":", "8080", "0x7f", "185.12.3.4", "[::1]", "%41", "%", "xn--", "xn--80ak6aa92e", "BE68 5390 0754 7034", "0470 12 34 56", "+32",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", " ", "\n", "(", ")", "]", "}", "\"", "'", "*",
    "_", "-", "+", "\xe2\x80\x8b", "\xe2\x80\xae", "\xcc\x81", "\xf0\x9f\x8e\x81", "\xef\xbc\x8e", "\xe3\x80\x82", "\xef\xbd\x82", "\xd0\xb0",
    "\xe4\xb8\xad", "\xc3\xa9", "\xc2\xa0", "\xd7\xa9", "To: ", "4111 1111 1111 1111", "\xef\xbf\xbd", "\\", "|", "IBAN", "E", "+++",
  };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = NULL;
      int n = g_test_rand_int_range (1, 24);

      while (n-- > 0)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      found = find_in (text->str, &c);
      for (guint k = 0; k < found->len; k++)
        {
          const TipoffIndicator *indicator = g_ptr_array_index (found, k);
          g_autofree char *defanged = tipoff_indicator_defang (indicator);

          g_assert_null (strstr (defanged, "http://"));
          g_assert_null (strstr (defanged, "https://"));
          if (indicator->type == TIPOFF_INDICATOR_URL)
            {
              g_assert_nonnull (indicator->host);
              g_assert_nonnull (strstr (indicator->value, indicator->host));
              for (const char *p = indicator->value; *p != '\0'; p++)
                g_assert_cmpint ((guchar) *p, <, 0x80);
            }
        }
    }
}

/* Any bytes at all. */
static void
test_bytes (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      char bytes[200];
      int length = g_test_rand_int_range (1, sizeof bytes);
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = NULL;

      for (int k = 0; k < length; k++)
        bytes[k] = (char) (g_test_rand_bit () ? g_test_rand_int_range (0, 256) : "a.:/@[]0 %"[g_test_rand_int_range (0, 10)]);
      c = tipoff_case_new_from_text (bytes, length, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
      if (c == NULL)
        continue;
      found = tipoff_indicators_find (c, "BE");
      check_spans (c, found);
    }
}

/* Every beginning and every end of a text full of indicators, in a piece of memory of just
 * that size: no byte beyond is read, which a build with sanitizers sees. */
static void
test_cut_off (void)
{
  static const char all[] =
    "hxxps[://]\xd0\xb0.%62e[.]co (dot) uk:80/\xc3\xa9(a[.]b)?x#y. info [at] x{punt}be www.a.be@ IBANBE68 5390 0754 7034 "
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 h**ps:\\\\[2001:db8::1]:1/ +++123/4567/89012+++ 0470 12 34 56 a\xe2\x80\x8b.be";
  const gsize size = sizeof all - 1;

  for (gsize i = 0; i < size; i++)
    {
      g_autofree char *beginning = g_strndup (all, i);
      const char *const texts[] = { beginning, all + i };

      if (!g_utf8_validate (beginning, -1, NULL))
        continue;                                   /* not within a character */

      for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          g_autoptr (TipoffCase) c = tipoff_case_new_from_text (texts[k], -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, NULL);
          g_autoptr (GPtrArray) found = NULL;
          TipoffPart *part;

          if (c == NULL)
            continue;
          part = (TipoffPart *) tipoff_case_get_part (c, 0);
          g_free (part->text);                      /* it may have more room than it needs */
          part->text = g_strdup (texts[k]);
          found = tipoff_indicators_find (c, "BE");
          check_spans (c, found);
        }
    }
}

/* An ordinary message has little to find and costs little: a few microseconds. The bound
 * is loose, for slow machines and sanitizers. */
static void
test_quick (void)
{
  const char *text = "Dag oma, ik ben mijn sleutels vergeten. Kan jij straks de deur voor mij openen? Ik ben "
                     "rond vijf uur thuis en breng brood mee. Groetjes en tot straks, Lena";
  const guint rounds = 10000;
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_SMS, NULL, NULL, NULL);
  gint64 start = g_get_monotonic_time ();
  double each;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GPtrArray) found = tipoff_indicators_find (c, "BE");

      g_assert_cmpuint (found->len, ==, 0);
    }
  each = (double) (g_get_monotonic_time () - start) / rounds;
  g_test_message ("%.2f microseconds for a message", each);
  g_assert_cmpfloat (each, <, 100.0 * TIME_BOUND);
}

/* A region that is none leaves all but the numbers. */
static void
test_bad_region (void)
{
  static const char *const regions[] = { NULL, "", "xx", "Belgium" };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr (TipoffCase) c = tipoff_case_new_from_text ("bpost.be 0470 12 34 56", -1, TIPOFF_CHANNEL_SMS, "0470123456", NULL, NULL);
      g_autoptr (GPtrArray) found = tipoff_indicators_find (c, regions[i]);

      g_assert_cmpuint (found->len, >=, 1);
      g_assert_cmpstr (((TipoffIndicator *) found->pdata[0])->value, ==, "bpost.be");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/indicators/hostile/repeated", test_repeated);
  g_test_add_func ("/indicators/hostile/soup", test_soup);
  g_test_add_func ("/indicators/hostile/bytes", test_bytes);
  g_test_add_func ("/indicators/hostile/cut-off", test_cut_off);
  g_test_add_func ("/indicators/hostile/quick", test_quick);
  g_test_add_func ("/indicators/hostile/bad-region", test_bad_region);
  return g_test_run ();
}
