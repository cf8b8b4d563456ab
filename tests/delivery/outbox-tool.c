/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ids.h"
#include "tipoff-json.h"
#include "tipoff-outbox.h"
#include "tipoff-sender.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An outbox in a process of its own, which test_faults.py can kill, starve and
 * start twice. Prints one JSON object a line.
 *
 *   outbox-tool OUTBOX approve ID ADDRESS CA-FILE BYTES-FILE [CREATED [PROTOCOL MEDIA-TYPE]]
 *   outbox-tool OUTBOX send ID|- TIMEOUT [force] [TOKEN-ADDRESS TOKEN]
 *   outbox-tool OUTBOX drain TIMEOUT [TOKEN-ADDRESS TOKEN]
 *   outbox-tool OUTBOX list
 *   outbox-tool OUTBOX bytes ID
 */

static void
print_item (const TipoffOutboxItem *item,
            const GError           *error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  if (item != NULL)
    {
      tipoff_json_writer_member_string (&writer, "id", item->id);
      tipoff_json_writer_member_string (&writer, "state", tipoff_state_to_string (item->state));
      tipoff_json_writer_member_string (&writer, "reason", item->reason);
      tipoff_json_writer_member_string (&writer, "detail", item->detail);
      tipoff_json_writer_member_string (&writer, "reference", item->reference);
      tipoff_json_writer_member_int (&writer, "received", item->received);
      tipoff_json_writer_member_int (&writer, "attempts", item->attempts);
      tipoff_json_writer_member_int (&writer, "wait", item->next_at > 0 ? item->next_at - tipoff_time_now () : 0);
      tipoff_json_writer_member_int (&writer, "polls", item->polls);
      tipoff_json_writer_member_string (&writer, "poll_url", item->poll_url);
      tipoff_json_writer_member_boolean (&writer, "may_have_arrived", item->may_have_arrived);
      tipoff_json_writer_member_string (&writer, "sha256", item->sha256);
    }
  if (error != NULL)
    {
      tipoff_json_writer_member_string (&writer, "domain", g_quark_to_string (error->domain));
      tipoff_json_writer_member_int (&writer, "code", error->code);
      tipoff_json_writer_member_string (&writer, "message", error->message);
    }
  tipoff_json_writer_end_object (&writer);
  g_print ("%s\n", out->str);
}

static int
fail (const GError *error)
{
  print_item (NULL, error);
  return EXIT_FAILURE;
}

static int
approve (TipoffOutbox *outbox,
         char        **words)
{
  TipoffOutboxItem item = { 0 };
  gboolean has_protocol = words[4] != NULL && words[5] != NULL && words[6] != NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GBytes) body = NULL;
  gsize length;

  if (!g_file_get_contents (words[3], &bytes, &length, &error))
    return fail (error);

  item.id = words[0];
  item.way = TIPOFF_WAY_HTTPS;
  item.address = words[1];
  item.ca_file = words[2];
  item.protocol = has_protocol ? words[5] : (char *) "tipoff";
  item.format = item.protocol;
  item.media_type = has_protocol ? words[6] : (char *) "application/vnd.tipoff.report+json; version=1";
  item.created = words[4] != NULL ? g_ascii_strtoll (words[4], NULL, 10) : tipoff_time_now ();
  body = g_bytes_new_take (g_steal_pointer (&bytes), length);
  return tipoff_outbox_approve (outbox, &item, body, &error) ? EXIT_SUCCESS : fail (error);
}

static int
send_one (TipoffOutbox *outbox,
          char        **words)
{
  g_autoptr (TipoffSender) sender = tipoff_sender_new (outbox);
  g_autoptr (TipoffOutboxItem) item = NULL;
  g_autoptr (GError) error = NULL;
  const char *id = g_str_equal (words[0], "-") ? NULL : words[0];
  gboolean force = g_strcmp0 (words[2], "force") == 0;

  tipoff_sender_set_timeout (sender, (guint) atoi (words[1]));
  if (force && words[3] != NULL)
    tipoff_tokens_set (tipoff_sender_get_tokens (sender), words[3], words[4]);
  item = tipoff_sender_send (sender, id, force, &error);
  print_item (item, error);
  return item != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Sends what is due, one after the other, until nothing is. */
static int
drain (TipoffOutbox *outbox,
       char        **words)
{
  g_autoptr (TipoffSender) sender = tipoff_sender_new (outbox);

  tipoff_sender_set_timeout (sender, (guint) atoi (words[0]));
  if (words[1] != NULL)
    tipoff_tokens_set (tipoff_sender_get_tokens (sender), words[1], words[2]);
  for (;;)
    {
      g_autoptr (TipoffOutboxItem) item = NULL;
      g_autoptr (GError) error = NULL;

      item = tipoff_sender_send (sender, NULL, FALSE, &error);
      if (item != NULL)
        print_item (item, error);
      else if (g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE))
        return EXIT_SUCCESS;
      else
        return fail (error);
    }
}

static int
list (TipoffOutbox *outbox)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tipoff_outbox_list (outbox, &error);

  if (items == NULL)
    return fail (error);
  for (guint i = 0; i < items->len; i++)
    print_item (g_ptr_array_index (items, i), NULL);
  return EXIT_SUCCESS;
}

static int
print_bytes (TipoffOutbox *outbox,
             char        **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tipoff_outbox_get_bytes (outbox, words[0], &error);

  if (bytes == NULL)
    return fail (error);
  fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), stdout);
  return EXIT_SUCCESS;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (TipoffOutbox) outbox = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc < 3)
    return 2;
  outbox = tipoff_outbox_open (argv[1], &error);
  if (outbox == NULL)
    return fail (error);

  if (g_str_equal (argv[2], "approve") && argc >= 7)
    return approve (outbox, argv + 3);
  if (g_str_equal (argv[2], "send") && argc >= 5)
    return send_one (outbox, argv + 3);
  if (g_str_equal (argv[2], "drain") && (argc == 4 || argc == 6))
    return drain (outbox, argv + 3);
  if (g_str_equal (argv[2], "list") && argc == 3)
    return list (outbox);
  if (g_str_equal (argv[2], "bytes") && argc == 4)
    return print_bytes (outbox, argv + 3);
  return 2;
}
