/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-chat-date.h"

/* One date in so many that is none in an order may be a line that somebody wrote. */
#define FAULTS_IN 50

static gboolean
get_date (const TipoffChatStamp *stamp,
          ReadDateOrder          order,
          guint                 *year,
          guint                 *month,
          guint                 *day)
{
  const gboolean year_first = order == READ_DATE_YEAR_FIRST;

  *year = stamp->date[year_first ? 0 : 2];
  *month = stamp->date[order == READ_DATE_MONTH_FIRST ? 0 : 1];
  *day = stamp->date[year_first ? 2 : order == READ_DATE_MONTH_FIRST ? 1 : 0];
  if (*year < 100 && !year_first)
    *year += 2000;
  return *year >= 2009 && *year < 2100 && *month >= 1 && *month <= 12 && *day >= 1
         && *day <= g_date_get_days_in_month ((GDateMonth) *month, (GDateYear) *year);
}

static guint
get_hour (const TipoffChatStamp *stamp)
{
  if (stamp->half == TIPOFF_CHAT_WHOLE_DAY)
    return stamp->hour % 24;
  return stamp->hour % 12 + (stamp->half == TIPOFF_CHAT_SECOND_HALF ? 12 : 0);
}

gint64
read_chat_get_time (const TipoffChatStamp *stamp,
                    ReadDateOrder          order)
{
  guint year, month, day;
  GDate date;

  if (!get_date (stamp, order, &year, &month, &day))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  /* 719,163 days from the first of January of the year 1, which is day 1, to that of 1970. */
  return ((gint64) g_date_get_julian (&date) - 719163) * 86400 + get_hour (stamp) * 3600 + stamp->minute % 60 * 60
         + stamp->second % 60;
}

void
read_dates_take (ReadDates             *self,
                 const TipoffChatStamp *stamp)
{
  self->n++;
  self->looks_american = stamp->separator == '/' && stamp->half != TIPOFF_CHAT_WHOLE_DAY;
  for (ReadDateOrder order = READ_DATE_DAY_FIRST; order <= READ_DATE_YEAR_FIRST; order++)
    {
      guint year, month, day;
      gint64 time;

      if (!get_date (stamp, order, &year, &month, &day))
        {
          self->impossible[order]++;
          continue;
        }
      time = read_chat_get_time (stamp, order);
      if (time / 86400 < self->last[order] / 86400)
        self->backwards[order]++;
      self->last[order] = time;
    }
}

/* The fewest impossible dates, then the fewest steps back in time, then what most countries write. */
ReadDateOrder
read_dates_get_order (const ReadDates *self)
{
  ReadDateOrder best = self->looks_american ? READ_DATE_MONTH_FIRST : READ_DATE_DAY_FIRST;

  for (ReadDateOrder order = READ_DATE_DAY_FIRST; order <= READ_DATE_YEAR_FIRST; order++)
    if (self->impossible[order] < self->impossible[best]
        || (self->impossible[order] == self->impossible[best] && self->backwards[order] < self->backwards[best]))
      best = order;
  return self->n > 0 && self->impossible[best] <= self->n / FAULTS_IN ? best : READ_DATE_NONE;
}
