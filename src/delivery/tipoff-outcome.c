/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outcome.h"

#include "tipoff-answer.h"
#include "tipoff-plain-text.h"
#include "tipoff-retry.h"

void
tipoff_outcome_free (TipoffOutcome *self)
{
  if (self == NULL)
    return;

  g_free (self->detail);
  g_free (self->reference);
  g_free (self->poll_url);
  g_free (self);
}

static TipoffOutcome *
outcome_new (TipoffState          state,
             TipoffDeliveryError  code,
             const char          *reason,
             const char          *detail)
{
  TipoffOutcome *self = g_new0 (TipoffOutcome, 1);

  self->state = state;
  self->code = code;
  self->reason = reason;
  self->detail = tipoff_plain_text_clean (detail);
  self->retry_after = -1;
  return self;
}

TipoffOutcome *
tipoff_outcome_delivered (const char *reference,
                          gint64      received)
{
  TipoffOutcome *self = outcome_new (TIPOFF_STATE_DELIVERED, 0, NULL, NULL);

  self->reference = g_strdup (reference);
  self->received = received;
  return self;
}

TipoffOutcome *
tipoff_outcome_submitted (const char *poll_url)
{
  TipoffOutcome *self = outcome_new (TIPOFF_STATE_SUBMITTED, 0, NULL, NULL);

  self->poll_url = g_strdup (poll_url);
  return self;
}

TipoffOutcome *
tipoff_outcome_waiting (TipoffDeliveryError  code,
                        const char          *reason,
                        const char          *detail)
{
  return outcome_new (TIPOFF_STATE_WAITING, code, reason, detail);
}

TipoffOutcome *
tipoff_outcome_attention (TipoffDeliveryError  code,
                          const char          *reason,
                          const char          *detail)
{
  return outcome_new (TIPOFF_STATE_ATTENTION, code, reason, detail);
}

TipoffOutcome *
tipoff_outcome_unknown (const char *detail)
{
  TipoffOutcome *self = outcome_new (TIPOFF_STATE_ATTENTION, TIPOFF_DELIVERY_ERROR_ANSWER, "unknown", detail);

  self->may_have_arrived = TRUE;
  return self;
}

TipoffOutcome *
tipoff_outcome_elsewhere (const char *where)
{
  g_autofree char *detail = g_strdup_printf ("It wanted to pass the report on to %s, which is not done.",
                                             where != NULL ? where : "somewhere else");

  return outcome_new (TIPOFF_STATE_ATTENTION, TIPOFF_DELIVERY_ERROR_REFUSED, "refused", detail);
}

/**
 * tipoff_outcome_of_error:
 * @error: why there is no answer
 *
 * Returns: (transfer full): `waiting`, since what came over the network may
 *   come back; `attention` where the other side is not who it should be
 */
TipoffOutcome *
tipoff_outcome_of_error (const GError *error)
{
  if (error->domain != TIPOFF_DELIVERY_ERROR)
    return tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_NETWORK, "stopped", NULL);

  switch ((TipoffDeliveryError) error->code)
    {
    case TIPOFF_DELIVERY_ERROR_TLS:
      return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_TLS, "tls", error->message);
    case TIPOFF_DELIVERY_ERROR_NOT_HTTPS:
      return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_NOT_HTTPS, "refused", error->message);
    case TIPOFF_DELIVERY_ERROR_ANSWER:
      return tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_ANSWER, "answer", error->message);
    default:
      return tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_NETWORK, "network", error->message);
    }
}

/* A request that was answered like this may have been carried out all the
 * same: a gateway that gave up on the server behind it, a server that failed
 * half-way, a success that says nothing. 501, 503 and 511 come before that. */
static gboolean
leaves_unknown (guint status)
{
  return (status >= 200 && status <= 299) || status == 303 || status == 409 ||
         (status >= 500 && status != 501 && status != 503 && status != 511);
}

/**
 * tipoff_outcome_of_status:
 * @answer: an answer that is not a receipt
 * @now: unix seconds
 *
 * Reads the status codes of RFC 9110 as a sender must: 409 means that the
 * first request with this key still runs, so it waits and asks again; what a
 * busy server says passes; what says that the request itself is wrong does
 * not. A redirect is not followed: it could lead the report and the token to
 * anybody. A success that is no receipt is an outcome that nobody knows.
 * @may_have_arrived of the outcome is for a request that carried the report.
 *
 * Returns: (transfer full): `waiting` or `attention`
 */
TipoffOutcome *
tipoff_outcome_of_status (const TipoffAnswer *answer,
                          gint64              now)
{
  g_autofree char *detail = tipoff_answer_read_problem (answer);
  TipoffOutcome *outcome;

  if (answer->status >= 200 && answer->status <= 299)
    outcome = tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_ANSWER, "answer", "The answer was not a receipt.");
  else if (answer->status == 401 || answer->status == 403)
    outcome = tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_TOKEN, "token", detail);
  else if (answer->status == 408 || answer->status == 409 || answer->status == 425 || answer->status == 429 ||
           answer->status >= 500)
    outcome = tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_NETWORK, "busy", detail);
  else if (answer->status >= 300 && answer->status <= 399)
    outcome = tipoff_outcome_elsewhere (answer->location);
  else
    outcome = tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused", detail);

  outcome->retry_after = tipoff_retry_parse_after (answer->retry_after, now);
  outcome->may_have_arrived = leaves_unknown (answer->status);
  return outcome;
}
