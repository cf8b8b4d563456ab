/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-advice.h"

#include <fcntl.h>
#include <unistd.h>

/* One verdict as one line of JSON. */
static void
append_json (GString             *out,
             const TipoffVerdict *verdict,
             const TipoffCase    *c,
             TipoffTongue        *tongue,
             const char          *file)
{
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  if (file != NULL)
    tipoff_json_writer_member_string (&writer, "file", file);
  tipoff_verdict_write_json (verdict, c, tongue, &writer);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
}

static gboolean
check_file (Cli                   *cli,
            const char            *path,
            gboolean               name_it,
            gboolean               json,
            const CliCaseOptions  *options,
            GError               **error)
{
  TipoffClassifier *classifier = cli_get_classifier (cli, error);
  g_autoptr (TipoffCase) c = NULL;
  g_autoptr (TipoffVerdict) verdict = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (classifier == NULL)
    return FALSE;
  c = cli_read_case (path, options, error);
  if (c == NULL)
    return FALSE;
  verdict = tipoff_classifier_check (classifier, c, options->country);

  if (json)
    append_json (out, verdict, c, cli_get_tongue (cli), name_it ? path : NULL);
  else
    {
      if (name_it)
        g_string_append_printf (out, "%s\n", path);
      cli_print_verdict (out, verdict, cli_get_tongue (cli), options->country);
      if (name_it)
        g_string_append_c (out, '\n');
    }
  return cli_write_output (out->str, out->len, error);
}

/* One file that cannot be read does not keep the others from being checked. */
static CliExit
check_files (Cli                  *cli,
             char                **files,
             gboolean              json,
             const CliCaseOptions *options)
{
  gboolean several = files[0] != NULL && files[1] != NULL;
  CliExit status = CLI_EXIT_DONE;

  for (gsize i = 0; i == 0 || files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!check_file (cli, files[i], several, json, options, &error))
        status = cli_fail (error);
      if (files[i] == NULL)
        break;
    }
  return status;
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
  return check_files (cli, rest + 1, json, &options);
}
