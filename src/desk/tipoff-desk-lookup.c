/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk.h"

#include "tipoff-desk-answer.h"
#include "tipoff-desk-audit.h"

/* NULL where it is answered already. */
TipoffDeskRecord *
tipoff_desk_lookup_find (TipoffDesk         *self,
                         SoupServerMessage  *message,
                         const char         *reference,
                         GBytes            **body)
{
  g_autoptr (GError) error = NULL;
  TipoffDeskRecord *record = tipoff_desk_store_find (self->reader, reference, body, &error);

  if (error != NULL)
    {
      g_printerr ("tipoff-desk: %s\n", error->message);
      tipoff_desk_answer_unavailable (message, "The reports cannot be read just now. Ask again later.");
    }
  else if (record == NULL)
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_NOT_FOUND, "There is no report of this reference.");
    }

  return record;
}

/* FALSE where it is answered already: what is not written down is not done. */
gboolean
tipoff_desk_lookup_audit (TipoffDesk        *self,
                          SoupServerMessage *message,
                          const char        *holder,
                          const char        *action,
                          const char        *reference)
{
  g_autoptr (GError) error = NULL;

  if (tipoff_desk_audit_write (self->dir, holder, action, reference, &error))
    return TRUE;

  g_printerr ("tipoff-desk: %s\n", error->message);
  tipoff_desk_answer_unavailable (message, "The reports cannot be read just now. Ask again later.");
  return FALSE;
}

static gboolean
is_erasure (SoupServerMessage *message)
{
  return g_str_equal (soup_server_message_get_method (message), "DELETE");
}

/* Who has a reference may ask what became of it. */
void
tipoff_desk_lookup_start (TipoffDesk        *self,
                          SoupServerMessage *message)
{
  if (is_erasure (message))
    tipoff_desk_erasure_start (self, message);
  else
    tipoff_desk_authorize (self, message, 0, NULL);
}

void
tipoff_desk_lookup_finish (TipoffDesk        *self,
                           SoupServerMessage *message,
                           const char        *reference)
{
  g_autoptr (TipoffDeskRecord) record = NULL;

  if (is_erasure (message))
    {
      tipoff_desk_erasure_finish (self, message, reference);
      return;
    }

  record = tipoff_desk_lookup_find (self, message, reference, NULL);
  if (record != NULL)
    tipoff_desk_answer_state (message, record);
}

void
tipoff_desk_lookup_content_start (TipoffDesk        *self,
                                  SoupServerMessage *message)
{
  tipoff_desk_authorize (self, message, TIPOFF_DESK_SCOPE_READ, NULL);
}

/* The report as it came, byte for byte. */
void
tipoff_desk_lookup_content_finish (TipoffDesk        *self,
                                   SoupServerMessage *message,
                                   const char        *reference)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (TipoffDeskRecord) record = tipoff_desk_lookup_find (self, message, reference, &body);
  const char *holder;

  if (record == NULL)
    return;
  if (record->erased)
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_GONE, "This report was taken back or erased.");
      return;
    }
  if (tipoff_desk_authorize (self, message, TIPOFF_DESK_SCOPE_READ, &holder) &&
      tipoff_desk_lookup_audit (self, message, holder, "read", record->reference))
    tipoff_desk_answer_bytes (message, record->corrects != NULL ? TIPOFF_DESK_CORRECTION_TYPE "; version=1"
                                                                : TIPOFF_DESK_REPORT_TYPE "; version=1", body);
}
