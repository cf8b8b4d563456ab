/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-talk.h"

#include "tipoff-endpoint.h"
#include "tipoff-protocol.h"

/* The longest talk, TAXII's, has five; a server must not keep us asking. */
#define MOST_REQUESTS 8

/**
 * tipoff_talk_new:
 * @item: a report, claimed; it has to outlive the talk
 * @bytes: what was approved
 *
 * Returns: (transfer full) (nullable): the beginning of a talk, or %NULL where
 *   this version does not know the protocol
 */
TipoffTalk *
tipoff_talk_new (const TipoffOutboxItem *item,
                 GBytes                 *bytes)
{
  const TipoffProtocol *protocol = tipoff_protocol_find (item->protocol);
  TipoffTalk *self;

  if (protocol == NULL)
    return NULL;

  self = g_new0 (TipoffTalk, 1);
  self->protocol = protocol;
  self->item = item;
  self->bytes = g_bytes_ref (bytes);
  self->may_have_arrived = item->may_have_arrived;
  self->poll_url = g_strdup (item->poll_url);
  return self;
}

void
tipoff_talk_free (TipoffTalk *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->bytes);
  g_free (self->poll_url);
  g_free (self->base);
  g_free (self->target);
  g_free (self);
}

/* The outcome as it has to be written down. What only looked has changed
 * nothing; what was taken before is still taken; and where the protocol can
 * neither ask again nor look, the person is asked. */
static TipoffOutcome *
settle (TipoffTalk    *self,
        TipoffOutcome *outcome)
{
  if (outcome->state == TIPOFF_STATE_DELIVERED || outcome->state == TIPOFF_STATE_SUBMITTED ||
      g_strcmp0 (outcome->reason, "unknown") == 0)
    return outcome;

  outcome->may_have_arrived = (outcome->may_have_arrived && self->carries_report) || self->may_have_arrived;
  if (self->poll_url != NULL && outcome->poll_url == NULL)
    {
      outcome->poll_url = g_strdup (self->poll_url);
      if (outcome->state == TIPOFF_STATE_WAITING)
        outcome->state = TIPOFF_STATE_SUBMITTED;
    }
  else if (self->protocol->settlement == TIPOFF_SETTLEMENT_ASK && outcome->may_have_arrived)
    {
      TipoffOutcome *unknown = tipoff_outcome_unknown (outcome->detail);

      tipoff_outcome_free (outcome);
      return unknown;
    }
  return outcome;
}

/**
 * tipoff_talk_next:
 * @self: a talk
 * @answer: (nullable): the answer to the request before; %NULL at the beginning
 * @now: unix seconds
 * @outcome: (out): where there is no request: how the attempt ended
 *
 * Returns: (transfer full) (nullable): the next request, without token, CA
 *   file and timeout, which are the sender's; or %NULL
 */
TipoffRequest *
tipoff_talk_next (TipoffTalk          *self,
                  const TipoffAnswer  *answer,
                  gint64               now,
                  TipoffOutcome      **outcome)
{
  TipoffOutcome *end = NULL;
  TipoffRequest *request = NULL;

  *outcome = NULL;
  if (answer == NULL && self->may_have_arrived && self->protocol->settlement == TIPOFF_SETTLEMENT_ASK)
    end = tipoff_outcome_unknown ("The attempt before this one was interrupted.");
  else if (self->n_requests >= MOST_REQUESTS)
    end = tipoff_outcome_waiting (TIPOFF_DELIVERY_ERROR_ANSWER, "answer", "Its answers led nowhere.");
  else
    request = self->protocol->next (self, answer, now, &end);

  if (request != NULL && !tipoff_endpoint_is_same_origin (request->url, self->item->address))
    {
      end = tipoff_outcome_elsewhere (request->url);
      self->carries_report = FALSE;
      g_clear_pointer (&request, tipoff_request_free);
    }
  if (request == NULL)
    {
      *outcome = settle (self, end);
      return NULL;
    }

  self->n_requests++;
  return request;
}

/**
 * tipoff_talk_break:
 * @self: a talk
 * @error: why no answer came
 * @was_sent: whether the other side may have got the request
 *
 * Returns: (transfer full): how the attempt ended
 */
TipoffOutcome *
tipoff_talk_break (TipoffTalk   *self,
                   const GError *error,
                   gboolean      was_sent)
{
  TipoffOutcome *outcome = tipoff_outcome_of_error (error);

  outcome->may_have_arrived = was_sent;
  return settle (self, outcome);
}

TipoffAuthorisation
tipoff_talk_get_authorisation (const TipoffTalk *self)
{
  return self->protocol->authorisation;
}

/**
 * tipoff_talk_look:
 * @self: a talk
 * @url: what to GET
 * @accept: media types of the answer
 *
 * Returns: (transfer full): a request that changes nothing at the endpoint
 */
TipoffRequest *
tipoff_talk_look (TipoffTalk *self,
                  const char *url,
                  const char *accept)
{
  const char *const headers[] = { "Accept", accept, NULL };
  TipoffRequest *request = g_new0 (TipoffRequest, 1);

  self->carries_report = FALSE;
  request->method = g_strdup ("GET");
  request->url = g_strdup (url);
  request->headers = g_strdupv ((char **) headers);
  return request;
}

/**
 * tipoff_talk_carry:
 * @self: a talk
 * @url: where to POST the report
 * @content_type: what its bytes are
 * @accept: media types of the answer
 *
 * The report's id goes along as its idempotency key
 * (draft-ietf-httpapi-idempotency-key-header-07): a structured-field string
 * (RFC 8941, 3.3.3), to which the quotes belong. Who does not know it ignores it.
 *
 * Returns: (transfer full): the request that carries the report, byte for byte
 */
TipoffRequest *
tipoff_talk_carry (TipoffTalk *self,
                   const char *url,
                   const char *content_type,
                   const char *accept)
{
  g_autofree char *key = g_strdup_printf ("\"%s\"", self->item->id);
  const char *const headers[] = { "Accept", accept, "Idempotency-Key", key, NULL };
  TipoffRequest *request = g_new0 (TipoffRequest, 1);

  self->carries_report = TRUE;
  request->url = g_strdup (url);
  request->headers = g_strdupv ((char **) headers);
  request->method = g_strdup ("POST");
  request->content_type = g_strdup (content_type);
  request->body = g_bytes_ref (self->bytes);
  return request;
}
