/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <string.h>

static CliExit
save (const CliReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutbox) outbox = NULL;
  g_autofree char *line = g_strconcat (report->item->id, "\n", NULL);

  if (report->item->address == NULL)
    {
      g_printerr ("tipoff-cli: --save needs a route: a format alone goes nowhere\n");
      return CLI_EXIT_USAGE;
    }
  outbox = tipoff_outbox_open (NULL, &error);
  if (outbox == NULL || !tipoff_outbox_approve (outbox, report->item, report->bytes, &error) ||
      !cli_write_output (line, strlen (line), &error))
    return cli_fail (error);
  return CLI_EXIT_DONE;
}

/**
 * cli_command_report:
 *
 * `report`: the very bytes that would be sent, on standard output; with --save they are
 * stored as approved and their id is printed.
 *
 * Returns: 0, 1 or 2
 */
CliExit
cli_command_report (Cli   *cli,
                    char **arguments)
{
  gboolean save_it = FALSE;
  g_auto (CliReportOptions) options = { { NULL } };
  g_auto (CliReport) report = { NULL };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    CLI_REPORT_OPTION_ENTRIES (options),
    { "save", 0, 0, G_OPTION_ARG_NONE, &save_it, "Store it approved, to be sent later, and print its id", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  gconstpointer data;
  gsize length;

  if (!cli_parse_options ("[FILE | -]", entries, &rest, &error))
    return cli_fail (error);
  if (g_strv_length (rest) > 2)
    {
      g_printerr ("tipoff-cli: a report is about one message: give one file\n");
      return CLI_EXIT_USAGE;
    }
  if (!cli_make_report (cli, rest[1], &options, &report, &error))
    return cli_fail (error);
  if (save_it)
    return save (&report);
  data = g_bytes_get_data (report.bytes, &length);
  return cli_write_output (data, length, &error) ? CLI_EXIT_DONE : cli_fail (error);
}
