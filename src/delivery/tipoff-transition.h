/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-outbox.h"

G_BEGIN_DECLS

/* The one table of what may happen to a report: from which state to which, who may do it, and when.
 * Everything else is refused with STATE. README.md in this folder is the same table for people. */

typedef enum
{
  TIPOFF_MOVER_PERSON,   /* asks for it, in the window or on the command line */
  TIPOFF_MOVER_SENDER,   /* the program, by itself */
  TIPOFF_MOVER_ANSWER,   /* what the endpoint answered, or that it did not */
  TIPOFF_MOVER_CLOCK,    /* time that has passed */
} TipoffMover;
TIPOFF_DECLARE_NAMES (TipoffMover, mover)

/* What is so of a report at a moment, beside its state. */
typedef enum
{
  TIPOFF_FACT_HTTPS = 1 << 0,   /* it is sent over HTTPS; else the person hands it over */
  TIPOFF_FACT_FREE  = 1 << 1,   /* nobody who lives holds a lease on it */
  TIPOFF_FACT_MINE  = 1 << 2,   /* who moves it took the lease, and nobody has taken it over since */
  TIPOFF_FACT_DUE   = 1 << 3,   /* the time to undo is over, or the time to try again has come */
  TIPOFF_FACT_OLD   = 1 << 4,   /* older than TIPOFF_OUTBOX_LONGEST_SECONDS */
} TipoffFact;

typedef struct
{
  TipoffState from;
  TipoffState to;
  TipoffMover mover;
  guint       needs;   /* TipoffFact: all of these hold */
  guint       bars;    /* TipoffFact: none of these does */
} TipoffTransition;

const TipoffTransition *tipoff_transitions        (gsize *n);
gboolean                tipoff_transition_allowed (TipoffState from, TipoffState to, TipoffMover mover, guint facts);
/* Whether the person may take the row away. */
gboolean                tipoff_state_is_deletable (TipoffState state, guint facts);

G_END_DECLS
