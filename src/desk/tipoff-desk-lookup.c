/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk.h"

#include "tipoff-desk-answer.h"
#include "tipoff-desk-header.h"
#include "tipoff-ids.h"
#include "tipoff-json.h"

/* NULL where it is answered already. */
static TipoffDeskRecord *
find (TipoffDesk         *self,
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

/* Who has a reference may ask what became of it. */
void
tipoff_desk_lookup_start (TipoffDesk        *self,
                          SoupServerMessage *message)
{
  tipoff_desk_authorize (self, message, 0, NULL);
}

void
tipoff_desk_lookup_finish (TipoffDesk        *self,
                           SoupServerMessage *message,
                           const char        *reference)
{
  g_autoptr (TipoffDeskRecord) record = find (self, message, reference, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *received = NULL;
  TipoffJsonWriter writer;

  if (record == NULL)
    return;

  received = tipoff_time_format (record->received);
  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "reference", record->reference);
  tipoff_json_writer_member_string (&writer, "state", record->withdrawn ? "withdrawn" : "received");
  tipoff_json_writer_member_string (&writer, "received", received);
  tipoff_json_writer_end_object (&writer);
  tipoff_desk_answer_json (message, SOUP_STATUS_OK, out->str);
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
  g_autoptr (TipoffDeskRecord) record = find (self, message, reference, &body);

  if (record != NULL)
    tipoff_desk_answer_bytes (message, record->corrects != NULL ? TIPOFF_DESK_CORRECTION_TYPE "; version=1"
                                                                : TIPOFF_DESK_REPORT_TYPE "; version=1", body);
}
