/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-scan.h"

#include <string.h>

/* Runs apart by "|", blocks by ",", each as written. */
static const struct
{
  const char *text;
  const char *runs;
} cases[] = {
  { "", "" },
  { "none", "" },
  { "a1b", "1" },
  { "0470 12 34 56", "0470,12,34,56" },
  { "0470 12, 34", "0470,12|34" },
  { "+32 470", "+32,470" },
  { "(+32) 470", "(+32,470" },
  { "+ 32 470", "+ 32,470" },
  { "((02) 5", "((02,5" },
  { "0470+32 1", "0470|+32,1" },
  { "0470 +32 1", "0470|+32,1" },
  { "++32", "++32" },
  { "+", "" },
  { "1    2", "1,2" },
  { "1     2", "1|2" },
  { "1\n2", "1|2" },
  { "1\u200B2 3", "1\u200B2,3" },
  { "１２ ３", "１２,３" },
  { "1", "1" },
  { "5) +32 1", "5|+32,1" },
};

static void
test_runs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TipoffPhoneScan) scan;
      g_autoptr (GString) runs = g_string_new (NULL);

      tipoff_phone_scan_init (&scan, cases[i].text, strlen (cases[i].text));
      while (tipoff_phone_scan_next (&scan))
        for (guint b = 0; b < scan.blocks->len; b++)
          {
            const TipoffPhoneBlock *block = &g_array_index (scan.blocks, TipoffPhoneBlock, b);

            if (runs->len > 0)
              g_string_append_c (runs, b > 0 ? ',' : '|');
            g_string_append_len (runs, cases[i].text + block->start, (gssize) (block->end - block->start));
          }
      g_assert_cmpstr (runs->str, ==, cases[i].runs);
    }
}

static void
test_blocks (void)
{
  static const char text[] = "x (+32) 470/12";
  g_auto (TipoffPhoneScan) scan;
  const TipoffPhoneBlock *blocks;

  tipoff_phone_scan_init (&scan, text, strlen (text));
  g_assert_true (tipoff_phone_scan_next (&scan));
  blocks = (const TipoffPhoneBlock *) scan.blocks->data;
  g_assert_cmpuint (scan.blocks->len, ==, 3);

  g_assert_true (blocks[0].plus);
  g_assert_cmpuint (blocks[0].start, ==, 2);
  g_assert_cmpuint (blocks[0].digits_start, ==, 4);
  g_assert_cmpuint (blocks[0].end, ==, 6);
  g_assert_cmpuint (blocks[0].digits, ==, 2);
  g_assert_false (blocks[1].plus);
  g_assert_true (blocks[1].spaced);
  g_assert_cmpuint (blocks[1].gap, ==, 2);
  g_assert_cmpuint (blocks[1].first_digit, ==, 4);
  g_assert_cmpint (blocks[2].separator, ==, '/');
  g_assert_false (blocks[2].spaced);
  g_assert_false (tipoff_phone_scan_next (&scan));
}

/* A run without end comes in pieces that hold every digit. */
static void
test_long_run (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (TipoffPhoneScan) scan;
  guint digits = 0;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "12/");
  tipoff_phone_scan_init (&scan, text->str, text->len);
  while (tipoff_phone_scan_next (&scan))
    {
      g_assert_cmpuint (scan.blocks->len, <=, 64);
      for (guint b = 0; b < scan.blocks->len; b++)
        digits += g_array_index (scan.blocks, TipoffPhoneBlock, b).digits;
    }
  g_assert_cmpuint (digits, ==, 20000);
}

static void
test_fold (void)
{
  static const char text[] = "＋３２\u200B (０)470";
  g_autoptr (TipoffOffsetMap) map = NULL;
  g_autofree char *folded = tipoff_phone_fold_text (text, strlen (text), &map);
  gsize start, end;

  g_assert_cmpstr (folded, ==, "+32 (0)470");
  tipoff_offset_map_to_source (map, 0, 3, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 9);
  tipoff_offset_map_to_source (map, 7, 10, &start, &end);
  g_assert_cmpuint (end, ==, strlen (text));
  g_assert_cmpuint (end - start, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/scan/runs", test_runs);
  g_test_add_func ("/phone/scan/blocks", test_blocks);
  g_test_add_func ("/phone/scan/long-run", test_long_run);
  g_test_add_func ("/phone/scan/fold", test_fold);
  return g_test_run ();
}
