/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ids.h"

#include <string.h>

#define DAY_SECONDS 86400

TIPOFF_DEFINE_NAMES (TipoffPrecision, precision, "second", "minute", "day")

/* Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
static gint64
days_from_date (int year,
                int month,
                int day)
{
  /* Years are counted from March, so that the leap day is their last. */
  gint64 y = year - (month <= 2);
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static void
date_from_days (gint64  days,
                int    *year,
                int    *month,
                int    *day)
{
  gint64 era, day_of_era, year_of_era, day_of_year, month_from_march;

  days += 719468;
  era = (days >= 0 ? days : days - 146096) / 146097;
  day_of_era = days - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month_from_march = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * month_from_march + 2) / 5 + 1);
  *month = (int) (month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

/**
 * tipoff_time_format:
 * @unix_seconds: seconds since 1970 in UTC, in the years 0 to 9999
 *
 * Returns: (transfer full): as RFC 3339 in UTC, to the second: 2026-11-24T05:22:00Z
 */
char *
tipoff_time_format (gint64 unix_seconds)
{
  gint64 days, seconds;
  int year, month, day;

  g_return_val_if_fail (unix_seconds >= days_from_date (0, 1, 1) * DAY_SECONDS, NULL);
  g_return_val_if_fail (unix_seconds < days_from_date (10000, 1, 1) * DAY_SECONDS, NULL);

  days = unix_seconds / DAY_SECONDS;
  seconds = unix_seconds % DAY_SECONDS;
  if (seconds < 0)
    {
      seconds += DAY_SECONDS;
      days--;
    }
  date_from_days (days, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                          (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
}

static gboolean
read_digits (const char **text,
             int          count,
             int         *value)
{
  *value = 0;
  for (int i = 0; i < count; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
read_char (const char **text,
           const char  *any_of)
{
  if (**text == '\0' || strchr (any_of, **text) == NULL)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* "Z" or "+hh:mm": how far the local time is ahead, in seconds. */
static gboolean
read_offset (const char **text,
             int         *offset)
{
  int hours, minutes;
  int sign = **text == '-' ? -1 : 1;

  *offset = 0;
  if (read_char (text, "Zz"))
    return TRUE;
  if (!read_char (text, "+-") || !read_digits (text, 2, &hours) || !read_char (text, ":") ||
      !read_digits (text, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *offset = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

static gboolean
skip_fraction (const char **text)
{
  if (!read_char (text, "."))
    return TRUE;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  while (g_ascii_isdigit (**text))
    (*text)++;
  return TRUE;
}

static int
days_in_month (int year,
               int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

/* Leap seconds end a month, in UTC. */
static gboolean
may_be_leap_second (gint64 following_second)
{
  int year, month, day;

  if (following_second % DAY_SECONDS != 0)
    return FALSE;
  date_from_days (following_second / DAY_SECONDS, &year, &month, &day);
  return day == 1;
}

/**
 * tipoff_time_parse:
 * @text: (nullable): a date and time as in RFC 3339, section 5.6, with any offset
 * @unix_seconds: (out): seconds since 1970 in UTC; a fraction is dropped, a leap
 *   second is the second after it
 *
 * Returns: %FALSE where @text is not one, or names a day that does not exist
 */
gboolean
tipoff_time_parse (const char *text,
                   gint64     *unix_seconds)
{
  int year, month, day, hour, minute, second, offset;
  gint64 seconds;

  if (text == NULL ||
      !read_digits (&text, 4, &year) || !read_char (&text, "-") ||
      !read_digits (&text, 2, &month) || !read_char (&text, "-") ||
      !read_digits (&text, 2, &day) || !read_char (&text, "Tt") ||
      !read_digits (&text, 2, &hour) || !read_char (&text, ":") ||
      !read_digits (&text, 2, &minute) || !read_char (&text, ":") ||
      !read_digits (&text, 2, &second) || !skip_fraction (&text) ||
      !read_offset (&text, &offset) || *text != '\0')
    return FALSE;

  if (month < 1 || month > 12 || day < 1 || day > days_in_month (year, month) ||
      hour > 23 || minute > 59 || second > 60)
    return FALSE;

  seconds = days_from_date (year, month, day) * DAY_SECONDS + hour * 3600 + minute * 60 + second - offset;
  if (second == 60 && !may_be_leap_second (seconds))
    return FALSE;
  /* An offset can lead out of the years that can be written back. */
  if (seconds < days_from_date (0, 1, 1) * DAY_SECONDS ||
      seconds >= days_from_date (10000, 1, 1) * DAY_SECONDS)
    return FALSE;

  *unix_seconds = seconds;
  return TRUE;
}

/* "…T09:30+01:00" with its seconds; NULL where it is no such time. */
static char *
with_seconds (const char *text)
{
  gsize to_minute = strlen ("2026-11-24T09:30");

  if (strlen (text) <= to_minute || text[to_minute] == ':')
    return NULL;
  return g_strdup_printf ("%.*s:00%s", (int) to_minute, text, text + to_minute);
}

/**
 * tipoff_time_complete:
 * @text: (nullable): a time of RFC 3339, or one that ends with its minutes, or a day alone
 * @precision: (out): how much of it @text told
 *
 * What a person knows of a time is often less than a time has. A day alone is the one of UTC, from its start.
 *
 * Returns: (transfer full) (nullable): the time in RFC 3339; %NULL where @text is none
 */
char *
tipoff_time_complete (const char      *text,
                      TipoffPrecision *precision)
{
  g_autofree char *complete = NULL;
  gint64 seconds;

  if (text == NULL)
    return NULL;
  *precision = TIPOFF_PRECISION_SECOND;
  if (tipoff_time_parse (text, &seconds))
    return g_strdup (text);
  if (strlen (text) == strlen ("2026-11-24"))
    {
      *precision = TIPOFF_PRECISION_DAY;
      complete = g_strconcat (text, "T00:00:00Z", NULL);
    }
  else
    {
      *precision = TIPOFF_PRECISION_MINUTE;
      complete = with_seconds (text);
    }
  return tipoff_time_parse (complete, &seconds) ? g_steal_pointer (&complete) : NULL;
}

/**
 * tipoff_time_now:
 *
 * Returns: seconds since 1970 in UTC
 */
gint64
tipoff_time_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}
