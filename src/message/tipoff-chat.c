/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-chat.h"

#include "tipoff-limits.h"
#include "tipoff-utf8.h"

#include <string.h>

TipoffChat *
tipoff_chat_new (void)
{
  TipoffChat *self = g_new0 (TipoffChat, 1);

  self->authors = g_ptr_array_new_with_free_func (g_free);
  self->turns = g_array_new (FALSE, FALSE, sizeof (TipoffTurn));
  self->text = g_string_new (NULL);
  return self;
}

void
tipoff_chat_free (TipoffChat *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->authors);
  g_array_unref (self->turns);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * tipoff_chat_add_author:
 * @name: valid UTF-8, as the export names them
 *
 * Authors are numbered from 0, in the order of their first turn.
 */
gboolean
tipoff_chat_add_author (TipoffChat *self, const char *name)
{
  if (self->authors->len >= TIPOFF_CHAT_MAX_AUTHORS || *name == '\0' || strlen (name) > TIPOFF_LIMIT_SENDER_BYTES)
    return FALSE;
  g_ptr_array_add (self->authors, g_strdup (name));
  return TRUE;
}

/**
 * tipoff_chat_add_turn:
 * @author: one that was added
 * @time: seconds as the phone's clock showed them, as if UTC
 * @text: valid UTF-8
 * @length: its length in bytes
 */
gboolean
tipoff_chat_add_turn (TipoffChat *self, guint author, gint64 time, const char *text, gsize length)
{
  const TipoffTurn turn = { author, time, self->text->len, length };

  if (author >= self->authors->len || self->turns->len >= TIPOFF_CHAT_MAX_TURNS
      || length > TIPOFF_CHAT_MAX_BYTES - self->text->len)
    return FALSE;
  g_string_append_len (self->text, text, (gssize) length);
  g_array_append_val (self->turns, turn);
  return TRUE;
}

static char *
fold_name (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * tipoff_chat_find_author:
 * @name: as a person writes it
 * @author: (out): the author's number
 */
gboolean
tipoff_chat_find_author (const TipoffChat *self, const char *name, guint *author)
{
  g_autofree char *wanted = fold_name (name);

  for (guint i = 0; i < self->authors->len; i++)
    {
      g_autofree char *folded = fold_name (g_ptr_array_index (self->authors, i));

      if (g_str_equal (folded, wanted))
        {
          *author = i;
          return TRUE;
        }
    }
  return FALSE;
}

GArray *
tipoff_chat_list_turns (const TipoffChat *self, guint author)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->turns->len; i++)
    if (g_array_index (self->turns, TipoffTurn, i).author == author)
      g_array_append_val (turns, i);
  return turns;
}

/* The export holds no time zone: it was made on the person's phone, whose zone most likely is this machine's too. */
static char *
format_local (gint64 seconds)
{
  g_autoptr (GDateTime) shown = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) local = shown == NULL ? NULL
    : g_date_time_new_local (g_date_time_get_year (shown), g_date_time_get_month (shown), g_date_time_get_day_of_month (shown),
                             g_date_time_get_hour (shown), g_date_time_get_minute (shown), g_date_time_get_second (shown));

  return local != NULL ? tipoff_time_format (g_date_time_to_unix (local)) : NULL;
}

/* The sender stands as a part in the first message only: it is the same in all. */
static void
add_message (TipoffCase *c, const TipoffChat *chat, const TipoffTurn *turn)
{
  const gboolean is_first = c->messages->len == 0;
  const char *author = g_ptr_array_index (chat->authors, turn->author);
  TipoffMessage *message = tipoff_case_add_message (c, TIPOFF_CHANNEL_WHATSAPP);

  tipoff_message_add_part (message, TIPOFF_PART_TURN, chat->text->str + turn->start, (gssize) turn->length);
  if (is_first)
    tipoff_message_set_sender (message, author);
  else
    message->sender = g_strdup (((const TipoffMessage *) g_ptr_array_index (c->messages, 0))->sender);
  message->received = format_local (turn->time);
  message->precision = turn->time % 60 == 0 ? TIPOFF_PRECISION_MINUTE : TIPOFF_PRECISION_SECOND;
}

/**
 * tipoff_chat_make_case:
 * @turns: (array length=n): numbers of turns of one author
 * @n: at least one
 *
 * Returns: (transfer full): a message each, in the order of @turns
 */
TipoffCase *
tipoff_chat_make_case (const TipoffChat *self, const guint *turns, guint n)
{
  TipoffCase *c = tipoff_case_new ();
  gsize left = TIPOFF_LIMIT_TEXT_BYTES;

  c->origin = TIPOFF_CASE_CONVERSATION;
  for (guint i = 0; i < MIN (n, TIPOFF_LIMIT_PARTS - 1); i++)
    {
      TipoffTurn turn = g_array_index (self->turns, TipoffTurn, turns[i]);

      if (turn.length > left && i > 0)
        break;
      turn.length = tipoff_utf8_floor (self->text->str + turn.start, turn.length, MIN (turn.length, left));
      add_message (c, self, &turn);
      left -= turn.length;
    }
  return c;
}
