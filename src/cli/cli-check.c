/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-advice.h"

#include <fcntl.h>
#include <unistd.h>

/* What is checked, and how it is told. */
typedef struct
{
  Cli                  *cli;
  const CliCaseOptions *options;
  gboolean              json;
  gboolean              name_it;      /* one of several files */
  const char           *path;         /* NULL: standard input */
  gboolean              is_many;      /* a mailbox */
  CliExit               status;
} Check;

/* One verdict as one line of JSON. */
static void
append_json (GString             *out,
             const TipoffVerdict *verdict,
             const TipoffCase    *c,
             const Check         *check,
             guint                number)
{
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  if (check->name_it || check->is_many)
    tipoff_json_writer_member_string (&writer, "file", check->path != NULL ? check->path : "-");
  if (check->is_many)
    tipoff_json_writer_member_int (&writer, "number", number + 1);
  tipoff_verdict_write_json (verdict, c, cli_get_tongue (check->cli), &writer);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
}

static void
append_text (GString             *out,
             const TipoffVerdict *verdict,
             const TipoffCase    *c,
             const Check         *check,
             guint                number)
{
  const char *path = check->path != NULL ? check->path : "-";

  if (check->is_many)
    g_string_append_printf (out, "%s, %u\n", path, number + 1);
  else if (check->name_it)
    g_string_append_printf (out, "%s\n", path);
  cli_print_verdict (out, verdict, c, cli_get_tongue (check->cli), check->options->country);
  if (check->name_it || check->is_many)
    g_string_append_c (out, '\n');
}

static gboolean
tell (const Check          *check,
      const TipoffVerdict  *verdict,
      const TipoffCase     *c,
      guint                 number,
      GError              **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  (check->json ? append_json : append_text) (out, verdict, c, check, number);
  return cli_write_output (out->str, out->len, error);
}

static void
begin (TipoffContentType type,
       gpointer          user_data)
{
  ((Check *) user_data)->is_many = type == TIPOFF_CONTENT_MBOX;
}

static gboolean
take_case (TipoffCase  *taken,
           guint        number,
           gpointer     user_data,
           GError     **error)
{
  const Check *check = user_data;
  g_autoptr (TipoffCase) c = taken;
  g_autoptr (TipoffVerdict) verdict = tipoff_classifier_check (cli_get_classifier (check->cli, NULL), c, check->options->country);

  return tell (check, verdict, c, number, error);
}

static void
take_refusal (const GError *refusal,
              guint         number,
              gpointer      user_data)
{
  Check *check = user_data;

  g_printerr ("tipoff-cli: %s, %u: %s\n", check->path != NULL ? check->path : "-", number + 1, refusal->message);
  check->status = CLI_EXIT_FAILED;
}

static void
take_chat (TipoffChat *chat,
           gpointer    user_data)
{
  tipoff_chat_free (chat);
}

static gboolean
check_file (Check       *check,
            const char  *path,
            GError     **error)
{
  const TipoffReaderFuncs funcs = { begin, take_case, take_refusal, take_chat, NULL };

  check->path = path;
  check->is_many = FALSE;
  return cli_get_classifier (check->cli, error) != NULL && cli_read (path, check->options, &funcs, check, error);
}

/* One file that cannot be read does not keep the others from being checked. */
static CliExit
check_files (Check  *check,
             char  **files)
{
  check->name_it = files[0] != NULL && files[1] != NULL;
  for (gsize i = 0; i == 0 || files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!check_file (check, files[i], &error))
        check->status = cli_fail (error);
      if (files[i] == NULL)
        break;
    }
  return check->status;
}

static CliExit
check_lines (Cli                  *cli,
             char                **files,
             const CliCaseOptions *options)
{
  CliExit status;
  int fd;

  if (files[0] == NULL || g_str_equal (files[0], "-"))
    return cli_check_lines (cli, STDIN_FILENO, options);
  if (files[1] != NULL)
    {
      g_printerr ("tipoff-cli: --jsonl reads one file\n");
      return CLI_EXIT_USAGE;
    }
  fd = open (files[0], O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    {
      g_printerr ("tipoff-cli: %s cannot be opened\n", files[0]);
      return CLI_EXIT_FAILED;
    }
  status = cli_check_lines (cli, fd, options);
  close (fd);
  return status;
}

/**
 * cli_command_check:
 *
 * `check`: the verdict on each file, or on standard input.
 *
 * Returns: 0 whatever the verdict, 1 where something could not be read.
 */
CliExit
cli_command_check (Cli   *cli,
                   char **arguments)
{
  gboolean json = FALSE, jsonl = FALSE;
  g_autofree char *suspect = NULL;
  g_auto (CliCaseOptions) options = { NULL };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object a file", NULL },
    { "jsonl", 0, 0, G_OPTION_ARG_NONE, &jsonl, "Read one JSON object a line, write one a line", NULL },
    { "suspect", 0, 0, G_OPTION_ARG_STRING, &suspect, "Whose messages of a conversation are suspicious", "NAME" },
    CLI_CASE_OPTION_ENTRIES (options),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  Check check;

  if (!cli_parse_options ("[FILE... | -]", entries, &rest, &error) || !cli_case_options_check (&options, cli, &error))
    return cli_fail (error);
  if (json && jsonl)
    {
      g_printerr ("tipoff-cli: --json and --jsonl exclude each other\n");
      return CLI_EXIT_USAGE;
    }
  if (suspect != NULL)
    {
      g_printerr ("tipoff-cli: --suspect is for conversations, which this version does not read: give the suspicious messages alone\n");
      return CLI_EXIT_USAGE;
    }
  if (jsonl)
    return check_lines (cli, rest + 1, &options);
  check = (Check) { .cli = cli, .options = &options, .json = json };
  return check_files (&check, rest + 1);
}
