/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-database.h"

#include "tipoff-outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_MILLISECONDS 5000

struct _TipoffDatabase
{
  sqlite3                  *handle;
  const TipoffDatabaseKind *kind;
  char                     *path;
};

/* What SQLite says, as a sentence that leads somewhere. */
static void
set_error (TipoffDatabase  *self,
           int              code,
           GError         **error)
{
  const char *name = self->kind->name;

  switch (code & 0xff)
    {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DAMAGED,
                   "The %s “%s” is damaged. Nothing in it was changed; move it away to start a new one.",
                   name, self->path);
      return;
    case SQLITE_FULL:
    case SQLITE_IOERR:
      /* A quota or a limit is an I/O error here. */
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_FULL,
                   "The disk is full or does not work: the %s “%s” cannot be used. Make room and try again.",
                   name, self->path);
      return;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_READ_ONLY,
                   "The %s “%s” cannot be written. Check the permissions of the file and of its folder.",
                   name, self->path);
      return;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE,
                   "The %s “%s” is in use by another program. Try again.", name, self->path);
      return;
    default:
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE, "The %s “%s” failed: %s.", name, self->path,
                   self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
      return;
    }
}

static gboolean
check (TipoffDatabase  *self,
       int              code,
       GError         **error)
{
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
    return TRUE;

  set_error (self, code, error);
  return FALSE;
}

static gboolean
execute (TipoffDatabase  *self,
         const char      *sql,
         GError         **error)
{
  return check (self, sqlite3_exec (self->handle, sql, NULL, NULL, NULL), error);
}

/* SQLite makes files with the umask's permissions; the file is there with our
 * own before it looks. An existing one is only narrowed by its name: closing
 * a descriptor of it would drop the locks that SQLite holds in this process. */
static gboolean
create_private (TipoffDatabase  *self,
                GError         **error)
{
  g_autofree char *dir = g_path_get_dirname (self->path);
  GStatBuf info;
  int fd;

  if (g_mkdir_with_parents (dir, 0700) == 0)
    {
      fd = open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (fd >= 0)
        {
          close (fd);
          return TRUE;
        }
      if (errno == EEXIST)
        {
          if (g_stat (self->path, &info) == 0 && (info.st_mode & 0077) != 0)
            (void) g_chmod (self->path, info.st_mode & 0700);
          return TRUE;
        }
    }

  g_set_error (error, TIPOFF_DELIVERY_ERROR,
               errno == ENOSPC || errno == EDQUOT ? TIPOFF_DELIVERY_ERROR_FULL : TIPOFF_DELIVERY_ERROR_READ_ONLY,
               "The %s “%s” cannot be made: %s.", self->kind->name, self->path, g_strerror (errno));
  return FALSE;
}

static gboolean
read_number (TipoffDatabase  *self,
             const char      *sql,
             gint64          *number,
             GError         **error)
{
  g_autoptr (sqlite3_stmt) statement = tipoff_database_query (self, error, sql, "");
  gboolean has_row;

  if (statement == NULL || !tipoff_database_step (self, statement, &has_row, error))
    return FALSE;

  *number = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

typedef struct
{
  gint64 version;
  gint64 application_id;
  gint64 n_objects;
} Identity;

/* All of one moment: another program may be making the file just now. */
static gboolean
read_identity (TipoffDatabase  *self,
               Identity        *identity,
               GError         **error)
{
  gboolean done = execute (self, "BEGIN", error) &&
                  read_number (self, "PRAGMA user_version", &identity->version, error) &&
                  read_number (self, "PRAGMA application_id", &identity->application_id, error) &&
                  read_number (self, "SELECT count(*) FROM sqlite_schema", &identity->n_objects, error);

  tipoff_database_rollback (self);
  return done;
}

/* Looks at what is there before anything is written to it. */
static gboolean
check_identity (TipoffDatabase  *self,
                GError         **error)
{
  gint64 newest = g_strv_length ((char **) self->kind->migrations);
  Identity identity;

  if (!read_identity (self, &identity, error))
    return FALSE;

  if (identity.application_id != self->kind->application_id &&
      (identity.n_objects > 0 || identity.version != 0 || identity.application_id != 0))
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE,
                   "“%s” is not the %s of Tipoff. Nothing in it was changed.", self->path, self->kind->name);
      return FALSE;
    }
  if (identity.version > newest)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NEWER,
                   "The %s “%s” was made by a newer version of Tipoff. Update Tipoff to use it; nothing in it was changed.",
                   self->kind->name, self->path);
      return FALSE;
    }

  return TRUE;
}

/* Two programs may start at the same moment, and SQLite does not wait for the
 * change to WAL as it does for everything else. */
static gboolean
configure (TipoffDatabase  *self,
           GError         **error)
{
  static const char settings[] = "PRAGMA journal_mode = WAL;"
                                 "PRAGMA synchronous = FULL;"
                                 "PRAGMA foreign_keys = ON;"
                                 "PRAGMA secure_delete = ON;"
                                 "PRAGMA trusted_schema = OFF;"
                                 "PRAGMA cell_size_check = ON";
  gint64 end = g_get_monotonic_time () + BUSY_MILLISECONDS * 1000;

  for (;;)
    {
      int code = sqlite3_exec (self->handle, settings, NULL, NULL, NULL);

      if ((code & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > end)
        return check (self, code, error);
      g_usleep (5000);
    }
}

static gboolean
run_migrations (TipoffDatabase  *self,
                GError         **error)
{
  const char *const *migrations = self->kind->migrations;
  g_autofree char *mark = NULL;
  gint64 version;

  /* Another process may have done it while this one waited. */
  if (!read_number (self, "PRAGMA user_version", &version, error))
    return FALSE;
  for (; migrations[version] != NULL; version++)
    if (!execute (self, migrations[version], error))
      return FALSE;

  mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                          self->kind->application_id, version);
  return execute (self, mark, error);
}

/* All steps in one transaction: one that fails leaves what was there, for the version that made it. */
static gboolean
migrate (TipoffDatabase  *self,
         GError         **error)
{
  gint64 version;

  if (!read_number (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (self->kind->migrations[version] == NULL)
    return TRUE;
  if (!tipoff_database_begin (self, error))
    return FALSE;
  if (!run_migrations (self, error))
    {
      tipoff_database_rollback (self);
      return FALSE;
    }

  return tipoff_database_commit (self, error);
}

/**
 * tipoff_database_open:
 * @path: the file; it and its folder are made where they are not there
 * @kind: what it should be
 * @error: return location for an error
 *
 * A file that is damaged, newer or something else is left as it is.
 *
 * Returns: (transfer full): the database at the newest version, or %NULL
 */
TipoffDatabase *
tipoff_database_open (const char                *path,
                      const TipoffDatabaseKind  *kind,
                      GError                   **error)
{
  g_autoptr (TipoffDatabase) self = g_new0 (TipoffDatabase, 1);
  int code;

  self->kind = kind;
  self->path = g_strdup (path);
  if (!create_private (self, error))
    return NULL;

  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (!check (self, code, error))
    return NULL;

  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  if (!check_identity (self, error) || !configure (self, error) || !migrate (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
tipoff_database_close (TipoffDatabase *self)
{
  if (self == NULL)
    return;

  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

const char *
tipoff_database_get_path (TipoffDatabase *self)
{
  return self->path;
}

static int
bind (sqlite3_stmt *statement,
      const char   *format,
      va_list       values)
{
  int code = SQLITE_OK;

  for (int i = 0; format[i] != '\0' && code == SQLITE_OK; i++)
    {
      switch (format[i])
        {
        case 's':
          {
            const char *text = va_arg (values, const char *);

            code = sqlite3_bind_text (statement, i + 1, text, -1, SQLITE_TRANSIENT);
          }
          break;
        case 'i':
          code = sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
          break;
        case 'b':
          {
            GBytes *bytes = va_arg (values, GBytes *);

            code = sqlite3_bind_blob64 (statement, i + 1, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                        SQLITE_TRANSIENT);
          }
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return code;
}

static sqlite3_stmt *
query (TipoffDatabase  *self,
       const char      *sql,
       const char      *format,
       va_list          values,
       GError         **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!check (self, sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL), error) ||
      !check (self, bind (statement, format, values), error))
    return NULL;

  return g_steal_pointer (&statement);
}

sqlite3_stmt *
tipoff_database_query (TipoffDatabase  *self,
                       GError         **error,
                       const char      *sql,
                       const char      *format,
                       ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, format);
  statement = query (self, sql, format, values, error);
  va_end (values);
  return statement;
}

gboolean
tipoff_database_step (TipoffDatabase  *self,
                      sqlite3_stmt    *statement,
                      gboolean        *has_row,
                      GError         **error)
{
  int code = sqlite3_step (statement);

  *has_row = code == SQLITE_ROW;
  return check (self, code, error);
}

gboolean
tipoff_database_run (TipoffDatabase  *self,
                     guint           *changed,
                     GError         **error,
                     const char      *sql,
                     const char      *format,
                     ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;
  va_list values;

  va_start (values, format);
  statement = query (self, sql, format, values, error);
  va_end (values);

  if (statement == NULL || !tipoff_database_step (self, statement, &has_row, error))
    return FALSE;
  if (changed != NULL)
    *changed = (guint) sqlite3_changes (self->handle);
  return TRUE;
}

gboolean
tipoff_database_begin (TipoffDatabase  *self,
                       GError         **error)
{
  return execute (self, "BEGIN IMMEDIATE", error);
}

gboolean
tipoff_database_commit (TipoffDatabase  *self,
                        GError         **error)
{
  if (execute (self, "COMMIT", error))
    return TRUE;

  tipoff_database_rollback (self);
  return FALSE;
}

/* Some errors, such as a full disk, have rolled back already. */
void
tipoff_database_rollback (TipoffDatabase *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

void
tipoff_database_tidy (TipoffDatabase *self)
{
  sqlite3_busy_timeout (self->handle, 0);
  sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
}

char *
tipoff_database_dup_text (sqlite3_stmt *statement,
                          int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}
