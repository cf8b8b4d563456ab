/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-engine.h"

#include "tipoff-engine-private.h"
#include "tipoff-ids.h"
#include "tipoff-report-item.h"

/* A report may be due that another process holds: ask again, but not at once. */
#define BREATH_SECONDS 15
#define LONGEST_SLEEP_SECONDS (60 * 60)

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TipoffEngine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutboxItem) item = tipoff_sender_send_finish (TIPOFF_SENDER (source), result, &error);

  g_clear_object (&self->attempt);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->nothing_was_due = g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  /* After a receipt the next may go at once. After anything else the outbox says when. */
  if (!g_queue_is_empty (&self->asked_for) || (item != NULL && item->state == TIPOFF_STATE_DELIVERED))
    tipoff_engine_pump (self);
  tipoff_engine_refresh (self);
}

/**
 * tipoff_engine_pump:
 *
 * Sends one report: what the person asked for, else the oldest that is due. One at a time.
 */
void
tipoff_engine_pump (TipoffEngine *self)
{
  g_autofree char *id = NULL;
  TipoffOutbox *outbox;
  g_autoptr (GError) error = NULL;

  if (self->attempt != NULL || self->stopped || g_cancellable_is_cancelled (self->cancellable))
    return;
  /* The list was read before, so it is open. */
  outbox = tipoff_engine_ensure_outbox (self, &error);
  if (outbox == NULL)
    return;
  if (self->sender == NULL)
    {
      self->sender = tipoff_sender_new (outbox);
      tipoff_sender_set_tokens (self->sender, self->tokens);
    }

  id = g_queue_pop_head (&self->asked_for);
  self->attempt = g_cancellable_new ();
  tipoff_sender_send_async (self->sender, id, id != NULL, self->attempt, sent_cb, g_object_ref (self));
}

static gboolean
timer_cb (gpointer user_data)
{
  TipoffEngine *self = user_data;

  self->timer = 0;
  tipoff_engine_pump (self);
  return G_SOURCE_REMOVE;
}

/**
 * tipoff_engine_schedule:
 * @next_at: unix seconds; 0 where nothing is due
 *
 * Sets the one timer to the time at which the next report may go.
 */
void
tipoff_engine_schedule (TipoffEngine *self,
                        gint64        next_at)
{
  gint64 wait_ms;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (next_at == 0 || g_cancellable_is_cancelled (self->cancellable))
    return;
  wait_ms = next_at * 1000 - g_get_real_time () / 1000;
  if (wait_ms <= 0 && self->nothing_was_due)
    wait_ms = 1000 * BREATH_SECONDS;
  wait_ms = CLAMP (wait_ms + 50, 50, 1000 * LONGEST_SLEEP_SECONDS);
  self->timer = g_timeout_add ((guint) wait_ms, timer_cb, self);
}

/**
 * tipoff_engine_send_now:
 *
 * Tries a report that waits, or that needed attention, before its time: the person asked.
 */
void
tipoff_engine_send_now (TipoffEngine *self,
                        const char   *id)
{
  g_return_if_fail (TIPOFF_IS_ENGINE (self));
  g_return_if_fail (id != NULL);

  g_queue_push_tail (&self->asked_for, g_strdup (id));
  tipoff_engine_pump (self);
}

static void
hasten_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  TipoffOutbox *outbox = tipoff_engine_ensure_outbox (source, &error);

  if (outbox != NULL && tipoff_outbox_hasten (outbox, tipoff_time_now (), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
hastened_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  TipoffEngine *self = TIPOFF_ENGINE (source);
  g_autoptr (GError) error = NULL;

  /* Where it cannot be written, reading the list says why. */
  g_task_propagate_boolean (G_TASK (result), &error);
  self->nothing_was_due = FALSE;
  tipoff_engine_refresh (self);
}

static void
network_changed_cb (TipoffEngine *self)
{
  gboolean online = g_network_monitor_get_network_available (self->network);
  gboolean came_back = online && !self->online;
  g_autoptr (GTask) task = NULL;

  tipoff_engine_set_online (self, online);
  if (!came_back)
    return;
  task = g_task_new (self, self->cancellable, hastened_cb, NULL);
  g_task_set_source_tag (task, network_changed_cb);
  g_task_run_in_thread (task, hasten_thread);
}

/**
 * tipoff_engine_watch_network:
 *
 * From now on, what waits for the network goes when it is back.
 */
void
tipoff_engine_watch_network (TipoffEngine *self)
{
  if (self->network != NULL)
    return;
  self->network = g_network_monitor_get_default ();
  tipoff_engine_set_online (self, g_network_monitor_get_network_available (self->network));
  /* Not every monitor has the signal "network-changed" for what it learns from somebody else. */
  g_signal_connect_object (self->network, "notify::network-available", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

guint
tipoff_engine_get_n_leaving (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), 0);

  return self->n_leaving;
}

guint
tipoff_engine_get_n_pending (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), 0);

  return self->n_pending;
}

/**
 * tipoff_engine_is_busy:
 *
 * Returns: whether a report is being sent or the outbox changed just now
 */
gboolean
tipoff_engine_is_busy (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), FALSE);

  return self->attempt != NULL || self->n_jobs > 0 || self->refreshing;
}

/**
 * tipoff_engine_stop:
 *
 * Begins nothing any more, and breaks off what is being sent: it waits then.
 */
void
tipoff_engine_stop (TipoffEngine *self)
{
  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  self->stopped = TRUE;
  if (self->attempt != NULL)
    g_cancellable_cancel (self->attempt);
}

void
tipoff_engine_resume (TipoffEngine *self)
{
  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  if (!self->stopped)
    return;
  self->stopped = FALSE;
  tipoff_engine_refresh (self);
}

void
tipoff_engine_pump_dispose (TipoffEngine *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->attempt != NULL)
    g_cancellable_cancel (self->attempt);
  g_queue_clear_full (&self->asked_for, g_free);
}
