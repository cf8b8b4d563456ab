/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-ids.h"

/* data/schema/report-1.schema.json. Each member is written here by name: what is not
 * listed does not leave (no words of the model, no arguments of flags). */

static void
write_span (TipoffJsonWriter *writer,
            TipoffSpan        span)
{
  tipoff_json_writer_member_int (writer, "part", span.part);
  tipoff_json_writer_member_int (writer, "start", (gint64) span.start);
  tipoff_json_writer_member_int (writer, "end", (gint64) span.end);
}

/* @model and @data: (nullable): what judged; a correction judges nothing. */
static void
write_program (TipoffJsonWriter *writer,
               const char       *model,
               const char       *data)
{
  tipoff_json_writer_name (writer, "program");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "name", "tipoff");
  tipoff_json_writer_member_string (writer, "version", TIPOFF_VERSION);
  tipoff_facts_write_optional (writer, "model", model);
  tipoff_facts_write_optional (writer, "data", data);
  tipoff_json_writer_end_object (writer);
}

/* The name may be masked; what the file is does not say whose it was. */
static void
write_attachment (TipoffJsonWriter       *writer,
                  const TipoffAttachment *attachment)
{
  tipoff_json_writer_member_string (writer, "media_type", attachment->media_type);
  tipoff_json_writer_member_int (writer, "size", (gint64) attachment->size);
  tipoff_json_writer_member_string (writer, "sha256", attachment->sha256);
}

/* @part: number of the message's first part. */
static void
write_message (TipoffJsonWriter    *writer,
               TipoffMasked        *masked,
               const TipoffMessage *message,
               guint                part,
               gboolean             sender_known)
{
  g_autofree char *sender = tipoff_facts_get_sender (masked, message, part);
  gint64 first, last;

  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "channel", tipoff_channel_to_string (message->channel));
  tipoff_facts_write_optional (writer, "sender", sender);
  if (sender_known)
    tipoff_json_writer_member_boolean (writer, "sender_known", TRUE);
  if (tipoff_facts_get_received (message, &first, &last))
    {
      tipoff_json_writer_member_string (writer, "received", message->received);
      tipoff_json_writer_member_string (writer, "received_precision", tipoff_precision_to_string (message->precision));
    }
  tipoff_json_writer_name (writer, "parts");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < message->parts->len; i++)
    {
      const TipoffPart *source = g_ptr_array_index (message->parts, i);

      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "type", tipoff_part_type_to_string (source->type));
      tipoff_json_writer_member_string (writer, "text", tipoff_masked_get_text (masked, part + i));
      if (source->attachment != NULL)
        write_attachment (writer, source->attachment);
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}

static void
write_messages (TipoffJsonWriter   *writer,
                const TipoffReport *report,
                TipoffMasked       *masked)
{
  guint part = 0;

  tipoff_json_writer_name (writer, "messages");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < report->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (report->c->messages, i);

      write_message (writer, masked, message, part, report->sender_known && message->sender != NULL);
      part += message->parts->len;
    }
  tipoff_json_writer_end_array (writer);
}

static void
write_flag (TipoffJsonWriter *writer,
            TipoffMasked     *masked,
            const TipoffFlag *flag)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "id", flag->id);
  tipoff_json_writer_member_fixed (writer, "weight", flag->weight, 3);
  tipoff_json_writer_name (writer, "spans");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; flag->spans != NULL && i < flag->spans->len; i++)
    {
      tipoff_json_writer_begin_object (writer);
      write_span (writer, tipoff_masked_map_span (masked, g_array_index (flag->spans, TipoffSpan, i)));
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}

static void
write_verdict (TipoffJsonWriter    *writer,
               TipoffMasked        *masked,
               const TipoffVerdict *verdict)
{
  tipoff_json_writer_name (writer, "verdict");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "verdict", tipoff_level_to_string (verdict->level));
  tipoff_json_writer_member_fixed (writer, "score", verdict->score, 3);
  if (verdict->kind != TIPOFF_KIND_NONE)
    tipoff_json_writer_member_string (writer, "kind", tipoff_kind_to_string (verdict->kind));
  tipoff_json_writer_member_string (writer, "language", verdict->language != NULL ? verdict->language : "und");
  tipoff_json_writer_name (writer, "flags");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < verdict->flags->len; i++)
    write_flag (writer, masked, g_ptr_array_index (verdict->flags, i));
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}

static void
write_phone (TipoffJsonWriter        *writer,
             const TipoffPhoneNumber *number)
{
  tipoff_facts_write_optional (writer, "e164", tipoff_phone_number_get_e164 (number));
  tipoff_facts_write_optional (writer, "region", tipoff_phone_number_get_region (number));
  tipoff_json_writer_member_string (writer, "number_type",
                                    tipoff_phone_type_to_string (tipoff_phone_number_get_number_type (number)));
  tipoff_json_writer_member_boolean (writer, "valid", tipoff_phone_number_is_valid (number));
}

static void
write_indicator (TipoffJsonWriter      *writer,
                 const TipoffIndicator *indicator)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "type", tipoff_indicator_type_to_string (indicator->type));
  tipoff_json_writer_member_string (writer, "role", tipoff_role_to_string (indicator->role));
  if (indicator->role_told)
    tipoff_json_writer_member_boolean (writer, "role_told", TRUE);
  tipoff_json_writer_member_string (writer, "value", indicator->value);
  write_span (writer, indicator->span);
  tipoff_facts_write_optional (writer, "host", indicator->host);
  tipoff_facts_write_optional (writer, "domain", indicator->domain);
  tipoff_facts_write_optional (writer, "currency", indicator->currency);
  if (indicator->number != NULL)
    write_phone (writer, indicator->number);
  tipoff_json_writer_end_object (writer);
}

static void
write_indicators (TipoffJsonWriter *writer,
                  TipoffMasked     *masked)
{
  const GPtrArray *indicators = tipoff_masked_get_indicators (masked);

  tipoff_json_writer_name (writer, "indicators");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < indicators->len; i++)
    write_indicator (writer, g_ptr_array_index (indicators, i));
  tipoff_json_writer_end_array (writer);
}

static void
write_redactions (TipoffJsonWriter *writer,
                  TipoffMasked     *masked)
{
  const GArray *masks = tipoff_masked_get_masks (masked);

  tipoff_json_writer_name (writer, "redactions");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < masks->len; i++)
    {
      TipoffMask mask = g_array_index (masks, TipoffMask, i);

      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "type", tipoff_redaction_type_to_string (mask.type));
      write_span (writer, mask.span);
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
}

static void
write_harms (TipoffJsonWriter *writer,
             guint             harms)
{
  g_auto (GStrv) words = tipoff_harms_to_words (harms);

  tipoff_json_writer_name (writer, "harms");
  tipoff_json_writer_begin_array (writer);
  for (gsize i = 0; words[i] != NULL; i++)
    tipoff_json_writer_string (writer, words[i]);
  tipoff_json_writer_end_array (writer);
}

static void
write_loss (TipoffJsonWriter   *writer,
            const TipoffReport *report)
{
  if (report->loss_amount == NULL)
    return;
  tipoff_json_writer_name (writer, "loss");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "amount", report->loss_amount);
  tipoff_json_writer_member_string (writer, "currency", report->loss_currency);
  tipoff_json_writer_end_object (writer);
}

static void
write_identity (TipoffJsonWriter     *writer,
                const TipoffIdentity *identity)
{
  if (identity == NULL)
    return;
  tipoff_json_writer_name (writer, "reporter");
  tipoff_json_writer_begin_object (writer);
  tipoff_facts_write_optional (writer, "organisation", identity->organisation);
  tipoff_facts_write_optional (writer, "name", identity->name);
  tipoff_json_writer_member_string (writer, "email", identity->email);
  tipoff_json_writer_end_object (writer);
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  GString *out = g_string_sized_new (4096);
  g_autofree char *created = tipoff_time_format (report->created);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_int (&writer, "version", 1);
  tipoff_json_writer_member_string (&writer, "report_id", report->id);
  tipoff_json_writer_member_string (&writer, "created", created);
  write_program (&writer, report->model, report->data);
  tipoff_facts_write_optional (&writer, "country", report->country);
  tipoff_facts_write_optional (&writer, "language", report->language);
  tipoff_json_writer_member_boolean (&writer, "practice", report->practice);
  tipoff_json_writer_member_boolean (&writer, "test", report->test);
  tipoff_json_writer_member_string (&writer, "tlp", report->tlp);
  write_messages (&writer, report, masked);
  write_verdict (&writer, masked, report->verdict);
  write_indicators (&writer, masked);
  write_harms (&writer, report->harms);
  if (report->opened != TIPOFF_OPENED_NOT_TOLD)
    tipoff_json_writer_member_string (&writer, "link_opened", tipoff_opened_to_string (report->opened));
  write_loss (&writer, report);
  write_redactions (&writer, masked);
  tipoff_facts_write_optional (&writer, "comment", tipoff_masked_get_comment (masked));
  tipoff_facts_write_optional (&writer, "contact", report->contact);
  write_identity (&writer, report->identity);
  tipoff_json_writer_end_object (&writer);
  return tipoff_facts_take_bytes (out);
}

/* data/schema/correction-1.schema.json. */
static GBytes *
encode_correction (const TipoffCorrection *correction,
                   const TipoffRoute      *route,
                   const TipoffAuthority  *authority,
                   GError                **error)
{
  GString *out = g_string_sized_new (512);
  g_autofree char *created = tipoff_time_format (correction->created);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_int (&writer, "version", 1);
  tipoff_json_writer_member_string (&writer, "report_id", correction->id);
  tipoff_json_writer_member_string (&writer, "created", created);
  write_program (&writer, NULL, NULL);
  tipoff_json_writer_member_string (&writer, "corrects", correction->corrects);
  tipoff_facts_write_optional (&writer, "reference", correction->reference);
  tipoff_json_writer_member_string (&writer, "reason", "mistake");
  tipoff_json_writer_member_boolean (&writer, "practice", correction->practice);
  tipoff_json_writer_member_boolean (&writer, "test", correction->test);
  tipoff_json_writer_end_object (&writer);
  return tipoff_facts_take_bytes (out);
}

const TipoffFormat tipoff_format_tipoff = {
  "tipoff", "application/vnd.tipoff.report+json; version=1", encode,
  encode_correction, "application/vnd.tipoff.correction+json; version=1",
};
