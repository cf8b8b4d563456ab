/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-writer.h"

#include "tipoff-ids.h"
#include "tipoff-report.h"

/* One commit at most carries so many reports. */
#define BATCH 256
#define MOST_CHECKERS 4
#define PURGE_BATCH 500
#define PURGE_SECONDS 3600
#define DAY_SECONDS ((gint64) 24 * 60 * 60)

struct _TipoffDeskWriter
{
  TipoffDeskStore *store;
  GThreadPool     *checkers;
  GAsyncQueue     *queue;        /* of TipoffDeskJob; &self->queue is the end, &self->purging asks to purge */
  GThread         *thread;
  GMainContext    *context;
  guint            n_pending;    /* in @context only */
  guint            keep_days;
  guint            purging;      /* the source that asks for it from time to time */
};

TipoffDeskJob *
tipoff_desk_job_new (TipoffDeskDocument document,
                     const char        *key,
                     GBytes            *body,
                     const char        *holder,
                     TipoffDeskJobDone  done,
                     gpointer           user_data)
{
  TipoffDeskJob *job = g_new0 (TipoffDeskJob, 1);

  job->document = document;
  job->record = g_new0 (TipoffDeskRecord, 1);
  job->record->report_id = g_strdup (key);
  job->record->holder = g_strdup (holder);
  job->body = g_bytes_ref (body);
  job->done = done;
  job->user_data = user_data;
  return job;
}

TipoffDeskJob *
tipoff_desk_job_new_for (TipoffDeskJobKind  kind,
                         TipoffDeskRecord  *record,
                         GBytes            *body,
                         TipoffDeskJobDone  done,
                         gpointer           user_data)
{
  TipoffDeskJob *job = g_new0 (TipoffDeskJob, 1);

  job->kind = kind;
  job->document = TIPOFF_DESK_DOCUMENT_CORRECTION;
  job->record = record;
  job->body = body != NULL ? g_bytes_ref (body) : NULL;
  job->done = done;
  job->user_data = user_data;
  return job;
}

static void
job_free (TipoffDeskJob *job)
{
  tipoff_desk_record_free (job->record);
  g_clear_pointer (&job->body, g_bytes_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/* What goes back to the main context: jobs and whose they are. */
typedef struct
{
  TipoffDeskWriter *writer;
  GPtrArray        *jobs;
} Batch;

static gboolean
give_back (gpointer data)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->jobs->len; i++)
    {
      TipoffDeskJob *job = g_ptr_array_index (batch->jobs, i);

      batch->writer->n_pending--;
      job->done (job, job->user_data);
      job_free (job);
    }

  g_ptr_array_unref (batch->jobs);
  g_free (batch);
  return G_SOURCE_REMOVE;
}

/* Takes over @jobs. */
static void
answer (TipoffDeskWriter *self,
        GPtrArray        *jobs)
{
  Batch *batch = g_new0 (Batch, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  batch->writer = self;
  batch->jobs = jobs;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, give_back, batch, NULL);
  g_source_attach (source, self->context);
}

static void
answer_one (TipoffDeskWriter    *self,
            TipoffDeskJob       *job,
            TipoffDeskJobResult  result)
{
  GPtrArray *jobs = g_ptr_array_new ();

  job->result = result;
  g_ptr_array_add (jobs, job);
  answer (self, jobs);
}

/* The schema of what it was announced as. */
static gboolean
validate (TipoffDeskJob *job,
          char         **id,
          char         **corrects)
{
  TipoffDeskRecord *record = job->record;
  gsize length;
  const char *body = g_bytes_get_data (job->body, &length);

  if (job->document == TIPOFF_DESK_DOCUMENT_CORRECTION)
    return tipoff_correction_validate (body, length, id, corrects, &record->test, &job->error);
  return tipoff_report_validate (body, length, id, &record->test, &job->error);
}

/* In one of the checkers. */
static void
check_document (gpointer data,
              gpointer user_data)
{
  TipoffDeskWriter *self = user_data;
  TipoffDeskJob *job = data;
  TipoffDeskRecord *record = job->record;
  g_autofree char *id = NULL;
  g_autofree char *corrects = NULL;

  if (!validate (job, &id, &corrects))
    {
      answer_one (self, job, TIPOFF_DESK_JOB_INVALID);
    }
  else if (!g_str_equal (job->kind == TIPOFF_DESK_JOB_CORRECTION_OF ? corrects : id,
                         job->kind == TIPOFF_DESK_JOB_CORRECTION_OF ? record->corrects : record->report_id))
    {
      answer_one (self, job, TIPOFF_DESK_JOB_WRONG_KEY);
    }
  else
    {
      g_free (record->report_id);
      record->report_id = g_steal_pointer (&id);
      g_free (record->corrects);
      record->corrects = g_steal_pointer (&corrects);
      job->record->sha256 = tipoff_sha256_hex (g_bytes_get_data (job->body, NULL), g_bytes_get_size (job->body));
      g_async_queue_push (self->queue, job);
    }
}

/* The receipt of an earlier request with the same key is the receipt. */
static void
settle_found (TipoffDeskJob    *job,
              TipoffDeskRecord *found)
{
  gboolean same = g_str_equal (found->sha256, job->record->sha256);

  job->result = same ? TIPOFF_DESK_JOB_REPLAYED : TIPOFF_DESK_JOB_CONFLICT;
  tipoff_desk_record_free (job->record);
  job->record = found;
}

static gboolean
write_report (TipoffDeskWriter  *self,
              TipoffDeskJob     *job,
              GError           **error)
{
  TipoffDeskRecord *found = NULL;

  job->record->received = tipoff_time_now ();
  if (!tipoff_desk_store_add (self->store, job->record, job->body, &found, error))
    return FALSE;
  if (found != NULL)
    settle_found (job, found);
  else
    job->result = TIPOFF_DESK_JOB_CREATED;
  return TRUE;
}

static gboolean
write_job (TipoffDeskWriter  *self,
           TipoffDeskJob     *job,
           GError           **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean known;

  if (job->kind == TIPOFF_DESK_JOB_REPORT || job->kind == TIPOFF_DESK_JOB_CORRECTION_OF)
    return write_report (self, job, error);

  known = job->kind == TIPOFF_DESK_JOB_WITHDRAWAL ? tipoff_desk_store_withdraw (self->store, job->record->reference, &failure)
                                                  : tipoff_desk_store_erase (self->store, job->record->reference, &failure);
  job->result = known ? TIPOFF_DESK_JOB_GONE : TIPOFF_DESK_JOB_UNKNOWN;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
write_jobs (TipoffDeskWriter  *self,
            GPtrArray         *jobs,
            GError           **error)
{
  gboolean removes = FALSE;

  if (!tipoff_desk_store_begin (self->store, error))
    return FALSE;

  for (guint i = 0; i < jobs->len; i++)
    {
      TipoffDeskJob *job = g_ptr_array_index (jobs, i);

      if (!write_job (self, job, error))
        {
          tipoff_desk_store_rollback (self->store);
          return FALSE;
        }
      removes = removes || job->result == TIPOFF_DESK_JOB_GONE;
    }

  if (!tipoff_desk_store_commit (self->store, error))
    return FALSE;
  if (removes)
    tipoff_desk_store_tidy (self->store);
  return TRUE;
}

/* A part at a time, with what has come meanwhile in between. */
static void
purge (TipoffDeskWriter *self)
{
  g_autoptr (GError) error = NULL;
  int n = tipoff_desk_store_purge (self->store, tipoff_time_now () - self->keep_days * DAY_SECONDS, PURGE_BATCH, &error);

  if (n < 0)
    g_printerr ("tipoff-desk: %s\n", error->message);
  else if (n == PURGE_BATCH)
    g_async_queue_push (self->queue, &self->purging);
  else if (n > 0)
    tipoff_desk_store_tidy (self->store);
}

static gboolean
ask_to_purge (gpointer data)
{
  TipoffDeskWriter *self = data;

  g_async_queue_push (self->queue, &self->purging);
  return G_SOURCE_CONTINUE;
}

static gpointer
write_in_thread (gpointer data)
{
  TipoffDeskWriter *self = data;
  gboolean ends = FALSE, purges = FALSE;

  while (!ends)
    {
      GPtrArray *jobs = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;

      for (gpointer next = g_async_queue_pop (self->queue); next != NULL;
           next = jobs->len < BATCH && !ends ? g_async_queue_try_pop (self->queue) : NULL)
        {
          if (next == &self->queue)
            ends = TRUE;
          else if (next == &self->purging)
            purges = TRUE;
          else
            g_ptr_array_add (jobs, next);
        }

      if (jobs->len > 0 && !write_jobs (self, jobs, &error))
        {
          g_printerr ("tipoff-desk: %s\n", error->message);
          for (guint i = 0; i < jobs->len; i++)
            ((TipoffDeskJob *) g_ptr_array_index (jobs, i))->result = TIPOFF_DESK_JOB_FAILED;
        }
      answer (self, jobs);
      if (purges && !ends)
        purge (self);
      purges = FALSE;
    }

  return NULL;
}

TipoffDeskWriter *
tipoff_desk_writer_new (TipoffDeskStore *store,
                        guint            keep_days)
{
  TipoffDeskWriter *self = g_new0 (TipoffDeskWriter, 1);

  self->store = store;
  self->context = g_main_context_ref_thread_default ();
  self->queue = g_async_queue_new ();
  self->checkers = g_thread_pool_new (check_document, self, (int) MIN (g_get_num_processors (), MOST_CHECKERS), FALSE, NULL);
  self->keep_days = keep_days;
  self->thread = g_thread_new ("writer", write_in_thread, self);
  if (keep_days > 0)
    {
      ask_to_purge (self);
      self->purging = g_timeout_add_seconds (PURGE_SECONDS, ask_to_purge, self);
    }
  return self;
}

void
tipoff_desk_writer_free (TipoffDeskWriter *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->purging, g_source_remove);
  g_thread_pool_free (self->checkers, FALSE, TRUE);
  g_async_queue_push (self->queue, &self->queue);
  g_thread_join (self->thread);
  while (g_main_context_iteration (self->context, FALSE))
    continue;

  g_async_queue_unref (self->queue);
  g_main_context_unref (self->context);
  tipoff_desk_store_close (self->store);
  g_free (self);
}

void
tipoff_desk_writer_push (TipoffDeskWriter *self,
                         TipoffDeskJob    *job)
{
  self->n_pending++;
  if (job->body != NULL)
    g_thread_pool_push (self->checkers, job, NULL);
  else
    g_async_queue_push (self->queue, job);
}

guint
tipoff_desk_writer_get_n_pending (TipoffDeskWriter *self)
{
  return self->n_pending;
}
