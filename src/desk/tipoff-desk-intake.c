/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk.h"

#include "tipoff-desk-answer.h"
#include "tipoff-desk-header.h"
#include "tipoff-ids.h"

#include <string.h>

#define INTAKE_KEY "tipoff-desk-intake"
#define ASK_AGAIN_SECONDS "2"

/* One report on its way in: from its headers to its receipt it holds its key,
 * so that a second request with the same key is told to wait. */
typedef struct
{
  TipoffDesk        *desk;
  TipoffDeskDocument document;
  char              *key;
  char              *holder;
} Intake;

static void
release_key (Intake *intake)
{
  if (intake->key != NULL)
    g_hash_table_remove (intake->desk->running, intake->key);
  g_clear_pointer (&intake->key, g_free);
}

static void
intake_free (Intake *intake)
{
  release_key (intake);
  g_free (intake->holder);
  g_free (intake);
}

gboolean
tipoff_desk_intake_check_capacity (TipoffDesk        *self,
                                   SoupServerMessage *message)
{
  GInetAddress *address;
  guint wait;

  if (tipoff_desk_is_busy (self))
    {
      tipoff_desk_answer_unavailable (message, TIPOFF_DESK_BUSY);
      return FALSE;
    }

  if (self->tokens != NULL)
    return TRUE;

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message)));
  wait = tipoff_desk_gate_pass (self->gate, address, g_get_monotonic_time ());
  if (wait > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", wait);

      tipoff_desk_answer_problem (message, 429, "Many reports have come from this network just now. Send it again later.");
      tipoff_desk_answer_set_header (message, "Retry-After", seconds);
    }
  return wait == 0;
}

#define CORRECTIONS_TAKEN TIPOFF_DESK_CORRECTION_TYPE "; version=1"
#define TYPES_TAKEN TIPOFF_DESK_REPORT_TYPE "; version=1, " CORRECTIONS_TAKEN

/**
 * tipoff_desk_intake_check_type:
 * @message: a request with a body
 * @wanted: what alone is taken here, or %TIPOFF_DESK_DOCUMENT_NONE for reports and corrections
 *
 * Returns: what it is; NONE where it is answered already
 */
TipoffDeskDocument
tipoff_desk_intake_check_type (SoupServerMessage  *message,
                               TipoffDeskDocument  wanted)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *coding = soup_message_headers_get_one (headers, "Content-Encoding");
  TipoffDeskDocument document = tipoff_desk_parse_type (soup_message_headers_get_one (headers, "Content-Type"));

  const char *taken = wanted == TIPOFF_DESK_DOCUMENT_CORRECTION ? CORRECTIONS_TAKEN : TYPES_TAKEN;
  g_autofree char *detail = NULL;

  if (document != TIPOFF_DESK_DOCUMENT_NONE && (wanted == TIPOFF_DESK_DOCUMENT_NONE || document == wanted) &&
      (coding == NULL || g_ascii_strcasecmp (coding, "identity") == 0))
    return document;

  detail = g_strdup_printf ("What is taken is %s, without Content-Encoding.", taken);
  tipoff_desk_answer_problem (message, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, detail);
  tipoff_desk_answer_set_header (message, "Accept", taken);
  return TIPOFF_DESK_DOCUMENT_NONE;
}

/* (transfer full) (nullable) */
char *
tipoff_desk_intake_get_key (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_list (headers, "Idempotency-Key");
  g_autofree char *key = tipoff_desk_parse_key (value);

  if (key != NULL && tipoff_uuid_is_valid (key))
    return g_steal_pointer (&key);

  tipoff_desk_answer_problem (message, SOUP_STATUS_BAD_REQUEST,
                              value == NULL ? "The header Idempotency-Key is missing."
                                            : "Idempotency-Key takes the report's id, a lower-case UUID, in double quotes.");
  return NULL;
}

/**
 * tipoff_desk_intake_start:
 * @self: a desk
 * @message: POST /v1/reports, of which the headers are there
 *
 * Everything that can be said without the body is said before it.
 */
void
tipoff_desk_intake_start (TipoffDesk        *self,
                          SoupServerMessage *message)
{
  g_autofree char *key = NULL;
  const char *holder;
  TipoffDeskDocument document;
  Intake *intake;

  if (!tipoff_desk_authorize (self, message, TIPOFF_DESK_SCOPE_SUBMIT, &holder) || !tipoff_desk_intake_check_capacity (self, message))
    return;
  document = tipoff_desk_intake_check_type (message, TIPOFF_DESK_DOCUMENT_NONE);
  if (document == TIPOFF_DESK_DOCUMENT_NONE)
    return;

  key = tipoff_desk_intake_get_key (message);
  if (key == NULL)
    return;
  if (!g_hash_table_add (self->running, g_strdup (key)))
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_CONFLICT, "A request with this Idempotency-Key still runs. Ask again.");
      tipoff_desk_answer_set_header (message, "Retry-After", ASK_AGAIN_SECONDS);
      return;
    }

  intake = g_new0 (Intake, 1);
  intake->desk = self;
  intake->document = document;
  intake->key = g_steal_pointer (&key);
  intake->holder = g_strdup (holder);
  g_object_set_data_full (G_OBJECT (message), INTAKE_KEY, intake, (GDestroyNotify) intake_free);
}

/* A fault of the schema begins with its place: "/messages/0/parts: …". */
static void
answer_invalid (SoupServerMessage *message,
                const GError      *fault)
{
  const char *colon = strstr (fault->message, ": ");
  g_autofree char *pointer = NULL;

  /* The whole document has the empty pointer (RFC 6901). */
  if (*fault->message == '/' && colon != NULL)
    pointer = colon == fault->message + 1 ? g_strdup ("") : g_strndup (fault->message, (gsize) (colon - fault->message));

  tipoff_desk_answer_problem_at (message, SOUP_STATUS_UNPROCESSABLE_ENTITY, fault->message, pointer);
}

void
tipoff_desk_intake_done (TipoffDeskJob *job,
                         gpointer       user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;
  Intake *intake = g_object_get_data (G_OBJECT (message), INTAKE_KEY);

  if (intake != NULL)
    release_key (intake);
  switch (job->result)
    {
    case TIPOFF_DESK_JOB_CREATED:
      tipoff_desk_answer_receipt (message, job->record, TRUE);
      break;
    case TIPOFF_DESK_JOB_REPLAYED:
      tipoff_desk_answer_receipt (message, job->record, FALSE);
      break;
    case TIPOFF_DESK_JOB_CONFLICT:
      tipoff_desk_answer_problem (message, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                                  "This Idempotency-Key was used for another report. What was sent first stands.");
      break;
    case TIPOFF_DESK_JOB_INVALID:
      answer_invalid (message, job->error);
      break;
    case TIPOFF_DESK_JOB_WRONG_KEY:
      tipoff_desk_answer_problem (message, SOUP_STATUS_UNPROCESSABLE_ENTITY, "Idempotency-Key is not the id of this report.");
      break;
    case TIPOFF_DESK_JOB_FAILED:
      tipoff_desk_answer_unavailable (message, "The report could not be stored. Send it again later.");
      break;
    default:
      g_assert_not_reached ();
    }

  soup_server_message_unpause (message);
}

/**
 * tipoff_desk_intake_finish:
 * @self: a desk
 * @message: POST /v1/reports, whole
 * @reference: (nullable): none here
 *
 * Hands the report to the writer; the answer comes when it is on the disk.
 */
void
tipoff_desk_intake_finish (TipoffDesk        *self,
                           SoupServerMessage *message,
                           const char        *reference)
{
  const Intake *intake = g_object_get_data (G_OBJECT (message), INTAKE_KEY);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  soup_server_message_pause (message);
  tipoff_desk_writer_push (self->writer,
                           tipoff_desk_job_new (intake->document, intake->key, body, intake->holder,
                                                tipoff_desk_intake_done, g_object_ref (message)));
}
