/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-retry.h"

#define NOW G_GINT64_CONSTANT (1795500000)   /* 2026-11-24 */
#define DAY (24 * 60 * 60)

static void
test_doubles (void)
{
  for (guint attempts = 0; attempts < 40; attempts++)
    {
      gint64 whole = attempts < 11 ? G_GINT64_CONSTANT (60) << attempts : DAY;

      for (guint32 seed = 0; seed < 200; seed++)
        {
          gint64 delay = tipoff_retry_next (attempts, -1, NOW, seed) - NOW;

          g_assert_cmpint (delay, >=, MIN (whole, DAY) * 3 / 4);
          g_assert_cmpint (delay, <=, MIN (whole, DAY));
        }
    }
}

static void
test_is_pure (void)
{
  g_autoptr (GHashTable) delays = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint32 seed = 0; seed < 64; seed++)
    {
      gint64 delay = tipoff_retry_next (5, -1, NOW, seed) - NOW;

      g_assert_cmpint (tipoff_retry_next (5, -1, NOW, seed) - NOW, ==, delay);
      g_assert_cmpint (tipoff_retry_next (5, -1, 0, seed), ==, delay);
      g_hash_table_add (delays, GINT_TO_POINTER ((int) delay));
    }

  /* Neighbouring seeds are spread: who met the same outage does not come back together. */
  g_assert_cmpuint (g_hash_table_size (delays), >, 50);
}

static void
test_never_before_retry_after (void)
{
  const gint64 wishes[] = { 0, 1, 59, 60, 61, 600, 3600, DAY - 1, DAY, DAY + 1, G_MAXINT32, G_MAXINT64 / 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    for (guint attempts = 0; attempts < 16; attempts++)
      for (guint32 seed = 0; seed < 50; seed++)
        {
          gint64 delay = tipoff_retry_next (attempts, wishes[i], NOW, seed) - NOW;

          g_assert_cmpint (delay, >=, MIN (wishes[i], DAY));
          g_assert_cmpint (delay, <=, DAY);
        }
}

static void
test_parse (void)
{
  const struct { const char *header; gint64 seconds; } cases[] = {
    { NULL, -1 }, { "", -1 }, { "soon", -1 }, { "-5", -1 }, { "1.5", -1 }, { "12x", -1 }, { "0x10", -1 },
    { "0", 0 }, { "120", 120 }, { " 7 ", 7 }, { "99999999999999999999999999", G_MAXINT32 }, { "4294967296", G_MAXINT32 },
    { "Tue, 24 Nov 2026 06:01:00 GMT", 60 },         /* IMF-fixdate */
    { "Tuesday, 24-Nov-26 06:01:00 GMT", 60 },       /* RFC 850 */
    { "Tue Nov 24 06:01:00 2026", 60 },              /* asctime */
    { "Wed, 21 Oct 2015 07:28:00 GMT", 0 },
    { "Tue, 99 Nov 2026 06:01:00 GMT", -1 },
    { "Tue, 24 Nov 9026 06:01:00 GMT", G_MAXINT32 },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 24, 6, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (tipoff_retry_parse_after (cases[i].header, g_date_time_to_unix (now)), ==, cases[i].seconds);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/retry/doubles", test_doubles);
  g_test_add_func ("/delivery/retry/is-pure", test_is_pure);
  g_test_add_func ("/delivery/retry/never-before-retry-after", test_never_before_retry_after);
  g_test_add_func ("/delivery/retry/parse", test_parse);
  return g_test_run ();
}
