/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer.h"
#include "tipoff-ids.h"
#include "tipoff-json.h"
#include "tipoff-protocol.h"

/* The protocol of tipoff-desk, described in data/api/openapi.yaml. An unknown
 * outcome is settled by asking again with the same key and the same bytes. */

/* A receipt for exactly this report, or NULL. */
static TipoffOutcome *
read_receipt (const TipoffOutboxItem *item,
              const TipoffAnswer     *answer)
{
  g_autoptr (JsonObject) receipt = NULL;
  g_autofree char *reference = NULL;
  gint64 received;

  if (g_strcmp0 (answer->content_type, "application/json") != 0)
    return NULL;
  receipt = tipoff_answer_read_object (answer);
  if (receipt == NULL)
    return NULL;

  reference = tipoff_answer_dup_reference (receipt, "reference");
  if (reference == NULL || !tipoff_time_parse (tipoff_json_get_string_or (receipt, "received", ""), &received))
    return NULL;
  if (g_strcmp0 (tipoff_json_get_string_or (receipt, "report_id", NULL), item->id) != 0 ||
      g_strcmp0 (tipoff_json_get_string_or (receipt, "sha256", NULL), item->sha256) != 0)
    return NULL;

  return tipoff_outcome_delivered (reference, received);
}

static TipoffRequest *
next (TipoffTalk          *talk,
      const TipoffAnswer  *answer,
      gint64               now,
      TipoffOutcome      **outcome)
{
  if (answer == NULL)
    return tipoff_talk_carry (talk, talk->item->address, talk->item->media_type,
                              "application/json, application/problem+json");

  if (answer->status == 200 || answer->status == 201)
    *outcome = read_receipt (talk->item, answer);
  if (*outcome == NULL)
    *outcome = tipoff_outcome_of_status (answer, now);
  return NULL;
}

const TipoffProtocol tipoff_protocol_tipoff = {
  .name = "tipoff",
  .settlement = TIPOFF_SETTLEMENT_SAME_KEY,
  .authorisation = TIPOFF_AUTHORISATION_BEARER,
  .next = next,
};
