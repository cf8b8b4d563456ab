/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A SQLite file as we keep them: ours alone (0600), in WAL, durable at each
 * COMMIT, with a version and the steps that lead to it. Errors are
 * DATABASE, FULL, READ_ONLY, DAMAGED and NEWER of TIPOFF_DELIVERY_ERROR. Not locked: one thread at a time. */

typedef struct
{
  const char        *name;            /* "outbox": as errors call it */
  gint32             application_id;
  const char *const *migrations;      /* NULL-terminated; number n leads from version n to n + 1 */
} TipoffDatabaseKind;

typedef struct _TipoffDatabase TipoffDatabase;

TipoffDatabase *tipoff_database_open     (const char *path, const TipoffDatabaseKind *kind, GError **error);
void            tipoff_database_close    (TipoffDatabase *self);
const char     *tipoff_database_get_path (TipoffDatabase *self);

/* A statement with its values: @format has one letter a value, `s` text (const char *,
 * NULL gives NULL), `i` gint64, `b` GBytes *. */
sqlite3_stmt   *tipoff_database_query    (TipoffDatabase *self, GError **error, const char *sql, const char *format, ...);
/* The next row, into @has_row. */
gboolean        tipoff_database_step     (TipoffDatabase *self, sqlite3_stmt *statement, gboolean *has_row, GError **error);
/* A statement that gives no rows; @changed (nullable): how many it changed. */
gboolean        tipoff_database_run      (TipoffDatabase *self, guint *changed, GError **error, const char *sql, const char *format, ...);

/* A writing transaction. A commit that fails is rolled back. */
gboolean        tipoff_database_begin    (TipoffDatabase *self, GError **error);
gboolean        tipoff_database_commit   (TipoffDatabase *self, GError **error);
void            tipoff_database_rollback (TipoffDatabase *self);
/* Writes the log back and empties it, so that what was deleted is gone from it too; where another
 * process reads, the next one does it. */
void            tipoff_database_tidy     (TipoffDatabase *self);

/* Column text as a new string; NULL where it is NULL. */
char           *tipoff_database_dup_text (sqlite3_stmt *statement, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDatabase, tipoff_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
