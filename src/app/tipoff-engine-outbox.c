/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-engine.h"

#include "tipoff-engine-private.h"
#include "tipoff-handover.h"
#include "tipoff-install.h"
#include "tipoff-mail-portal.h"
#include "tipoff-report-item.h"
#include "tipoff-words.h"

/* -- the list of reports -------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *items;       /* of TipoffOutboxItem */
  gint64     next_at;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->items, g_ptr_array_unref);
  g_free (listing);
}

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  TipoffOutbox *outbox;
  Listing *listing = g_new0 (Listing, 1);
  GError *error = NULL;
  guint n;

  if ((outbox = tipoff_engine_ensure_outbox (source, &error)) == NULL
      || (listing->items = tipoff_outbox_list (outbox, &error)) == NULL
      || !tipoff_outbox_count_due (outbox, &n, &listing->next_at, &error))
    {
      listing_free (listing);
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, listing, listing_free);
}

static gboolean
has_same_order (GListModel *model,
                GPtrArray  *items)
{
  if (g_list_model_get_n_items (model) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (TipoffReportItem) item = g_list_model_get_item (model, i);
      const TipoffOutboxItem *row = g_ptr_array_index (items, i);

      if (g_strcmp0 (tipoff_report_item_get (item)->id, row->id) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Nothing more happens by itself to a report that is there. */
static gboolean
is_settled (TipoffState state)
{
  return state == TIPOFF_STATE_DELIVERED || state == TIPOFF_STATE_ATTENTION || state == TIPOFF_STATE_EXPIRED;
}

/* Rows that are still there keep their object, so that a page that shows one keeps showing it. */
static TipoffReportItem *
take_row (GHashTable       *known,
          TipoffOutboxItem *row,
          GPtrArray        *settled)
{
  TipoffReportItem *item = g_hash_table_lookup (known, row->id);
  gboolean is_news;

  if (item == NULL)
    return tipoff_report_item_new (row);
  is_news = is_settled (row->state) && tipoff_report_item_get (item)->state != row->state;
  tipoff_report_item_update (item, row);
  if (is_news)
    g_ptr_array_add (settled, g_object_ref (item));
  return g_object_ref (item);
}

static void
count_rows (TipoffEngine *self,
            GPtrArray    *items)
{
  guint counts[TIPOFF_STATE_WITHDRAWN + 1] = { 0 };

  for (guint i = 0; i < items->len; i++)
    {
      const TipoffOutboxItem *row = g_ptr_array_index (items, i);

      counts[row->state] += row->way == TIPOFF_WAY_HTTPS;
    }
  self->n_leaving = counts[TIPOFF_STATE_APPROVED] + counts[TIPOFF_STATE_SENDING];
  self->n_pending = self->n_leaving + counts[TIPOFF_STATE_WAITING] + counts[TIPOFF_STATE_SUBMITTED];
  tipoff_engine_set_n_waiting (self, counts[TIPOFF_STATE_WAITING]);
}

static void
show_listing (TipoffEngine *self,
              GPtrArray    *items)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->reports));
  gboolean same = has_same_order (G_LIST_MODEL (self->reports), items);

  for (guint i = 0; i < n; i++)
    {
      TipoffReportItem *item = g_list_model_get_item (G_LIST_MODEL (self->reports), i);

      g_hash_table_insert (known, g_strdup (tipoff_report_item_get (item)->id), item);
    }
  count_rows (self, items);
  /* The rows change hands. */
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (objects, take_row (known, g_ptr_array_index (items, i), settled));
  if (!same)
    g_list_store_splice (self->reports, 0, n, objects->pdata, objects->len);
  for (guint i = 0; i < settled->len; i++)
    tipoff_engine_emit_settled (self, g_ptr_array_index (settled, i));
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  TipoffEngine *self = TIPOFF_ENGINE (source);
  g_autoptr (GError) error = NULL;
  Listing *listing = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->refreshing = FALSE;
  if (listing == NULL)
    {
      tipoff_engine_set_problem (self, tipoff_words_outbox_error (error));
      tipoff_engine_emit_listed (self);
      return;
    }
  tipoff_engine_set_problem (self, NULL);
  show_listing (self, listing->items);
  tipoff_engine_schedule (self, listing->next_at);
  listing_free (listing);

  if (self->refresh_again)
    tipoff_engine_refresh (self);
  else
    tipoff_engine_emit_listed (self);
}

/**
 * tipoff_engine_refresh:
 *
 * Reads the list of reports again; another process may have changed it.
 */
void
tipoff_engine_refresh (TipoffEngine *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  self->refresh_again = self->refreshing;
  if (self->refreshing)
    return;
  self->refreshing = TRUE;
  task = g_task_new (self, self->cancellable, list_cb, NULL);
  g_task_set_source_tag (task, tipoff_engine_refresh);
  g_task_run_in_thread (task, list_thread);
}

/**
 * tipoff_engine_get_reports:
 *
 * Returns: (transfer none): of TipoffReportItem, newest first
 */
GListModel *
tipoff_engine_get_reports (TipoffEngine *self)
{
  g_return_val_if_fail (TIPOFF_IS_ENGINE (self), NULL);

  return G_LIST_MODEL (self->reports);
}

/* -- changing it ---------------------------------------------------------------------------- */

typedef struct
{
  char             *id;
  TipoffChange      change;
  TipoffOutboxItem *item;
  GBytes           *bytes;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->id);
  tipoff_outbox_item_free (job->item);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job);
}

static void
completed_cb (TipoffEngine *self)
{
  /* There may be one more now. */
  self->n_jobs--;
  self->nothing_was_due = FALSE;
  tipoff_engine_refresh (self);
}

static void
run_job (TipoffEngine        *self,
         gpointer             tag,
         Job                 *job,
         GTaskThreadFunc      thread,
         GCancellable        *cancellable,
         GAsyncReadyCallback  callback,
         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (completed_cb), self, G_CONNECT_SWAPPED);
  self->n_jobs++;
  g_task_run_in_thread (task, thread);
}

static void
approve_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  TipoffOutbox *outbox = tipoff_engine_ensure_outbox (source, &error);

  if (outbox == NULL || !tipoff_outbox_approve (outbox, job->item, job->bytes, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * tipoff_engine_approve_async:
 * @item: (transfer full): what is known of the report
 * @bytes: exactly what the person was shown
 *
 * Stores a report that the person approved; it is sent when its time to undo is over.
 */
void
tipoff_engine_approve_async (TipoffEngine        *self,
                             TipoffOutboxItem    *item,
                             GBytes              *bytes,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Job *job;

  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  job = g_new0 (Job, 1);
  job->item = item;
  job->bytes = g_bytes_ref (bytes);
  run_job (self, tipoff_engine_approve_async, job, approve_thread, cancellable, callback, user_data);
}

gboolean
tipoff_engine_approve_finish (TipoffEngine  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Stored approved, with a time to undo, like any report. */
static gboolean
correct (TipoffEngine  *self,
         TipoffOutbox  *outbox,
         const char    *id,
         GError       **error)
{
  g_autoptr (TipoffOutboxItem) first = tipoff_outbox_get (outbox, id, error);
  g_autofree char *new_id = tipoff_uuid_new ();
  g_autoptr (TipoffOutboxItem) item = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (first != NULL)
    item = tipoff_outbox_item_correct (first, new_id, tipoff_time_now (), tipoff_engine_get_authorities (self),
                                       tipoff_engine_get_tongue (self), &bytes, error);
  if (item == NULL)
    return FALSE;
  item->not_before = item->created + tipoff_engine_get_undo_seconds (self);
  return tipoff_outbox_approve (outbox, item, bytes, error);
}

/* What was written for a mail program is a copy of the report outside the outbox. */
static void
forget_copies (const char *id)
{
  g_autofree char *data_dir = tipoff_data_dir (FALSE, NULL);

  if (data_dir == NULL)
    return;
  tipoff_handover_forget_draft (data_dir, id);
  tipoff_mail_portal_forget (data_dir, id);
}

static void
change_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  TipoffOutbox *outbox = tipoff_engine_ensure_outbox (source, &error);
  gboolean done = FALSE;

  if (outbox == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  switch (job->change)
    {
    case TIPOFF_CHANGE_WITHDRAW:
      done = tipoff_outbox_withdraw (outbox, job->id, &error);
      break;
    case TIPOFF_CHANGE_DELETE:
      done = tipoff_outbox_delete (outbox, job->id, &error);
      break;
    case TIPOFF_CHANGE_HANDED_OVER:
      done = tipoff_outbox_set_handed_over (outbox, job->id, &error);
      break;
    case TIPOFF_CHANGE_CORRECT:
      done = correct (source, outbox, job->id, &error);
      break;
    default:
      g_assert_not_reached ();
    }
  if (done)
    {
      forget_copies (job->id);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/**
 * tipoff_engine_change_async:
 *
 * Takes a report back, deletes it, notes that the person handed it over, or tells whoever has it that it
 * was a mistake.
 */
void
tipoff_engine_change_async (TipoffEngine        *self,
                            const char          *id,
                            TipoffChange         change,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Job *job;

  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  job = g_new0 (Job, 1);
  job->id = g_strdup (id);
  job->change = change;
  run_job (self, tipoff_engine_change_async, job, change_thread, cancellable, callback, user_data);
}

gboolean
tipoff_engine_change_finish (TipoffEngine  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
get_bytes_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  TipoffOutbox *outbox = tipoff_engine_ensure_outbox (source, &error);
  GBytes *bytes = outbox != NULL ? tipoff_outbox_get_bytes (outbox, task_data, &error) : NULL;

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

/**
 * tipoff_engine_get_bytes_async:
 *
 * Reads what was, or is to be, sent.
 */
void
tipoff_engine_get_bytes_async (TipoffEngine        *self,
                               const char          *id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TIPOFF_IS_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tipoff_engine_get_bytes_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, get_bytes_thread);
}

GBytes *
tipoff_engine_get_bytes_finish (TipoffEngine  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
