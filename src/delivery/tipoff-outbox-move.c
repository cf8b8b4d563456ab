/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outbox-private.h"

#include "tipoff-ids.h"
#include "tipoff-plain-text.h"
#include "tipoff-transition.h"

/* What a move writes besides the state. */
typedef struct
{
  TipoffState state;
  TipoffMover mover;
  gint64      next_at;
  const char *reason;
  const char *detail;
  const char *reference;
  gint64      received;
  const char *poll_url;
  gboolean    may_have_arrived;
} Move;

static gboolean
check_move (TipoffOutbox           *self,
            const TipoffOutboxRow  *row,
            const Move             *move,
            GError                **error)
{
  guint facts = tipoff_outbox_row_get_facts (self, row, tipoff_time_now ());

  if (tipoff_transition_allowed (row->item->state, move->state, move->mover, facts))
    return TRUE;

  g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE, "Report %s is %s and cannot become %s%s.",
               row->item->id, tipoff_state_to_string (row->item->state), tipoff_state_to_string (move->state),
               tipoff_transition_allowed (row->item->state, move->state, move->mover, facts | TIPOFF_FACT_MINE)
                 ? " by another program" : "");
  return FALSE;
}

static gboolean
write_move (TipoffOutbox           *self,
            const TipoffOutboxRow  *row,
            const Move             *move,
            GError                **error)
{
  return tipoff_database_run (self->database, NULL, error,
                              "UPDATE report SET state = ?, next_at = ?, reason = ?, detail = ?, reference = ?, received = ?,"
                              " poll_url = ?, may_have_arrived = ?, lease_slot = 0, lease_until = 0 WHERE seq = ?",
                              "iisssisii", (gint64) move->state, move->next_at, move->reason, move->detail,
                              move->reference, move->received, move->poll_url, (gint64) move->may_have_arrived, row->seq);
}

static gboolean
move_report (TipoffOutbox  *self,
             const char    *id,
             const Move    *move,
             GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_auto (TipoffOutboxRow) row = { NULL };

  if (!tipoff_database_begin (self->database, error))
    return FALSE;

  if (!tipoff_outbox_row_find (self, id, &row, error))
    goto failed;

  /* Two that asked with the same key got the same receipt. */
  if (move->state == TIPOFF_STATE_DELIVERED && row.item->state == TIPOFF_STATE_DELIVERED &&
      g_strcmp0 (row.item->reference, move->reference) == 0)
    {
      tipoff_database_rollback (self->database);
      return TRUE;
    }

  if (!check_move (self, &row, move, error) || !write_move (self, &row, move, error))
    goto failed;

  return tipoff_database_commit (self->database, error);

failed:
  tipoff_database_rollback (self->database);
  return FALSE;
}

/**
 * tipoff_outbox_set_delivered:
 * @self: the outbox
 * @id: a report's id
 * @reference: the receipt's reference
 * @received: the receipt's time, unix seconds
 * @error: return location for an error
 *
 * Keeps a receipt. It needs no lease: a receipt is true however late it comes.
 *
 * Returns: %TRUE once it is on the disk
 */
gboolean
tipoff_outbox_set_delivered (TipoffOutbox  *self,
                             const char    *id,
                             const char    *reference,
                             gint64         received,
                             GError       **error)
{
  Move move = { TIPOFF_STATE_DELIVERED, TIPOFF_MOVER_ANSWER, .reference = reference, .received = received };

  g_return_val_if_fail (reference != NULL, FALSE);

  return move_report (self, id, &move, error);
}

/**
 * tipoff_outbox_set_submitted:
 * @self: the outbox, which has claimed @id
 * @id: a report's id
 * @poll_url: where its outcome is asked for
 * @reason: (nullable): one word: why it could not be asked for this time
 * @detail: (nullable): what the endpoint said
 * @next_at: when it is asked for, unix seconds
 * @error: return location for an error
 *
 * The endpoint took the report and has not said what became of it. It is not
 * sent again.
 *
 * Returns: %TRUE once it is on the disk
 */
gboolean
tipoff_outbox_set_submitted (TipoffOutbox  *self,
                             const char    *id,
                             const char    *poll_url,
                             const char    *reason,
                             const char    *detail,
                             gint64         next_at,
                             GError       **error)
{
  g_autofree char *text = tipoff_plain_text_clean (detail);
  Move move = { TIPOFF_STATE_SUBMITTED, TIPOFF_MOVER_ANSWER, next_at, reason, text, .poll_url = poll_url };

  g_return_val_if_fail (poll_url != NULL, FALSE);

  return move_report (self, id, &move, error);
}

/**
 * tipoff_outbox_set_waiting:
 * @self: the outbox, which has claimed @id
 * @id: a report's id
 * @reason: (nullable): one word
 * @detail: (nullable): what the endpoint said
 * @next_at: when it is tried again, unix seconds
 * @may_have_arrived: nobody knows whether the endpoint has it
 * @error: return location for an error
 *
 * Returns: %TRUE once it is on the disk
 */
gboolean
tipoff_outbox_set_waiting (TipoffOutbox  *self,
                           const char    *id,
                           const char    *reason,
                           const char    *detail,
                           gint64         next_at,
                           gboolean       may_have_arrived,
                           GError       **error)
{
  g_autofree char *text = tipoff_plain_text_clean (detail);
  Move move = { TIPOFF_STATE_WAITING, TIPOFF_MOVER_ANSWER, next_at, reason, text,
                .may_have_arrived = may_have_arrived };

  return move_report (self, id, &move, error);
}

/**
 * tipoff_outbox_set_attention:
 * @self: the outbox, which has claimed @id
 * @id: a report's id
 * @reason: (nullable): one word
 * @detail: (nullable): what the endpoint said
 * @poll_url: (nullable): where its outcome can be asked for, once the person says so
 * @may_have_arrived: nobody knows whether the endpoint has it
 * @error: return location for an error
 *
 * The person has to look at it: it is not tried again by itself.
 *
 * Returns: %TRUE once it is on the disk
 */
gboolean
tipoff_outbox_set_attention (TipoffOutbox  *self,
                             const char    *id,
                             const char    *reason,
                             const char    *detail,
                             const char    *poll_url,
                             gboolean       may_have_arrived,
                             GError       **error)
{
  g_autofree char *text = tipoff_plain_text_clean (detail);
  Move move = { TIPOFF_STATE_ATTENTION, TIPOFF_MOVER_ANSWER, 0, reason, text,
                .poll_url = poll_url, .may_have_arrived = may_have_arrived };

  return move_report (self, id, &move, error);
}

/**
 * tipoff_outbox_set_handed_over:
 * @self: the outbox
 * @id: the id of a report that goes by mail, form, message or telephone
 * @error: return location for an error
 *
 * The person says that it has been handed over. That is not a delivery: there
 * is no receipt.
 *
 * Returns: %TRUE once it is on the disk
 */
gboolean
tipoff_outbox_set_handed_over (TipoffOutbox  *self,
                               const char    *id,
                               GError       **error)
{
  Move move = { TIPOFF_STATE_HANDED_OVER, TIPOFF_MOVER_PERSON };

  return move_report (self, id, &move, error);
}

static gboolean
remove_row (TipoffOutbox  *self,
            const char    *id,
            gboolean       withdraw,
            GError       **error)
{
  g_auto (TipoffOutboxRow) row = { NULL };
  gboolean allowed;
  guint facts;

  if (!tipoff_outbox_row_find (self, id, &row, error))
    return FALSE;

  facts = tipoff_outbox_row_get_facts (self, &row, tipoff_time_now ());
  allowed = withdraw ? tipoff_transition_allowed (row.item->state, TIPOFF_STATE_WITHDRAWN, TIPOFF_MOVER_PERSON, facts)
                     : tipoff_state_is_deletable (row.item->state, facts);
  if (!allowed)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE, "Report %s is %s and cannot be %s.",
                   id, tipoff_state_to_string (row.item->state), withdraw ? "taken back" : "deleted now");
      return FALSE;
    }

  return tipoff_database_run (self->database, NULL, error, "DELETE FROM report WHERE seq = ?", "i", row.seq);
}

static gboolean
remove_report (TipoffOutbox  *self,
               const char    *id,
               gboolean       withdraw,
               GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!tipoff_database_begin (self->database, error))
    return FALSE;
  if (!remove_row (self, id, withdraw, error))
    {
      tipoff_database_rollback (self->database);
      return FALSE;
    }
  if (!tipoff_database_commit (self->database, error))
    return FALSE;

  tipoff_database_tidy (self->database);
  return TRUE;
}

/**
 * tipoff_outbox_withdraw:
 * @self: the outbox
 * @id: a report's id
 * @error: return location for an error: STATE once it is on its way or gone
 *
 * Takes a report back before it is sent: row and bytes are gone.
 *
 * Returns: whether it is gone
 */
gboolean
tipoff_outbox_withdraw (TipoffOutbox  *self,
                        const char    *id,
                        GError       **error)
{
  return remove_report (self, id, TRUE, error);
}

/**
 * tipoff_outbox_delete:
 * @self: the outbox
 * @id: a report's id
 * @error: return location for an error: STATE while it is being sent
 *
 * Forgets a report, whatever became of it.
 *
 * Returns: whether it is gone
 */
gboolean
tipoff_outbox_delete (TipoffOutbox  *self,
                      const char    *id,
                      GError       **error)
{
  return remove_report (self, id, FALSE, error);
}
