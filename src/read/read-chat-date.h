/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chat-line.h"

G_BEGIN_DECLS

/* Whether 04/05/2026 is in April or in May does not stand in an export: all its dates together tell. */

typedef enum
{
  READ_DATE_NONE,           /* no order makes dates of them */
  READ_DATE_DAY_FIRST,
  READ_DATE_MONTH_FIRST,
  READ_DATE_YEAR_FIRST,
} ReadDateOrder;

typedef struct
{
  guint    n;
  guint    impossible[READ_DATE_YEAR_FIRST + 1];    /* dates that are none in this order */
  guint    backwards[READ_DATE_YEAR_FIRST + 1];     /* dates before the one before them */
  gint64   last[READ_DATE_YEAR_FIRST + 1];
  gboolean looks_american;                          /* 5/4/26, 5:22 PM */
} ReadDates;

void          read_dates_take      (ReadDates *self, const TipoffChatStamp *stamp);
ReadDateOrder read_dates_get_order (const ReadDates *self);
/* Seconds as the phone's clock showed them, as if UTC. */
gint64        read_chat_get_time   (const TipoffChatStamp *stamp, ReadDateOrder order);

G_END_DECLS
