/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE   /* memmem */
#include "tipoff-database.h"
#include "tipoff-ids.h"
#include "tipoff-limits.h"
#include "tipoff-outbox.h"
#include "tipoff-sender.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ID_1 "11111111-1111-4111-8111-111111111111"
#define ID_2 "22222222-2222-4222-8222-222222222222"
#define ID_3 "33333333-3333-4333-8333-333333333333"
#define DAY (24 * 60 * 60)

typedef struct
{
  char         *dir;
  char         *path;
  TipoffOutbox *outbox;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  f->dir = g_dir_make_tmp ("tipoff-outbox-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->dir, "outbox.sqlite", NULL);
  f->outbox = tipoff_outbox_open (f->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (f->dir, 0, NULL);
  const char *name;

  tipoff_outbox_unref (f->outbox);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

static TipoffOutbox *
reopen (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&f->outbox, tipoff_outbox_unref);
  f->outbox = tipoff_outbox_open (f->path, &error);
  g_assert_no_error (error);
  return f->outbox;
}

/* Straight into the database, behind the outbox's back. */
static void
sql (Fixture    *f,
     const char *statement)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 1000);
  g_assert_cmpint (sqlite3_exec (handle, statement, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static TipoffOutboxItem
usual_item (const char *id)
{
  return (TipoffOutboxItem) {
    .id = (char *) id, .kind = (char *) "parcel", .summary = (char *) "Parcel scam · bpost[.]top",
    .authority = (char *) "be.practice", .authority_name = (char *) "Practice desk", .route = (char *) "be.practice.https",
    .way = TIPOFF_WAY_HTTPS, .format = (char *) "tipoff", .protocol = (char *) "tipoff",
    .address = (char *) "https://localhost:1/v1/reports", .ca_file = (char *) "/ca.pem",
    .media_type = (char *) "application/vnd.tipoff.report+json; version=1", .created = tipoff_time_now (),
  };
}

static void
approve (TipoffOutbox           *outbox,
         const TipoffOutboxItem *item)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("bytes\0x", 7);
  g_autoptr (GError) error = NULL;

  g_assert_true (tipoff_outbox_approve (outbox, item, bytes, &error));
  g_assert_no_error (error);
}

static TipoffState
state_of (TipoffOutbox *outbox,
          const char   *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutboxItem) item = tipoff_outbox_get (outbox, id, &error);

  g_assert_no_error (error);
  return item->state;
}

static void
assert_claim (TipoffOutbox *outbox,
              const char   *id,
              gboolean      force,
              gint64        now,
              const char   *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutboxItem) item = tipoff_outbox_claim (outbox, id, force, now, &error);

  if (expected == NULL)
    {
      g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
      g_assert_null (item);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_cmpstr (item->id, ==, expected);
      /* What the endpoint has taken is only asked for. */
      g_assert_true (item->state == TIPOFF_STATE_SENDING || (item->state == TIPOFF_STATE_SUBMITTED && item->poll_url != NULL));
    }
}

static void
test_keeps (Fixture       *f,
            gconstpointer  data)
{
  TipoffOutboxItem item = usual_item (ID_1);
  g_autoptr (TipoffOutboxItem) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sha256 = tipoff_sha256_hex ("bytes\0x", 7);
  GStatBuf info;

  item.not_before = item.created + 10;
  approve (f->outbox, &item);
  reopen (f);

  kept = tipoff_outbox_get (f->outbox, ID_1, NULL);
  g_assert_cmpstr (kept->id, ==, ID_1);
  g_assert_cmpint (kept->state, ==, TIPOFF_STATE_APPROVED);
  g_assert_cmpstr (kept->kind, ==, item.kind);
  g_assert_cmpstr (kept->summary, ==, item.summary);
  g_assert_cmpstr (kept->authority, ==, item.authority);
  g_assert_cmpstr (kept->authority_name, ==, item.authority_name);
  g_assert_cmpstr (kept->route, ==, item.route);
  g_assert_cmpint (kept->way, ==, TIPOFF_WAY_HTTPS);
  g_assert_cmpstr (kept->format, ==, "tipoff");
  g_assert_cmpstr (kept->protocol, ==, "tipoff");
  g_assert_cmpstr (kept->address, ==, item.address);
  g_assert_cmpstr (kept->ca_file, ==, "/ca.pem");
  g_assert_cmpstr (kept->media_type, ==, item.media_type);
  g_assert_cmpint (kept->created, ==, item.created);
  g_assert_cmpint (kept->not_before, ==, item.created + 10);
  g_assert_cmpuint (kept->attempts, ==, 0);
  g_assert_null (kept->reason);
  g_assert_null (kept->reference);
  g_assert_cmpstr (kept->sha256, ==, sha256);

  bytes = tipoff_outbox_get_bytes (f->outbox, ID_1, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "bytes\0x", 7);
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_private_whatever_the_umask (void)
{
  g_autofree char *top = g_dir_make_tmp ("tipoff-umask-XXXXXX", NULL);
  g_autofree char *dir = g_build_filename (top, "data", NULL);
  g_autofree char *path = g_build_filename (dir, "outbox.sqlite", NULL);
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", top);
  mode_t mask = umask (0);
  g_autoptr (TipoffOutbox) outbox = tipoff_outbox_open (path, NULL);
  TipoffOutboxItem item = usual_item (ID_1);
  const char *const names[] = { "", "-wal", "-shm", "-lease" };
  GStatBuf info;

  approve (outbox, &item);
  umask (mask);
  g_assert_cmpint (g_stat (dir, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat (path, names[i], NULL);

      g_assert_cmpint (g_stat (file, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
    }
  g_clear_pointer (&outbox, tipoff_outbox_unref);

  /* One that somebody opened up is closed again. */
  g_assert_cmpint (g_chmod (path, 0664), ==, 0);
  outbox = tipoff_outbox_open (path, NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_clear_pointer (&outbox, tipoff_outbox_unref);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
test_refuses_what_cannot_be_sent (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autofree char *much = g_strnfill (TIPOFF_LIMIT_REPORT_BYTES + 1, 'x');
  g_autoptr (GBytes) large = g_bytes_new_take (g_steal_pointer (&much), TIPOFF_LIMIT_REPORT_BYTES + 1);
  g_autoptr (GPtrArray) items = NULL;
  TipoffOutboxItem good = usual_item (ID_1);
  struct { const char *id; const char *address; const char *protocol; GBytes *bytes; TipoffDeliveryError code; } cases[] = {
    { "no-uuid", good.address, "tipoff", bytes, TIPOFF_DELIVERY_ERROR_STATE },
    { "../../etc/passwd", good.address, "tipoff", bytes, TIPOFF_DELIVERY_ERROR_STATE },
    { NULL, good.address, "tipoff", bytes, TIPOFF_DELIVERY_ERROR_STATE },
    { ID_1, NULL, "tipoff", bytes, TIPOFF_DELIVERY_ERROR_STATE },
    { ID_1, good.address, "taxi", bytes, TIPOFF_DELIVERY_ERROR_STATE },
    { ID_1, good.address, NULL, bytes, TIPOFF_DELIVERY_ERROR_STATE },
    { ID_1, good.address, "tipoff", empty, TIPOFF_DELIVERY_ERROR_STATE },
    { ID_1, good.address, "tipoff", large, TIPOFF_DELIVERY_ERROR_STATE },
    { ID_1, "http://localhost/", "tipoff", bytes, TIPOFF_DELIVERY_ERROR_NOT_HTTPS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TipoffOutboxItem item = usual_item (cases[i].id);
      g_autoptr (GError) error = NULL;

      item.address = (char *) cases[i].address;
      item.protocol = (char *) cases[i].protocol;
      g_assert_false (tipoff_outbox_approve (f->outbox, &item, cases[i].bytes, &error));
      g_assert_error (error, TIPOFF_DELIVERY_ERROR, (int) cases[i].code);
    }

  items = tipoff_outbox_list (f->outbox, NULL);
  g_assert_cmpuint (items->len, ==, 0);
}

static void
test_approved_bytes_never_change (Fixture       *f,
                                  gconstpointer  data)
{
  TipoffOutboxItem item = usual_item (ID_1);
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;

  approve (f->outbox, &item);
  g_assert_false (tipoff_outbox_approve (f->outbox, &item, other, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  kept = tipoff_outbox_get_bytes (f->outbox, ID_1, NULL);
  g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), "bytes\0x", 7);
}

static void
test_notices_changed_bytes (Fixture       *f,
                            gconstpointer  data)
{
  TipoffOutboxItem item = usual_item (ID_1);
  g_autoptr (TipoffSender) sender = tipoff_sender_new (f->outbox);
  g_autoptr (TipoffOutboxItem) after = NULL;
  g_autoptr (GError) error = NULL;

  approve (f->outbox, &item);
  sql (f, "UPDATE content SET bytes = CAST ('tampered' AS BLOB)");
  g_assert_null (tipoff_outbox_get_bytes (f->outbox, ID_1, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DAMAGED);
  g_clear_error (&error);

  after = tipoff_sender_send (sender, ID_1, FALSE, &error);
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DAMAGED);
  g_assert_cmpint (after->state, ==, TIPOFF_STATE_ATTENTION);
  g_assert_cmpstr (after->reason, ==, "damaged");
}

static void
test_unknown (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tipoff_outbox_get (f->outbox, ID_1, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_UNKNOWN);
  g_clear_error (&error);
  g_assert_null (tipoff_outbox_claim (f->outbox, ID_1, TRUE, 0, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_UNKNOWN);
  g_clear_error (&error);
  g_assert_false (tipoff_outbox_delete (f->outbox, ID_1, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_UNKNOWN);
}

static void
test_due (Fixture       *f,
          gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem first = usual_item (ID_1);
  TipoffOutboxItem second = usual_item (ID_2);
  gint64 next_at;
  guint n;

  g_assert_true (tipoff_outbox_count_due (f->outbox, &n, &next_at, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (next_at, ==, 0);

  first.created = now - 5;
  first.not_before = now + 10;
  second.not_before = now + 5;
  approve (f->outbox, &second);
  approve (f->outbox, &first);
  g_assert_true (tipoff_outbox_count_due (f->outbox, &n, &next_at, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (next_at, ==, now + 5);

  assert_claim (f->outbox, NULL, FALSE, now, NULL);
  assert_claim (f->outbox, ID_1, FALSE, now, NULL);
  /* The oldest first. */
  assert_claim (f->outbox, NULL, FALSE, now + 10, ID_1);
  assert_claim (f->outbox, NULL, FALSE, now + 10, ID_2);
  assert_claim (f->outbox, NULL, FALSE, now + 10, NULL);

  g_assert_true (tipoff_outbox_set_waiting (f->outbox, ID_1, "network", "gone\naway", now + 60, FALSE, NULL));
  g_assert_true (tipoff_outbox_set_attention (f->outbox, ID_2, "refused", NULL, NULL, FALSE, NULL));
  g_assert_true (tipoff_outbox_count_due (f->outbox, &n, &next_at, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (next_at, ==, now + 60);
  assert_claim (f->outbox, ID_1, FALSE, now + 59, NULL);
  assert_claim (f->outbox, ID_1, TRUE, now + 59, ID_1);
  assert_claim (f->outbox, NULL, FALSE, now + 100, NULL);
  assert_claim (f->outbox, ID_2, FALSE, now + 100, NULL);
  assert_claim (f->outbox, ID_2, TRUE, now + 100, ID_2);
}

static void
test_wrong_clock (Fixture       *f,
                  gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem item = usual_item (ID_1);

  /* Approved while the clock was a year ahead. */
  item.created = now + 365 * DAY;
  item.not_before = now + 365 * DAY;
  approve (f->outbox, &item);
  assert_claim (f->outbox, NULL, FALSE, now, ID_1);
  g_assert_true (tipoff_outbox_set_waiting (f->outbox, ID_1, "network", NULL, now + 366 * DAY, FALSE, NULL));
  assert_claim (f->outbox, NULL, FALSE, now, ID_1);
}

static void
test_lease (Fixture       *f,
            gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem item = usual_item (ID_1);
  g_autoptr (TipoffOutbox) other = tipoff_outbox_open (f->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutboxItem) after = NULL;

  approve (f->outbox, &item);
  assert_claim (f->outbox, ID_1, FALSE, now, ID_1);

  /* Nobody else gets it, whoever asks, nor says what became of it. */
  assert_claim (other, ID_1, FALSE, now, NULL);
  assert_claim (other, ID_1, TRUE, now, NULL);
  assert_claim (other, NULL, FALSE, now + DAY, NULL);
  assert_claim (f->outbox, ID_1, TRUE, now, NULL);
  g_assert_false (tipoff_outbox_set_waiting (other, ID_1, "network", NULL, now, FALSE, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (tipoff_outbox_delete (other, ID_1, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (tipoff_outbox_withdraw (other, ID_1, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  g_clear_error (&error);

  /* The lease has run out. */
  sql (f, "UPDATE report SET lease_until = 1");
  assert_claim (other, NULL, FALSE, now, ID_1);
  g_assert_false (tipoff_outbox_set_attention (f->outbox, ID_1, "refused", NULL, NULL, FALSE, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  g_clear_error (&error);

  /* Its holder is dead: at once. */
  g_clear_pointer (&other, tipoff_outbox_unref);
  assert_claim (f->outbox, NULL, FALSE, now, ID_1);
  after = tipoff_outbox_get (f->outbox, ID_1, NULL);
  g_assert_cmpuint (after->attempts, ==, 3);
}

static void
test_late_receipt (Fixture       *f,
                   gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem item = usual_item (ID_1);
  g_autoptr (TipoffOutbox) other = tipoff_outbox_open (f->path, NULL);
  g_autoptr (TipoffOutboxItem) after = NULL;
  g_autoptr (GError) error = NULL;

  approve (f->outbox, &item);
  assert_claim (f->outbox, ID_1, FALSE, now, ID_1);
  sql (f, "UPDATE report SET lease_until = 1");
  assert_claim (other, ID_1, FALSE, now, ID_1);
  g_assert_true (tipoff_outbox_set_waiting (other, ID_1, "network", "detail", now + 60, FALSE, NULL));

  g_assert_true (tipoff_outbox_set_delivered (f->outbox, ID_1, "TD-1", now, NULL));
  g_assert_true (tipoff_outbox_set_delivered (other, ID_1, "TD-1", now, NULL));
  g_assert_false (tipoff_outbox_set_delivered (other, ID_1, "TD-2", now, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);

  after = tipoff_outbox_get (f->outbox, ID_1, NULL);
  g_assert_cmpint (after->state, ==, TIPOFF_STATE_DELIVERED);
  g_assert_cmpstr (after->reference, ==, "TD-1");
  g_assert_cmpint (after->received, ==, now);
  g_assert_null (after->reason);
  g_assert_null (after->detail);
  g_assert_cmpint (after->next_at, ==, 0);
  assert_claim (f->outbox, ID_1, TRUE, now, NULL);
}

static void
test_expires (Fixture       *f,
              gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem old = usual_item (ID_1);
  TipoffOutboxItem young = usual_item (ID_2);
  guint n;

  old.created = now - 30 * DAY;
  young.created = now - 30 * DAY + 60;
  approve (f->outbox, &old);
  approve (f->outbox, &young);

  assert_claim (f->outbox, NULL, FALSE, now, ID_2);
  g_assert_cmpint (state_of (f->outbox, ID_1), ==, TIPOFF_STATE_EXPIRED);
  assert_claim (f->outbox, ID_1, FALSE, now, NULL);
  g_assert_true (tipoff_outbox_count_due (f->outbox, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 1);

  /* One that is being sent grows old only when its sender is gone. */
  assert_claim (f->outbox, ID_2, FALSE, now + DAY, NULL);
  g_assert_cmpint (state_of (f->outbox, ID_2), ==, TIPOFF_STATE_SENDING);
  sql (f, "UPDATE report SET lease_slot = 1 WHERE state = 2");
  assert_claim (f->outbox, ID_2, FALSE, now + DAY, NULL);
  g_assert_cmpint (state_of (f->outbox, ID_2), ==, TIPOFF_STATE_EXPIRED);

  /* The person may still want it. */
  assert_claim (f->outbox, ID_1, TRUE, now, ID_1);
}

/* What waits for the network is due when it is back, but nothing else, and nothing that has grown old. */
static void
test_network_is_back (Fixture       *f,
                      gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem item = usual_item (ID_1), busy = usual_item (ID_2), old = usual_item (ID_3);

  old.created = now - 30 * DAY + 60;
  approve (f->outbox, &item);
  approve (f->outbox, &busy);
  approve (f->outbox, &old);
  assert_claim (f->outbox, ID_1, FALSE, now, ID_1);
  assert_claim (f->outbox, ID_2, FALSE, now, ID_2);
  assert_claim (f->outbox, ID_3, FALSE, now, ID_3);
  g_assert_true (tipoff_outbox_set_waiting (f->outbox, ID_1, "network", NULL, now + 600, FALSE, NULL));
  g_assert_true (tipoff_outbox_set_waiting (f->outbox, ID_2, "busy", NULL, now + 600, FALSE, NULL));
  g_assert_true (tipoff_outbox_set_waiting (f->outbox, ID_3, "network", NULL, now + 600, FALSE, NULL));

  assert_claim (f->outbox, NULL, FALSE, now + 100, NULL);
  g_assert_true (tipoff_outbox_hasten (f->outbox, now + 100, NULL));
  assert_claim (f->outbox, NULL, FALSE, now + 100, ID_1);
  assert_claim (f->outbox, NULL, FALSE, now + 100, NULL);
  g_assert_cmpint (state_of (f->outbox, ID_2), ==, TIPOFF_STATE_WAITING);
  g_assert_cmpint (state_of (f->outbox, ID_3), ==, TIPOFF_STATE_EXPIRED);
}

/* Taken by the endpoint: asked for when it is due, by one at a time, and never sent again. */
static void
test_submitted (Fixture       *f,
                gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem item = usual_item (ID_1);
  g_autoptr (TipoffOutbox) other = NULL;
  g_autoptr (TipoffOutboxItem) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next_at;
  guint n;

  item.created = now - 29 * DAY;
  approve (f->outbox, &item);
  g_assert_false (tipoff_outbox_set_submitted (f->outbox, ID_1, "https://localhost:1/s", NULL, NULL, now + 60, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  assert_claim (f->outbox, ID_1, FALSE, now, ID_1);
  g_assert_true (tipoff_outbox_set_submitted (f->outbox, ID_1, "https://localhost:1/s", "busy", "de\ntail", now + 60, NULL));

  reopen (f);
  g_assert_true (tipoff_outbox_count_due (f->outbox, &n, &next_at, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (next_at, ==, now + 60);
  assert_claim (f->outbox, NULL, FALSE, now + 59, NULL);
  g_assert_false (tipoff_outbox_withdraw (f->outbox, ID_1, NULL));
  g_assert_false (tipoff_outbox_delete (f->outbox, ID_1, NULL));

  /* It does not grow old; whoever asks holds it. */
  other = tipoff_outbox_open (f->path, NULL);
  assert_claim (f->outbox, NULL, FALSE, now + 2 * DAY, ID_1);
  assert_claim (other, NULL, FALSE, now + 2 * DAY, NULL);
  assert_claim (other, ID_1, TRUE, now + 2 * DAY, NULL);
  g_assert_false (tipoff_outbox_set_attention (other, ID_1, "refused", NULL, NULL, FALSE, NULL));
  kept = tipoff_outbox_get (f->outbox, ID_1, NULL);
  g_assert_cmpint (kept->state, ==, TIPOFF_STATE_SUBMITTED);
  g_assert_cmpstr (kept->poll_url, ==, "https://localhost:1/s");
  g_assert_cmpstr (kept->reason, ==, "busy");
  g_assert_cmpstr (kept->detail, ==, "de tail");
  g_assert_cmpuint (kept->attempts, ==, 1);
  g_assert_cmpuint (kept->polls, ==, 1);

  /* A process that died while it asked changes nothing. */
  sql (f, "UPDATE report SET lease_slot = 1");
  assert_claim (other, ID_1, TRUE, now + 60, ID_1);
  g_assert_true (tipoff_outbox_set_attention (other, ID_1, "token", NULL, "https://localhost:1/s", FALSE, NULL));
  assert_claim (other, NULL, FALSE, now + DAY, NULL);
  assert_claim (other, ID_1, TRUE, now + DAY, ID_1);
  g_assert_true (tipoff_outbox_set_delivered (other, ID_1, "s", now, NULL));
  g_clear_pointer (&kept, tipoff_outbox_item_free);
  kept = tipoff_outbox_get (f->outbox, ID_1, NULL);
  g_assert_null (kept->poll_url);
}

/* What nobody knows stays so until somebody has looked, or the person has decided. */
static void
test_may_have_arrived (Fixture       *f,
                       gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem item = usual_item (ID_1);
  const struct { const char *reason; gboolean force; gboolean before; gboolean after; } cases[] = {
    { "network", FALSE, TRUE, TRUE }, { "network", TRUE, TRUE, TRUE }, { "network", TRUE, FALSE, FALSE },
  };

  approve (f->outbox, &item);
  assert_claim (f->outbox, ID_1, FALSE, now, ID_1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TipoffOutboxItem) claimed = NULL;

      g_assert_true (tipoff_outbox_set_waiting (f->outbox, ID_1, cases[i].reason, NULL, now, cases[i].before, NULL));
      claimed = tipoff_outbox_claim (f->outbox, ID_1, cases[i].force, now, NULL);
      g_assert_cmpint (claimed->may_have_arrived, ==, cases[i].after);
    }
  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (TipoffOutboxItem) claimed = NULL;

      g_assert_true (tipoff_outbox_set_attention (f->outbox, ID_1, i == 0 ? "token" : "unknown", NULL, NULL, TRUE, NULL));
      g_assert_null (tipoff_outbox_claim (f->outbox, ID_1, FALSE, now, NULL));
      claimed = tipoff_outbox_claim (f->outbox, ID_1, TRUE, now, NULL);
      g_assert_cmpint (claimed->may_have_arrived, ==, i == 0);
    }

  /* A process that died on the way, even where it grows old then. */
  sql (f, "UPDATE report SET lease_slot = 1, created = 1");
  assert_claim (f->outbox, NULL, FALSE, now, NULL);
  {
    g_autoptr (TipoffOutboxItem) claimed = tipoff_outbox_claim (f->outbox, ID_1, TRUE, now, NULL);

    g_assert_true (claimed->may_have_arrived);
  }
}

static void
test_hand_over (Fixture       *f,
                gconstpointer  data)
{
  gint64 now = tipoff_time_now ();
  TipoffOutboxItem mail = usual_item (ID_1);
  TipoffOutboxItem https = usual_item (ID_2);
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutboxItem) kept = NULL;
  guint n;

  mail.way = TIPOFF_WAY_EMAIL;
  mail.format = (char *) "eml";
  mail.address = (char *) "suspicious@example.be";
  mail.created = now - 40 * DAY;
  approve (f->outbox, &mail);
  approve (f->outbox, &https);

  kept = tipoff_outbox_get (f->outbox, ID_1, NULL);
  g_assert_null (kept->protocol);
  g_assert_true (tipoff_outbox_count_due (f->outbox, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 1);
  assert_claim (f->outbox, ID_1, TRUE, now, NULL);
  g_assert_false (tipoff_outbox_set_handed_over (f->outbox, ID_2, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  g_assert_true (tipoff_outbox_set_handed_over (f->outbox, ID_1, NULL));
  g_assert_cmpint (state_of (f->outbox, ID_1), ==, TIPOFF_STATE_HANDED_OVER);
}

static void
test_remove (Fixture       *f,
             gconstpointer  data)
{
  TipoffOutboxItem item = usual_item (ID_1);
  g_autoptr (GError) error = NULL;
  const char *const files[] = { "", "-wal" };

  item.summary = (char *) "summary-that-must-go";
  approve (f->outbox, &item);
  g_assert_true (tipoff_outbox_withdraw (f->outbox, ID_1, NULL));
  g_assert_null (tipoff_outbox_get (f->outbox, ID_1, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_UNKNOWN);

  /* Gone from the files too. */
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat (f->path, files[i], NULL);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_null (memmem (content, length, "summary-that-must-go", 20));
    }

  approve (f->outbox, &item);
  assert_claim (f->outbox, ID_1, FALSE, tipoff_time_now (), ID_1);
  g_assert_true (tipoff_outbox_set_delivered (f->outbox, ID_1, "TD-1", 1, NULL));
  g_clear_error (&error);
  g_assert_false (tipoff_outbox_withdraw (f->outbox, ID_1, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE);
  g_assert_true (tipoff_outbox_delete (f->outbox, ID_1, NULL));
}

static void
test_list (Fixture       *f,
           gconstpointer  data)
{
  TipoffOutboxItem first = usual_item (ID_1);
  TipoffOutboxItem second = usual_item (ID_2);
  g_autoptr (GPtrArray) items = NULL;

  second.created = first.created - 100;
  approve (f->outbox, &first);
  approve (f->outbox, &second);
  items = tipoff_outbox_list (f->outbox, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (((TipoffOutboxItem *) g_ptr_array_index (items, 0))->id, ==, ID_1);
  g_assert_cmpstr (((TipoffOutboxItem *) g_ptr_array_index (items, 1))->id, ==, ID_2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/delivery/outbox/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("keeps", test_keeps);
  ADD ("refuses-what-cannot-be-sent", test_refuses_what_cannot_be_sent);
  ADD ("approved-bytes-never-change", test_approved_bytes_never_change);
  ADD ("notices-changed-bytes", test_notices_changed_bytes);
  ADD ("unknown", test_unknown);
  ADD ("due", test_due);
  ADD ("wrong-clock", test_wrong_clock);
  ADD ("lease", test_lease);
  ADD ("late-receipt", test_late_receipt);
  ADD ("expires", test_expires);
  ADD ("network-is-back", test_network_is_back);
  ADD ("submitted", test_submitted);
  ADD ("may-have-arrived", test_may_have_arrived);
  ADD ("hand-over", test_hand_over);
  ADD ("remove", test_remove);
  ADD ("list", test_list);
  g_test_add_func ("/delivery/outbox/private-whatever-the-umask", test_private_whatever_the_umask);
  return g_test_run ();
}
