/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer.h"
#include "tipoff-endpoint.h"
#include "tipoff-ids.h"
#include "tipoff-json.h"
#include "tipoff-limits.h"
#include "tipoff-protocol.h"

#include <string.h>

/* MISP: the event is added and never published. The stored event is the
 * receipt, its id the reference. MISP knows no idempotency key, so before a
 * report is sent again the event is looked for by its UUID. */

#define JSON "application/json"
/* MISP answers with the whole event, and adds to each attribute. */
#define ANSWER_BYTES (4 * TIPOFF_LIMIT_REPORT_BYTES)

enum
{
  STEP_START,
  STEP_LOOK_BEFORE,
  STEP_ADD,
  STEP_LOOK_AFTER,
};

/* The address may be that of the instance or of events/add. */
static char *
find_base (const char *address)
{
  g_autofree char *path = tipoff_endpoint_get_path (address);
  g_autofree char *folder = NULL;

  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  if (g_str_has_suffix (path, "/events/add"))
    path[strlen (path) - strlen ("/events/add")] = '\0';
  else if (g_str_has_suffix (path, "/events"))
    path[strlen (path) - strlen ("/events")] = '\0';
  folder = g_strconcat (path, "/", NULL);
  return tipoff_endpoint_resolve (address, folder);
}

static JsonObject *
get_event (JsonObject *object)
{
  return object != NULL ? tipoff_json_get_object_or_null (object, "Event") : NULL;
}

/* The UUID in the event that was approved; NULL where it is no event. */
static char *
find_uuid (GBytes *bytes)
{
  g_autoptr (JsonObject) object = NULL;
  JsonObject *event;
  const char *uuid;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  object = tipoff_json_parse_object (text, (gssize) length, TIPOFF_LIMIT_REPORT_BYTES, NULL);
  event = get_event (object);
  uuid = event != NULL ? tipoff_json_get_string_or (event, "uuid", "") : "";
  return tipoff_uuid_is_valid (uuid) ? g_strdup (uuid) : NULL;
}

/* The receipt: the event as MISP has it, and it is this one; or NULL. */
static TipoffOutcome *
read_event (TipoffTalk         *talk,
            const TipoffAnswer *answer,
            gint64              now)
{
  g_autoptr (JsonObject) object = answer->status == 200 || answer->status == 201 ? tipoff_answer_read_object (answer) : NULL;
  JsonObject *event = get_event (object);
  g_autofree char *id = event != NULL ? tipoff_answer_dup_reference (event, "id") : NULL;

  if (id == NULL || g_ascii_strcasecmp (tipoff_json_get_string_or (event, "uuid", ""), talk->target) != 0)
    return NULL;
  return tipoff_outcome_delivered (id, now);
}

static TipoffRequest *
look (TipoffTalk *talk,
      guint       step)
{
  g_autofree char *url = g_strconcat (talk->base, "events/view/", talk->target, NULL);
  TipoffRequest *request = tipoff_talk_look (talk, url, JSON);

  talk->step = step;
  request->answer_limit = ANSWER_BYTES;
  return request;
}

static TipoffRequest *
add (TipoffTalk *talk)
{
  g_autofree char *url = g_strconcat (talk->base, "events/add", NULL);
  TipoffRequest *request = tipoff_talk_carry (talk, url, JSON, JSON);

  talk->step = STEP_ADD;
  request->answer_limit = ANSWER_BYTES;
  return request;
}

/* "Event already exists": 404 with a Location, in the language of the server. */
static gboolean
says_exists (const TipoffAnswer *answer)
{
  g_autofree char *problem = NULL;

  if (answer->status != 404 && answer->status != 409)
    return FALSE;
  problem = tipoff_answer_read_problem (answer);
  return answer->location != NULL || strstr (problem, "already exists") != NULL;
}

/* 403 is a bad key, but also an event that MISP does not take; then it says what is wrong with it. */
static TipoffOutcome *
read_refusal (const TipoffAnswer *answer,
              gint64              now)
{
  g_autoptr (JsonObject) object = answer->status == 403 ? tipoff_answer_read_object (answer) : NULL;
  g_autofree char *problem = NULL;

  if (object == NULL || (!json_object_has_member (object, "saved") && !json_object_has_member (object, "errors")))
    return tipoff_outcome_of_status (answer, now);
  problem = tipoff_answer_read_problem (answer);
  return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused", problem);
}

static TipoffRequest *
start (TipoffTalk     *talk,
       TipoffOutcome **outcome)
{
  talk->base = find_base (talk->item->address);
  talk->target = find_uuid (talk->bytes);
  if (talk->target == NULL)
    {
      *outcome = tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_REFUSED, "refused", "The report is no MISP event.");
      return NULL;
    }
  return talk->may_have_arrived ? look (talk, STEP_LOOK_BEFORE) : add (talk);
}

static TipoffRequest *
next (TipoffTalk          *talk,
      const TipoffAnswer  *answer,
      gint64               now,
      TipoffOutcome      **outcome)
{
  if (talk->step == STEP_START)
    return start (talk, outcome);

  *outcome = read_event (talk, answer, now);
  if (*outcome != NULL)
    return NULL;

  if (talk->step == STEP_LOOK_BEFORE && answer->status == 404)
    {
      talk->may_have_arrived = FALSE;
      return add (talk);
    }
  if (talk->step == STEP_ADD && says_exists (answer))
    return look (talk, STEP_LOOK_AFTER);

  *outcome = talk->step == STEP_ADD ? read_refusal (answer, now) : tipoff_outcome_of_status (answer, now);
  return NULL;
}

const TipoffProtocol tipoff_protocol_misp = {
  .name = "misp",
  .settlement = TIPOFF_SETTLEMENT_LOOKUP,
  .authorisation = TIPOFF_AUTHORISATION_KEY,
  .next = next,
};
