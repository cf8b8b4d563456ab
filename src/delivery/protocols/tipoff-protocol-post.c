/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer.h"
#include "tipoff-json.h"
#include "tipoff-protocol.h"

/* Protocols of one request to an endpoint of which little is known. None can
 * be asked again or looked into, so what is not known the person decides. */

static TipoffOutcome *
taken (void)
{
  return tipoff_outcome_attention (TIPOFF_DELIVERY_ERROR_ANSWER, "taken", NULL);
}

/* -- post: any endpoint that takes the bytes -------------------------------------------------- */

/* A success is a receipt only where it names what it made: `reference`, `id`
 * or `uuid` in a JSON object. Without, the report is taken, and the person
 * is told that there is no receipt. */
static TipoffOutcome *
read_post (const TipoffAnswer *answer,
           gint64              now)
{
  static const char *const names[] = { "reference", "id", "uuid" };
  g_autoptr (JsonObject) object = NULL;

  if (answer->status < 200 || answer->status > 299)
    return tipoff_outcome_of_status (answer, now);

  object = tipoff_answer_read_object (answer);
  for (gsize i = 0; object != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *reference = tipoff_answer_dup_reference (object, names[i]);

      if (reference != NULL)
        return tipoff_outcome_delivered (reference, now);
    }

  /* A page for people may say anything, and that of a hotel's network does. */
  if (object == NULL && g_strcmp0 (answer->content_type, "text/html") == 0)
    return tipoff_outcome_of_status (answer, now);
  return taken ();
}

static TipoffRequest *
next_post (TipoffTalk          *talk,
           const TipoffAnswer  *answer,
           gint64               now,
           TipoffOutcome      **outcome)
{
  if (answer == NULL)
    return tipoff_talk_carry (talk, talk->item->address, talk->item->media_type,
                              "application/json, application/problem+json, */*;q=0.1");
  *outcome = read_post (answer, now);
  return NULL;
}

const TipoffProtocol tipoff_protocol_post = {
  .name = "post",
  .settlement = TIPOFF_SETTLEMENT_ASK,
  .authorisation = TIPOFF_AUTHORISATION_BASIC_OR_BEARER,
  .next = next_post,
};

/* -- signal-spam: the French association's form for e-mails ----------------------------------- */

/* 200 or 202 with a JSON object, in which no member is documented: taken, never a receipt. */
static TipoffRequest *
next_signal_spam (TipoffTalk          *talk,
                  const TipoffAnswer  *answer,
                  gint64               now,
                  TipoffOutcome      **outcome)
{
  g_autoptr (JsonObject) object = NULL;

  if (answer == NULL)
    return tipoff_talk_carry (talk, talk->item->address, "application/x-www-form-urlencoded", "application/json");

  if (answer->status == 200 || answer->status == 202)
    object = tipoff_answer_read_object (answer);
  *outcome = object != NULL ? taken () : tipoff_outcome_of_status (answer, now);
  return NULL;
}

const TipoffProtocol tipoff_protocol_signal_spam = {
  .name = "signal-spam",
  .settlement = TIPOFF_SETTLEMENT_ASK,
  .authorisation = TIPOFF_AUTHORISATION_BASIC,
  .next = next_signal_spam,
};

/* -- netcraft: report/urls and report/mail ---------------------------------------------------- */

/* The UUID comes in several shapes and opens the submission's page: it is kept as it is. */
static TipoffRequest *
next_netcraft (TipoffTalk          *talk,
               const TipoffAnswer  *answer,
               gint64               now,
               TipoffOutcome      **outcome)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *uuid = NULL;

  if (answer == NULL)
    return tipoff_talk_carry (talk, talk->item->address, "application/json", "application/json");

  if (answer->status == 200 || answer->status == 201)
    object = tipoff_answer_read_object (answer);
  uuid = object != NULL ? tipoff_answer_dup_reference (object, "uuid") : NULL;
  *outcome = uuid != NULL ? tipoff_outcome_delivered (uuid, now) : tipoff_outcome_of_status (answer, now);
  return NULL;
}

const TipoffProtocol tipoff_protocol_netcraft = {
  .name = "netcraft",
  .settlement = TIPOFF_SETTLEMENT_ASK,
  .authorisation = TIPOFF_AUTHORISATION_NONE,
  .next = next_netcraft,
};
