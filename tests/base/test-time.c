/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ids.h"

static const struct
{
  const char *text;
  gint64      seconds;
  const char *written;   /* NULL: as @text */
} times[] = {
  { "1970-01-01T00:00:00Z", 0, NULL },
  { "1969-12-31T23:59:59Z", -1, NULL },
  { "2026-11-24T05:22:00Z", 1795497720, NULL },
  { "2000-02-29T12:00:00Z", 951825600, NULL },
  { "2024-02-29T23:59:59Z", 1709251199, NULL },
  { "0000-01-01T00:00:00Z", -62167219200, NULL },
  { "9999-12-31T23:59:59Z", 253402300799, NULL },
  { "2026-11-24t05:22:00z", 1795497720, "2026-11-24T05:22:00Z" },
  { "2026-11-24T06:22:00+01:00", 1795497720, "2026-11-24T05:22:00Z" },
  { "2026-11-23T23:52:00-05:30", 1795497720, "2026-11-24T05:22:00Z" },
  { "2026-11-24T05:22:00-00:00", 1795497720, "2026-11-24T05:22:00Z" },
  { "2026-11-25T05:21:00+23:59", 1795497720, "2026-11-24T05:22:00Z" },
  { "2026-11-24T05:22:00.999999999Z", 1795497720, "2026-11-24T05:22:00Z" },
  { "1985-04-12T23:20:50.52Z", 482196050, "1985-04-12T23:20:50Z" },       /* RFC 3339, 5.8 */
  { "1996-12-19T16:39:57-08:00", 851042397, "1996-12-20T00:39:57Z" },
  { "1990-12-31T23:59:60Z", 662688000, "1991-01-01T00:00:00Z" },
  { "1990-12-31T15:59:60-08:00", 662688000, "1991-01-01T00:00:00Z" },
  { "1937-01-01T12:00:27.87+00:20", -1041337173, "1937-01-01T11:40:27Z" },
};

static void
test_known (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 seconds = 0;
      g_autofree char *written = NULL;

      g_test_message ("%s", times[i].text);
      g_assert_true (tipoff_time_parse (times[i].text, &seconds));
      g_assert_cmpint (seconds, ==, times[i].seconds);
      written = tipoff_time_format (seconds);
      g_assert_cmpstr (written, ==, times[i].written != NULL ? times[i].written : times[i].text);
    }
}

static void
test_refused (void)
{
  static const char *const refused[] = {
    "", "now", "2026-11-24", "2026-11-24T05:22Z", "2026-11-24T05:22:00", "2026-11-24 05:22:00Z",
    "26-11-24T05:22:00Z", "2026-1-24T05:22:00Z", "2026-00-24T05:22:00Z", "2026-13-24T05:22:00Z",
    "2026-11-00T05:22:00Z", "2026-11-31T05:22:00Z", "2026-02-29T05:22:00Z", "2100-02-29T05:22:00Z",
    "2026-11-24T24:00:00Z", "2026-11-24T05:60:00Z", "2026-11-24T05:22:61Z", "2026-11-24T05:22:60Z",
    "2026-11-24T23:59:60Z", "2026-11-24T05:22:00.Z", "2026-11-24T05:22:00,5Z", "2026-11-24T05:22:00+1:00",
    "2026-11-24T05:22:00+0100", "2026-11-24T05:22:00+24:00", "2026-11-24T05:22:00+01:60",
    "2026-11-24T05:22:00ZZ", "2026-11-24T05:22:00Z ", " 2026-11-24T05:22:00Z", "-026-11-24T05:22:00Z",
    "+2026-11-24T05:22:00Z", "٢٠٢٦-11-24T05:22:00Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  };
  gint64 seconds = 42;

  g_assert_false (tipoff_time_parse (NULL, &seconds));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_false (tipoff_time_parse (refused[i], &seconds));
    }
  g_assert_cmpint (seconds, ==, 42);
}

/* Against GLib's calendar, in its years. */
static void
test_random (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      gint64 seconds = (gint64) (g_test_rand_double () * 315537897600.0) - G_GINT64_CONSTANT (62135596800);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
      g_autofree char *expected = NULL, *written = tipoff_time_format (seconds);
      gint64 back;

      expected = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ",
                                  g_date_time_get_year (time), g_date_time_get_month (time),
                                  g_date_time_get_day_of_month (time), g_date_time_get_hour (time),
                                  g_date_time_get_minute (time), g_date_time_get_second (time));
      g_assert_cmpstr (written, ==, expected);
      g_assert_true (tipoff_time_parse (written, &back));
      g_assert_cmpint (back, ==, seconds);
    }
}

static void
test_complete (void)
{
  static const struct { const char *told, *complete; TipoffPrecision precision; } rows[] = {
    { "2026-11-24T09:30:12Z", "2026-11-24T09:30:12Z", TIPOFF_PRECISION_SECOND },
    { "2026-11-24T09:30Z", "2026-11-24T09:30:00Z", TIPOFF_PRECISION_MINUTE },
    { "2026-11-24T09:30+01:00", "2026-11-24T09:30:00+01:00", TIPOFF_PRECISION_MINUTE },
    { "2026-11-24", "2026-11-24T00:00:00Z", TIPOFF_PRECISION_DAY },
    { "2026-02-30", NULL, 0 }, { "2026-11-24T09:30", NULL, 0 }, { "2026-11-24T25:30Z", NULL, 0 },
    { "24-11-2026", NULL, 0 }, { "2026-11-24T09:30:", NULL, 0 }, { "2026-11", NULL, 0 }, { "", NULL, 0 },
  };
  TipoffPrecision precision;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *complete = tipoff_time_complete (rows[i].told, &precision);

      g_assert_cmpstr (complete, ==, rows[i].complete);
      if (complete != NULL)
        g_assert_cmpint (precision, ==, rows[i].precision);
    }
  g_assert_null (tipoff_time_complete (NULL, &precision));
}

static void
test_now (void)
{
  g_autofree char *written = tipoff_time_format (tipoff_time_now ());
  gint64 back;

  g_assert_true (tipoff_time_parse (written, &back));
  g_assert_cmpint (ABS (back - g_get_real_time () / G_USEC_PER_SEC), <=, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time/known", test_known);
  g_test_add_func ("/base/time/refused", test_refused);
  g_test_add_func ("/base/time/random", test_random);
  g_test_add_func ("/base/time/complete", test_complete);
  g_test_add_func ("/base/time/now", test_now);
  return g_test_run ();
}
