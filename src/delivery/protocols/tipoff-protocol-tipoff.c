/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-protocol.h"

#include "tipoff-ids.h"
#include "tipoff-json.h"
#include "tipoff-limits.h"

#include <string.h>

/* The protocol of tipoff-desk, described in data/api/openapi.yaml. An unknown
 * outcome is settled by asking again with the same key and the same bytes. */

#define REFERENCE_BYTES 128

static TipoffRequest *
compose (const TipoffOutboxItem *item,
         GBytes                 *bytes)
{
  TipoffRequest *request = g_new0 (TipoffRequest, 1);
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  /* A structured-field string (RFC 8941, 3.3.3): the quotes belong to it. */
  g_autofree char *key = g_strdup_printf ("\"%s\"", item->id);

  g_strv_builder_add_many (headers, "Idempotency-Key", key,
                           "Accept", "application/json, application/problem+json", NULL);
  request->method = g_strdup ("POST");
  request->url = g_strdup (item->address);
  request->content_type = g_strdup (item->media_type);
  request->body = g_bytes_ref (bytes);
  request->headers = g_strv_builder_end (headers);
  return request;
}

/* A reference is read to somebody on the telephone: short, visible, one line. */
static gboolean
is_reference (const char *reference)
{
  gsize length = strnlen (reference, REFERENCE_BYTES + 1);

  if (length == 0 || length > REFERENCE_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (reference[i]))
      return FALSE;
  return TRUE;
}

/* A receipt for exactly this report, or NULL. */
static TipoffOutcome *
read_receipt (const TipoffOutboxItem *item,
              const TipoffAnswer     *answer)
{
  g_autoptr (JsonObject) receipt = NULL;
  const char *reference, *received;
  gint64 received_at;
  gsize length;
  const char *body = g_bytes_get_data (answer->body, &length);

  if (g_strcmp0 (answer->content_type, "application/json") != 0)
    return NULL;
  receipt = tipoff_json_parse_object (body, (gssize) length, TIPOFF_LIMIT_ANSWER_BYTES, NULL);
  if (receipt == NULL)
    return NULL;

  reference = tipoff_json_get_string_or (receipt, "reference", "");
  received = tipoff_json_get_string_or (receipt, "received", "");
  if (!is_reference (reference) || !tipoff_time_parse (received, &received_at))
    return NULL;
  if (g_strcmp0 (tipoff_json_get_string_or (receipt, "report_id", NULL), item->id) != 0 ||
      g_strcmp0 (tipoff_json_get_string_or (receipt, "sha256", NULL), item->sha256) != 0)
    return NULL;

  return tipoff_outcome_delivered (reference, received_at);
}

static TipoffOutcome *
judge (const TipoffOutboxItem *item,
       const TipoffAnswer     *answer,
       gint64                  now)
{
  TipoffOutcome *delivered = NULL;

  if (answer->status == 200 || answer->status == 201)
    delivered = read_receipt (item, answer);

  return delivered != NULL ? delivered : tipoff_outcome_of_status (answer, now);
}

const TipoffProtocol tipoff_protocol_tipoff = {
  .name = "tipoff",
  .compose = compose,
  .judge = judge,
};
