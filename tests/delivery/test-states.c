/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ids.h"
#include "tipoff-outbox.h"
#include "tipoff-transition.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* The one table of moves: against the document, against what must never be, and against every
 * operation of a real outbox in every state. */

#define ID "11111111-1111-4111-8111-111111111111"
#define POLL "https://localhost:1/status"
#define N_STATES (TIPOFF_STATE_WITHDRAWN + 1)
#define N_MOVERS (TIPOFF_MOVER_CLOCK + 1)
#define N_FACTS 5
#define ALL_FACTS ((1u << N_FACTS) - 1)

static const char *const fact_names[N_FACTS] = { "https", "free", "mine", "due", "old" };

/* -- the document --------------------------------------------------------------------------- */

static void
append_facts (GString    *out,
              guint       facts,
              const char *prefix)
{
  for (guint i = 0; i < N_FACTS; i++)
    if (facts & (1u << i))
      g_string_append_printf (out, "%s%s%s", out->len > 0 ? ", " : "", prefix, fact_names[i]);
}

static char *
write_row (const TipoffTransition *row)
{
  g_autoptr (GString) when = g_string_new (NULL);

  append_facts (when, row->needs, "");
  append_facts (when, row->bars, "not ");
  return g_strdup_printf ("| %s | %s | %s | %s%s|", tipoff_state_to_string (row->from), tipoff_state_to_string (row->to),
                          tipoff_mover_to_string (row->mover), when->str, when->len > 0 ? " " : "");
}

static void
test_document (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "delivery", "README.md", NULL);
  g_autoptr (GString) table = g_string_new ("| from | to | who | when |\n| --- | --- | --- | --- |\n");
  g_autofree char *document = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;
  const TipoffTransition *rows = tipoff_transitions (&n);

  g_file_get_contents (path, &document, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *row = write_row (&rows[i]);

      g_string_append_printf (table, "%s\n", row);
    }
  g_string_append_c (table, '\n');
  if (strstr (document, table->str) == NULL)
    g_test_message ("%s", table->str);
  g_assert_nonnull (strstr (document, table->str));
  for (int state = 0; state < N_STATES; state++)
    {
      g_autofree char *line = g_strdup_printf ("\n| `%s` | ", tipoff_state_to_string ((TipoffState) state));

      g_assert_nonnull (strstr (document, line));
    }
}

/* -- what must never be --------------------------------------------------------------------- */

static gboolean
is_busy (TipoffState state)
{
  return state == TIPOFF_STATE_SENDING || state == TIPOFF_STATE_SUBMITTED;
}

/* One move that the table allows. */
static void
check_allowed (TipoffState from,
               TipoffState to,
               TipoffMover mover,
               guint       facts)
{
  /* What has ended stays so. */
  g_assert_true (from != TIPOFF_STATE_DELIVERED && from != TIPOFF_STATE_HANDED_OVER && from != TIPOFF_STATE_WITHDRAWN);
  /* Only a receipt is delivery, and only the person hands over, approves and takes back. */
  g_assert_true (to != TIPOFF_STATE_DELIVERED || mover == TIPOFF_MOVER_ANSWER);
  g_assert_true ((to != TIPOFF_STATE_HANDED_OVER && to != TIPOFF_STATE_APPROVED && to != TIPOFF_STATE_WITHDRAWN)
                 || mover == TIPOFF_MOVER_PERSON);
  /* Nothing is taken while another holds it, nor before its time, nor when it has grown old, unless the person asks. */
  if (is_busy (to) && mover != TIPOFF_MOVER_ANSWER)
    {
      g_assert_true (facts & TIPOFF_FACT_FREE);
      g_assert_true (facts & TIPOFF_FACT_HTTPS);
      g_assert_true (mover == TIPOFF_MOVER_PERSON || (facts & TIPOFF_FACT_DUE));
      g_assert_true (to == TIPOFF_STATE_SUBMITTED || mover == TIPOFF_MOVER_PERSON || !(facts & TIPOFF_FACT_OLD));
      g_assert_true (mover == TIPOFF_MOVER_PERSON || (from != TIPOFF_STATE_ATTENTION && from != TIPOFF_STATE_EXPIRED));
    }
  /* What the endpoint has taken is not sent again, and not taken back. */
  if (from == TIPOFF_STATE_SUBMITTED)
    g_assert_true (to == TIPOFF_STATE_SUBMITTED || to == TIPOFF_STATE_DELIVERED || to == TIPOFF_STATE_ATTENTION);
  /* Only who holds it says what became of it, but for a receipt. */
  if (mover == TIPOFF_MOVER_ANSWER && to != TIPOFF_STATE_DELIVERED)
    g_assert_true (is_busy (from) && (facts & TIPOFF_FACT_MINE));
  g_assert_true (to == TIPOFF_STATE_EXPIRED ? mover == TIPOFF_MOVER_CLOCK && (facts & TIPOFF_FACT_OLD)
                                            : mover != TIPOFF_MOVER_CLOCK);
}

static void
test_never (void)
{
  guint n_allowed = 0;

  for (int from = 0; from < N_STATES; from++)
    for (int to = 0; to < N_STATES; to++)
      for (int mover = 0; mover < N_MOVERS; mover++)
        for (guint facts = 0; facts <= ALL_FACTS; facts++)
          {
            if (!tipoff_transition_allowed ((TipoffState) from, (TipoffState) to, (TipoffMover) mover, facts))
              continue;
            g_test_message ("%s %s %s %x", tipoff_state_to_string ((TipoffState) from),
                            tipoff_state_to_string ((TipoffState) to), tipoff_mover_to_string ((TipoffMover) mover), facts);
            check_allowed ((TipoffState) from, (TipoffState) to, (TipoffMover) mover, facts);
            n_allowed++;
          }
  g_assert_cmpuint (n_allowed, >, 100);
}

/* The values are in people's databases. */
static void
test_states_are_frozen (void)
{
  static const char *const names[] = { "draft", "approved", "sending", "submitted", "delivered", "waiting", "attention",
                                       "handed-over", "expired", "withdrawn" };

  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    {
      TipoffState state;

      g_assert_cmpstr (tipoff_state_to_string ((TipoffState) i), ==, names[i]);
      g_assert_true (tipoff_state_from_string (names[i], &state));
      g_assert_cmpint ((int) state, ==, i);
    }
}

/* -- every operation in every state --------------------------------------------------------- */

typedef enum
{
  LEASE_NONE,
  LEASE_MINE,
  LEASE_MINE_RUN_OUT,
  LEASE_OTHER,
  LEASE_OTHER_RUN_OUT,
  LEASE_DEAD,
  N_LEASES,
} Lease;

typedef struct
{
  char         *dir;
  char         *path;
  TipoffOutbox *mine;
  TipoffOutbox *other;
  sqlite3      *behind;     /* writes what no operation would */
  gint64        slots[2];   /* of mine and of other */
  gint64        now;
} Fixture;

static void
run_sql (Fixture    *f,
         const char *statements)
{
  g_assert_cmpint (sqlite3_exec (f->behind, statements, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Any row will do. */
static void
approve_one (TipoffOutbox *outbox)
{
  TipoffOutboxItem item = {
    .id = (char *) ID, .way = TIPOFF_WAY_HTTPS, .format = (char *) "tipoff", .protocol = (char *) "tipoff",
    .address = (char *) "https://localhost:1/v1/reports", .media_type = (char *) "application/json",
    .created = tipoff_time_now (),
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;

  g_assert_true (tipoff_outbox_approve (outbox, &item, bytes, &error));
  g_assert_no_error (error);
}

static gint64
read_column (Fixture    *f,
             const char *column)
{
  g_autofree char *text = g_strdup_printf ("SELECT %s FROM report", column);
  sqlite3_stmt *statement = NULL;
  gint64 value = -1;

  g_assert_cmpint (sqlite3_prepare_v2 (f->behind, text, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  TipoffOutbox **boxes[] = { &f->mine, &f->other };

  /* Thousands of commits: in memory where that is possible. */
  f->dir = g_mkdtemp (g_strdup ("/dev/shm/tipoff-states-XXXXXX"));
  if (f->dir == NULL)
    f->dir = g_dir_make_tmp ("tipoff-states-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->dir, "outbox.sqlite", NULL);
  f->now = tipoff_time_now ();
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      *boxes[i] = tipoff_outbox_open (f->path, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (sqlite3_open (f->path, &f->behind), ==, SQLITE_OK);
  run_sql (f, "PRAGMA synchronous = OFF");
  approve_one (f->mine);
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (TipoffOutboxItem) item = NULL;

      run_sql (f, "UPDATE report SET state = 1, lease_slot = 0");
      item = tipoff_outbox_claim (*boxes[i], ID, TRUE, f->now, &error);
      g_assert_no_error (error);
      f->slots[i] = read_column (f, "lease_slot");
    }
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", f->dir);

  sqlite3_close (f->behind);
  tipoff_outbox_unref (f->mine);
  tipoff_outbox_unref (f->other);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (f->path);
  g_free (f->dir);
}

/* One report as it may stand in the database, and what is so of it. */
typedef struct
{
  TipoffState state;
  Lease       lease;
  gboolean    https;
  gboolean    in_time;   /* not_before and next_at have come */
  gboolean    old;
} Row;

static gboolean
is_held (const Row *row)
{
  return row->lease == LEASE_MINE || row->lease == LEASE_OTHER;
}

static guint
get_facts (const Row *row)
{
  gboolean has_time = row->state == TIPOFF_STATE_APPROVED || row->state == TIPOFF_STATE_WAITING ||
                      row->state == TIPOFF_STATE_SUBMITTED;
  guint facts = 0;

  facts |= row->https ? TIPOFF_FACT_HTTPS : 0;
  facts |= !is_held (row) ? TIPOFF_FACT_FREE : 0;
  facts |= row->lease == LEASE_MINE || row->lease == LEASE_MINE_RUN_OUT ? TIPOFF_FACT_MINE : 0;
  facts |= !is_held (row) && (has_time ? row->in_time : row->state == TIPOFF_STATE_SENDING) ? TIPOFF_FACT_DUE : 0;
  facts |= row->old ? TIPOFF_FACT_OLD : 0;
  return facts;
}

static void
put_row (Fixture   *f,
         const Row *row)
{
  const gint64 slots[N_LEASES] = { 0, f->slots[0], f->slots[0], f->slots[1], f->slots[1], 1 };
  gint64 until = row->lease == LEASE_NONE || row->lease == LEASE_MINE_RUN_OUT || row->lease == LEASE_OTHER_RUN_OUT ? 1 : 0;
  gint64 time = row->in_time ? f->now - 5 : f->now + 500;
  g_autofree char *statement = NULL;

  if (read_column (f, "count(*)") == 0)
    approve_one (f->mine);
  if (until == 0)
    {
      struct timespec clock;

      clock_gettime (CLOCK_BOOTTIME, &clock);
      until = clock.tv_sec + 200;
    }
  statement = g_strdup_printf ("UPDATE report SET state = %d, way = '%s', lease_slot = %" G_GINT64_FORMAT
                               ", lease_until = %" G_GINT64_FORMAT ", created = %" G_GINT64_FORMAT
                               ", not_before = %" G_GINT64_FORMAT ", next_at = %" G_GINT64_FORMAT
                               ", reason = NULL, reference = NULL, poll_url = %s",
                               (int) row->state, row->https ? "https" : "email", slots[row->lease], until,
                               f->now - (row->old ? TIPOFF_OUTBOX_LONGEST_SECONDS + 60 : 60), time, time,
                               row->state == TIPOFF_STATE_SUBMITTED ? "'" POLL "'" : "NULL");
  run_sql (f, statement);
}

/* What an operation did: whether it says that it worked. */
typedef gboolean (*Operation) (Fixture *f, GError **error);

static gboolean
claim (Fixture   *f,
       gboolean   force,
       GError   **error)
{
  g_autoptr (TipoffOutboxItem) item = tipoff_outbox_claim (f->mine, ID, force, f->now, error);

  return item != NULL;
}

static gboolean do_take (Fixture *f, GError **error)      { return claim (f, FALSE, error); }
static gboolean do_ask (Fixture *f, GError **error)       { return claim (f, TRUE, error); }
static gboolean do_deliver (Fixture *f, GError **error)   { return tipoff_outbox_set_delivered (f->mine, ID, "R-1", 1, error); }
static gboolean do_submit (Fixture *f, GError **error)    { return tipoff_outbox_set_submitted (f->mine, ID, POLL, NULL, NULL, 1, error); }
static gboolean do_wait (Fixture *f, GError **error)      { return tipoff_outbox_set_waiting (f->mine, ID, "network", NULL, 1, FALSE, error); }
static gboolean do_attend (Fixture *f, GError **error)    { return tipoff_outbox_set_attention (f->mine, ID, "tls", NULL, NULL, FALSE, error); }
static gboolean do_hand_over (Fixture *f, GError **error) { return tipoff_outbox_set_handed_over (f->mine, ID, error); }
static gboolean do_withdraw (Fixture *f, GError **error)  { return tipoff_outbox_withdraw (f->mine, ID, error); }
static gboolean do_delete (Fixture *f, GError **error)    { return tipoff_outbox_delete (f->mine, ID, error); }

#define GONE TIPOFF_STATE_WITHDRAWN

static const struct
{
  const char  *name;
  Operation    run;
  TipoffMover  mover;
  int          to;      /* -1: sending, or submitted where it was; -2: deleted */
} operations[] = {
  { "take", do_take, TIPOFF_MOVER_SENDER, -1 },
  { "ask", do_ask, TIPOFF_MOVER_PERSON, -1 },
  { "deliver", do_deliver, TIPOFF_MOVER_ANSWER, TIPOFF_STATE_DELIVERED },
  { "submit", do_submit, TIPOFF_MOVER_ANSWER, TIPOFF_STATE_SUBMITTED },
  { "wait", do_wait, TIPOFF_MOVER_ANSWER, TIPOFF_STATE_WAITING },
  { "attend", do_attend, TIPOFF_MOVER_ANSWER, TIPOFF_STATE_ATTENTION },
  { "hand over", do_hand_over, TIPOFF_MOVER_PERSON, TIPOFF_STATE_HANDED_OVER },
  { "withdraw", do_withdraw, TIPOFF_MOVER_PERSON, GONE },
  { "delete", do_delete, TIPOFF_MOVER_PERSON, -2 },
};

/* What the table says of operation @i on @row: the state after it, and whether it works. */
static gboolean
predict (gsize        i,
         const Row   *row,
         TipoffState *after)
{
  guint facts = get_facts (row);
  TipoffState to = (TipoffState) operations[i].to;
  gboolean allowed;

  *after = row->state;
  if (operations[i].to == -2)
    {
      allowed = tipoff_state_is_deletable (row->state, facts);
      to = GONE;
    }
  else
    {
      /* The clock comes before whoever wants to send. */
      if (operations[i].to == -1)
        {
          if (tipoff_transition_allowed (row->state, TIPOFF_STATE_EXPIRED, TIPOFF_MOVER_CLOCK, facts))
            *after = TIPOFF_STATE_EXPIRED;
          to = *after == TIPOFF_STATE_SUBMITTED ? TIPOFF_STATE_SUBMITTED : TIPOFF_STATE_SENDING;
        }
      allowed = tipoff_transition_allowed (*after, to, operations[i].mover, facts);
    }
  if (allowed)
    *after = to;
  return allowed;
}

static void
try_operation (Fixture   *f,
               gsize      i,
               const Row *row)
{
  g_autoptr (GError) error = NULL;
  TipoffState expected;
  gboolean allowed = predict (i, row, &expected), done;
  gint64 state;

  put_row (f, row);
  done = operations[i].run (f, &error);
  state = read_column (f, "state");
  if (done != allowed || state != (allowed && expected == GONE ? -1 : (gint64) expected))
    g_error ("%s of %s, lease %d, https %d, in time %d, old %d: %s, state %d; expected %s, %s", operations[i].name,
             tipoff_state_to_string (row->state), (int) row->lease, row->https, row->in_time, row->old,
             done ? "done" : error->message, (int) state, allowed ? "done" : "refused", tipoff_state_to_string (expected));
  if (!done)
    g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
}

static void
test_operations (Fixture       *f,
                 gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    for (int state = 0; state < N_STATES; state++)
      for (int lease = 0; lease < N_LEASES; lease++)
        for (guint bits = 0; bits < 8; bits++)
          {
            const Row row = { (TipoffState) state, (Lease) lease, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0 };

            try_operation (f, i, &row);
          }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/states/document", test_document);
  g_test_add_func ("/delivery/states/never", test_never);
  g_test_add_func ("/delivery/states/frozen", test_states_are_frozen);
  g_test_add ("/delivery/states/operations", Fixture, NULL, set_up, test_operations, tear_down);
  return g_test_run ();
}
