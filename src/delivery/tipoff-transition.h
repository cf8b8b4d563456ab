/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-outbox.h"

G_BEGIN_DECLS

/* Who moves a report from one state to the next. The one table of what may
 * happen to a report; everything else is refused with STATE. */
typedef enum
{
  TIPOFF_MOVER_PERSON = 1 << 0,   /* asks for it, in the window or on the command line */
  TIPOFF_MOVER_SENDER = 1 << 1,   /* the program, by itself, as the endpoint answers */
  TIPOFF_MOVER_CLOCK  = 1 << 2,   /* time that has passed */
} TipoffMover;

typedef struct
{
  TipoffState from;
  TipoffState to;
  guint       movers;             /* TipoffMover */
} TipoffTransition;

const TipoffTransition *tipoff_transitions        (gsize *n);
gboolean                tipoff_transition_allowed (TipoffState from, TipoffState to, TipoffMover mover);
/* States in which the person may take the row away. */
gboolean                tipoff_state_is_deletable (TipoffState state);

G_END_DECLS
