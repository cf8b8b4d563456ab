/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-retry.h"

#include <libsoup/soup.h>

#define FIRST_DELAY 60
#define LONGEST_DELAY (24 * 60 * 60)
/* 60 s × 2^11 is more than a day already. */
#define MOST_DOUBLINGS 11

/* The finisher of splitmix64: turns neighbouring seeds into unrelated numbers. */
static guint64
scramble (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/**
 * tipoff_retry_next:
 * @attempts: attempts that failed before this one
 * @retry_after: what the endpoint asked for, in seconds from @now, or -1
 * @now: unix seconds
 * @seed: anything; the same seed gives the same answer
 *
 * When to try again. The delay is one minute, doubled with each attempt, of
 * which a quarter is left to chance, so that all who met the same outage do
 * not come back at the same moment. An endpoint's own wish is never undercut,
 * but a day is the longest that anything waits.
 *
 * Returns: unix seconds
 */
gint64
tipoff_retry_next (guint   attempts,
                   gint64  retry_after,
                   gint64  now,
                   guint32 seed)
{
  guint64 chance = scramble (((guint64) attempts << 32) | seed);
  gint64 delay = (gint64) FIRST_DELAY << MIN (attempts, MOST_DOUBLINGS);

  delay = MIN (delay, LONGEST_DELAY);
  delay -= (gint64) (chance % (guint64) (delay / 4 + 1));

  if (retry_after > delay)
    {
      gint64 spread = MIN (retry_after / 10, FIRST_DELAY);

      delay = MIN (retry_after, LONGEST_DELAY) + (gint64) (chance % (guint64) (spread + 1));
    }

  return now + MIN (delay, LONGEST_DELAY);
}

/**
 * tipoff_retry_parse_after:
 * @header: (nullable): the value of Retry-After
 * @now: unix seconds
 *
 * Reads a Retry-After header (RFC 9110, 10.2.3) in either of its forms, a
 * number of seconds or a date. A date that has passed is 0.
 *
 * Returns: seconds from @now, or -1 where there is no valid header
 */
gint64
tipoff_retry_parse_after (const char *header,
                          gint64      now)
{
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) date = NULL;

  if (header == NULL)
    return -1;

  text = g_strstrip (g_strndup (header, 64));
  if (g_ascii_isdigit (text[0]))
    {
      guint64 seconds;

      if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
        {
          /* More digits than fit are still a wish to wait; anything else is garbage. */
          return strspn (text, "0123456789") == strlen (text) ? G_MAXINT32 : -1;
        }
      return (gint64) MIN (seconds, G_MAXINT32);
    }

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;

  return CLAMP (g_date_time_to_unix (date) - now, 0, G_MAXINT32);
}
