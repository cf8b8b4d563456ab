/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-transition.h"

TIPOFF_DEFINE_NAMES (TipoffState, state,
                     "draft", "approved", "sending", "submitted", "delivered",
                     "waiting", "attention", "handed-over", "expired", "withdrawn")
TIPOFF_DEFINE_NAMES (TipoffMover, mover, "person", "sender", "answer", "clock")

#define PERSON TIPOFF_MOVER_PERSON
#define SENDER TIPOFF_MOVER_SENDER
#define ANSWER TIPOFF_MOVER_ANSWER
#define CLOCK  TIPOFF_MOVER_CLOCK
#define HTTPS  TIPOFF_FACT_HTTPS
#define FREE   TIPOFF_FACT_FREE
#define MINE   TIPOFF_FACT_MINE
#define DUE    TIPOFF_FACT_DUE
#define OLD    TIPOFF_FACT_OLD

static const TipoffTransition transitions[] = {
  /* What the person decides. */
  { TIPOFF_STATE_DRAFT,     TIPOFF_STATE_APPROVED,    PERSON, 0, 0 },
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_HANDED_OVER, PERSON, 0, HTTPS },
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_WITHDRAWN,   PERSON, 0, 0 },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_WITHDRAWN,   PERSON, 0, 0 },
  { TIPOFF_STATE_ATTENTION, TIPOFF_STATE_WITHDRAWN,   PERSON, 0, 0 },
  { TIPOFF_STATE_EXPIRED,   TIPOFF_STATE_WITHDRAWN,   PERSON, 0, 0 },
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_SENDING,     PERSON, HTTPS | FREE, 0 },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_SENDING,     PERSON, HTTPS | FREE, 0 },
  { TIPOFF_STATE_ATTENTION, TIPOFF_STATE_SENDING,     PERSON, HTTPS | FREE, 0 },
  { TIPOFF_STATE_EXPIRED,   TIPOFF_STATE_SENDING,     PERSON, HTTPS | FREE, 0 },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_SENDING,     PERSON, HTTPS | FREE, 0 },
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_SUBMITTED,   PERSON, HTTPS | FREE, 0 },

  /* What goes by itself. One that is `sending` and free was being sent by a process that is dead, or
   * that slept through its lease; one that the endpoint has taken is asked for, and never sent again. */
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_SENDING,     SENDER, HTTPS | FREE | DUE, OLD },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_SENDING,     SENDER, HTTPS | FREE | DUE, OLD },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_SENDING,     SENDER, HTTPS | FREE | DUE, OLD },
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_SUBMITTED,   SENDER, HTTPS | FREE | DUE, 0 },

  /* What the endpoint said to who holds the report. */
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_SUBMITTED,   ANSWER, MINE, 0 },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_WAITING,     ANSWER, MINE, 0 },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_ATTENTION,   ANSWER, MINE, 0 },
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_SUBMITTED,   ANSWER, MINE, 0 },
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_ATTENTION,   ANSWER, MINE, 0 },

  /* A receipt is a receipt, however late: the sender may have slept through
   * its lease while another process tried and failed. */
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_DELIVERED,   ANSWER, 0, 0 },
  { TIPOFF_STATE_SUBMITTED, TIPOFF_STATE_DELIVERED,   ANSWER, 0, 0 },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_DELIVERED,   ANSWER, 0, 0 },
  { TIPOFF_STATE_ATTENTION, TIPOFF_STATE_DELIVERED,   ANSWER, 0, 0 },
  { TIPOFF_STATE_EXPIRED,   TIPOFF_STATE_DELIVERED,   ANSWER, 0, 0 },

  /* What has grown old does not go out by itself any more. */
  { TIPOFF_STATE_APPROVED,  TIPOFF_STATE_EXPIRED,     CLOCK,  HTTPS | OLD, 0 },
  { TIPOFF_STATE_WAITING,   TIPOFF_STATE_EXPIRED,     CLOCK,  HTTPS | OLD, 0 },
  { TIPOFF_STATE_SENDING,   TIPOFF_STATE_EXPIRED,     CLOCK,  HTTPS | FREE | OLD, 0 },
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
 * @mover: who moves it
 * @facts: #TipoffFact: what is so of the report now
 *
 * Returns: whether the table has this move
 */
gboolean
tipoff_transition_allowed (TipoffState from,
                           TipoffState to,
                           TipoffMover mover,
                           guint       facts)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      const TipoffTransition *row = &transitions[i];

      if (row->from == from && row->to == to && row->mover == mover &&
          (facts & row->needs) == row->needs && (facts & row->bars) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * tipoff_state_is_deletable:
 * @state: a state
 * @facts: #TipoffFact: what is so of the report now
 *
 * A report that is on its way cannot be taken back by forgetting it: while it
 * is sent, or its outcome is awaited, its row stays.
 *
 * Returns: whether a report in @state may be removed from the list
 */
gboolean
tipoff_state_is_deletable (TipoffState state,
                           guint       facts)
{
  return state != TIPOFF_STATE_SUBMITTED && (state != TIPOFF_STATE_SENDING || (facts & TIPOFF_FACT_FREE));
}
