/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outbox.h"

#include "tipoff-ids.h"
#include "tipoff-install.h"
#include "tipoff-limits.h"
#include "tipoff-outbox-private.h"
#include "tipoff-outbox-schema.h"
#include "tipoff-protocol.h"
#include "tipoff-sender.h"

#include <gio/gio.h>

void
tipoff_outbox_row_clear (TipoffOutboxRow *row)
{
  g_clear_pointer (&row->item, tipoff_outbox_item_free);
}

G_STATIC_ASSERT (TIPOFF_STATE_WITHDRAWN == 9);

gboolean
tipoff_outbox_row_read (TipoffOutbox     *self,
                        sqlite3_stmt     *statement,
                        TipoffOutboxRow  *row,
                        GError          **error)
{
  TipoffOutboxItem *item = g_new0 (TipoffOutboxItem, 1);
  int state, column = 0;

  tipoff_outbox_row_clear (row);
  row->item = item;
  row->seq = sqlite3_column_int64 (statement, column++);
  item->id = tipoff_database_dup_text (statement, column++);
  state = sqlite3_column_int (statement, column++);
  item->state = (TipoffState) state;
  item->kind = tipoff_database_dup_text (statement, column++);
  item->summary = tipoff_database_dup_text (statement, column++);
  item->authority = tipoff_database_dup_text (statement, column++);
  item->authority_name = tipoff_database_dup_text (statement, column++);
  item->route = tipoff_database_dup_text (statement, column++);

  if (state < 0 || state > TIPOFF_STATE_WITHDRAWN ||
      !tipoff_way_from_string ((const char *) sqlite3_column_text (statement, column++), &item->way))
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DAMAGED,
                   "The outbox “%s” is damaged: report %s has no known state.",
                   tipoff_database_get_path (self->database), item->id);
      return FALSE;
    }

  item->format = tipoff_database_dup_text (statement, column++);
  item->protocol = tipoff_database_dup_text (statement, column++);
  item->address = tipoff_database_dup_text (statement, column++);
  item->ca_file = tipoff_database_dup_text (statement, column++);
  item->media_type = tipoff_database_dup_text (statement, column++);
  item->created = sqlite3_column_int64 (statement, column++);
  item->not_before = sqlite3_column_int64 (statement, column++);
  item->attempts = (guint) sqlite3_column_int (statement, column++);
  item->next_at = sqlite3_column_int64 (statement, column++);
  item->reason = tipoff_database_dup_text (statement, column++);
  item->detail = tipoff_database_dup_text (statement, column++);
  item->reference = tipoff_database_dup_text (statement, column++);
  item->received = sqlite3_column_int64 (statement, column++);
  item->sha256 = tipoff_database_dup_text (statement, column++);
  row->lease_slot = sqlite3_column_int64 (statement, column++);
  row->lease_until = sqlite3_column_int64 (statement, column++);
  item->poll_url = tipoff_database_dup_text (statement, column++);
  item->polls = (guint) sqlite3_column_int (statement, column++);
  item->may_have_arrived = sqlite3_column_int (statement, column++) != 0;
  item->corrects = tipoff_database_dup_text (statement, column++);
  item->corrects_reference = tipoff_database_dup_text (statement, column++);
  return TRUE;
}

gboolean
tipoff_outbox_row_find (TipoffOutbox     *self,
                        const char       *id,
                        TipoffOutboxRow  *row,
                        GError          **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;

  statement = tipoff_database_query (self->database, error, "SELECT " TIPOFF_OUTBOX_ROW_COLUMNS " FROM report WHERE id = ?", "s", id);
  if (statement == NULL || !tipoff_database_step (self->database, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_UNKNOWN, "There is no report “%s” in the outbox.", id);
      return FALSE;
    }

  return tipoff_outbox_row_read (self, statement, row, error);
}

/**
 * tipoff_outbox_open:
 * @path: (nullable): the database; %NULL is the person's own
 * @error: return location for an error (%TIPOFF_DELIVERY_ERROR)
 *
 * Opens the outbox, and makes it where there is none, with mode 0600. A file
 * that is damaged, of a newer version or not an outbox is left as it is.
 *
 * Returns: (transfer full): the outbox, or %NULL
 */
TipoffOutbox *
tipoff_outbox_open (const char  *path,
                    GError     **error)
{
  g_autoptr (TipoffOutbox) self = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *own_path = NULL;
  g_autofree char *lease_path = NULL;

  if (path == NULL)
    {
      g_autofree char *dir = tipoff_data_dir (TRUE, &local_error);

      if (dir == NULL)
        {
          g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_READ_ONLY,
                       "There is no folder for the outbox: %s", local_error->message);
          return NULL;
        }
      path = own_path = g_build_filename (dir, "outbox.sqlite", NULL);
    }

  self = g_new0 (TipoffOutbox, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->database = tipoff_database_open (path, &tipoff_outbox_kind, error);
  if (self->database == NULL)
    return NULL;

  lease_path = g_strconcat (path, "-lease", NULL);
  self->holder = tipoff_lease_holder_new (lease_path, &local_error);
  if (self->holder == NULL)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_READ_ONLY,
                   "The outbox cannot be used: %s", local_error->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

TipoffOutbox *
tipoff_outbox_ref (TipoffOutbox *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tipoff_outbox_unref (TipoffOutbox *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  tipoff_database_close (self->database);
  tipoff_lease_holder_free (self->holder);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* What could never be sent is refused now, while the person is there. */
static gboolean
check_new_item (const TipoffOutboxItem  *item,
                GBytes                  *bytes,
                GError                 **error)
{
  const char *fault = NULL;

  if (item->id == NULL || !tipoff_uuid_is_valid (item->id))
    fault = "it has no valid id";
  else if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > TIPOFF_LIMIT_REPORT_BYTES)
    fault = "it is empty or too large";
  else if (item->address == NULL || item->format == NULL || item->media_type == NULL)
    fault = "it has no address or no format";
  else if (item->way == TIPOFF_WAY_HTTPS && tipoff_protocol_find (item->protocol) == NULL)
    fault = "its protocol is not known";

  if (fault != NULL)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE, "The report cannot be sent: %s.", fault);
      return FALSE;
    }
  if (item->way == TIPOFF_WAY_HTTPS && !tipoff_endpoint_is_https (item->address))
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NOT_HTTPS,
                   "“%s” is not an https:// address. Reports are only sent over HTTPS.", item->address);
      return FALSE;
    }

  return TRUE;
}

static gboolean
insert (TipoffOutbox            *self,
        const TipoffOutboxItem  *item,
        GBytes                  *bytes,
        GError                 **error)
{
  g_autofree char *sha256 = tipoff_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  guint changed;

  if (!tipoff_database_run (self->database, &changed, error,
                            "INSERT INTO report (id, state, kind, summary, authority, authority_name, route, way, format,"
                            " protocol, address, ca_file, media_type, created, not_before, sha256,"
                            " corrects, corrects_reference)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                            "sisssssssssss" "iisss",
                            item->id, (gint64) TIPOFF_STATE_APPROVED,
                            item->kind != NULL ? item->kind : "none", item->summary != NULL ? item->summary : "",
                            item->authority, item->authority_name, item->route, tipoff_way_to_string (item->way),
                            item->format, item->way == TIPOFF_WAY_HTTPS ? item->protocol : NULL, item->address,
                            item->ca_file, item->media_type, item->created, item->not_before, sha256,
                            item->corrects, item->corrects_reference))
    return FALSE;
  if (changed == 0)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_STATE,
                   "Report %s is in the outbox already, and approved reports never change.", item->id);
      return FALSE;
    }

  return tipoff_database_run (self->database, NULL, error,
                              "INSERT INTO content (seq, bytes) SELECT seq, ? FROM report WHERE id = ?", "bs", bytes, item->id);
}

/**
 * tipoff_outbox_approve:
 * @self: the outbox
 * @item: what is known about the report: id, kind, summary, authority, route,
 *   way, format, protocol, address, CA file, media type, created and not_before
 * @bytes: what the person saw and approved, and what will be sent
 * @error: return location for an error: NOT_HTTPS, STATE where the id is there
 *   already or the report could never be sent, DATABASE
 *
 * Returns: %TRUE once the report is on the disk
 */
gboolean
tipoff_outbox_approve (TipoffOutbox            *self,
                       const TipoffOutboxItem  *item,
                       GBytes                  *bytes,
                       GError                 **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!check_new_item (item, bytes, error))
    return FALSE;

  locker = g_mutex_locker_new (&self->lock);
  if (!tipoff_database_begin (self->database, error))
    return FALSE;
  if (!insert (self, item, bytes, error))
    {
      tipoff_database_rollback (self->database);
      return FALSE;
    }

  return tipoff_database_commit (self->database, error);
}

TipoffOutboxItem *
tipoff_outbox_get (TipoffOutbox  *self,
                   const char    *id,
                   GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_auto (TipoffOutboxRow) row = { NULL };

  if (!tipoff_outbox_row_find (self, id, &row, error))
    return NULL;

  return g_steal_pointer (&row.item);
}

/**
 * tipoff_outbox_get_bytes:
 * @self: the outbox
 * @id: a report's id
 * @error: return location for an error: UNKNOWN, DATABASE
 *
 * Returns: (transfer full): the very bytes that were approved, compared with
 *   the hash that was stored with them, or %NULL
 */
GBytes *
tipoff_outbox_get_bytes (TipoffOutbox  *self,
                         const char    *id,
                         GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sha256 = NULL;
  g_auto (TipoffOutboxRow) row = { NULL };
  gboolean has_row;

  if (!tipoff_outbox_row_find (self, id, &row, error))
    return NULL;

  statement = tipoff_database_query (self->database, error, "SELECT bytes FROM content WHERE seq = ?", "i", row.seq);
  if (statement == NULL || !tipoff_database_step (self->database, statement, &has_row, error))
    return NULL;

  if (has_row)
    bytes = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  else
    bytes = g_bytes_new (NULL, 0);

  sha256 = tipoff_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (!g_str_equal (sha256, row.item->sha256))
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DAMAGED,
                   "Report %s is not what was approved any more: the outbox is damaged. It will not be sent.", id);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

GPtrArray *
tipoff_outbox_list (TipoffOutbox  *self,
                    GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_outbox_item_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_auto (TipoffOutboxRow) row = { NULL };
  gboolean has_row;

  statement = tipoff_database_query (self->database, error,
                                     "SELECT " TIPOFF_OUTBOX_ROW_COLUMNS " FROM report ORDER BY created DESC, seq DESC", "");
  if (statement == NULL)
    return NULL;

  for (;;)
    {
      if (!tipoff_database_step (self->database, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&items);
      if (!tipoff_outbox_row_read (self, statement, &row, error))
        return NULL;
      g_ptr_array_add (items, g_steal_pointer (&row.item));
    }
}
