/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-wire.h"

#include "tipoff-limits.h"
#include "tipoff-tongue.h"

#include <string.h>

TIPOFF_DEFINE_NAMES (TipoffWireError, wire_error,
                     "empty", "too-large", "damaged", "locked", "unsafe", "no-conversation", "unknown-dates",
                     "unprotected", "no-mail-reader", "no-archive-reader", "unsupported")

/* What people read, in the order of TipoffWireError. */
static const struct
{
  TipoffMessageError code;
  const char        *sentence;
} errors[] = {
  { TIPOFF_MESSAGE_ERROR_EMPTY, N_("There is no message in this file.") },
  { TIPOFF_MESSAGE_ERROR_TOO_LARGE, N_("This is larger than Tipoff reads. Bring the suspicious message alone.") },
  { TIPOFF_MESSAGE_ERROR_DAMAGED, N_("This file could not be read; it may be damaged. Paste the text of the suspicious message.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("This archive is locked with a password. Tipoff does not open it, and you had better not either.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("This archive is made so that it does harm when it is unpacked. Tipoff did not open it.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("There is no conversation in this archive. Export the conversation anew, or paste the text of the suspicious message.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("This conversation is written in a way that Tipoff does not know. Paste the suspicious messages alone.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("Files like this are read only where they can do no harm, and this system does not allow that. Paste the text of the suspicious message.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("This copy of Tipoff was built without its e-mail reader. Install one that has it, such as the Flatpak, or open the e-mail and paste its text.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("This copy of Tipoff was built without its archive reader. Install one that has it, such as the Flatpak, or unpack the archive and open the text file in it.") },
  { TIPOFF_MESSAGE_ERROR_UNSUPPORTED, N_("This is a kind of file that Tipoff cannot read. Paste the text of the suspicious message.") },
};

/**
 * tipoff_wire_set_error:
 * @word: one of the words of #TipoffWireError; any other means that the answer is damaged
 */
void
tipoff_wire_set_error (GError     **error,
                       const char  *word)
{
  TipoffWireError found;

  if (!tipoff_wire_error_from_string (word, &found))
    found = TIPOFF_WIRE_DAMAGED;
  g_set_error_literal (error, TIPOFF_MESSAGE_ERROR, errors[found].code, errors[found].sentence);
}

/* -- writing -------------------------------------------------------------------------------- */

static void
write_attachment (TipoffJsonWriter       *writer,
                  const TipoffAttachment *attachment)
{
  tipoff_json_writer_member_string (writer, "media_type", attachment->media_type);
  tipoff_json_writer_member_int (writer, "size", (gint64) MIN (attachment->size, (guint64) G_MAXINT64));
  tipoff_json_writer_member_string (writer, "sha256", attachment->sha256);
  tipoff_json_writer_name (writer, "traits");
  tipoff_json_writer_begin_array (writer);
  for (guint trait = 0; trait < TIPOFF_N_ATTACHMENT_TRAITS; trait++)
    if ((attachment->traits & (1u << trait)) != 0)
      tipoff_json_writer_string (writer, tipoff_attachment_trait_to_string (trait));
  tipoff_json_writer_end_array (writer);
}

/**
 * tipoff_wire_write_part:
 *
 * All that is known of a part, as members of an object that the caller has begun.
 */
void
tipoff_wire_write_part (TipoffJsonWriter *writer,
                        const TipoffPart *part)
{
  tipoff_json_writer_member_string (writer, "type", tipoff_part_type_to_string (part->type));
  tipoff_json_writer_name (writer, "text");
  tipoff_json_writer_string_len (writer, part->text, part->length);
  if (part->shown_start < part->shown_end)
    {
      tipoff_json_writer_member_int (writer, "shown_start", (gint64) part->shown_start);
      tipoff_json_writer_member_int (writer, "shown_end", (gint64) part->shown_end);
    }
  if (part->attachment != NULL)
    write_attachment (writer, part->attachment);
}

/* The sender part is not written: it follows from the sender. */
static void
write_message (TipoffJsonWriter    *writer,
               const TipoffMessage *message)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "channel", tipoff_channel_to_string (message->channel));
  tipoff_json_writer_member_string (writer, "sender", message->sender);
  tipoff_json_writer_member_string (writer, "received", message->received);
  tipoff_json_writer_name (writer, "parts");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < message->parts->len; i++)
    {
      const TipoffPart *part = g_ptr_array_index (message->parts, i);

      if (part->type == TIPOFF_PART_SENDER)
        continue;
      tipoff_json_writer_begin_object (writer);
      tipoff_wire_write_part (writer, part);
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}

void
tipoff_wire_write_case (TipoffJsonWriter *writer,
                        const TipoffCase *c)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "origin", tipoff_case_origin_to_string (c->origin));
  tipoff_json_writer_name (writer, "messages");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < c->messages->len; i++)
    write_message (writer, g_ptr_array_index (c->messages, i));
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}

/* -- reading -------------------------------------------------------------------------------- */

/* What all parts of a case together still may hold. */
typedef struct
{
  guint parts;
  gsize bytes;
} Room;

static gboolean
set_damaged (GError **error)
{
  tipoff_wire_set_error (error, "damaged");
  return FALSE;
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
read_attachment (TipoffPart  *part,
                 JsonObject  *object,
                 GError     **error)
{
  const char *media_type = tipoff_json_get_string_or (object, "media_type", NULL);
  const char *sha256 = tipoff_json_get_string_or (object, "sha256", NULL);
  const gint64 size = tipoff_json_get_int_or (object, "size", -1);
  g_auto (GStrv) traits = tipoff_json_get_strv (object, "traits", NULL);
  TipoffAttachment attachment = { .size = (guint64) size };

  if (media_type == NULL && sha256 == NULL)
    return TRUE;
  if (media_type == NULL || sha256 == NULL || traits == NULL || size < 0 || strlen (media_type) > TIPOFF_LIMIT_SENDER_BYTES
      || !is_sha256 (sha256))
    return set_damaged (error);
  for (gsize i = 0; traits[i] != NULL; i++)
    {
      TipoffAttachmentTrait trait;

      if (!tipoff_attachment_trait_from_string (traits[i], &trait))
        return set_damaged (error);
      attachment.traits |= 1u << trait;
    }
  attachment.media_type = (char *) media_type;
  attachment.sha256 = (char *) sha256;
  tipoff_part_set_attachment (part, &attachment);
  return TRUE;
}

/* A place in the body, which comes first. */
static gboolean
read_shown (TipoffPart          *part,
            const TipoffMessage *message,
            JsonObject          *object,
            GError             **error)
{
  const gint64 start = tipoff_json_get_int_or (object, "shown_start", 0);
  const gint64 end = tipoff_json_get_int_or (object, "shown_end", 0);
  const TipoffPart *body = g_ptr_array_index (message->parts, 0);

  if (start == end)
    return TRUE;
  if (body->type != TIPOFF_PART_BODY || part == body || start < 0 || end < start || (guint64) end > body->length
      || (body->text[start] & 0xc0) == 0x80 || (body->text[end] & 0xc0) == 0x80)
    return set_damaged (error);
  part->shown_start = (gsize) start;
  part->shown_end = (gsize) end;
  return TRUE;
}

static gboolean
read_part (TipoffMessage  *message,
           JsonObject     *object,
           Room           *room,
           GError        **error)
{
  const char *text = tipoff_json_get_string_or (object, "text", NULL);
  gsize length = text != NULL ? strlen (text) : 0;
  TipoffPartType type;
  TipoffPart *part;

  if (text == NULL || !tipoff_part_type_from_string (tipoff_json_get_string_or (object, "type", NULL), &type)
      || type == TIPOFF_PART_SENDER || room->parts == 0 || length > room->bytes)
    return set_damaged (error);
  room->parts--;
  room->bytes -= length;
  part = tipoff_message_add_part (message, type, text, (gssize) length);
  return read_attachment (part, object, error) && read_shown (part, message, object, error);
}

static JsonObject *
get_object (JsonArray *array,
            guint      i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_message (TipoffCase  *c,
              JsonObject  *object,
              Room        *room,
              GError     **error)
{
  JsonArray *parts = tipoff_json_get_array_or_null (object, "parts");
  TipoffChannel channel;
  TipoffMessage *message;

  if (parts == NULL || json_array_get_length (parts) == 0
      || !tipoff_channel_from_string (tipoff_json_get_string_or (object, "channel", NULL), &channel))
    return set_damaged (error);
  message = tipoff_case_add_message (c, channel);
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonObject *part = get_object (parts, i);

      if (part == NULL)
        return set_damaged (error);
      if (!read_part (message, part, room, error))
        return FALSE;
    }
  tipoff_message_set_sender (message, tipoff_json_get_string_or (object, "sender", NULL));
  message->received = tipoff_time_complete (tipoff_json_get_string_or (object, "received", NULL), &message->precision);
  return TRUE;
}

/**
 * tipoff_wire_read_case:
 * @object: (transfer none): what stood behind "case"
 *
 * Nothing of it is believed: every text is repaired, every number is checked against what it counts.
 *
 * Returns: (transfer full): the case, or %NULL with %TIPOFF_MESSAGE_ERROR_DAMAGED
 */
TipoffCase *
tipoff_wire_read_case (JsonObject  *object,
                       GError     **error)
{
  JsonArray *messages = tipoff_json_get_array_or_null (object, "messages");
  Room room = { TIPOFF_LIMIT_PARTS, 2 * TIPOFF_LIMIT_TEXT_BYTES };
  g_autoptr (TipoffCase) c = tipoff_case_new ();

  if (messages == NULL || json_array_get_length (messages) == 0
      || !tipoff_case_origin_from_string (tipoff_json_get_string_or (object, "origin", NULL), &c->origin))
    {
      set_damaged (error);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = get_object (messages, i);

      if (message == NULL)
        set_damaged (error);
      if (message == NULL || !read_message (c, message, &room, error))
        return NULL;
    }
  return g_steal_pointer (&c);
}
