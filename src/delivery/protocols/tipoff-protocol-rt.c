/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer.h"
#include "tipoff-endpoint.h"
#include "tipoff-json.h"
#include "tipoff-protocol.h"

#include <string.h>

/* Request Tracker 5 and RTIR, REST 2.0. A ticket is the receipt. RT knows no
 * idempotency key, so before a report is sent again the ticket is looked for
 * by the report's id, which the subject holds. RT shows a user who may make
 * tickets and not see them an empty list (measured on 5.0.3), so that finding
 * none says something only of one who can see: of whom RT shows any ticket of
 * the queue, or hides not even its first. */

#define REST "/REST/2.0/"
#define JSON "application/json"

enum
{
  STEP_START,
  STEP_SEARCH,
  STEP_QUEUE,
  STEP_FIRST,
  STEP_TICKET,
  STEP_CORRESPOND,
};

/* The address may be that of the tracker, of its REST 2.0, or of its tickets. */
static char *
find_rest (const char *address)
{
  g_autofree char *path = tipoff_endpoint_get_path (address);
  g_autofree char *rest_path = NULL;
  char *rest = strstr (path, REST);

  if (rest != NULL)
    rest[strlen (REST)] = '\0';
  else if (g_str_has_suffix (path, "/REST/2.0"))
    rest_path = g_strconcat (path, "/", NULL);
  else
    rest_path = g_strconcat (path, g_str_has_suffix (path, "/") ? REST + 1 : REST, NULL);

  return tipoff_endpoint_resolve (address, rest_path != NULL ? rest_path : path);
}

static TipoffRequest *
make_ticket (TipoffTalk *talk)
{
  g_autofree char *url = g_strconcat (talk->base, "ticket", NULL);

  talk->step = STEP_TICKET;
  return tipoff_talk_carry (talk, url, JSON, JSON);
}

static TipoffRequest *
search (TipoffTalk *talk,
        guint       step,
        const char *condition,
        const char *value)
{
  g_autofree char *query = g_strdup_printf ("%s '%s'", condition, value);
  g_autofree char *escaped = g_uri_escape_string (query, NULL, FALSE);
  g_autofree char *url = g_strdup_printf ("%stickets?query=%s&fields=Subject,Status", talk->base, escaped);

  talk->step = step;
  return tipoff_talk_look (talk, url, JSON);
}

static TipoffRequest *
look_at_first (TipoffTalk *talk)
{
  g_autofree char *url = g_strconcat (talk->base, "ticket/1", NULL);

  talk->step = STEP_FIRST;
  return tipoff_talk_look (talk, url, JSON);
}

/* Whether this user sees anything in the queue of the report. */
static TipoffRequest *
look_at_queue (TipoffTalk *talk)
{
  gsize length;
  const char *text = g_bytes_get_data (talk->bytes, &length);
  g_autoptr (JsonObject) ticket = tipoff_json_parse_object (text, (gssize) length, length, NULL);
  const char *queue = ticket != NULL ? tipoff_json_get_string_or (ticket, "Queue", NULL) : NULL;

  if (queue == NULL || strpbrk (queue, "'\\") != NULL)
    return look_at_first (talk);
  return search (talk, STEP_QUEUE, "Queue =", queue);
}

static gboolean
finds_any (const TipoffAnswer *answer)
{
  g_autoptr (JsonObject) found = answer->status == 200 ? tipoff_answer_read_object (answer) : NULL;

  return found != NULL && tipoff_json_get_int_or (found, "total", 0) > 0;
}

static TipoffRequest *
send_again (TipoffTalk *talk)
{
  talk->may_have_arrived = FALSE;
  return make_ticket (talk);
}

/* The id of the ticket that has the report's id in its subject, or NULL. */
static char *
find_ticket (const TipoffOutboxItem *item,
             JsonArray              *tickets)
{
  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      JsonNode *node = json_array_get_element (tickets, i);
      JsonObject *ticket = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (ticket != NULL && strstr (tipoff_json_get_string_or (ticket, "Subject", ""), item->id) != NULL)
        return tipoff_answer_dup_reference (ticket, "id");
    }
  return NULL;
}

/* Whether it is there, or not to be seen. */
static TipoffRequest *
read_search (TipoffTalk          *talk,
             const TipoffAnswer  *answer,
             gint64               now,
             TipoffOutcome      **outcome)
{
  g_autoptr (JsonObject) found = answer->status == 200 ? tipoff_answer_read_object (answer) : NULL;
  JsonArray *tickets = found != NULL ? tipoff_json_get_array_or_null (found, "items") : NULL;
  g_autofree char *id = NULL;

  if (tickets == NULL)
    {
      *outcome = tipoff_outcome_of_status (answer, now);
      return NULL;
    }
  id = find_ticket (talk->item, tickets);
  if (id != NULL)
    {
      *outcome = tipoff_outcome_delivered (id, now);
      return NULL;
    }
  /* There is something that this user may not see. */
  if (tipoff_json_get_int_or (found, "total", 0) > 0)
    {
      *outcome = tipoff_outcome_unknown ("There is a ticket that it does not show to this user.");
      return NULL;
    }

  return look_at_queue (talk);
}

/* The first ticket is there and not for this user: so may be the one that was looked for. */
static TipoffRequest *
read_first (TipoffTalk          *talk,
            const TipoffAnswer  *answer,
            TipoffOutcome      **outcome)
{
  if (answer->status != 403)
    return send_again (talk);

  *outcome = tipoff_outcome_unknown ("It shows this user no tickets, so one cannot look.");
  return NULL;
}

static TipoffOutcome *
read_ticket (const TipoffAnswer *answer,
             gint64              now)
{
  g_autoptr (JsonObject) ticket = answer->status == 201 ? tipoff_answer_read_object (answer) : NULL;
  g_autofree char *id = ticket != NULL ? tipoff_answer_dup_reference (ticket, "id") : NULL;
  g_autofree char *problem = NULL;

  if (id != NULL)
    return tipoff_outcome_delivered (id, now);
  /* A wrong token is 401; 403 is a queue in which this user may make no ticket. */
  if (answer->status != 403)
    return tipoff_outcome_of_status (answer, now);
  problem = tipoff_answer_read_problem (answer);
  return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused", problem);
}

/* A correction is told in the ticket that it is about. RT gives it no number of its own, and there is
 * nothing to look it up by. */
static TipoffRequest *
correspond (TipoffTalk     *talk,
            TipoffOutcome **outcome)
{
  const char *ticket = talk->item->corrects_reference;
  g_autofree char *url = NULL;

  if (ticket == NULL || *ticket == '\0' || strspn (ticket, "0123456789") != strlen (ticket))
    {
      *outcome = tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused",
                                           "The first report has no number of a ticket, so nobody can be told there.");
      return NULL;
    }
  if (talk->may_have_arrived)
    {
      *outcome = tipoff_outcome_unknown (NULL);
      return NULL;
    }
  talk->step = STEP_CORRESPOND;
  url = g_strconcat (talk->base, "ticket/", ticket, "/correspond", NULL);
  return tipoff_talk_carry (talk, url, JSON, JSON);
}

static TipoffOutcome *
read_correspond (TipoffTalk         *talk,
                 const TipoffAnswer *answer,
                 gint64              now)
{
  if (answer->status == 201 && g_strcmp0 (answer->content_type, JSON) == 0)
    return tipoff_outcome_delivered (talk->item->corrects_reference, now);
  return read_ticket (answer, now);
}

static TipoffRequest *
next (TipoffTalk          *talk,
      const TipoffAnswer  *answer,
      gint64               now,
      TipoffOutcome      **outcome)
{
  switch (talk->step)
    {
    case STEP_START:
      talk->base = find_rest (talk->item->address);
      if (talk->item->corrects != NULL)
        return correspond (talk, outcome);
      return talk->may_have_arrived ? search (talk, STEP_SEARCH, "Subject LIKE", talk->item->id) : make_ticket (talk);
    case STEP_SEARCH:
      return read_search (talk, answer, now, outcome);
    case STEP_QUEUE:
      return finds_any (answer) ? send_again (talk) : look_at_first (talk);
    case STEP_FIRST:
      return read_first (talk, answer, outcome);
    case STEP_CORRESPOND:
      *outcome = read_correspond (talk, answer, now);
      return NULL;
    default:
      *outcome = read_ticket (answer, now);
      return NULL;
    }
}

const TipoffProtocol tipoff_protocol_rt = {
  .name = "rt",
  .settlement = TIPOFF_SETTLEMENT_LOOKUP,
  .authorisation = TIPOFF_AUTHORISATION_TOKEN,
  .next = next,
};
