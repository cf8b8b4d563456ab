/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE     /* memmem */
#include "read-chat.h"

#include "read-chat-date.h"
#include "read-chat-words.h"

#include "tipoff-limits.h"
#include "tipoff-utf8.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A name before ": "; what is longer is a sentence of WhatsApp's own. */
#define MAX_NAME_BYTES 200

/* One message as it stands. */
typedef struct
{
  TipoffChatStamp stamp;
  const char     *start;        /* behind the stamp */
  const char     *end;
} Entry;

static const char *
end_of_line (const char *p,
             const char *end)
{
  const char *newline = memchr (p, '\n', (gsize) (end - p));

  return newline != NULL ? newline : end;
}

/* A line that begins with date and time begins a message; each other line belongs to the one before it. One that
 * begins in another way than the first did was written by somebody. */
static GArray *
find_entries (const char *text,
              gsize       length)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  const char *end = text + length;
  gboolean is_bracketed = FALSE;

  for (const char *p = text, *next; p < end && entries->len < TIPOFF_CHAT_MAX_TURNS; p = next)
    {
      const char *line_end = end_of_line (p, end);
      Entry entry = { .end = line_end };

      next = line_end < end ? line_end + 1 : end;
      if (tipoff_chat_line_read (p, (gsize) (line_end - p), &entry.stamp)
          && (entries->len == 0 || entry.stamp.is_bracketed == is_bracketed))
        {
          entry.start = p + entry.stamp.text;
          is_bracketed = entry.stamp.is_bracketed;
          g_array_append_val (entries, entry);
        }
      else if (entries->len > 0)
        g_array_index (entries, Entry, entries->len - 1).end = line_end;
    }
  return entries;
}

static gboolean
is_mark (gunichar c)
{
  return c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Without the spaces and marks of direction around it. */
static void
trim (const char **start,
      const char **end)
{
  while (*start < *end && (is_mark (g_utf8_get_char (*start)) || g_unichar_isspace (g_utf8_get_char (*start))))
    *start = g_utf8_next_char (*start);
  while (*start < *end)
    {
      const char *last = g_utf8_prev_char (*end);

      if (!is_mark (g_utf8_get_char (last)) && !g_unichar_isspace (g_utf8_get_char (last)))
        return;
      *end = last;
    }
}

/* Takes the name off the entry; NULL where nobody wrote it. */
static char *
take_name (Entry *entry)
{
  const gsize length = (gsize) (entry->end - entry->start);
  const char *colon = memmem (entry->start, MIN (length, MAX_NAME_BYTES), ": ", 2);
  const char *start = entry->start;
  const char *name_end = colon;

  if (colon == NULL || memchr (entry->start, '\n', (gsize) (colon - entry->start)) != NULL)
    return NULL;
  trim (&start, &name_end);
  entry->start = colon + 2;
  return start < name_end ? g_strndup (start, (gsize) (name_end - start)) : NULL;
}

static gboolean
add_entry (TipoffChat    *chat,
           GHashTable    *numbers,
           Entry          entry,
           ReadDateOrder  order)
{
  g_autofree char *name = take_name (&entry);
  gpointer number;

  if (name == NULL || read_chat_is_notice (entry.start, (gsize) (entry.end - entry.start)))
    return TRUE;
  trim (&entry.start, &entry.end);
  if (entry.start == entry.end)
    return TRUE;
  if (!g_hash_table_lookup_extended (numbers, name, NULL, &number))
    {
      number = GUINT_TO_POINTER (chat->authors->len);
      if (!tipoff_chat_add_author (chat, name))
        return FALSE;
      g_hash_table_insert (numbers, g_steal_pointer (&name), number);
    }
  return tipoff_chat_add_turn (chat, GPOINTER_TO_UINT (number), read_chat_get_time (&entry.stamp, order), entry.start,
                               (gsize) (entry.end - entry.start));
}

TipoffChat *
read_chat (const char      *bytes,
           gsize            length,
           TipoffWireError *why)
{
  g_autofree char *text = tipoff_utf8_repair (bytes, length, &length, NULL);
  g_autoptr (GArray) entries = find_entries (text, length);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TipoffChat) chat = tipoff_chat_new ();
  ReadDates dates = { 0 };
  ReadDateOrder order;

  for (guint i = 0; i < entries->len; i++)
    read_dates_take (&dates, &g_array_index (entries, Entry, i).stamp);
  order = read_dates_get_order (&dates);
  *why = order == READ_DATE_NONE ? TIPOFF_WIRE_UNKNOWN_DATES : TIPOFF_WIRE_TOO_LARGE;
  for (guint i = 0; i < entries->len; i++)
    if (order == READ_DATE_NONE || !add_entry (chat, numbers, g_array_index (entries, Entry, i), order))
      return NULL;
  if (chat->turns->len > 0)
    return g_steal_pointer (&chat);
  *why = TIPOFF_WIRE_EMPTY;
  return NULL;
}

static GByteArray *
read_input (void)
{
  GByteArray *all = g_byte_array_new ();
  guint8 block[65536];
  gssize n = 1;

  while (n != 0)
    {
      n = read (STDIN_FILENO, block, sizeof block);
      if (n < 0 && errno != EINTR)
        read_answer_fail (TIPOFF_WIRE_DAMAGED);
      if (n > 0)
        g_byte_array_append (all, block, (guint) n);
      if (all->len > TIPOFF_CHAT_MAX_BYTES)
        read_answer_fail (TIPOFF_WIRE_TOO_LARGE);
    }
  return all;
}

void
read_chat_file (void)
{
  g_autoptr (GByteArray) bytes = read_input ();
  TipoffWireError why;
  g_autoptr (TipoffChat) chat = read_chat ((const char *) bytes->data, bytes->len, &why);

  if (chat == NULL)
    read_answer_fail (why);
  read_answer_chat (chat);
  read_answer_end ();
}
