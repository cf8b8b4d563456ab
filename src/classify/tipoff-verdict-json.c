/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-verdict.h"

#include "tipoff-wire.h"

#define DECIMALS 3

static void
write_place (TipoffJsonWriter *writer, const TipoffSpan *span)
{
  tipoff_json_writer_member_int (writer, "part", span->part);
  tipoff_json_writer_member_int (writer, "start", (gint64) span->start);
  tipoff_json_writer_member_int (writer, "end", (gint64) span->end);
}

static void
write_flag (const TipoffFlag *flag, TipoffTongue *tongue, TipoffJsonWriter *writer)
{
  g_autofree char *text = tipoff_flag_describe (flag, tongue);

  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "id", flag->id);
  tipoff_json_writer_member_fixed (writer, "weight", flag->weight, DECIMALS);
  tipoff_json_writer_name (writer, "spans");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < flag->spans->len; i++)
    {
      tipoff_json_writer_begin_object (writer);
      write_place (writer, &g_array_index (flag->spans, TipoffSpan, i));
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_member_string (writer, "text", text);
  tipoff_json_writer_end_object (writer);
}

static void
write_words (const GArray *words, TipoffJsonWriter *writer)
{
  tipoff_json_writer_name (writer, "words");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < words->len; i++)
    {
      const TipoffWord *word = &g_array_index (words, TipoffWord, i);

      tipoff_json_writer_begin_object (writer);
      write_place (writer, &word->span);
      tipoff_json_writer_member_fixed (writer, "weight", word->weight, DECIMALS);
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
}

/* Which message is taken as the suspicious one, where that is not what was brought. */
static void
write_origin (const TipoffCase *c, TipoffJsonWriter *writer)
{
  if (c->origin == TIPOFF_CASE_BROUGHT)
    return;
  tipoff_json_writer_member_string (writer, "origin", tipoff_case_origin_to_string (c->origin));
  if (c->origin == TIPOFF_CASE_CONVERSATION)
    tipoff_json_writer_member_string (writer, "suspect", ((const TipoffMessage *) g_ptr_array_index (c->messages, 0))->sender);
}

static void
write_parts (const TipoffCase *c, TipoffJsonWriter *writer)
{
  tipoff_json_writer_name (writer, "parts");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < tipoff_case_get_n_parts (c); i++)
    {
      tipoff_json_writer_begin_object (writer);
      tipoff_wire_write_part (writer, tipoff_case_get_part (c, i));
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
}

static void
write_number (const TipoffPhoneNumber *number, TipoffJsonWriter *writer)
{
  tipoff_json_writer_member_string (writer, "e164", tipoff_phone_number_get_e164 (number));
  tipoff_json_writer_member_string (writer, "region", tipoff_phone_number_get_region (number));
  tipoff_json_writer_member_string (writer, "number_type",
                                    tipoff_phone_type_to_string (tipoff_phone_number_get_number_type (number)));
  tipoff_json_writer_member_boolean (writer, "valid", tipoff_phone_number_is_valid (number));
}

/**
 * tipoff_indicator_write_json:
 *
 * One indicator, as members of an object that the caller has begun: the type's own members
 * come after those that all have.
 */
void
tipoff_indicator_write_json (const TipoffIndicator *self, TipoffJsonWriter *writer)
{
  tipoff_json_writer_member_string (writer, "type", tipoff_indicator_type_to_string (self->type));
  tipoff_json_writer_member_string (writer, "role", tipoff_role_to_string (self->role));
  tipoff_json_writer_member_string (writer, "value", self->value);
  write_place (writer, &self->span);
  if (self->type == TIPOFF_INDICATOR_URL)
    {
      tipoff_json_writer_member_string (writer, "host", self->host);
      tipoff_json_writer_member_string (writer, "domain", self->domain);
    }
  if (self->type == TIPOFF_INDICATOR_PHONE && self->number != NULL)
    write_number (self->number, writer);
}

/**
 * tipoff_verdict_write_json:
 * @tongue: the language of the flags' sentences
 */
void
tipoff_verdict_write_json (const TipoffVerdict *self, const TipoffCase *c, TipoffTongue *tongue, TipoffJsonWriter *writer)
{
  tipoff_json_writer_member_string (writer, "verdict", tipoff_level_to_string (self->level));
  tipoff_json_writer_member_fixed (writer, "score", self->score, DECIMALS);
  if (self->kind != TIPOFF_KIND_NONE)
    tipoff_json_writer_member_string (writer, "kind", tipoff_kind_to_string (self->kind));
  else
    {
      tipoff_json_writer_name (writer, "kind");
      tipoff_json_writer_null (writer);
    }
  tipoff_json_writer_member_string (writer, "language", self->language);
  tipoff_json_writer_name (writer, "flags");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < self->flags->len; i++)
    write_flag (g_ptr_array_index (self->flags, i), tongue, writer);
  tipoff_json_writer_end_array (writer);
  write_words (self->words, writer);
  tipoff_json_writer_name (writer, "indicators");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < self->indicators->len; i++)
    {
      tipoff_json_writer_begin_object (writer);
      tipoff_indicator_write_json (g_ptr_array_index (self->indicators, i), writer);
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
  write_origin (c, writer);
  if (!tipoff_case_is_plain_text (c))
    write_parts (c, writer);
}
