/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TIPOFF_CHAT_WHOLE_DAY,        /* of 24 hours */
  TIPOFF_CHAT_FIRST_HALF,
  TIPOFF_CHAT_SECOND_HALF,
} TipoffChatHalf;

/* What stands before a message. In which order the date is depends on the person's phone. */
typedef struct
{
  guint          date[3];       /* as they stand */
  char           separator;     /* between them */
  guint          hour;
  guint          minute;
  guint          second;
  TipoffChatHalf half;
  gboolean       is_bracketed;
  gsize          text;          /* where the rest of the line begins */
} TipoffChatStamp;

/* TRUE where a line begins as one of a WhatsApp export: with date and time, as Android
 * ("24/11/2026, 05:22 - ") or iOS ("[24.11.26, 05:22:10] ") write them in the
 * person's language. */
gboolean tipoff_chat_line_read (const char *line, gsize length, TipoffChatStamp *stamp);

G_END_DECLS
