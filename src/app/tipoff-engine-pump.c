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

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->sending = FALSE;
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

  if (self->sending || g_cancellable_is_cancelled (self->cancellable))
    return;
  /* The list was read before, so it is open. */
  outbox = tipoff_engine_ensure_outbox (self, &error);
  if (outbox == NULL)
    return;
  if (self->sender == NULL)
    self->sender = tipoff_sender_new (outbox);

  id = g_queue_pop_head (&self->asked_for);
  self->sending = TRUE;
  tipoff_sender_send_async (self->sender, id, id != NULL, self->cancellable, sent_cb, g_object_ref (self));
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
network_changed_cb (TipoffEngine *self,
                    gboolean      online)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->reports));
  gboolean came_back = online && !self->was_online;

  self->was_online = online;
  if (!came_back)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TipoffReportItem) item = g_list_model_get_item (G_LIST_MODEL (self->reports), i);
      const TipoffOutboxItem *row = tipoff_report_item_get (item);

      if (row->state == TIPOFF_STATE_WAITING && g_strcmp0 (row->reason, "network") == 0)
        tipoff_engine_send_now (self, row->id);
    }
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
  self->was_online = g_network_monitor_get_network_available (self->network);
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}

void
tipoff_engine_pump_dispose (TipoffEngine *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_queue_clear_full (&self->asked_for, g_free);
}
