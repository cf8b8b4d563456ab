/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-handshakes.h"

#define MOST_THREADS 8

typedef struct
{
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
} Worker;

struct _TipoffDeskHandshakes
{
  TipoffDeskHandshakeDone  done;
  GMainContext            *context;     /* the maker's */
  Worker                   workers[MOST_THREADS];
  guint                    n_workers;
  guint                    next;
};

/* Held by the source that waits for it. */
typedef struct
{
  TipoffDeskHandshakes *handshakes;
  Worker               *worker;
  TipoffDeskTlsStream  *stream;
  gpointer              user_data;
  TipoffDeskTlsState    state;
} Handshake;

static void
handshake_clear (Handshake *handshake)
{
  g_clear_object (&handshake->stream);
}

static void
handshake_unref (Handshake *handshake)
{
  g_atomic_rc_box_release_full (handshake, (GDestroyNotify) handshake_clear);
}

static void
attach (GSource      *source,
        GSourceFunc   callback,
        Handshake    *handshake,
        GMainContext *context)
{
  g_source_set_callback (source, callback, g_atomic_rc_box_acquire (handshake), (GDestroyNotify) handshake_unref);
  g_source_attach (source, context);
  g_source_unref (source);
}

static gboolean
give_back (gpointer data)
{
  Handshake *handshake = data;

  /* The stream ends in the maker's context, whoever lets go of the rest last. */
  handshake->handshakes->done (g_steal_pointer (&handshake->stream), handshake->state == TIPOFF_DESK_TLS_READY,
                               handshake->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean on_socket (GSocket *socket, GIOCondition condition, gpointer data);

static gboolean
go_on (gpointer data)
{
  Handshake *handshake = data;
  GSource *source;

  handshake->state = tipoff_desk_tls_stream_handshake (handshake->stream);
  if (handshake->state == TIPOFF_DESK_TLS_WAIT_READ || handshake->state == TIPOFF_DESK_TLS_WAIT_WRITE)
    {
      source = g_socket_create_source (tipoff_desk_tls_stream_get_socket (handshake->stream),
                                       handshake->state == TIPOFF_DESK_TLS_WAIT_READ ? G_IO_IN : G_IO_OUT, NULL);
      attach (source, G_SOURCE_FUNC (on_socket), handshake, handshake->worker->context);
    }
  else
    {
      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      attach (source, give_back, handshake, handshake->handshakes->context);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
on_socket (GSocket      *socket,
           GIOCondition  condition,
           gpointer      data)
{
  return go_on (data);
}

static gpointer
run_worker (gpointer data)
{
  Worker *worker = data;

  g_main_loop_run (worker->loop);
  return NULL;
}

TipoffDeskHandshakes *
tipoff_desk_handshakes_new (TipoffDeskHandshakeDone done)
{
  TipoffDeskHandshakes *self = g_new0 (TipoffDeskHandshakes, 1);

  self->done = done;
  self->context = g_main_context_ref_thread_default ();
  self->n_workers = MIN (g_get_num_processors (), MOST_THREADS);
  for (guint i = 0; i < self->n_workers; i++)
    {
      self->workers[i].context = g_main_context_new ();
      self->workers[i].loop = g_main_loop_new (self->workers[i].context, FALSE);
      self->workers[i].thread = g_thread_new ("handshakes", run_worker, &self->workers[i]);
    }
  return self;
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
tipoff_desk_handshakes_free (TipoffDeskHandshakes *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_workers; i++)
    {
      Worker *worker = &self->workers[i];

      /* From within, since a loop that does not run yet cannot be told to end. */
      g_main_context_invoke_full (worker->context, G_PRIORITY_HIGH, quit, worker->loop, NULL);
      g_thread_join (worker->thread);
      g_main_loop_unref (worker->loop);
      g_main_context_unref (worker->context);
    }
  g_main_context_unref (self->context);
  g_free (self);
}

void
tipoff_desk_handshakes_begin (TipoffDeskHandshakes *self,
                              TipoffDeskTlsStream  *stream,
                              gpointer              user_data)
{
  Handshake *handshake = g_atomic_rc_box_new0 (Handshake);
  GSource *source = g_socket_create_source (tipoff_desk_tls_stream_get_socket (stream), G_IO_IN, NULL);

  handshake->handshakes = self;
  handshake->worker = &self->workers[self->next++ % self->n_workers];
  handshake->stream = stream;
  handshake->user_data = user_data;
  attach (source, G_SOURCE_FUNC (on_socket), handshake, handshake->worker->context);
  handshake_unref (handshake);
}
