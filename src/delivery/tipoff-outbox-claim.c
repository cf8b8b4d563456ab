/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outbox-private.h"

#include "tipoff-ids.h"
#include "tipoff-sender.h"
#include "tipoff-transition.h"

G_STATIC_ASSERT (TIPOFF_LEASE_SECONDS > TIPOFF_SENDER_LONGEST_TIMEOUT);

/* Nothing is set further ahead than this; a time beyond it is a clock that
 * was wrong, not a wish. */
#define FARTHEST_SECONDS ((gint64) 25 * 60 * 60)

/* Whether the process that is sending it lives and its lease has not run out. */
static gboolean
is_leased (TipoffOutbox          *self,
           const TipoffOutboxRow *row)
{
  gint64 left = row->lease_until - tipoff_lease_clock ();

  return left > 0 && left <= TIPOFF_LEASE_SECONDS && tipoff_lease_slot_is_held (self->holder, row->lease_slot);
}

/* When a report may go out by itself, or be asked for, as unix seconds. */
static gint64
get_due (TipoffOutbox          *self,
         const TipoffOutboxRow *row,
         gint64                 now)
{
  gint64 due;

  if (is_leased (self, row))
    return now + row->lease_until - tipoff_lease_clock ();

  switch (row->item->state)
    {
    case TIPOFF_STATE_APPROVED:
      due = row->item->not_before;
      break;
    case TIPOFF_STATE_WAITING:
    case TIPOFF_STATE_SUBMITTED:
      due = row->item->next_at;
      break;
    case TIPOFF_STATE_SENDING:
      return now;
    default:
      return G_MAXINT64;
    }

  return due > now + FARTHEST_SECONDS ? now : due;
}

guint
tipoff_outbox_row_get_facts (TipoffOutbox          *self,
                             const TipoffOutboxRow *row,
                             gint64                 now)
{
  guint facts = 0;

  if (row->item->way == TIPOFF_WAY_HTTPS)
    facts |= TIPOFF_FACT_HTTPS;
  if (!is_leased (self, row))
    facts |= TIPOFF_FACT_FREE;
  if (row->lease_slot == tipoff_lease_holder_get_slot (self->holder))
    facts |= TIPOFF_FACT_MINE;
  if (get_due (self, row, now) <= now)
    facts |= TIPOFF_FACT_DUE;
  if (row->item->created <= now - TIPOFF_OUTBOX_LONGEST_SECONDS)
    facts |= TIPOFF_FACT_OLD;
  return facts;
}

#define DUE_ROWS "SELECT " TIPOFF_OUTBOX_ROW_COLUMNS " FROM report WHERE state IN (1, 2, 3, 5) AND way = 'https' ORDER BY created, seq"

G_STATIC_ASSERT (TIPOFF_STATE_APPROVED == 1 && TIPOFF_STATE_SENDING == 2 &&
                 TIPOFF_STATE_SUBMITTED == 3 && TIPOFF_STATE_WAITING == 5);

/**
 * tipoff_outbox_count_due:
 * @self: the outbox
 * @n: (out) (optional): how many reports are still to be delivered by themselves
 * @next_at: (out) (optional): when the first of them is due, unix seconds; 0
 *   where there is none
 * @error: return location for an error
 *
 * Returns: whether it is known
 */
gboolean
tipoff_outbox_count_due (TipoffOutbox  *self,
                         guint         *n,
                         gint64        *next_at,
                         GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (sqlite3_stmt) statement = tipoff_database_query (self->database, error, DUE_ROWS, "");
  g_auto (TipoffOutboxRow) row = { NULL };
  gint64 now = tipoff_time_now ();
  gint64 first = 0;
  gboolean has_row;
  guint count = 0;

  if (statement == NULL)
    return FALSE;

  for (;;)
    {
      gint64 due;

      if (!tipoff_database_step (self->database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (!tipoff_outbox_row_read (self, statement, &row, error))
        return FALSE;
      due = get_due (self, &row, now);
      first = count == 0 ? due : MIN (first, due);
      count++;
    }

  if (n != NULL)
    *n = count;
  if (next_at != NULL)
    *next_at = first;
  return TRUE;
}

static gboolean
expire_row (TipoffOutbox     *self,
            TipoffOutboxRow  *row,
            GError          **error)
{
  if (row->item->state == TIPOFF_STATE_SENDING)
    row->item->may_have_arrived = TRUE;
  row->item->state = TIPOFF_STATE_EXPIRED;
  return tipoff_database_run (self->database, NULL, error,
                              "UPDATE report SET state = ?, next_at = 0, lease_slot = 0, lease_until = 0, may_have_arrived = ?"
                              " WHERE seq = ?",
                              "iii", (gint64) TIPOFF_STATE_EXPIRED, (gint64) row->item->may_have_arrived, row->seq);
}

/* Lets @row grow old where it has: the one move that the clock makes. */
static gboolean
expire_if_old (TipoffOutbox     *self,
               TipoffOutboxRow  *row,
               gint64            now,
               GError          **error)
{
  if (!tipoff_transition_allowed (row->item->state, TIPOFF_STATE_EXPIRED, TIPOFF_MOVER_CLOCK,
                                  tipoff_outbox_row_get_facts (self, row, now)))
    return TRUE;

  return expire_row (self, row, error);
}

/* What @row becomes while it is dealt with: one that the endpoint has taken is only asked for. */
static TipoffState
get_busy_state (const TipoffOutboxRow *row)
{
  return row->item->state == TIPOFF_STATE_SUBMITTED ? TIPOFF_STATE_SUBMITTED : TIPOFF_STATE_SENDING;
}

/* Whether @row may be sent or asked for now; says why not. */
static gboolean
may_be_sent (TipoffOutbox           *self,
             const TipoffOutboxRow  *row,
             gboolean                force,
             gint64                  now,
             GError                **error)
{
  TipoffState from = row->item->state, to = get_busy_state (row);
  TipoffMover mover = force ? TIPOFF_MOVER_PERSON : TIPOFF_MOVER_SENDER;
  guint facts = tipoff_outbox_row_get_facts (self, row, now);
  const char *fault;

  if (tipoff_transition_allowed (from, to, mover, facts))
    return TRUE;

  if (!(facts & TIPOFF_FACT_HTTPS))
    fault = "it is handed over, not sent";
  else if (!(facts & TIPOFF_FACT_FREE))
    fault = "it is being sent already";
  else if (tipoff_transition_allowed (from, to, mover, facts | TIPOFF_FACT_DUE))
    fault = "its time has not come";
  else
    fault = tipoff_state_to_string (from);
  g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE,
               "Report %s is not sent now: %s.", row->item->id, fault);
  return FALSE;
}

/* The oldest that is due, into @row; its item stays NULL where there is none. */
static gboolean
find_due (TipoffOutbox     *self,
          gint64            now,
          TipoffOutboxRow  *row,
          GError          **error)
{
  g_autoptr (sqlite3_stmt) statement = tipoff_database_query (self->database, error, DUE_ROWS, "");
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  for (;;)
    {
      if (!tipoff_database_step (self->database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        {
          tipoff_outbox_row_clear (row);
          return TRUE;
        }
      if (!tipoff_outbox_row_read (self, statement, row, error) || !expire_if_old (self, row, now, error))
        return FALSE;
      if (may_be_sent (self, row, FALSE, now, NULL))
        return TRUE;
    }
}

/* Nobody knows how far a process came that died while it was sending. Of what is not known the
 * person was told; who asks for it all the same has decided. */
static gboolean
may_have_arrived (const TipoffOutboxItem *item,
                  gboolean                force)
{
  if (item->state == TIPOFF_STATE_SENDING)
    return TRUE;
  if (force && item->state == TIPOFF_STATE_ATTENTION && g_strcmp0 (item->reason, "unknown") == 0)
    return FALSE;
  return item->may_have_arrived;
}

static gboolean
take_lease (TipoffOutbox     *self,
            TipoffOutboxRow  *row,
            gboolean          force,
            GError          **error)
{
  TipoffOutboxItem *item = row->item;

  item->may_have_arrived = may_have_arrived (item, force);
  item->state = get_busy_state (row);
  item->attempts += item->state == TIPOFF_STATE_SENDING;
  item->polls += item->state == TIPOFF_STATE_SUBMITTED;
  item->next_at = 0;

  return tipoff_database_run (self->database, NULL, error,
                              "UPDATE report SET state = ?, attempts = ?, polls = ?, may_have_arrived = ?, next_at = 0,"
                              " lease_slot = ?, lease_until = ? WHERE seq = ?",
                              "iiiiiii", (gint64) item->state, (gint64) item->attempts, (gint64) item->polls,
                              (gint64) item->may_have_arrived, tipoff_lease_holder_get_slot (self->holder),
                              tipoff_lease_clock () + TIPOFF_LEASE_SECONDS, row->seq);
}

/* FALSE is a failure of the database. Where nothing is to be sent, @row's item is NULL and @refusal says why. */
static gboolean
claim (TipoffOutbox     *self,
       const char       *id,
       gboolean          force,
       gint64            now,
       TipoffOutboxRow  *row,
       GError          **refusal,
       GError          **error)
{
  if (id == NULL)
    {
      if (!find_due (self, now, row, error))
        return FALSE;
      if (row->item == NULL)
        {
          g_set_error_literal (refusal, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE, "No report is due.");
          return TRUE;
        }
    }
  else
    {
      if (!tipoff_outbox_row_find (self, id, row, error) || !expire_if_old (self, row, now, error))
        return FALSE;
      if (!may_be_sent (self, row, force, now, refusal))
        {
          tipoff_outbox_row_clear (row);
          return TRUE;
        }
    }

  return take_lease (self, row, force, error);
}

/**
 * tipoff_outbox_claim:
 * @self: the outbox
 * @id: (nullable): a report, or %NULL for the oldest that is due
 * @force: the person asked for it: also before its time, out of `attention`,
 *   and when it is older than thirty days
 * @now: unix seconds
 * @error: return location for an error: STATE, UNKNOWN, DATABASE
 *
 * Takes a report for sending. It is `sending` under a lease that ends with
 * this process, or after five minutes; until then nobody else gets it. One
 * that the endpoint has taken stays `submitted` under the lease: its outcome
 * is asked for.
 * Reports that have grown too old become `expired` on the way.
 *
 * Returns: (transfer full): the report, or %NULL
 */
TipoffOutboxItem *
tipoff_outbox_claim (TipoffOutbox  *self,
                     const char    *id,
                     gboolean       force,
                     gint64         now,
                     GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GError) refusal = NULL;
  g_auto (TipoffOutboxRow) row = { NULL };

  if (!tipoff_database_begin (self->database, error))
    return NULL;
  if (!claim (self, id, force, now, &row, &refusal, error))
    {
      tipoff_database_rollback (self->database);
      return NULL;
    }
  if (!tipoff_database_commit (self->database, error))
    return NULL;

  if (refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return g_steal_pointer (&row.item);
}

/**
 * tipoff_outbox_hasten:
 * @self: the outbox
 * @now: unix seconds
 * @error: return location for an error
 *
 * The network is back: what waits only for it is due at once. It goes by itself then, as it would
 * have later; nobody has asked for what has grown old.
 *
 * Returns: whether it is written
 */
gboolean
tipoff_outbox_hasten (TipoffOutbox  *self,
                      gint64         now,
                      GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return tipoff_database_run (self->database, NULL, error,
                              "UPDATE report SET next_at = ? WHERE state = ? AND reason = 'network' AND next_at > ?",
                              "iii", now, (gint64) TIPOFF_STATE_WAITING, now);
}
