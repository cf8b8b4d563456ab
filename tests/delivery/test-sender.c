/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ids.h"
#include "tipoff-json.h"
#include "tipoff-sender.h"
#include "tipoff-test-time.h"

#include <glib/gstdio.h>

/* The sender within a program: contexts, turns, cancelling. What it makes of
 * each answer is in test_faults.py, whose server is used here too. */

typedef struct
{
  char         *dir;
  TipoffOutbox *outbox;
  TipoffSender *sender;
  GSubprocess  *server;
  int           port;
  char         *ca_file;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "delivery", "fault_server.py", NULL);
  g_autofree char *path = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (JsonObject) ports = NULL;
  g_autoptr (GError) error = NULL;

  f->dir = g_dir_make_tmp ("tipoff-sender-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->dir, "outbox.sqlite", NULL);
  f->outbox = tipoff_outbox_open (path, &error);
  g_assert_no_error (error);
  f->sender = tipoff_sender_new (f->outbox);
  f->ca_file = g_test_build_filename (G_TEST_DIST, "delivery", "fixtures", "tls", "ca.pem", NULL);

  f->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                g_getenv ("TIPOFF_TEST_PYTHON"), script, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (f->server));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  ports = tipoff_json_parse_object (line, -1, 4096, &error);
  g_assert_no_error (error);
  f->port = (int) tipoff_json_get_int_or (ports, "good", 0);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", f->dir);

  g_output_stream_close (g_subprocess_get_stdin_pipe (f->server), NULL, NULL);
  g_assert_true (g_subprocess_wait (f->server, NULL, NULL));
  g_clear_object (&f->server);
  g_assert_finalize_object (f->sender);
  tipoff_outbox_unref (f->outbox);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (f->ca_file);
  g_free (f->dir);
}

static char *
approve (Fixture    *f,
         const char *path)
{
  g_autofree char *id = tipoff_uuid_new ();
  g_autofree char *address = g_strdup_printf ("https://localhost:%d%s", f->port, path);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  TipoffOutboxItem item = {
    .id = id, .way = TIPOFF_WAY_HTTPS, .address = address, .ca_file = f->ca_file, .protocol = (char *) "tipoff",
    .format = (char *) "tipoff", .media_type = (char *) "application/json", .created = tipoff_time_now (),
  };

  g_assert_true (tipoff_outbox_approve (f->outbox, &item, bytes, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

/* What one call came to. */
typedef struct
{
  GThread          *thread;     /* that the callback ran in */
  TipoffOutboxItem *item;
  GError           *error;
  gint64            when;
  gboolean          done;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->item, tipoff_outbox_item_free);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Outcome *outcome = data;

  outcome->thread = g_thread_self ();
  outcome->item = tipoff_sender_send_finish (TIPOFF_SENDER (source), result, &outcome->error);
  outcome->when = g_get_monotonic_time ();
  outcome->done = TRUE;
}

static void
wait_for (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

static void
test_delivers (Fixture       *f,
               gconstpointer  data)
{
  g_autofree char *id = approve (f, "/receipt");
  g_auto (Outcome) outcome = { NULL };

  tipoff_sender_send_async (f->sender, NULL, FALSE, NULL, on_sent, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.item->id, ==, id);
  g_assert_cmpint (outcome.item->state, ==, TIPOFF_STATE_DELIVERED);
  g_assert_true (g_str_has_prefix (outcome.item->reference, "TD-FAULT-"));
}

static void
test_nothing_due (Fixture       *f,
                  gconstpointer  data)
{
  g_auto (Outcome) outcome = { NULL };

  tipoff_sender_send_async (f->sender, NULL, FALSE, NULL, on_sent, &outcome);
  wait_for (&outcome);
  g_assert_error (outcome.error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  g_assert_null (outcome.item);
}

/* A failure gives both: the report as it is now, and why. */
static void
test_both (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *id = approve (f, "/status/503");
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutboxItem) item = tipoff_sender_send (f->sender, id, FALSE, &error);
  g_autoptr (TipoffOutboxItem) without = NULL;

  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK);
  g_assert_cmpint (item->state, ==, TIPOFF_STATE_WAITING);
  without = tipoff_sender_send (f->sender, id, TRUE, NULL);
  g_assert_cmpuint (without->attempts, ==, 2);
}

static void
test_one_at_a_time (Fixture       *f,
                    gconstpointer  data)
{
  g_autofree char *slow = approve (f, "/stall-headers");
  g_autofree char *quick = approve (f, "/receipt");
  Outcome outcomes[2] = { { NULL }, { NULL } };

  tipoff_sender_set_timeout (f->sender, 2 * TIPOFF_TEST_SLOWER);
  tipoff_sender_send_async (f->sender, slow, FALSE, NULL, on_sent, &outcomes[0]);
  tipoff_sender_send_async (f->sender, quick, FALSE, NULL, on_sent, &outcomes[1]);
  wait_for (&outcomes[0]);
  wait_for (&outcomes[1]);
  g_assert_cmpint (outcomes[0].item->state, ==, TIPOFF_STATE_WAITING);
  g_assert_cmpint (outcomes[1].item->state, ==, TIPOFF_STATE_DELIVERED);
  g_assert_cmpint (outcomes[1].when, >, outcomes[0].when);
  outcome_clear (&outcomes[0]);
  outcome_clear (&outcomes[1]);
}

/* What the person cancels, once it is on its way. */
typedef struct
{
  TipoffOutbox *outbox;
  const char   *id;
  GCancellable *cancellable;
} Cancelling;

static gboolean
cancel_when_sending (gpointer data)
{
  Cancelling *c = data;
  g_autoptr (TipoffOutboxItem) item = tipoff_outbox_get (c->outbox, c->id, NULL);

  if (item->state != TIPOFF_STATE_SENDING)
    return G_SOURCE_CONTINUE;

  g_cancellable_cancel (c->cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *id = approve (f, "/stall-headers");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancelling cancelling = { f->outbox, id, cancellable };
  g_auto (Outcome) outcome = { NULL };
  g_auto (Outcome) second = { NULL };
  gint64 before = g_get_monotonic_time ();

  g_timeout_add (50, cancel_when_sending, &cancelling);
  tipoff_sender_send_async (f->sender, id, FALSE, cancellable, on_sent, &outcome);
  wait_for (&outcome);
  g_assert_cmpint (outcome.when - before, <, 10 * TIPOFF_TEST_SLOWER * G_USEC_PER_SEC);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* It may have arrived: it waits, and will be asked again with its key. */
  g_assert_cmpint (outcome.item->state, ==, TIPOFF_STATE_WAITING);
  g_assert_cmpstr (outcome.item->reason, ==, "stopped");

  /* Cancelled before its turn: nothing is claimed. */
  tipoff_sender_send_async (f->sender, id, TRUE, cancellable, on_sent, &second);
  wait_for (&second);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (second.item);
}

typedef struct
{
  Fixture *fixture;
  char    *id;
  Outcome  outcome;
} Worker;

static gpointer
send_in_thread (gpointer data)
{
  Worker *worker = data;
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  tipoff_sender_send_async (worker->fixture->sender, worker->id, FALSE, NULL, on_sent, &worker->outcome);
  wait_for (&worker->outcome);
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);
  return g_thread_self ();
}

/* Each callback runs where its call was made, though all take turns. */
static void
test_contexts (Fixture       *f,
               gconstpointer  data)
{
  Worker workers[4] = { 0 };
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      workers[i].fixture = f;
      workers[i].id = approve (f, "/receipt");
      threads[i] = g_thread_new ("send", send_in_thread, &workers[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      GThread *thread = g_thread_join (threads[i]);

      g_assert_true (workers[i].outcome.thread == thread);
      g_assert_no_error (workers[i].outcome.error);
      g_assert_cmpint (workers[i].outcome.item->state, ==, TIPOFF_STATE_DELIVERED);
      outcome_clear (&workers[i].outcome);
      g_free (workers[i].id);
    }
}

/* The caller lets go while a request runs. */
static void
test_let_go (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *id = approve (f, "/receipt");
  TipoffSender *sender = tipoff_sender_new (f->outbox);
  g_auto (Outcome) outcome = { NULL };

  tipoff_sender_send_async (sender, id, FALSE, NULL, on_sent, &outcome);
  g_object_unref (sender);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.item->state, ==, TIPOFF_STATE_DELIVERED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/delivery/sender/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("delivers", test_delivers);
  ADD ("nothing-due", test_nothing_due);
  ADD ("both", test_both);
  ADD ("one-at-a-time", test_one_at_a_time);
  ADD ("cancel", test_cancel);
  ADD ("contexts", test_contexts);
  ADD ("let-go", test_let_go);
  return g_test_run ();
}
