/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-answer.h"

#include "tipoff-limits.h"

#include <errno.h>
#include <unistd.h>

/* Progress is told when so much more was read: a person sees no smaller steps. */
#define PROGRESS_BYTES ((guint64) 1024 * 1024)

static void
send_bytes (const char *bytes,
            gsize       length)
{
  while (length > 0)
    {
      const gssize n = write (STDOUT_FILENO, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (1);
      bytes += n;
      length -= (gsize) n;
    }
}

/* Begins a line: an object whose first member is called @name. */
static GString *
begin_line (TipoffJsonWriter *writer,
            const char       *name)
{
  GString *line = g_string_new (NULL);

  tipoff_json_writer_init (writer, line);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_name (writer, name);
  return line;
}

static void
end_line (TipoffJsonWriter *writer)
{
  GString *line = writer->out;

  tipoff_json_writer_end_object (writer);
  g_string_append_c (line, '\n');
  send_bytes (line->str, line->len);
  g_string_free (line, TRUE);
}

void
read_answer_progress (guint64 done,
                      guint64 all)
{
  static guint64 told;
  TipoffJsonWriter writer;

  if (done < told + PROGRESS_BYTES || all == 0)
    return;
  told = done;
  begin_line (&writer, "progress");
  tipoff_json_writer_fixed (&writer, (double) done / (double) all, 3);
  end_line (&writer);
}

static void
say (const char *name,
     const char *word)
{
  TipoffJsonWriter writer;

  begin_line (&writer, name);
  tipoff_json_writer_string (&writer, word);
  end_line (&writer);
}

void
read_answer_refuse (TipoffWireError why)
{
  say ("refused", tipoff_wire_error_to_string (why));
}

static gboolean
is_too_large (const TipoffCase *c)
{
  const guint n = tipoff_case_get_n_parts (c);
  gsize bytes = 0;

  for (guint i = 0; i < n && i < TIPOFF_LIMIT_PARTS; i++)
    bytes += tipoff_case_get_part (c, i)->length;
  return n > TIPOFF_LIMIT_PARTS || bytes > TIPOFF_LIMIT_TEXT_BYTES;
}

gboolean
read_answer_case (const TipoffCase *c)
{
  TipoffJsonWriter writer;

  if (is_too_large (c))
    return FALSE;
  begin_line (&writer, "case");
  tipoff_wire_write_case (&writer, c);
  end_line (&writer);
  return TRUE;
}

static void
say_turns (const TipoffChat *chat,
           guint             first,
           guint             end)
{
  TipoffJsonWriter writer;

  begin_line (&writer, "turns");
  tipoff_json_writer_begin_array (&writer);
  for (guint i = first; i < end; i++)
    {
      const TipoffTurn *turn = &g_array_index (chat->turns, TipoffTurn, i);

      tipoff_json_writer_begin_array (&writer);
      tipoff_json_writer_int (&writer, turn->author);
      tipoff_json_writer_int (&writer, turn->time);
      tipoff_json_writer_string_len (&writer, chat->text->str + turn->start, turn->length);
      tipoff_json_writer_end_array (&writer);
    }
  tipoff_json_writer_end_array (&writer);
  end_line (&writer);
}

void
read_answer_chat (const TipoffChat *chat)
{
  guint first = 0;
  gsize bytes = 0;

  for (guint i = 0; i < chat->authors->len; i++)
    say ("author", g_ptr_array_index (chat->authors, i));
  for (guint i = 0; i < chat->turns->len; i++)
    {
      bytes += g_array_index (chat->turns, TipoffTurn, i).length;
      if (i + 1 < chat->turns->len && i + 1 - first < TIPOFF_WIRE_TURNS
          && bytes + g_array_index (chat->turns, TipoffTurn, i + 1).length <= TIPOFF_LIMIT_TEXT_BYTES)
        continue;
      say_turns (chat, first, i + 1);
      read_answer_progress (g_array_index (chat->turns, TipoffTurn, i).start, chat->text->len);
      first = i + 1;
      bytes = 0;
    }
}

void
read_answer_fail (TipoffWireError why)
{
  say ("error", tipoff_wire_error_to_string (why));
  _exit (1);
}

/* What is left open or allocated goes with the process. */
void
read_answer_end (void)
{
  TipoffJsonWriter writer;

  begin_line (&writer, "end");
  tipoff_json_writer_boolean (&writer, TRUE);
  end_line (&writer);
  _exit (0);
}
