/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-sender-private.h"

#define USUAL_TIMEOUT 60

/* Both at once: an attempt that failed leaves a report with a state. */
typedef struct
{
  TipoffOutboxItem *item;
  GError           *error;
} Result;

G_DEFINE_FINAL_TYPE (TipoffSender, tipoff_sender, G_TYPE_OBJECT)

static void
result_free (Result *result)
{
  tipoff_outbox_item_free (result->item);
  g_clear_error (&result->error);
  g_free (result);
}

static void
tipoff_sender_finalize (GObject *object)
{
  TipoffSender *self = TIPOFF_SENDER (object);

  g_clear_pointer (&self->outbox, tipoff_outbox_unref);
  g_clear_pointer (&self->tokens, tipoff_tokens_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (tipoff_sender_parent_class)->finalize (object);
}

static void
tipoff_sender_class_init (TipoffSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tipoff_sender_finalize;
}

static void
tipoff_sender_init (TipoffSender *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->queue);
  self->tokens = tipoff_tokens_new ();
  self->timeout = USUAL_TIMEOUT;
}

/**
 * tipoff_sender_new:
 * @outbox: where the reports are
 *
 * Returns: (transfer full): a sender of what @outbox holds
 */
TipoffSender *
tipoff_sender_new (TipoffOutbox *outbox)
{
  TipoffSender *self = g_object_new (TIPOFF_TYPE_SENDER, NULL);

  self->outbox = tipoff_outbox_ref (outbox);
  return self;
}

TipoffTokens *
tipoff_sender_get_tokens (TipoffSender *self)
{
  g_return_val_if_fail (TIPOFF_IS_SENDER (self), NULL);

  return self->tokens;
}

/**
 * tipoff_sender_set_tokens:
 * @self: a sender that sends nothing yet
 * @tokens: where it looks for those of endpoints
 *
 * A token goes to the origin that it is for, and to no other, in the protocol's way (#TipoffAuthorisation).
 */
void
tipoff_sender_set_tokens (TipoffSender *self,
                          TipoffTokens *tokens)
{
  g_return_if_fail (TIPOFF_IS_SENDER (self));

  tipoff_tokens_ref (tokens);
  tipoff_tokens_unref (self->tokens);
  self->tokens = tokens;
}

/**
 * tipoff_sender_set_timeout:
 * @self: a sender
 * @seconds: for each request as a whole, from 1 to %TIPOFF_SENDER_LONGEST_TIMEOUT
 */
void
tipoff_sender_set_timeout (TipoffSender *self,
                           guint         seconds)
{
  g_return_if_fail (TIPOFF_IS_SENDER (self));

  g_mutex_lock (&self->lock);
  self->timeout = CLAMP (seconds, 1, TIPOFF_SENDER_LONGEST_TIMEOUT);
  g_mutex_unlock (&self->lock);
}

static void start_next (TipoffSender *self);

/**
 * tipoff_attempt_end:
 * @task: of the current attempt, which ends; the next in the queue begins
 * @item: (transfer full) (nullable): the report as it is now
 * @error: (transfer full) (nullable): why it is not delivered
 */
void
tipoff_attempt_end (GTask            *task,
                    TipoffOutboxItem *item,
                    GError           *error)
{
  TipoffSender *self = g_task_get_source_object (task);

  if (item == NULL)
    {
      g_task_return_error (task, error);
    }
  else
    {
      Result *result = g_new0 (Result, 1);

      result->item = item;
      result->error = error;
      g_task_return_pointer (task, result, (GDestroyNotify) result_free);
    }

  g_mutex_lock (&self->lock);
  g_clear_object (&self->current);
  g_mutex_unlock (&self->lock);
  start_next (self);
}
static void
start_next (TipoffSender *self)
{
  g_autoptr (GTask) next = NULL;

  g_mutex_lock (&self->lock);
  if (self->current == NULL)
    {
      next = g_queue_pop_head (&self->queue);
      self->current = next != NULL ? g_object_ref (next) : NULL;
    }
  g_mutex_unlock (&self->lock);

  if (next != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, tipoff_attempt_begin, g_object_ref (next), g_object_unref);
      g_source_attach (source, g_task_get_context (next));
    }
}

/**
 * tipoff_sender_send_async:
 * @self: a sender
 * @id: (nullable): a report, or %NULL for the oldest that is due
 * @force: the person asked for it: see tipoff_outbox_claim()
 * @cancellable: (nullable): stops the request; the report then waits
 * @callback: called in the thread's default main context
 * @user_data: for @callback
 *
 * Sends one report. One request runs at a time; others wait for their turn.
 * While one runs, it keeps the sender alive.
 */
void
tipoff_sender_send_async (TipoffSender        *self,
                          const char          *id,
                          gboolean             force,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TipoffAttempt *attempt = g_new0 (TipoffAttempt, 1);

  g_return_if_fail (TIPOFF_IS_SENDER (self));

  attempt->id = g_strdup (id);
  attempt->force = force;
  g_task_set_source_tag (task, tipoff_sender_send_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, attempt, (GDestroyNotify) tipoff_attempt_free);

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->queue, task);
  g_mutex_unlock (&self->lock);
  start_next (self);
}

/**
 * tipoff_sender_send_finish:
 * @self: a sender
 * @result: what the callback got
 * @error: return location for an error; also set together with a report that
 *   was tried and is not delivered: why
 *
 * Returns: (transfer full) (nullable): the report after the attempt, in
 *   whatever state it is; %NULL where nothing was tried (STATE, UNKNOWN,
 *   cancelled) or the outbox failed (DATABASE)
 */
TipoffOutboxItem *
tipoff_sender_send_finish (TipoffSender  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  Result *both = g_task_propagate_pointer (G_TASK (result), error);
  TipoffOutboxItem *item;

  if (both == NULL)
    return NULL;

  item = g_steal_pointer (&both->item);
  if (both->error != NULL)
    g_propagate_error (error, g_steal_pointer (&both->error));
  result_free (both);
  return item;
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  GAsyncResult **place = data;

  *place = g_object_ref (result);
}

/**
 * tipoff_sender_send:
 * @self: a sender
 * @id: (nullable): a report, or %NULL for the oldest that is due
 * @force: the person asked for it
 * @error: as in tipoff_sender_send_finish()
 *
 * tipoff_sender_send_async() for programs without a main loop: blocks until
 * the attempt is over.
 *
 * Returns: (transfer full) (nullable): as tipoff_sender_send_finish()
 */
TipoffOutboxItem *
tipoff_sender_send (TipoffSender  *self,
                    const char    *id,
                    gboolean       force,
                    GError       **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;
  TipoffOutboxItem *item;

  g_main_context_push_thread_default (context);
  tipoff_sender_send_async (self, id, force, NULL, on_sent, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  item = tipoff_sender_send_finish (self, result, error);

  /* Closing the connection takes a few turns more. */
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);
  return item;
}
