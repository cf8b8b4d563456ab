/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-sender-private.h"

#include "tipoff-endpoint.h"
#include "tipoff-ids.h"
#include "tipoff-retry.h"

/* One attempt is three steps: the report is claimed (in a thread, since the
 * disk may be slow), the talk runs, one exchange after the other (in the
 * caller's main context), and the outcome is written (in a thread). The
 * database knows every step before it is taken, so that an end at any moment
 * loses nothing. */

void
tipoff_attempt_free (TipoffAttempt *attempt)
{
  g_free (attempt->id);
  tipoff_authorisation_free (attempt->token);
  tipoff_talk_free (attempt->talk);
  tipoff_outbox_item_free (attempt->item);
  g_clear_pointer (&attempt->bytes, g_bytes_unref);
  tipoff_outcome_free (attempt->outcome);
  g_free (attempt);
}

/* What the person can do about a report that does not go by itself, and in what it differs from others. */
static const struct
{
  const char *reason;
  const char *advice;
} advice[] = {
  { "unknown", "Nobody knows whether the report arrived. Send it again only if they say that it did not." },
  { "taken", "The report was taken, but without a receipt. It need not be sent again." },
  { "tls", "Nothing was sent. Try again from another network; if it stays so, tell them." },
  { "token", "It asks for a token, or for another one. Give it the one that they gave you." },
  { "refused", "It is not sent again by itself. Report it another way, or try again later." },
  { "damaged", "It is not what was approved any more. Delete it and report anew." },
};

static const char *
find_advice (const char *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (advice); i++)
    if (g_str_equal (advice[i].reason, reason))
      return advice[i].advice;
  return "It is kept and goes by itself later.";
}

/* Why the report is not delivered, and what to do. */
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

  return g_error_new (TIPOFF_DELIVERY_ERROR, (int) outcome->code, "The report is not delivered (%s). %s%s%s",
                      outcome->reason, outcome->detail != NULL ? outcome->detail : "",
                      outcome->detail != NULL ? " " : "", find_advice (outcome->reason));
}

static gboolean
write_outcome (TipoffSender         *self,
               const TipoffAttempt  *attempt,
               GError              **error)
{
  const TipoffOutcome *outcome = attempt->outcome;
  const TipoffOutboxItem *item = attempt->item;
  guint32 seed = g_random_int ();
  gint64 now = tipoff_time_now ();
  gint64 next_at;

  switch (outcome->state)
    {
    case TIPOFF_STATE_DELIVERED:
      return tipoff_outbox_set_delivered (self->outbox, item->id, outcome->reference, outcome->received, error);
    case TIPOFF_STATE_SUBMITTED:
      next_at = tipoff_retry_next (item->polls, outcome->retry_after, now, seed);
      return tipoff_outbox_set_submitted (self->outbox, item->id, outcome->poll_url, outcome->reason, outcome->detail,
                                          next_at, error);
    case TIPOFF_STATE_WAITING:
      next_at = tipoff_retry_next (item->attempts - 1, outcome->retry_after, now, seed);
      return tipoff_outbox_set_waiting (self->outbox, item->id, outcome->reason, outcome->detail, next_at,
                                        outcome->may_have_arrived, error);
    case TIPOFF_STATE_ATTENTION:
      return tipoff_outbox_set_attention (self->outbox, item->id, outcome->reason, outcome->detail, outcome->poll_url,
                                          outcome->may_have_arrived, error);
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
  const TipoffAttempt *attempt = data;
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
  const TipoffAttempt *attempt = g_task_get_task_data (task);
  TipoffOutboxItem *item;
  GError *error = NULL;

  /* Delivered counts, even where another process got there first. */
  item = g_task_propagate_pointer (G_TASK (result), &error);
  if (item != NULL && item->state != TIPOFF_STATE_DELIVERED)
    error = make_error (task, attempt->outcome);
  tipoff_attempt_end (task, item, error);
}

/* Not to be cancelled: what happened has to be written down. */
static void
record (GTask         *task,
        TipoffOutcome *outcome)
{
  TipoffAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (GTask) work = g_task_new (g_task_get_source_object (task), NULL, on_recorded, task);

  attempt->outcome = outcome;
  g_task_set_task_data (work, attempt, NULL);
  g_task_run_in_thread (work, record_in_thread);
}

static void continue_talk (GTask *task, const TipoffAnswer *answer);

static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  GTask *task = data;
  const TipoffAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (TipoffAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean was_sent;

  answer = tipoff_exchange_finish (result, &was_sent, &error);
  if (answer != NULL)
    continue_talk (task, answer);
  else
    record (task, tipoff_talk_break (attempt->talk, error, was_sent));
}

/* What the protocol does not know: who asks, whom we trust, how long it may take. */
static gboolean
complete_request (GTask         *task,
                  TipoffRequest *request)
{
  TipoffSender *self = g_task_get_source_object (task);
  const TipoffAttempt *attempt = g_task_get_task_data (task);
  gint64 left = (attempt->deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC;

  if (left <= 0)
    return FALSE;

  request->ca_file = g_strdup (attempt->item->ca_file);
  request->authorisation = tipoff_talk_get_authorisation (attempt->talk);
  g_mutex_lock (&self->lock);
  request->timeout = (guint) MIN (self->timeout, left);
  g_mutex_unlock (&self->lock);
  if (tipoff_endpoint_is_same_origin (request->url, attempt->item->address))
    request->token = g_strdup (attempt->token);
  return TRUE;
}

static void
continue_talk (GTask              *task,
               const TipoffAnswer *answer)
{
  TipoffAttempt *attempt = g_task_get_task_data (task);
  TipoffOutcome *outcome = NULL;
  TipoffRequest *request = tipoff_talk_next (attempt->talk, answer, tipoff_time_now (), &outcome);

  if (request == NULL)
    {
      record (task, outcome);
    }
  else if (!complete_request (task, request))
    {
      g_autoptr (GError) error = g_error_new (TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK,
                                              "It did not answer in time.");

      tipoff_request_free (request);
      record (task, tipoff_talk_break (attempt->talk, error, FALSE));
    }
  else
    {
      tipoff_exchange_async (request, g_task_get_cancellable (task), on_exchanged, task);
    }
}

static void
begin_talk (GTask *task)
{
  TipoffAttempt *attempt = g_task_get_task_data (task);

  attempt->talk = tipoff_talk_new (attempt->item, attempt->bytes);
  if (attempt->talk != NULL)
    continue_talk (task, NULL);
  else
    record (task, tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused",
                                            "This version of Tipoff does not know the endpoint's protocol."));
}

/* Before there is a lease, which does not wait until the person has opened their keyring. */
static void
ask_for_token (TipoffSender  *self,
               TipoffAttempt *attempt)
{
  g_autoptr (TipoffOutboxItem) item = tipoff_outbox_get (self->outbox, attempt->id, NULL);

  if (item != NULL && item->way == TIPOFF_WAY_HTTPS)
    attempt->token = tipoff_tokens_find (self->tokens, item->address, TRUE);
}

static void
claim_in_thread (GTask        *work,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  TipoffSender *self = source;
  TipoffAttempt *attempt = data;
  g_autoptr (GError) local_error = NULL;
  GError *error = NULL;

  if (attempt->force && attempt->id != NULL)
    ask_for_token (self, attempt);
  attempt->deadline = g_get_monotonic_time () + TIPOFF_SENDER_LONGEST_TIMEOUT * G_USEC_PER_SEC;
  attempt->item = tipoff_outbox_claim (self->outbox, attempt->id, attempt->force, tipoff_time_now (), &error);
  if (attempt->item == NULL)
    {
      g_task_return_error (work, error);
      return;
    }

  if (attempt->token == NULL)
    attempt->token = tipoff_tokens_find (self->tokens, attempt->item->address, FALSE);
  attempt->bytes = tipoff_outbox_get_bytes (self->outbox, attempt->item->id, &local_error);
  if (attempt->bytes == NULL)
    attempt->outcome = tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_DAMAGED, "damaged", local_error->message);
  g_task_return_boolean (work, TRUE);
}

static void
on_claimed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  GTask *task = data;
  TipoffAttempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tipoff_attempt_end (task, NULL, error);
      g_object_unref (task);
    }
  else if (attempt->outcome != NULL)
    {
      record (task, attempt->outcome);
    }
  else
    {
      begin_talk (task);
    }
}

/**
 * tipoff_attempt_begin:
 * @data: the attempt's task
 *
 * The whole attempt, in the context that @task was made in, until
 * tipoff_attempt_end().
 *
 * Returns: %G_SOURCE_REMOVE
 */
gboolean
tipoff_attempt_begin (gpointer data)
{
  GTask *task = g_object_ref (data);
  g_autoptr (GTask) work = NULL;
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      tipoff_attempt_end (task, NULL, error);
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }

  work = g_task_new (g_task_get_source_object (task), NULL, on_claimed, task);
  g_task_set_task_data (work, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (work, claim_in_thread);
  return G_SOURCE_REMOVE;
}
