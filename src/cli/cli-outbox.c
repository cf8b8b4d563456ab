/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-ids.h"
#include "tipoff-sender.h"

#include <string.h>

void
cli_write_item (TipoffJsonWriter       *writer,
                const TipoffOutboxItem *item)
{
  g_autofree char *created = tipoff_time_format (item->created);

  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "id", item->id);
  tipoff_json_writer_member_string (writer, "state", tipoff_state_to_string (item->state));
  tipoff_json_writer_member_string (writer, "kind", item->kind);
  tipoff_json_writer_member_string (writer, "authority", item->authority);
  tipoff_json_writer_member_string (writer, "route", item->route);
  tipoff_json_writer_member_string (writer, "created", created);
  tipoff_json_writer_member_string (writer, "reference", item->reference);
  tipoff_json_writer_member_string (writer, "reason", item->reason);
  tipoff_json_writer_end_object (writer);
}

static void
append_line (GString                *out,
             const TipoffOutboxItem *item)
{
  g_autofree char *created = tipoff_time_format (item->created);

  g_string_append_printf (out, "%s  %-11s  %s  %s", item->id, tipoff_state_to_string (item->state), created,
                          item->summary != NULL ? item->summary : "");
  if (item->reference != NULL)
    g_string_append_printf (out, "  %s", item->reference);
  if (item->reason != NULL)
    g_string_append_printf (out, "  (%s)", item->reason);
  g_string_append_c (out, '\n');
}

static CliExit
print (const GString *out)
{
  g_autoptr (GError) error = NULL;

  return cli_write_output (out->str, out->len, &error) ? CLI_EXIT_DONE : cli_fail (error);
}

static CliExit
list_reports (TipoffOutbox *outbox,
              gboolean      json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tipoff_outbox_list (outbox, &error);
  g_autoptr (GString) out = g_string_new (NULL);
  TipoffJsonWriter writer;

  if (items == NULL)
    return cli_fail (error);
  if (json)
    {
      tipoff_json_writer_init (&writer, out);
      tipoff_json_writer_begin_object (&writer);
      tipoff_json_writer_name (&writer, "reports");
      tipoff_json_writer_begin_array (&writer);
    }
  for (guint i = 0; i < items->len; i++)
    if (json)
      cli_write_item (&writer, g_ptr_array_index (items, i));
    else
      append_line (out, g_ptr_array_index (items, i));
  if (json)
    {
      tipoff_json_writer_end_array (&writer);
      tipoff_json_writer_end_object (&writer);
      g_string_append_c (out, '\n');
    }
  return print (out);
}

/* As JSON the row, else the row and the very bytes. */
static CliExit
show_report (TipoffOutbox *outbox,
             const char   *id,
             gboolean      json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutboxItem) item = tipoff_outbox_get (outbox, id, &error);
  g_autoptr (GBytes) bytes = item != NULL ? tipoff_outbox_get_bytes (outbox, id, &error) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  TipoffJsonWriter writer;

  if (bytes == NULL)
    return cli_fail (error);
  if (json)
    {
      tipoff_json_writer_init (&writer, out);
      cli_write_item (&writer, item);
    }
  else
    {
      append_line (out, item);
      if (item->detail != NULL)
        g_string_append_printf (out, "%s\n", item->detail);
      g_string_append_c (out, '\n');
      g_string_append_len (out, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }
  g_string_append_c (out, '\n');
  return print (out);
}

/* The worse of two ends: attention before waiting before done. */
static CliExit
worse (CliExit a,
       CliExit b)
{
  return MAX (a, b);
}

/* Whether the next would fare the same: the network is not going to be better for it. */
static gboolean
is_stuck (const TipoffOutboxItem *item)
{
  return item->state == TIPOFF_STATE_WAITING || (item->state == TIPOFF_STATE_SUBMITTED && item->reason != NULL);
}

/* One report, or all that are due. Stops at the first that has to wait. */
static CliExit
send_reports (TipoffOutbox *outbox,
              const char   *id,
              gboolean      force,
              gboolean      json)
{
  g_autoptr (TipoffSender) sender = tipoff_sender_new (outbox);
  CliExit status = CLI_EXIT_DONE, one = CLI_EXIT_DONE;
  gboolean stuck = FALSE;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TipoffOutboxItem) item = tipoff_sender_send (sender, id, force, &error);
      g_autoptr (GString) out = g_string_new (NULL);
      TipoffJsonWriter writer;

      if (item == NULL)
        {
          gboolean none_due = id == NULL && g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);

          return none_due ? status : worse (status, cli_fail (error));
        }
      if (error != NULL)
        g_printerr ("tipoff-cli: %s\n", error->message);
      if (json)
        {
          tipoff_json_writer_init (&writer, out);
          cli_write_item (&writer, item);
          g_string_append_c (out, '\n');
        }
      else
        append_line (out, item);
      one = worse (cli_exit_of_state (item->state), print (out));
      status = worse (status, one);
      stuck = is_stuck (item);
    }
  while (id == NULL && !stuck && one != CLI_EXIT_FAILED);
  return status;
}

static CliExit
delete_report (TipoffOutbox *outbox,
               const char   *id)
{
  g_autoptr (GError) error = NULL;

  return tipoff_outbox_delete (outbox, id, &error) ? CLI_EXIT_DONE : cli_fail (error);
}

/* "I reported this by mistake": over HTTPS it goes at once, else the mail that says so is written. */
static CliExit
correct_report (Cli          *cli,
                TipoffOutbox *outbox,
                const char   *id,
                gboolean      json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffAuthorities) authorities = tipoff_authorities_load (NULL, &error);
  g_autoptr (TipoffOutboxItem) first = authorities != NULL ? tipoff_outbox_get (outbox, id, &error) : NULL;
  g_autofree char *new_id = tipoff_uuid_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TipoffOutboxItem) item = NULL;

  if (first != NULL)
    item = tipoff_outbox_item_correct (first, new_id, tipoff_time_now (), authorities, cli_get_tongue (cli), &bytes, &error);
  if (item == NULL || !tipoff_outbox_approve (outbox, item, bytes, &error))
    return cli_fail (error);
  if (item->way == TIPOFF_WAY_HTTPS)
    return send_reports (outbox, new_id, TRUE, json);
  if (!cli_write_output (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    return cli_fail (error);
  return CLI_EXIT_DONE;
}

static gboolean
is_verb_for_one (const char *verb)
{
  static const char *const verbs[] = { "show", "retry", "correct", "delete", NULL };

  return g_strv_contains (verbs, verb);
}

/**
 * cli_command_outbox:
 *
 * `outbox`: lists, shows, sends, retries, takes back and deletes stored reports.
 *
 * Returns: for `send` and `retry` as for `submit`
 */
CliExit
cli_command_outbox (Cli   *cli,
                    char **arguments)
{
  gboolean json = FALSE;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (TipoffOutbox) outbox = NULL;
  const char *verb, *id;
  guint n;

  if (!cli_parse_options ("[list | show ID | send [ID] | retry ID | correct ID | delete ID]", entries, &rest, &error))
    return cli_fail (error);
  n = g_strv_length (rest);
  verb = n > 1 ? rest[1] : "list";
  id = n > 2 ? rest[2] : NULL;

  if (n > 3 || (id == NULL && is_verb_for_one (verb)) ||
      (id != NULL && g_str_equal (verb, "list")))
    {
      g_printerr ("tipoff-cli: outbox takes list, show ID, send [ID], retry ID, correct ID or delete ID\n");
      return CLI_EXIT_USAGE;
    }
  outbox = tipoff_outbox_open (NULL, &error);
  if (outbox == NULL)
    return cli_fail (error);

  if (g_str_equal (verb, "list"))
    return list_reports (outbox, json);
  if (g_str_equal (verb, "show"))
    return show_report (outbox, id, json);
  if (g_str_equal (verb, "send"))
    return send_reports (outbox, id, FALSE, json);
  if (g_str_equal (verb, "retry"))
    return send_reports (outbox, id, TRUE, json);
  if (g_str_equal (verb, "correct"))
    return correct_report (cli, outbox, id, json);
  if (g_str_equal (verb, "delete"))
    return delete_report (outbox, id);
  g_printerr ("tipoff-cli: outbox takes list, show ID, send [ID], retry ID, correct ID or delete ID\n");
  return CLI_EXIT_USAGE;
}
