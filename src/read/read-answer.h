/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chat.h"
#include "tipoff-wire.h"

G_BEGIN_DECLS

/* What the program says: see tipoff-wire.h. Where nobody reads it any more, it ends. */

void read_answer_progress (guint64 done, guint64 all);
/* Nothing more than this is said of one of many e-mails. */
void read_answer_refuse   (TipoffWireError why);
/* FALSE where the case is too large; nothing was said then. */
gboolean read_answer_case (const TipoffCase *c);
/* All authors and turns. */
void read_answer_chat     (const TipoffChat *chat);

/* The last line. */
G_NORETURN void read_answer_fail (TipoffWireError why);
G_NORETURN void read_answer_end  (void);

G_END_DECLS
