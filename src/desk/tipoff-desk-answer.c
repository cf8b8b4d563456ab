/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-answer.h"

#include "tipoff-ids.h"
#include "tipoff-json.h"

#include <string.h>

/**
 * tipoff_desk_problem_new:
 * @status: the HTTP status
 * @detail: what is wrong and what to do, in a sentence
 * @pointer: (nullable): JSON pointer (RFC 6901) into the report
 *
 * Returns: (transfer full): a problem document (RFC 9457)
 */
char *
tipoff_desk_problem_new (guint       status,
                         const char *detail,
                         const char *pointer)
{
  GString *out = g_string_new (NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "type", "about:blank");
  tipoff_json_writer_member_string (&writer, "title", soup_status_get_phrase (status));
  tipoff_json_writer_member_int (&writer, "status", status);
  tipoff_json_writer_member_string (&writer, "detail", detail);
  if (pointer != NULL)
    tipoff_json_writer_member_string (&writer, "pointer", pointer);
  tipoff_json_writer_end_object (&writer);
  return g_string_free (out, FALSE);
}

void
tipoff_desk_answer_set_header (SoupServerMessage *message,
                               const char        *name,
                               const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
set_common_headers (SoupServerMessage *message)
{
  tipoff_desk_answer_set_header (message, "Cache-Control", "no-store");
  tipoff_desk_answer_set_header (message, "X-Content-Type-Options", "nosniff");
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body,
        gsize              length)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, length);
  set_common_headers (message);
}

void
tipoff_desk_answer_problem_at (SoupServerMessage *message,
                               guint              status,
                               const char        *detail,
                               const char        *pointer)
{
  g_autofree char *problem = tipoff_desk_problem_new (status, detail, pointer);

  answer (message, status, "application/problem+json", problem, strlen (problem));
}

void
tipoff_desk_answer_problem (SoupServerMessage *message,
                            guint              status,
                            const char        *detail)
{
  tipoff_desk_answer_problem_at (message, status, detail, NULL);
}

guint
tipoff_desk_retry_seconds (void)
{
  return (guint) g_random_int_range (15, 45);
}

void
tipoff_desk_answer_unavailable (SoupServerMessage *message,
                                const char        *detail)
{
  g_autofree char *seconds = g_strdup_printf ("%u", tipoff_desk_retry_seconds ());

  tipoff_desk_answer_problem (message, SOUP_STATUS_SERVICE_UNAVAILABLE, detail);
  tipoff_desk_answer_set_header (message, "Retry-After", seconds);
}

void
tipoff_desk_answer_json (SoupServerMessage *message,
                         guint              status,
                         const char        *json)
{
  answer (message, status, "application/json", json, strlen (json));
}

void
tipoff_desk_answer_bytes (SoupServerMessage *message,
                          const char        *type,
                          GBytes            *bytes)
{
  gsize length;
  const char *body = g_bytes_get_data (bytes, &length);

  answer (message, SOUP_STATUS_OK, type, body, length);
}

void
tipoff_desk_answer_empty (SoupServerMessage *message,
                          guint              status)
{
  soup_server_message_set_status (message, status, NULL);
  set_common_headers (message);
}

void
tipoff_desk_answer_receipt (SoupServerMessage      *message,
                            const TipoffDeskRecord *record,
                            gboolean                created)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *received = tipoff_time_format (record->received);
  g_autofree char *location = g_strconcat ("/v1/reports/", record->reference, NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "reference", record->reference);
  tipoff_json_writer_member_string (&writer, "report_id", record->report_id);
  tipoff_json_writer_member_string (&writer, "received", received);
  tipoff_json_writer_member_string (&writer, "sha256", record->sha256);
  tipoff_json_writer_end_object (&writer);

  tipoff_desk_answer_json (message, created ? SOUP_STATUS_CREATED : SOUP_STATUS_OK, out->str);
  tipoff_desk_answer_set_header (message, "Location", location);
}

void
tipoff_desk_answer_state (SoupServerMessage      *message,
                          const TipoffDeskRecord *record)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *received = tipoff_time_format (record->received);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "reference", record->reference);
  tipoff_json_writer_member_string (&writer, "state", tipoff_desk_record_get_state (record));
  tipoff_json_writer_member_string (&writer, "received", received);
  tipoff_json_writer_end_object (&writer);
  tipoff_desk_answer_json (message, SOUP_STATUS_OK, out->str);
}
