/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outcome.h"

#include "tipoff-plain-text.h"
#include "tipoff-retry.h"

void
tipoff_outcome_free (TipoffOutcome *self)
{
  if (self == NULL)
    return;

  g_free (self->detail);
  g_free (self->reference);
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

static char *
read_problem (const TipoffAnswer *answer)
{
  gsize length;
  const char *body = g_bytes_get_data (answer->body, &length);
  char *problem = NULL;

  if (g_strcmp0 (answer->content_type, "application/problem+json") == 0 ||
      g_strcmp0 (answer->content_type, "application/json") == 0)
    problem = tipoff_plain_text_problem (body, length);

  return problem != NULL ? problem : g_strdup_printf ("HTTP status %u", answer->status);
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
 *
 * Returns: (transfer full): `waiting` or `attention`
 */
TipoffOutcome *
tipoff_outcome_of_status (const TipoffAnswer *answer,
                          gint64              now)
{
  g_autofree char *detail = read_problem (answer);
  TipoffOutcome *outcome;

  if (answer->status >= 200 && answer->status <= 299)
    return tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_ANSWER, "answer", "The answer was not a receipt.");

  if (answer->status == 401 || answer->status == 403)
    return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_TOKEN, "token", detail);

  if (answer->status == 408 || answer->status == 409 || answer->status == 425 || answer->status == 429 ||
      answer->status >= 500)
    {
      outcome = tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_NETWORK, "busy", detail);
      outcome->retry_after = tipoff_retry_parse_after (answer->retry_after, now);
      return outcome;
    }

  if (answer->status >= 300 && answer->status <= 399)
    {
      g_autofree char *redirect = g_strdup_printf ("It wanted to pass the report on to %s, which is not done.",
                                                   answer->location != NULL ? answer->location : "somewhere else");

      return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused", redirect);
    }

  return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused", detail);
}
