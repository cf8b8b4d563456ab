/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk.h"

#include "tipoff-desk-answer.h"
#include "tipoff-desk-audit.h"

/* What becomes of a report after its receipt: taken back, corrected or erased. All of it goes through the writer. */

#define NOT_FOUND "There is no report of this reference, or this is not its key."

/* The report, where who asks has proved to have sent it: with its idempotency key and, where there are tokens, with the
 * one of then. NULL where it is answered already; whether it was the reference or the key is not told. */
static TipoffDeskRecord *
find_own (TipoffDesk         *self,
          SoupServerMessage  *message,
          const char         *reference)
{
  g_autoptr (TipoffDeskRecord) record = tipoff_desk_lookup_find (self, message, reference, NULL);
  g_autofree char *key = record != NULL ? tipoff_desk_intake_get_key (message) : NULL;
  const char *holder;

  if (key == NULL || !tipoff_desk_authorize (self, message, TIPOFF_DESK_SCOPE_SUBMIT, &holder))
    return NULL;
  if (g_str_equal (record->report_id, key) && g_str_equal (record->holder, holder))
    return g_steal_pointer (&record);

  tipoff_desk_answer_problem (message, SOUP_STATUS_NOT_FOUND, NOT_FOUND);
  return NULL;
}

static void
on_gone (TipoffDeskJob *job,
         gpointer       user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;

  if (job->result == TIPOFF_DESK_JOB_UNKNOWN)
    tipoff_desk_answer_problem (message, SOUP_STATUS_NOT_FOUND, NOT_FOUND);
  else if (job->result != TIPOFF_DESK_JOB_GONE)
    tipoff_desk_answer_unavailable (message, "This could not be written down. Ask again later.");
  else if (job->kind == TIPOFF_DESK_JOB_ERASURE)
    tipoff_desk_answer_empty (message, SOUP_STATUS_NO_CONTENT);
  else
    tipoff_desk_answer_state (message, job->record);
  soup_server_message_unpause (message);
}

static void
push (TipoffDesk        *self,
      SoupServerMessage *message,
      TipoffDeskJob     *job)
{
  soup_server_message_pause (message);
  tipoff_desk_writer_push (self->writer, job);
}

static gboolean
start (TipoffDesk        *self,
       SoupServerMessage *message)
{
  g_autofree char *key = NULL;

  if (!tipoff_desk_authorize (self, message, TIPOFF_DESK_SCOPE_SUBMIT, NULL) || !tipoff_desk_intake_check_capacity (self, message))
    return FALSE;
  key = tipoff_desk_intake_get_key (message);
  return key != NULL;
}

void
tipoff_desk_withdrawal_start (TipoffDesk        *self,
                              SoupServerMessage *message)
{
  start (self, message);
}

void
tipoff_desk_withdrawal_finish (TipoffDesk        *self,
                               SoupServerMessage *message,
                               const char        *reference)
{
  g_autoptr (TipoffDeskRecord) record = find_own (self, message, reference);

  if (record == NULL)
    return;

  record->withdrawn = TRUE;
  push (self, message, tipoff_desk_job_new_for (TIPOFF_DESK_JOB_WITHDRAWAL, g_steal_pointer (&record), NULL, on_gone,
                                                g_object_ref (message)));
}

void
tipoff_desk_correction_start (TipoffDesk        *self,
                              SoupServerMessage *message)
{
  if (start (self, message))
    tipoff_desk_intake_check_type (message, TIPOFF_DESK_DOCUMENT_CORRECTION);
}

void
tipoff_desk_correction_finish (TipoffDesk        *self,
                               SoupServerMessage *message,
                               const char        *reference)
{
  g_autoptr (TipoffDeskRecord) record = find_own (self, message, reference);
  g_autoptr (GBytes) body = NULL;
  TipoffDeskRecord *correction;

  if (record == NULL)
    return;

  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  correction = g_new0 (TipoffDeskRecord, 1);
  correction->corrects = g_strdup (record->report_id);
  correction->holder = g_strdup (record->holder);
  push (self, message, tipoff_desk_job_new_for (TIPOFF_DESK_JOB_CORRECTION_OF, correction, body, tipoff_desk_intake_done,
                                                g_object_ref (message)));
}

void
tipoff_desk_erasure_start (TipoffDesk        *self,
                           SoupServerMessage *message)
{
  tipoff_desk_authorize (self, message, TIPOFF_DESK_SCOPE_ADMIN, NULL);
}

void
tipoff_desk_erasure_finish (TipoffDesk        *self,
                            SoupServerMessage *message,
                            const char        *reference)
{
  TipoffDeskRecord *record;
  const char *holder;

  if (!tipoff_desk_authorize (self, message, TIPOFF_DESK_SCOPE_ADMIN, &holder) ||
      !tipoff_desk_lookup_audit (self, message, holder, "erase", reference))
    return;

  record = g_new0 (TipoffDeskRecord, 1);
  record->reference = g_strdup (reference);
  push (self, message, tipoff_desk_job_new_for (TIPOFF_DESK_JOB_ERASURE, record, NULL, on_gone, g_object_ref (message)));
}
