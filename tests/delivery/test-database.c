/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-database.h"
#include "tipoff-outbox-schema.h"
#include "tipoff-outbox.h"

#include <glib/gstdio.h>
#include <string.h>

#define SENDING_ID "00000002-0000-4000-8000-000000000000"

/* Databases of other versions, and files that are none. */

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  f->dir = g_dir_make_tmp ("tipoff-database-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->dir, "outbox.sqlite", NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (f->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

static void
sql (Fixture    *f,
     const char *statements)
{
  g_autofree char *message = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, statements, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

/* Opening fails with @code, and not a byte of the file has changed. */
static void
assert_left_alone (Fixture *f,
                   int      code)
{
  g_autoptr (GBytes) before = read_file (f->path);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tipoff_outbox_open (f->path, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, code);
  g_assert_nonnull (strstr (error->message, f->path));
  after = read_file (f->path);
  g_assert_true (g_bytes_equal (before, after));
}

/* Makes the outbox of @version, as it was then. */
static void
make_version (Fixture *f,
              guint    version)
{
  g_autofree char *name = g_strdup_printf ("outbox-%u.sql", version);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "delivery", "fixtures", name, NULL);
  g_autoptr (GBytes) statements = read_file (path);

  sql (f, g_bytes_get_data (statements, NULL));
}

static const struct
{
  guint       since;      /* the first fixture that has it */
  TipoffState state;
  TipoffWay   way;
  const char *kind;
  const char *reason;
  const char *reference;
  const char *poll_url;
  guint       polls;
  gboolean    may_have_arrived;
  const char *corrects;
} kept[] = {
  { 1, TIPOFF_STATE_APPROVED, TIPOFF_WAY_HTTPS, "parcel" },
  { 1, TIPOFF_STATE_SENDING, TIPOFF_WAY_HTTPS, "bank" },
  { 1, TIPOFF_STATE_DELIVERED, TIPOFF_WAY_HTTPS, "none", NULL, "TD-F00P-9G2B-XVS4-R9NK-ZF72" },
  { 1, TIPOFF_STATE_WAITING, TIPOFF_WAY_HTTPS, "spam", "network" },
  { 1, TIPOFF_STATE_ATTENTION, TIPOFF_WAY_HTTPS, "job", "tls" },
  { 1, TIPOFF_STATE_HANDED_OVER, TIPOFF_WAY_EMAIL, "prize" },
  { 2, TIPOFF_STATE_SUBMITTED, TIPOFF_WAY_HTTPS, "family", "busy", NULL, "https://localhost:1/api/status/1/", 4 },
  { 2, TIPOFF_STATE_EXPIRED, TIPOFF_WAY_HTTPS, "investment", "network", .may_have_arrived = TRUE },
  { 2, TIPOFF_STATE_APPROVED, TIPOFF_WAY_HTTPS, "none", .corrects = "00000003-0000-4000-8000-000000000000" },
};

static void
assert_kept (TipoffOutbox *outbox,
             guint         version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tipoff_outbox_list (outbox, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (kept) && kept[i].since <= version; i++, n++)
    {
      const TipoffOutboxItem *row = g_ptr_array_index (items, items->len - 1 - i);
      g_autoptr (GBytes) bytes = tipoff_outbox_get_bytes (outbox, row->id, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
      g_assert_cmpint (row->state, ==, kept[i].state);
      g_assert_cmpint (row->way, ==, kept[i].way);
      g_assert_cmpstr (row->kind, ==, kept[i].kind);
      g_assert_cmpstr (row->reason, ==, kept[i].reason);
      g_assert_cmpstr (row->reference, ==, kept[i].reference);
      g_assert_cmpstr (row->poll_url, ==, kept[i].poll_url);
      g_assert_cmpuint (row->polls, ==, kept[i].polls);
      g_assert_cmpint (row->may_have_arrived, ==, kept[i].may_have_arrived);
      g_assert_cmpstr (row->corrects, ==, kept[i].corrects);
    }
  g_assert_cmpuint (items->len, ==, n);
}

/* There is a fixture of each version, and this one reads them all. */
static void
test_versions (Fixture       *f,
               gconstpointer  data)
{
  guint newest = g_strv_length ((char **) tipoff_outbox_kind.migrations);

  for (guint version = 1; version <= newest; version++)
    {
      g_autoptr (TipoffOutbox) outbox = NULL;
      g_autoptr (TipoffOutboxItem) item = NULL;
      g_autoptr (GError) error = NULL;

      make_version (f, version);
      outbox = tipoff_outbox_open (f->path, &error);
      g_assert_no_error (error);
      assert_kept (outbox, version);

      /* What a process of then was sending is taken over. */
      item = tipoff_outbox_claim (outbox, SENDING_ID, FALSE, 1795500100, &error);
      g_assert_no_error (error);
      g_assert_true (item->may_have_arrived);
      g_clear_pointer (&outbox, tipoff_outbox_unref);
      g_assert_cmpint (g_remove (f->path), ==, 0);
    }
}

static void
test_newer (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (TipoffOutbox) outbox = tipoff_outbox_open (f->path, NULL);

  g_assert_nonnull (outbox);
  g_clear_pointer (&outbox, tipoff_outbox_unref);
  sql (f, "PRAGMA user_version = 999");
  assert_left_alone (f, TIPOFF_DELIVERY_ERROR_NEWER);
}

static void
test_not_ours (Fixture       *f,
               gconstpointer  data)
{
  sql (f, "CREATE TABLE report (x); INSERT INTO report VALUES (1)");
  assert_left_alone (f, TIPOFF_DELIVERY_ERROR_DATABASE);
}

static void
test_not_a_database (Fixture       *f,
                     gconstpointer  data)
{
  g_autofree char *noise = g_strnfill (20000, 'x');

  g_assert_true (g_file_set_contents (f->path, noise, 20000, NULL));
  assert_left_alone (f, TIPOFF_DELIVERY_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (f->path, "short", 5, NULL));
  assert_left_alone (f, TIPOFF_DELIVERY_ERROR_DAMAGED);
}

static void
test_a_folder (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tipoff_outbox_open (f->dir, &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (tipoff_outbox_open ("/proc/nowhere/outbox.sqlite", &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_READ_ONLY);
}

/* Pages overwritten one after the other: an answer or an error, never a crash. */
static void
test_damaged (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (GBytes) whole = NULL;
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (f->path, "-shm", NULL);
  guint n_errors = 0;
  gsize length;

  make_version (f, 1);
  whole = read_file (f->path);
  length = g_bytes_get_size (whole);

  for (gsize at = 0; at < length; at += 512)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (whole, NULL), length);
      g_autoptr (TipoffOutbox) outbox = NULL;
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GError) error = NULL;

      memset (copy + at, 0xa5, 512);
      g_remove (wal);
      g_remove (shm);
      g_assert_true (g_file_set_contents (f->path, copy, (gssize) length, NULL));
      outbox = tipoff_outbox_open (f->path, &error);
      if (outbox != NULL)
        items = tipoff_outbox_list (outbox, &error);
      if (items != NULL)
        for (guint i = 0; i < items->len && error == NULL; i++)
          {
            const TipoffOutboxItem *item = g_ptr_array_index (items, i);

            if (item->id != NULL)
              g_bytes_unref (tipoff_outbox_get_bytes (outbox, item->id, &error));
          }
      if (error != NULL)
        {
          g_assert_cmpuint (error->domain, ==, TIPOFF_DELIVERY_ERROR);
          n_errors++;
        }
    }

  g_assert_cmpuint (n_errors, >, 3);
}

#define APPLICATION_ID 0x74657374

static gint64
count (TipoffDatabase *database,
       const char     *statement_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) statement = tipoff_database_query (database, &error, statement_text, "");
  gboolean has_row;

  g_assert_no_error (error);
  g_assert_true (tipoff_database_step (database, statement, &has_row, &error));
  return sqlite3_column_int64 (statement, 0);
}

static void
test_migration (Fixture       *f,
                gconstpointer  data)
{
  static const char *const first[] = { "CREATE TABLE t (x); INSERT INTO t VALUES (1)", NULL };
  static const char *const broken[] = { "CREATE TABLE t (x)", "UPDATE t SET x = 2",
                                        "DELETE FROM t; CREATE TABLE u (y); INSERT INTO nowhere VALUES (1)", NULL };
  static const char *const mended[] = { "CREATE TABLE t (x)", "UPDATE t SET x = 2", "CREATE TABLE u (y)", NULL };
  const TipoffDatabaseKind kinds[] = { { "test", APPLICATION_ID, first }, { "test", APPLICATION_ID, broken },
                                       { "test", APPLICATION_ID, mended } };
  g_autoptr (TipoffDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = tipoff_database_open (f->path, &kinds[0], &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (database, "PRAGMA user_version"), ==, 1);
  g_clear_pointer (&database, tipoff_database_close);

  /* The third step fails, and the second has left no trace either: who made it can still use it. */
  g_assert_null (tipoff_database_open (f->path, &kinds[1], &error));
  g_assert_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE);
  g_clear_error (&error);
  database = tipoff_database_open (f->path, &kinds[0], &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (database, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (count (database, "SELECT x FROM t"), ==, 1);
  g_clear_pointer (&database, tipoff_database_close);

  database = tipoff_database_open (f->path, &kinds[2], &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (database, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (count (database, "SELECT x FROM t"), ==, 2);
  g_assert_cmpint (count (database, "SELECT count(*) FROM u"), ==, 0);
}

static void
test_settings (Fixture       *f,
               gconstpointer  data)
{
  static const char *const migrations[] = { "CREATE TABLE t (x)", NULL };
  const TipoffDatabaseKind kind = { "test", APPLICATION_ID, migrations };
  g_autoptr (TipoffDatabase) database = tipoff_database_open (f->path, &kind, NULL);
  g_autoptr (sqlite3_stmt) statement = tipoff_database_query (database, NULL, "PRAGMA journal_mode", "");
  gboolean has_row;

  g_assert_true (tipoff_database_step (database, statement, &has_row, NULL));
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "wal");
  g_assert_cmpint (count (database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (count (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (count (database, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (count (database, "PRAGMA busy_timeout"), ==, 5000);
}

static gpointer
open_in_thread (gpointer data)
{
  Fixture *f = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffOutbox) outbox = tipoff_outbox_open (f->path, &error);

  g_assert_no_error (error);
  return NULL;
}

/* Several programs start at the same moment, on a first day. */
static void
test_all_at_once (Fixture       *f,
                  gconstpointer  data)
{
  for (guint round = 0; round < 20; round++)
    {
      GThread *threads[8];

      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("open", open_in_thread, f);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      g_assert_cmpint (g_remove (f->path), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/delivery/database/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("versions", test_versions);
  ADD ("newer", test_newer);
  ADD ("not-ours", test_not_ours);
  ADD ("not-a-database", test_not_a_database);
  ADD ("a-folder", test_a_folder);
  ADD ("damaged", test_damaged);
  ADD ("migration", test_migration);
  ADD ("settings", test_settings);
  ADD ("all-at-once", test_all_at_once);
  return g_test_run ();
}
