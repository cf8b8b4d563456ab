/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-ids.h"
#include "tipoff-sender.h"

#include <string.h>

typedef struct
{
  char *report_id;
  char *token_file;
  char *ca_file;
} SubmitOptions;

static void
submit_options_clear (SubmitOptions *options)
{
  g_free (options->report_id);
  g_free (options->token_file);
  g_free (options->ca_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SubmitOptions, submit_options_clear)

static gboolean
require_https (const TipoffOutboxItem  *item,
               GError                 **error)
{
  if (item->way == TIPOFF_WAY_HTTPS && item->address != NULL)
    return TRUE;
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
               "%s is no HTTPS route: nothing was sent; tipoff-cli report writes what you can hand over",
               item->route != NULL ? item->route : "the report");
  return FALSE;
}

/* Makes the report, or finds the stored one, and gives its id. */
static char *
approved_report (Cli               *cli,
                 TipoffOutbox      *outbox,
                 const char        *path,
                 CliReportOptions  *options,
                 SubmitOptions     *submit,
                 char             **address,
                 GError           **error)
{
  g_auto (CliReport) report = { NULL };

  if (submit->report_id != NULL)
    {
      report.item = tipoff_outbox_get (outbox, submit->report_id, error);
      if (report.item == NULL || !require_https (report.item, error))
        return NULL;
    }
  else
    {
      if (!cli_make_report (cli, path, options, &report, error) || !require_https (report.item, error))
        return NULL;
      if (submit->ca_file != NULL)
        {
          g_free (report.item->ca_file);
          report.item->ca_file = g_canonicalize_filename (submit->ca_file, NULL);
        }
      if (!tipoff_outbox_approve (outbox, report.item, report.bytes, error))
        return NULL;
    }
  *address = g_strdup (report.item->address);
  return g_strdup (report.item->id);
}

static CliExit
print_outcome (const TipoffOutboxItem *item,
               const GError           *why)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *received = item->received != 0 ? tipoff_time_format (item->received) : NULL;
  g_autoptr (GError) error = NULL;
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "report_id", item->id);
  tipoff_json_writer_member_string (&writer, "state", tipoff_state_to_string (item->state));
  tipoff_json_writer_member_string (&writer, "reference", item->reference);
  tipoff_json_writer_member_string (&writer, "received", received);
  if (item->state != TIPOFF_STATE_DELIVERED)
    tipoff_json_writer_member_string (&writer, "reason", item->reason);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');

  if (why != NULL)
    g_printerr ("tipoff-cli: %s\n", why->message);
  if (!cli_write_output (out->str, out->len, &error))
    return cli_fail (error);
  return cli_exit_of_state (item->state);
}

static CliExit
send_report (TipoffOutbox        *outbox,
             const char          *id,
             const char          *address,
             const SubmitOptions *submit)
{
  g_autoptr (TipoffSender) sender = tipoff_sender_new (outbox);
  g_autoptr (TipoffOutboxItem) item = NULL;
  g_autoptr (GError) error = NULL;

  if (submit->token_file != NULL)
    {
      g_autofree char *token = cli_read_token (submit->token_file, &error);

      if (token == NULL)
        return cli_fail (error);
      tipoff_tokens_set (tipoff_sender_get_tokens (sender), address, token);
    }
  item = tipoff_sender_send (sender, id, TRUE, &error);
  if (item == NULL)
    {
      /* Not to be sent in its state: what it is says why, such as delivered before. */
      item = tipoff_outbox_get (outbox, id, NULL);
      if (item == NULL)
        return cli_fail (error);
      if (item->state == TIPOFF_STATE_DELIVERED)
        g_clear_error (&error);
    }
  return print_outcome (item, error);
}

/**
 * cli_command_submit:
 *
 * `submit`: stores a report approved, sends it, and prints its receipt.
 *
 * Returns: 0 with a receipt, 3 where it waits or its outcome is awaited, 4 where it needs attention
 */
CliExit
cli_command_submit (Cli   *cli,
                    char **arguments)
{
  g_auto (CliReportOptions) options = { { NULL } };
  g_auto (SubmitOptions) submit = { NULL };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "report", 0, 0, G_OPTION_ARG_STRING, &submit.report_id, "Send this stored report", "ID" },
    CLI_REPORT_OPTION_ENTRIES (options),
    { "endpoint", 0, 0, G_OPTION_ARG_STRING, &options.endpoint, "Send it here, over HTTPS", "URL" },
    { "protocol", 0, 0, G_OPTION_ARG_STRING, &options.protocol, "How to talk to the endpoint, if not as the format is called", "P" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &submit.token_file, "A file that holds the endpoint's token", "F" },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &submit.ca_file, "Trust these roots, and only these, for the endpoint", "F" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (TipoffOutbox) outbox = NULL;
  g_autofree char *id = NULL, *address = NULL;

  if (!cli_parse_options ("[FILE | -]", entries, &rest, &error))
    return cli_fail (error);
  if (g_strv_length (rest) > 2 || (submit.report_id != NULL && rest[1] != NULL))
    {
      g_printerr ("tipoff-cli: give one file, or the id of one stored report\n");
      return CLI_EXIT_USAGE;
    }
  outbox = tipoff_outbox_open (NULL, &error);
  if (outbox == NULL)
    return cli_fail (error);
  id = approved_report (cli, outbox, rest[1], &options, &submit, &address, &error);
  if (id == NULL)
    return cli_fail (error);
  return send_report (outbox, id, address, &submit);
}
