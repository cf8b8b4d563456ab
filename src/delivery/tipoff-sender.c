/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-sender.h"

#include "tipoff-endpoint.h"
#include "tipoff-ids.h"
#include "tipoff-outcome.h"
#include "tipoff-protocol.h"
#include "tipoff-retry.h"

#include <string.h>

#define USUAL_TIMEOUT 60

/* One attempt is three steps: the report is claimed (in a thread, since the
 * disk may be slow), the exchange runs (in the caller's main context), and
 * the outcome is written (in a thread). The database knows every step
 * before it is taken, so that an end at any moment loses nothing. */

struct _TipoffSender
{
  GObject       parent_instance;

  TipoffOutbox *outbox;

  GMutex        lock;             /* for what follows */
  GHashTable   *tokens;           /* origin → token */
  guint         timeout;
  GQueue        queue;            /* of GTask: one request at a time */
  GTask        *current;
};

typedef struct
{
  char             *id;
  gboolean          force;
  TipoffOutboxItem *item;
  GBytes           *bytes;
  TipoffOutcome    *outcome;
} Attempt;

/* Both at once: an attempt that failed leaves a report with a state. */
typedef struct
{
  TipoffOutboxItem *item;
  GError           *error;
} Result;

G_DEFINE_FINAL_TYPE (TipoffSender, tipoff_sender, G_TYPE_OBJECT)

static void
attempt_free (Attempt *attempt)
{
  g_free (attempt->id);
  tipoff_outbox_item_free (attempt->item);
  g_clear_pointer (&attempt->bytes, g_bytes_unref);
  tipoff_outcome_free (attempt->outcome);
  g_free (attempt);
}

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
  g_clear_pointer (&self->tokens, g_hash_table_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (tipoff_sender_parent_class)->finalize (object);
}

static void
tipoff_sender_class_init (TipoffSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tipoff_sender_finalize;
}

/* Overwritten before it is freed. */
static void
token_free (char *token)
{
  explicit_bzero (token, strlen (token));
  g_free (token);
}

static void
tipoff_sender_init (TipoffSender *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->queue);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) token_free);
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

/* The characters of a header value without spaces: RFC 6750 has fewer, but
 * what is in use has more. */
static gboolean
is_token (const char *token)
{
  for (const char *p = token; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return *token != '\0';
}

/**
 * tipoff_sender_set_token:
 * @self: a sender
 * @address: an endpoint
 * @token: (nullable): its bearer token; %NULL or what is none takes it away
 *
 * The token goes to the origin of @address (scheme, host and port) and to no
 * other. White space around it, such as the end of a line, is dropped.
 */
void
tipoff_sender_set_token (TipoffSender *self,
                         const char   *address,
                         const char   *token)
{
  g_autofree char *origin = tipoff_endpoint_get_origin (address);
  char *own = token != NULL ? g_strstrip (g_strdup (token)) : NULL;

  g_return_if_fail (TIPOFF_IS_SENDER (self));

  g_mutex_lock (&self->lock);
  if (origin != NULL && own != NULL && is_token (own))
    g_hash_table_replace (self->tokens, g_steal_pointer (&origin), g_steal_pointer (&own));
  else if (origin != NULL)
    g_hash_table_remove (self->tokens, origin);
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&own, token_free);
}

/**
 * tipoff_sender_set_timeout:
 * @self: a sender
 * @seconds: for a whole request, from 1 to %TIPOFF_SENDER_LONGEST_TIMEOUT
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

/* Ends the current attempt; the next in the queue begins. */
static void
return_result (GTask            *task,
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

/* Why the report is not delivered, in the words of the outcome. */
static GError *
make_error (GTask               *task,
            const TipoffOutcome *outcome)
{
  GError *error = NULL;

  if (outcome->reason == NULL)
    return NULL;
  if (g_str_equal (outcome->reason, "stopped") &&
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    return error;

  return g_error_new (TIPOFF_DELIVERY_ERROR, (int) outcome->code, "The report is not delivered (%s). %s",
                      outcome->reason, outcome->detail != NULL ? outcome->detail : "");
}

static gboolean
write_outcome (TipoffSender   *self,
               const Attempt  *attempt,
               GError        **error)
{
  const TipoffOutcome *outcome = attempt->outcome;
  const char *id = attempt->item->id;
  gint64 next_at;

  switch (outcome->state)
    {
    case TIPOFF_STATE_DELIVERED:
      return tipoff_outbox_set_delivered (self->outbox, id, outcome->reference, outcome->received, error);
    case TIPOFF_STATE_WAITING:
      next_at = tipoff_retry_next (attempt->item->attempts - 1, outcome->retry_after, tipoff_time_now (), g_random_int ());
      return tipoff_outbox_set_waiting (self->outbox, id, outcome->reason, outcome->detail, next_at, error);
    case TIPOFF_STATE_ATTENTION:
      return tipoff_outbox_set_attention (self->outbox, id, outcome->reason, outcome->detail, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
record_in_thread (GTask        *work,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  TipoffSender *self = source;
  const Attempt *attempt = data;
  TipoffOutboxItem *item;
  GError *error = NULL;

  /* Where another process has taken the report over meanwhile, what it wrote
   * is the truth. */
  if (!write_outcome (self, attempt, &error) &&
      !g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE))
    {
      g_task_return_error (work, error);
      return;
    }

  g_clear_error (&error);
  item = tipoff_outbox_get (self->outbox, attempt->item->id, &error);
  if (item == NULL)
    g_task_return_error (work, error);
  else
    g_task_return_pointer (work, item, (GDestroyNotify) tipoff_outbox_item_free);
}

static void
on_recorded (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  const Attempt *attempt = g_task_get_task_data (task);
  TipoffOutboxItem *item;
  GError *error = NULL;

  /* Delivered counts, even where another process got there first. */
  item = g_task_propagate_pointer (G_TASK (result), &error);
  if (item != NULL && item->state != TIPOFF_STATE_DELIVERED)
    error = make_error (task, attempt->outcome);
  return_result (task, item, error);
}

/* Not to be cancelled: what happened has to be written down. */
static void
record (GTask         *task,
        TipoffOutcome *outcome)
{
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GTask) work = g_task_new (g_task_get_source_object (task), NULL, on_recorded, task);

  attempt->outcome = outcome;
  g_task_set_task_data (work, attempt, NULL);
  g_task_run_in_thread (work, record_in_thread);
}

static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  GTask *task = data;
  const Attempt *attempt = g_task_get_task_data (task);
  const TipoffProtocol *protocol = tipoff_protocol_find (attempt->item->protocol);
  g_autoptr (TipoffAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = tipoff_exchange_finish (result, &error);
  record (task, answer != NULL ? protocol->judge (attempt->item, answer, tipoff_time_now ())
                               : tipoff_outcome_of_error (error));
}

static void
exchange (GTask *task)
{
  TipoffSender *self = g_task_get_source_object (task);
  const Attempt *attempt = g_task_get_task_data (task);
  const TipoffProtocol *protocol = tipoff_protocol_find (attempt->item->protocol);
  g_autofree char *origin = tipoff_endpoint_get_origin (attempt->item->address);
  TipoffRequest *request;

  if (protocol == NULL)
    {
      record (task, tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused",
                                              "This version of Tipoff does not know the endpoint's protocol."));
      return;
    }

  request = protocol->compose (attempt->item, attempt->bytes);
  request->ca_file = g_strdup (attempt->item->ca_file);
  g_mutex_lock (&self->lock);
  request->timeout = self->timeout;
  request->token = origin != NULL ? g_strdup (g_hash_table_lookup (self->tokens, origin)) : NULL;
  g_mutex_unlock (&self->lock);

  tipoff_exchange_async (request, g_task_get_cancellable (task), on_exchanged, task);
}

static void
claim_in_thread (GTask        *work,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  TipoffSender *self = source;
  Attempt *attempt = data;
  g_autoptr (GError) local_error = NULL;
  GError *error = NULL;

  attempt->item = tipoff_outbox_claim (self->outbox, attempt->id, attempt->force, tipoff_time_now (), &error);
  if (attempt->item == NULL)
    {
      g_task_return_error (work, error);
      return;
    }

  attempt->bytes = tipoff_outbox_get_bytes (self->outbox, attempt->item->id, &local_error);
  if (attempt->bytes == NULL)
    attempt->outcome = tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_DATABASE, "damaged", local_error->message);
  g_task_return_boolean (work, TRUE);
}

static void
on_claimed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  GTask *task = data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      return_result (task, NULL, error);
      g_object_unref (task);
    }
  else if (attempt->outcome != NULL)
    {
      record (task, attempt->outcome);
    }
  else
    {
      exchange (task);
    }
}

/* In the context that @task was made in. */
static gboolean
begin (gpointer data)
{
  GTask *task = g_object_ref (data);
  g_autoptr (GTask) work = NULL;
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      return_result (task, NULL, error);
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }

  work = g_task_new (g_task_get_source_object (task), NULL, on_claimed, task);
  g_task_set_task_data (work, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (work, claim_in_thread);
  return G_SOURCE_REMOVE;
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
      g_source_set_callback (source, begin, g_object_ref (next), g_object_unref);
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
  Attempt *attempt = g_new0 (Attempt, 1);

  g_return_if_fail (TIPOFF_IS_SENDER (self));

  attempt->id = g_strdup (id);
  attempt->force = force;
  g_task_set_source_tag (task, tipoff_sender_send_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);

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
