/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-limits.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_BYTES 65536
#define FLUSH_BYTES 65536

/* Lines out of a descriptor with flat memory: a line over the limit is skipped to
 * its end and given once, as too long. */
typedef struct
{
  Cli                  *cli;
  TipoffClassifier     *classifier;
  const CliCaseOptions *options;
  GString              *line;       /* the beginning of a line that is not complete yet */
  gboolean              too_long;
  guint64               number;
  GString              *out;
  gboolean              failed;     /* some line gave an error */
} Lines;

static void
append_error (Lines      *lines,
              const char *message)
{
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, lines->out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_int (&writer, "line", (gint64) lines->number);
  tipoff_json_writer_member_string (&writer, "error", message);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (lines->out, '\n');
  lines->failed = TRUE;
}

/* A message without a word is still a message: its verdict is clear. */
static TipoffCase *
empty_case (TipoffChannel  channel,
            const char    *sender)
{
  TipoffCase *c = tipoff_case_new ();
  TipoffMessage *message = tipoff_case_add_message (c, channel);

  tipoff_message_add_part (message, TIPOFF_PART_BODY, "", 0);
  tipoff_message_set_sender (message, sender);
  return c;
}

static TipoffCase *
case_of_line (Lines       *lines,
              JsonObject  *object,
              GError     **error)
{
  const char *text = tipoff_json_get_string (object, "text", error);
  const char *channel_name, *sender;
  TipoffChannel channel = lines->options->channel;
  g_autoptr (GError) local = NULL;
  TipoffCase *c;

  if (text == NULL)
    return NULL;
  channel_name = tipoff_json_get_string_or (object, "channel", NULL);
  if (channel_name != NULL && !tipoff_channel_from_string (channel_name, &channel))
    {
      g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE, "“%.32s” is no channel", channel_name);
      return NULL;
    }
  sender = tipoff_json_get_string_or (object, "sender", lines->options->sender);
  c = tipoff_case_new_from_text (text, -1, channel, sender, lines->options->received, &local);
  if (c != NULL)
    return c;
  if (g_error_matches (local, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_EMPTY))
    return empty_case (channel, sender);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
check_line (Lines      *lines,
            const char *line,
            gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = tipoff_json_parse_object (line, (gssize) length, TIPOFF_LIMIT_JSONL_LINE_BYTES, &error);
  g_autoptr (TipoffCase) c = object != NULL ? case_of_line (lines, object, &error) : NULL;
  g_autoptr (TipoffVerdict) verdict = NULL;
  TipoffJsonWriter writer;

  if (c == NULL)
    {
      append_error (lines, error->message);
      return;
    }
  verdict = tipoff_classifier_check (lines->classifier, c, lines->options->country);
  tipoff_json_writer_init (&writer, lines->out);
  tipoff_json_writer_begin_object (&writer);
  if (json_object_has_member (object, "id"))
    {
      tipoff_json_writer_name (&writer, "id");
      tipoff_json_writer_node (&writer, json_object_get_member (object, "id"));
    }
  tipoff_verdict_write_json (verdict, c, cli_get_tongue (lines->cli), &writer);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (lines->out, '\n');
}

static void
end_line (Lines      *lines,
          const char *line,
          gsize       length)
{
  lines->number++;
  if (lines->too_long)
    append_error (lines, "the line is longer than 1 MiB");
  else
    check_line (lines, line, length);
  lines->too_long = FALSE;
  g_string_truncate (lines->line, 0);
}

/* Keeps what is not a whole line yet, up to the limit. */
static void
keep_rest (Lines      *lines,
           const char *rest,
           gsize       length)
{
  if (lines->too_long || lines->line->len + length > TIPOFF_LIMIT_JSONL_LINE_BYTES)
    {
      lines->too_long = TRUE;
      g_string_truncate (lines->line, 0);
    }
  else
    g_string_append_len (lines->line, rest, (gssize) length);
}

static gboolean
flush (Lines   *lines,
       GError **error)
{
  gboolean written = cli_write_output (lines->out->str, lines->out->len, error);

  g_string_truncate (lines->out, 0);
  return written;
}

static gboolean
take_block (Lines       *lines,
            const char  *block,
            gsize        length,
            GError     **error)
{
  const char *end = block + length;

  while (block < end)
    {
      const char *newline = memchr (block, '\n', (gsize) (end - block));

      if (newline == NULL)
        {
          keep_rest (lines, block, (gsize) (end - block));
          return TRUE;
        }
      if (lines->line->len == 0 && !lines->too_long && (gsize) (newline - block) <= TIPOFF_LIMIT_JSONL_LINE_BYTES)
        end_line (lines, block, (gsize) (newline - block));
      else
        {
          keep_rest (lines, block, (gsize) (newline - block));
          end_line (lines, lines->line->str, lines->line->len);
        }
      if (lines->out->len >= FLUSH_BYTES && !flush (lines, error))
        return FALSE;
      block = newline + 1;
    }
  return TRUE;
}

/* Answers go out as soon as the next read would wait, so that a program at the other
 * end can ask line by line. */
static gboolean
flush_before_waiting (Lines   *lines,
                      int      fd,
                      GError **error)
{
  struct pollfd ready = { .fd = fd, .events = POLLIN };

  if (lines->out->len == 0 || poll (&ready, 1, 0) > 0)
    return TRUE;
  return flush (lines, error);
}

static gboolean
read_all (Lines   *lines,
          int      fd,
          GError **error)
{
  char block[BLOCK_BYTES];

  for (;;)
    {
      gssize n;

      if (!flush_before_waiting (lines, fd, error))
        return FALSE;
      n = read (fd, block, sizeof block);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the input cannot be read: %s", g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      if (!take_block (lines, block, (gsize) n, error))
        return FALSE;
    }
  if (lines->line->len > 0 || lines->too_long)
    end_line (lines, lines->line->str, lines->line->len);
  return flush (lines, error);
}

CliExit
cli_check_lines (Cli                  *cli,
                 int                   fd,
                 const CliCaseOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) out = g_string_sized_new (2 * FLUSH_BYTES);
  Lines lines = { .cli = cli, .options = options, .line = line, .out = out };

  lines.classifier = cli_get_classifier (cli, &error);
  if (lines.classifier == NULL || !read_all (&lines, fd, &error))
    return cli_fail (error);
  return lines.failed ? CLI_EXIT_FAILED : CLI_EXIT_DONE;
}
