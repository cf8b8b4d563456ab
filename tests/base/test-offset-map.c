/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-offset-map.h"

static void
assert_maps (const TipoffOffsetMap *map,
             gsize                  start,
             gsize                  end,
             gsize                  source_start,
             gsize                  source_end)
{
  gsize got_start = G_MAXSIZE, got_end = G_MAXSIZE;

  tipoff_offset_map_to_source (map, start, end, &got_start, &got_end);
  g_assert_cmpuint (got_start, ==, source_start);
  g_assert_cmpuint (got_end, ==, source_end);
}

static void
test_empty (void)
{
  g_autoptr (TipoffOffsetMap) map = tipoff_offset_map_new ();

  g_assert_true (tipoff_offset_map_is_identity (map));
  assert_maps (map, 0, 0, 0, 0);
  assert_maps (map, 3, 9, 0, 0);

  /* Everything was dropped. */
  tipoff_offset_map_add (map, 0, 5);
  g_assert_false (tipoff_offset_map_is_identity (map));
  assert_maps (map, 0, 0, 0, 0);
}

static void
test_identity (void)
{
  g_autoptr (TipoffOffsetMap) map = tipoff_offset_map_new ();

  tipoff_offset_map_add (map, 4, 4);
  tipoff_offset_map_add (map, 0, 0);
  tipoff_offset_map_add (map, 6, 6);
  g_assert_true (tipoff_offset_map_is_identity (map));
  assert_maps (map, 2, 7, 2, 7);
  assert_maps (map, 0, 10, 0, 10);
  assert_maps (map, 10, 10, 10, 10);
}

static void
test_steps (void)
{
  g_autoptr (TipoffOffsetMap) map = tipoff_offset_map_new ();

  tipoff_offset_map_add (map, 2, 2);   /* ab    ← ab */
  tipoff_offset_map_add (map, 0, 3);   /*       ← (zero width space) */
  tipoff_offset_map_add (map, 1, 5);   /* .     ← [dot] */
  tipoff_offset_map_add (map, 3, 1);   /* U+FFFD ← byte */
  tipoff_offset_map_add (map, 2, 0);   /* put in */
  tipoff_offset_map_add (map, 2, 2);   /* cd    ← cd */
  g_assert_false (tipoff_offset_map_is_identity (map));

  assert_maps (map, 0, 2, 0, 2);
  assert_maps (map, 1, 3, 1, 10);      /* over what was dropped */
  assert_maps (map, 2, 3, 5, 10);      /* not with what was dropped before */
  assert_maps (map, 4, 5, 10, 11);     /* a part of a step is the whole of it */
  assert_maps (map, 6, 8, 11, 11);     /* came from nowhere */
  assert_maps (map, 8, 10, 11, 13);
  assert_maps (map, 0, 99, 0, 13);
  assert_maps (map, 9, 9, 12, 12);
}

/* A move that keeps every length is still not the identity. */
static void
test_moved (void)
{
  g_autoptr (TipoffOffsetMap) map = tipoff_offset_map_new ();

  tipoff_offset_map_add (map, 0, 1);
  tipoff_offset_map_add (map, 4, 4);
  tipoff_offset_map_add (map, 1, 0);
  g_assert_false (tipoff_offset_map_is_identity (map));
  assert_maps (map, 0, 4, 1, 5);
}

/* Random edits, against one entry a byte. */
static void
test_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (TipoffOffsetMap) map = tipoff_offset_map_new ();
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));
      g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
      gsize in = 0;

      for (guint step = 0; step < 60; step++)
        {
          gsize out_length = (gsize) g_test_rand_int_range (0, 5);
          gsize in_length = g_test_rand_bit () ? out_length : (gsize) g_test_rand_int_range (0, 5);

          tipoff_offset_map_add (map, out_length, in_length);
          for (gsize i = 0; i < out_length; i++)
            {
              gboolean copied = out_length == in_length;
              gsize start = in + (copied ? i : 0);
              gsize end = copied ? start + 1 : in + in_length;

              g_array_append_val (starts, start);
              g_array_append_val (ends, end);
            }
          in += in_length;
        }

      for (guint ask = 0; ask < 50 && starts->len > 0; ask++)
        {
          gsize start = (gsize) g_test_rand_int_range (0, (gint32) starts->len);
          gsize end = (gsize) g_test_rand_int_range ((gint32) start, (gint32) starts->len) + 1;

          assert_maps (map, start, end, g_array_index (starts, gsize, start), g_array_index (ends, gsize, end - 1));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/offset-map/empty", test_empty);
  g_test_add_func ("/base/offset-map/identity", test_identity);
  g_test_add_func ("/base/offset-map/steps", test_steps);
  g_test_add_func ("/base/offset-map/moved", test_moved);
  g_test_add_func ("/base/offset-map/random", test_random);
  return g_test_run ();
}
