/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-case.h"

#include "tipoff-ids.h"
#include "tipoff-limits.h"
#include "tipoff-tongue.h"
#include "tipoff-utf8.h"

#include <string.h>

G_DEFINE_QUARK (tipoff-message-error-quark, tipoff_message_error)

TIPOFF_DEFINE_NAMES (TipoffChannel, channel,
                     "sms", "whatsapp", "signal", "telegram", "messenger", "email", "call", "web",
                     "other")

TIPOFF_DEFINE_NAMES (TipoffPartType, part_type,
                     "body", "subject", "sender", "header", "link-target", "attachment-name",
                     "turn")

TIPOFF_DEFINE_NAMES (TipoffAttachmentTrait, attachment_trait, "program", "web-page", "locked")

TIPOFF_DEFINE_NAMES (TipoffCaseOrigin, case_origin, "brought", "attached", "quoted", "conversation")

static void
attachment_free (TipoffAttachment *attachment)
{
  if (attachment == NULL)
    return;
  g_free (attachment->media_type);
  g_free (attachment->sha256);
  g_free (attachment);
}

static void
part_free (TipoffPart *part)
{
  attachment_free (part->attachment);
  g_free (part->text);
  g_free (part);
}

/* Takes over @text. */
static TipoffPart *
part_new (TipoffPartType type, char *text, gsize length)
{
  TipoffPart *part = g_new0 (TipoffPart, 1);

  part->type = type;
  part->text = text;
  part->length = length;
  return part;
}

static void
message_free (TipoffMessage *message)
{
  g_free (message->sender);
  g_free (message->received);
  g_ptr_array_unref (message->parts);
  g_free (message);
}

static TipoffMessage *
message_new (TipoffChannel channel)
{
  TipoffMessage *message = g_new0 (TipoffMessage, 1);

  message->channel = channel;
  message->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return message;
}

/* CRLF and CR become LF, in place. Gives the new length. */
static gsize
unify_line_ends (char *text, gsize length)
{
  char *read = memchr (text, '\r', length);
  char *write = read;
  const char *end = text + length;

  if (read == NULL)
    return length;

  while (read < end)
    {
      if (*read != '\r')
        {
          *write++ = *read++;
          continue;
        }
      *write++ = '\n';
      read += read + 1 < end && read[1] == '\n' ? 2 : 1;
    }
  *write = '\0';
  return write - text;
}

/* What a person would not see at all: white space, and characters that only
 * steer (zero width, direction, byte order). */
static gboolean
is_blank (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_FORMAT && !g_unichar_iscntrl (c))
        return FALSE;
    }
  return TRUE;
}

/* One line of at most TIPOFF_LIMIT_SENDER_BYTES, or NULL where nothing is left. */
static char *
clean_sender (const char *sender)
{
  g_autofree char *text = NULL;
  gsize length;

  if (sender == NULL)
    return NULL;

  text = tipoff_utf8_repair (sender, strlen (sender), &length, NULL);
  if (is_blank (text, length))
    return NULL;

  for (char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_strstrip (text);
  length = strlen (text);
  if (length > TIPOFF_LIMIT_SENDER_BYTES)
    {
      text[tipoff_utf8_floor (text, length, TIPOFF_LIMIT_SENDER_BYTES)] = '\0';
      g_strchomp (text);
    }
  return g_steal_pointer (&text);
}

/* Repaired text with \n line ends. */
static char *
clean_text (const char *bytes, gsize length, gsize *out_length)
{
  char *text = tipoff_utf8_repair (bytes, length, out_length, NULL);

  *out_length = unify_line_ends (text, *out_length);
  return text;
}

/**
 * tipoff_case_new:
 *
 * Returns: (transfer full): a case without messages, for readers that add them
 */
TipoffCase *
tipoff_case_new (void)
{
  TipoffCase *self = g_new0 (TipoffCase, 1);

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) message_free);
  return self;
}

/**
 * tipoff_case_add_message:
 * @self: a case
 * @channel: how the message came
 *
 * Returns: (transfer none): a new last message of @self, without parts
 */
TipoffMessage *
tipoff_case_add_message (TipoffCase *self, TipoffChannel channel)
{
  TipoffMessage *message = message_new (channel);

  g_ptr_array_add (self->messages, message);
  return message;
}

/**
 * tipoff_message_add_part:
 * @message: a message
 * @type: what the text is of the message
 * @bytes: the text, in any state
 * @length: its length in bytes, or -1 if it ends with a NUL
 *
 * Adds a part after the others, but before a known sender, which stays last.
 * The text is repaired to valid UTF-8 with `\n` line ends. Limits are the reader's to keep.
 *
 * Returns: (transfer none): the part
 */
TipoffPart *
tipoff_message_add_part (TipoffMessage  *message,
                         TipoffPartType  type,
                         const char     *bytes,
                         gssize          length)
{
  gsize out_length;
  char *text = clean_text (bytes, length < 0 ? strlen (bytes) : (gsize) length, &out_length);
  TipoffPart *part = part_new (type, text, out_length);
  guint place = message->parts->len;

  if (place > 0 && type != TIPOFF_PART_SENDER)
    {
      const TipoffPart *last = g_ptr_array_index (message->parts, place - 1);

      if (last->type == TIPOFF_PART_SENDER)
        place--;
    }
  g_ptr_array_insert (message->parts, (int) place, part);
  return part;
}

/**
 * tipoff_part_set_attachment:
 * @part: one that names an attachment
 * @attachment: what is known of it; copied
 */
void
tipoff_part_set_attachment (TipoffPart *part, const TipoffAttachment *attachment)
{
  attachment_free (part->attachment);
  part->attachment = g_new0 (TipoffAttachment, 1);
  part->attachment->media_type = g_strdup (attachment->media_type);
  part->attachment->size = attachment->size;
  part->attachment->sha256 = g_strdup (attachment->sha256);
  part->attachment->traits = attachment->traits;
}

/**
 * tipoff_case_new_from_text:
 * @bytes: (array length=length): what was pasted or read, in any state
 * @length: its length in bytes, or -1 if it ends with a NUL
 * @channel: what the person said, or TIPOFF_CHANNEL_OTHER
 * @sender: (nullable): who it seems to come from, as shown
 * @received: (nullable): when, as tipoff_time_complete() takes it; anything else is dropped, for
 *   the time is a help and no reason to refuse a message
 * @error: return location for an error of TIPOFF_MESSAGE_ERROR
 *
 * Makes a case of one message. Its body is the text, repaired to valid UTF-8 without
 * NUL, every line end a `\n`; nothing is trimmed, so that spans fit what was pasted. A sender
 * is trimmed to one line of at most TIPOFF_LIMIT_SENDER_BYTES and also becomes the last part.
 *
 * Returns: (transfer full): a case, or %NULL where the text is empty or blank, over
 *   TIPOFF_LIMIT_TEXT_BYTES (also once repaired), or not text
 */
TipoffCase *
tipoff_case_new_from_text (const char    *bytes,
                           gssize         length,
                           TipoffChannel  channel,
                           const char    *sender,
                           const char    *received,
                           GError       **error)
{
  g_autoptr (TipoffCase) self = NULL;
  g_autofree char *text = NULL;
  gsize size = bytes == NULL ? 0 : length < 0 ? strlen (bytes) : (gsize) length;
  gsize text_length = 0;
  TipoffMessage *message;

  if (size > TIPOFF_LIMIT_TEXT_BYTES)
    {
      g_set_error_literal (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_TOO_LARGE,
                           N_("This is too long to be one message: bring the message alone"));
      return NULL;
    }
  if (size > 0 && tipoff_utf8_looks_binary (bytes, size))
    {
      g_set_error_literal (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_BINARY,
                           N_("This is not text: bring the words of the message, or a picture of it"));
      return NULL;
    }
  if (size > 0)
    text = clean_text (bytes, size, &text_length);
  if (is_blank (text, text_length))
    {
      g_set_error_literal (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_EMPTY,
                           N_("There is no text: paste a message, a link or a number"));
      return NULL;
    }
  if (text_length > TIPOFF_LIMIT_TEXT_BYTES)
    {
      g_set_error_literal (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_TOO_LARGE,
                           N_("This is too long to be one message: bring the message alone"));
      return NULL;
    }

  self = tipoff_case_new ();
  message = tipoff_case_add_message (self, channel);
  g_ptr_array_add (message->parts,
                   part_new (TIPOFF_PART_BODY, g_steal_pointer (&text), text_length));
  tipoff_message_set_sender (message, sender);
  message->received = tipoff_time_complete (received, &message->precision);
  return g_steal_pointer (&self);
}

static TipoffMessage *
message_copy (const TipoffMessage *message)
{
  TipoffMessage *copy = message_new (message->channel);

  copy->sender = g_strdup (message->sender);
  copy->received = g_strdup (message->received);
  copy->precision = message->precision;
  for (guint i = 0; i < message->parts->len; i++)
    {
      const TipoffPart *part = g_ptr_array_index (message->parts, i);
      TipoffPart *other = part_new (part->type, g_strndup (part->text, part->length), part->length);

      other->shown_start = part->shown_start;
      other->shown_end = part->shown_end;
      if (part->attachment != NULL)
        tipoff_part_set_attachment (other, part->attachment);
      g_ptr_array_add (copy->parts, other);
    }
  return copy;
}

/**
 * tipoff_case_copy:
 * @self: a case
 *
 * Returns: (transfer full): a deep copy
 */
TipoffCase *
tipoff_case_copy (const TipoffCase *self)
{
  TipoffCase *copy = tipoff_case_new ();

  copy->origin = self->origin;
  for (guint i = 0; i < self->messages->len; i++)
    g_ptr_array_add (copy->messages, message_copy (g_ptr_array_index (self->messages, i)));
  return copy;
}

static gsize
count_bytes (const TipoffCase *self)
{
  gsize bytes = 0;

  for (guint i = 0; i < self->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->messages, i);

      for (guint k = 0; k < message->parts->len; k++)
        bytes += ((const TipoffPart *) g_ptr_array_index (message->parts, k))->length;
    }
  return bytes;
}

/**
 * tipoff_case_append:
 * @self: a case
 * @other: another one, whose messages are copied
 *
 * Returns: %FALSE, with nothing changed, where both together are over TIPOFF_LIMIT_PARTS or TIPOFF_LIMIT_TEXT_BYTES
 */
gboolean
tipoff_case_append (TipoffCase *self, const TipoffCase *other)
{
  if (tipoff_case_get_n_parts (self) + tipoff_case_get_n_parts (other) > TIPOFF_LIMIT_PARTS
      || count_bytes (self) + count_bytes (other) > TIPOFF_LIMIT_TEXT_BYTES)
    return FALSE;
  for (guint i = 0; i < other->messages->len; i++)
    g_ptr_array_add (self->messages, message_copy (g_ptr_array_index (other->messages, i)));
  return TRUE;
}

/**
 * tipoff_case_free:
 * @self: (nullable): a case
 *
 * Frees a case with all its messages.
 */
void
tipoff_case_free (TipoffCase *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->messages);
  g_free (self);
}

/**
 * tipoff_case_get_n_parts:
 * @self: a case
 *
 * Returns: how many parts all messages have together
 */
guint
tipoff_case_get_n_parts (const TipoffCase *self)
{
  guint n = 0;

  for (guint i = 0; i < self->messages->len; i++)
    n += ((const TipoffMessage *) g_ptr_array_index (self->messages, i))->parts->len;
  return n;
}

/* The message that @part falls in; @part becomes its number within that message. */
static const TipoffMessage *
find_message (const TipoffCase *self, guint *part)
{
  for (guint i = 0; i < self->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->messages, i);

      if (*part < message->parts->len)
        return message;
      *part -= message->parts->len;
    }
  return NULL;
}

/**
 * tipoff_case_get_part:
 * @self: a case
 * @part: a number as in a TipoffSpan
 *
 * Returns: (transfer none) (nullable): that part, or %NULL past the last one
 */
const TipoffPart *
tipoff_case_get_part (const TipoffCase *self, guint part)
{
  const TipoffMessage *message = find_message (self, &part);

  return message != NULL ? g_ptr_array_index (message->parts, part) : NULL;
}

/**
 * tipoff_case_get_message_of_part:
 * @self: a case
 * @part: a number as in a TipoffSpan
 *
 * Returns: (transfer none) (nullable): the message that the part belongs to
 */
const TipoffMessage *
tipoff_case_get_message_of_part (const TipoffCase *self, guint part)
{
  return find_message (self, &part);
}

/**
 * tipoff_case_is_plain_text:
 * @self: a case
 *
 * Returns: whether it is one message whose only part is its body
 */
gboolean
tipoff_case_is_plain_text (const TipoffCase *self)
{
  const TipoffMessage *message;

  if (self->messages->len != 1)
    return FALSE;
  message = g_ptr_array_index (self->messages, 0);
  return message->parts->len == 1 &&
         ((const TipoffPart *) g_ptr_array_index (message->parts, 0))->type == TIPOFF_PART_BODY;
}

/**
 * tipoff_message_set_sender:
 * @message: a message
 * @sender: (nullable): who it seems to come from, as shown
 *
 * Changes what the person told. The sender part, always the last one, is added,
 * changed, or removed where @sender is %NULL or blank.
 */
void
tipoff_message_set_sender (TipoffMessage *message, const char *sender)
{
  char *cleaned = clean_sender (sender);
  guint n_parts = message->parts->len;

  if (n_parts > 0 &&
      ((const TipoffPart *) g_ptr_array_index (message->parts, n_parts - 1))->type == TIPOFF_PART_SENDER)
    g_ptr_array_remove_index (message->parts, n_parts - 1);

  g_free (message->sender);
  message->sender = cleaned;
  if (cleaned != NULL)
    g_ptr_array_add (message->parts,
                     part_new (TIPOFF_PART_SENDER, g_strdup (cleaned), strlen (cleaned)));
}
