/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-store.h"

#include "tipoff-ids.h"

#include <string.h>

/* Crockford's alphabet: nothing in it is mistaken on the telephone. Twenty of
 * its letters are a hundred random bits. */
#define ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#define REFERENCE_LETTERS 20
#define GROUP_LETTERS 4

struct _TipoffDeskStore
{
  TipoffDatabase *database;
};

static const char *const migrations[] = {
  "CREATE TABLE report ("
  "  seq        INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  reference  TEXT    NOT NULL UNIQUE,"
  "  report_id  TEXT    NOT NULL UNIQUE,"
  "  sha256     TEXT    NOT NULL,"
  "  received   INTEGER NOT NULL,"
  "  test       INTEGER NOT NULL,"
  "  holder     TEXT    NOT NULL"
  ") STRICT;"
  "CREATE TABLE content ("
  "  seq   INTEGER PRIMARY KEY REFERENCES report (seq) ON DELETE CASCADE,"
  "  bytes BLOB NOT NULL"
  ") STRICT;",
  "ALTER TABLE report ADD COLUMN corrects TEXT;"
  "CREATE INDEX report_corrects ON report (corrects) WHERE corrects IS NOT NULL;",
  "ALTER TABLE report ADD COLUMN withdrawn INTEGER;"
  "ALTER TABLE report ADD COLUMN erased INTEGER;"
  "CREATE INDEX report_received ON report (received);"
  "CREATE TABLE tally ("
  "  day         TEXT    NOT NULL,"   /* in UTC */
  "  test        INTEGER NOT NULL,"
  "  reports     INTEGER NOT NULL,"
  "  corrections INTEGER NOT NULL,"
  "  PRIMARY KEY (day, test)"
  ") STRICT, WITHOUT ROWID;"
  "INSERT INTO tally SELECT date (received, 'unixepoch'), test, count (*) FILTER (WHERE corrects IS NULL), count (corrects) "
  "  FROM report GROUP BY 1, 2;",
  NULL,
};

static const TipoffDatabaseKind kind = {
  .name = "desk's database",
  .application_id = 0x5450444b,   /* "TPDK" */
  .migrations = migrations,
};

void
tipoff_desk_record_free (TipoffDeskRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->reference);
  g_free (self->report_id);
  g_free (self->sha256);
  g_free (self->holder);
  g_free (self->corrects);
  g_free (self);
}

const char *
tipoff_desk_record_get_state (const TipoffDeskRecord *self)
{
  return self->withdrawn ? "withdrawn" : self->erased ? "erased" : "received";
}

TipoffDeskStore *
tipoff_desk_store_open (const char  *dir,
                        GError     **error)
{
  g_autofree char *path = g_build_filename (dir, "desk.sqlite", NULL);
  TipoffDatabase *database = tipoff_database_open (path, &kind, error);
  TipoffDeskStore *self;

  if (database == NULL)
    return NULL;

  self = g_new0 (TipoffDeskStore, 1);
  self->database = database;
  return self;
}

void
tipoff_desk_store_close (TipoffDeskStore *self)
{
  if (self == NULL)
    return;

  tipoff_database_close (self->database);
  g_free (self);
}

gboolean
tipoff_desk_store_begin (TipoffDeskStore  *self,
                         GError          **error)
{
  return tipoff_database_begin (self->database, error);
}

gboolean
tipoff_desk_store_commit (TipoffDeskStore  *self,
                          GError          **error)
{
  return tipoff_database_commit (self->database, error);
}

void
tipoff_desk_store_rollback (TipoffDeskStore *self)
{
  tipoff_database_rollback (self->database);
}

static char *
new_reference (void)
{
  g_autofree char *letters = tipoff_random_token (REFERENCE_LETTERS, ALPHABET);
  GString *reference = g_string_new ("TD");

  for (guint i = 0; i < REFERENCE_LETTERS; i++)
    {
      if (i % GROUP_LETTERS == 0)
        g_string_append_c (reference, '-');
      g_string_append_c (reference, letters[i]);
    }

  return g_string_free (reference, FALSE);
}

/* Whoever knows the id of a report, which only its sender and the desk do, may take it back. */
#define COLUMNS "reference, report_id, sha256, received, test, holder, seq, corrects, " \
                "withdrawn IS NOT NULL OR EXISTS (SELECT 1 FROM report AS later WHERE later.corrects = report.report_id AND later.holder = report.holder), " \
                "erased IS NOT NULL"

/* @seq is what tells where the bytes are. */
static gboolean
read_record (TipoffDeskStore   *self,
             sqlite3_stmt      *statement,
             TipoffDeskRecord **record,
             gint64            *seq,
             GError           **error)
{
  gboolean has_row;

  *record = NULL;
  if (!tipoff_database_step (self->database, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;

  *record = g_new0 (TipoffDeskRecord, 1);
  (*record)->reference = tipoff_database_dup_text (statement, 0);
  (*record)->report_id = tipoff_database_dup_text (statement, 1);
  (*record)->sha256 = tipoff_database_dup_text (statement, 2);
  (*record)->received = sqlite3_column_int64 (statement, 3);
  (*record)->test = sqlite3_column_int (statement, 4) != 0;
  (*record)->holder = tipoff_database_dup_text (statement, 5);
  *seq = sqlite3_column_int64 (statement, 6);
  (*record)->corrects = tipoff_database_dup_text (statement, 7);
  (*record)->withdrawn = sqlite3_column_int (statement, 8) != 0;
  (*record)->erased = sqlite3_column_int (statement, 9) != 0;
  return TRUE;
}

/**
 * tipoff_desk_store_add:
 * @self: a store, in a transaction
 * @record: id, hash, time, test and holder; gets its reference
 * @body: the report
 * @found: (out) (transfer full): the one that is there already, or %NULL
 * @error: return location for an error
 *
 * Returns: %TRUE where it is stored or found; durable only after the commit
 */
gboolean
tipoff_desk_store_add (TipoffDeskStore   *self,
                       TipoffDeskRecord  *record,
                       GBytes            *body,
                       TipoffDeskRecord **found,
                       GError           **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 seq;

  statement = tipoff_database_query (self->database, error, "SELECT " COLUMNS " FROM report WHERE report_id = ?", "s", record->report_id);
  if (statement == NULL || !read_record (self, statement, found, &seq, error))
    return FALSE;
  if (*found != NULL)
    return TRUE;

  g_free (record->reference);
  record->reference = new_reference ();
  return tipoff_database_run (self->database, NULL, error,
                              "INSERT INTO report (reference, report_id, sha256, received, test, holder, corrects) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?)",
                              "sssiiss", record->reference, record->report_id, record->sha256, record->received,
                              (gint64) record->test, record->holder, record->corrects) &&
         tipoff_database_run (self->database, NULL, error,
                              "INSERT INTO content (seq, bytes) VALUES (last_insert_rowid (), ?)", "b", body) &&
         tipoff_database_run (self->database, NULL, error,
                              "INSERT INTO tally VALUES (date (?1, 'unixepoch'), ?2, ?3 IS NULL, ?3 IS NOT NULL) "
                              "ON CONFLICT DO UPDATE SET reports = reports + excluded.reports, "
                              "  corrections = corrections + excluded.corrections",
                              "iis", record->received, (gint64) record->test, record->corrects);
}

static gboolean
read_body (TipoffDeskStore  *self,
           gint64            seq,
           GBytes          **body,
           GError          **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;

  statement = tipoff_database_query (self->database, error, "SELECT bytes FROM content WHERE seq = ?", "i", seq);
  if (statement == NULL || !tipoff_database_step (self->database, statement, &has_row, error))
    return FALSE;

  *body = has_row ? g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0))
                  : g_bytes_new (NULL, 0);
  return TRUE;
}

/**
 * tipoff_desk_store_find:
 * @self: a store
 * @reference: as a receipt has it; lower case will do
 * @body: (out) (optional) (transfer full): the report's bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the report; %NULL without @error where
 *   there is none of that reference
 */
TipoffDeskRecord *
tipoff_desk_store_find (TipoffDeskStore  *self,
                        const char       *reference,
                        GBytes          **body,
                        GError          **error)
{
  g_autofree char *upper = g_ascii_strup (reference, -1);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (TipoffDeskRecord) record = NULL;
  gint64 seq;

  statement = tipoff_database_query (self->database, error, "SELECT " COLUMNS " FROM report WHERE reference = ?", "s", upper);
  if (statement == NULL || !read_record (self, statement, &record, &seq, error))
    return NULL;
  if (record != NULL && body != NULL && !read_body (self, seq, body, error))
    return NULL;

  return g_steal_pointer (&record);
}

static gboolean
let_go (TipoffDeskStore  *self,
        const char       *mark,
        const char       *reference,
        GError          **error)
{
  g_autofree char *upper = g_ascii_strup (reference, -1);
  guint changed;

  return tipoff_database_run (self->database, &changed, error, mark, "is", tipoff_time_now (), upper) && changed > 0 &&
         tipoff_database_run (self->database, NULL, error,
                              "DELETE FROM content WHERE seq = (SELECT seq FROM report WHERE reference = ?)", "s", upper);
}

/**
 * tipoff_desk_store_withdraw:
 * @self: a store, in a transaction
 * @reference: of a report whose sender takes it back
 * @error: return location for an error
 *
 * Returns: %TRUE where it is withdrawn, now or before
 */
gboolean
tipoff_desk_store_withdraw (TipoffDeskStore  *self,
                            const char       *reference,
                            GError          **error)
{
  return let_go (self, "UPDATE report SET withdrawn = coalesce (withdrawn, ?1), erased = coalesce (erased, ?1) WHERE reference = ?2",
                 reference, error);
}

gboolean
tipoff_desk_store_erase (TipoffDeskStore  *self,
                         const char       *reference,
                         GError          **error)
{
  return let_go (self, "UPDATE report SET erased = coalesce (erased, ?1) WHERE reference = ?2", reference, error);
}

int
tipoff_desk_store_purge (TipoffDeskStore  *self,
                         gint64            before,
                         guint             most,
                         GError          **error)
{
  guint changed;

  return tipoff_database_run (self->database, &changed, error,
                              "DELETE FROM report WHERE seq IN (SELECT seq FROM report WHERE received < ? ORDER BY received LIMIT ?)",
                              "ii", before, (gint64) most) ? (int) changed : -1;
}

void
tipoff_desk_store_tidy (TipoffDeskStore *self)
{
  tipoff_database_tidy (self->database);
}

TipoffDeskRecord *
tipoff_desk_store_next (TipoffDeskStore  *self,
                        gint64            since,
                        gboolean          test,
                        gint64           *seq,
                        GBytes          **body,
                        GError          **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (TipoffDeskRecord) record = NULL;

  statement = tipoff_database_query (self->database, error,
                                     "SELECT " COLUMNS " FROM report WHERE seq > ? AND +received >= ? AND test = ? ORDER BY seq LIMIT 1",
                                     "iii", *seq, since, (gint64) test);
  if (statement == NULL || !read_record (self, statement, &record, seq, error) ||
      (record != NULL && !read_body (self, *seq, body, error)))
    return NULL;
  return g_steal_pointer (&record);
}
