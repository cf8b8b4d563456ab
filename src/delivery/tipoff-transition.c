/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-transition.h"

TIPOFF_DEFINE_NAMES (TipoffState, state,
                     "draft", "approved", "sending", "submitted", "delivered",
                     "waiting", "attention", "handed-over", "expired", "withdrawn")

#define PERSON TIPOFF_MOVER_PERSON
#define SENDER TIPOFF_MOVER_SENDER
#define CLOCK  TIPOFF_MOVER_CLOCK

static const TipoffTransition transitions[] = {
  /* What the person decides. */
  { TIPOFF_STATE_DRAFT,     TIPOFF_STATE_APPROVED,    PERSON },
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_HANDED_OVER, PERSON },
  { TIPOFF_STATE_EXPIRED,   TIPOFF_STATE_HANDED_OVER, PERSON },
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_WITHDRAWN,   PERSON },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_WITHDRAWN,   PERSON },
  { TIPOFF_STATE_ATTENTION, TIPOFF_STATE_WITHDRAWN,   PERSON },
  { TIPOFF_STATE_EXPIRED,   TIPOFF_STATE_WITHDRAWN,   PERSON },

  /* A report goes out by itself when it is due; out of the states that ask
   * for a decision only because the person asks. */
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_SENDING,     SENDER | PERSON },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_SENDING,     SENDER | PERSON },
  { TIPOFF_STATE_ATTENTION, TIPOFF_STATE_SENDING,     PERSON },
  { TIPOFF_STATE_EXPIRED,   TIPOFF_STATE_SENDING,     PERSON },
  /* The process that was sending it is dead, or its lease has run out. */
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_SENDING,     SENDER | PERSON },
  /* What the endpoint has taken is asked for, and never sent again. */
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_SUBMITTED,   SENDER | PERSON },

  /* What the endpoint said. */
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_SUBMITTED,   SENDER },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_WAITING,     SENDER },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_ATTENTION,   SENDER },
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_ATTENTION,   SENDER },

  /* A receipt is a receipt, however late: the sender may have slept through
   * its lease while another process tried and failed. */
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_DELIVERED,   SENDER },
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_DELIVERED,   SENDER },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_DELIVERED,   SENDER },
  { TIPOFF_STATE_ATTENTION, TIPOFF_STATE_DELIVERED,   SENDER },
  { TIPOFF_STATE_EXPIRED,   TIPOFF_STATE_DELIVERED,   SENDER },

  /* What has grown old does not go out by itself any more. */
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_EXPIRED,     CLOCK },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_EXPIRED,     CLOCK },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_EXPIRED,     CLOCK },
};

/**
 * tipoff_transitions:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the whole table
 */
const TipoffTransition *
tipoff_transitions (gsize *n)
{
  *n = G_N_ELEMENTS (transitions);
  return transitions;
}

/**
 * tipoff_transition_allowed:
 * @from: the state that a report is in
 * @to: the state that it is to have
 * @mover: who asks for it
 *
 * Returns: whether the table has this move for this mover
 */
gboolean
tipoff_transition_allowed (TipoffState from,
                           TipoffState to,
                           TipoffMover mover)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (transitions[i].from == from && transitions[i].to == to)
      return (transitions[i].movers & mover) != 0;

  return FALSE;
}

/**
 * tipoff_state_is_deletable:
 * @state: a state
 *
 * A report that is on its way cannot be taken back by forgetting it: while it
 * is sent, or its outcome is awaited, its row stays.
 *
 * Returns: whether a report in @state may be removed from the list
 */
gboolean
tipoff_state_is_deletable (TipoffState state)
{
  return state != TIPOFF_STATE_SENDING && state != TIPOFF_STATE_SUBMITTED;
}
