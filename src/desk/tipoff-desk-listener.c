/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-listener.h"

#include "tipoff-desk-answer.h"
#include "tipoff-desk-farewell.h"
#include "tipoff-desk-handshakes.h"
#include "tipoff-desk-socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

/* One turn of the main loop takes so many, then others have theirs. */
#define MOST_ACCEPTED 64
/* What follows an answer in the middle of a request is read for so long. */
#define LINGER_SECONDS 2

#define RETRY_MILLISECONDS 100

#define CONNECTION_KEY "tipoff-desk-connection"

struct _TipoffDeskListener
{
  SoupServer           *server;       /* not owned */
  GSocket              *socket;
  GSource              *accepting;    /* NULL while there is no place, or after the end */
  guint                 retry;
  gboolean              stopped;
  TipoffDeskTls        *tls;
  TipoffDeskHandshakes *handshakes;
  guint                 deadline;
  guint                 most;
  TipoffDeskLate        late;
  gpointer              user_data;
  guint16               port;
  GPtrArray            *connections;  /* of Connection; each goes with its stream */
  GQueue                waiting;      /* of Connection without a request, the oldest first */
};

typedef struct
{
  TipoffDeskListener  *listener;
  TipoffDeskTlsStream *stream;        /* not owned: a connection goes with its stream */
  GSocket             *socket;
  GSocketAddress      *local;
  GSocketAddress      *remote;
  GSource             *deadline;
  SoupServerMessage   *message;       /* the request that is read or answered; weak */
  GList                waiting;       /* its place among those that wait */
  gboolean             waits;
  gboolean             request_read;
} Connection;

static void accept_more (TipoffDeskListener *self);

static void
set_message (Connection        *connection,
             SoupServerMessage *message)
{
  g_set_weak_pointer (&connection->message, message);
}

static void
stop_deadline (Connection *connection)
{
  if (connection->deadline != NULL)
    g_source_destroy (connection->deadline);
  g_clear_pointer (&connection->deadline, g_source_unref);
}

/* Whoever reads or writes on it gets an end or an error, and lets go. */
static void
hang_up (Connection *connection)
{
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

static gboolean
on_deadline (gpointer data)
{
  Connection *connection = data;

  g_clear_pointer (&connection->deadline, g_source_unref);
  if (connection->message != NULL && !connection->request_read)
    connection->listener->late (connection->listener, connection->message, connection->listener->user_data);
  else
    hang_up (connection);
  return G_SOURCE_REMOVE;
}

static void
start_deadline (Connection *connection,
                guint       seconds)
{
  stop_deadline (connection);
  connection->deadline = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (connection->deadline, on_deadline, connection, NULL);
  g_source_attach (connection->deadline, g_main_context_get_thread_default ());
}

static void
stop_waiting (Connection *connection)
{
  if (connection->waits)
    g_queue_unlink (&connection->listener->waiting, &connection->waiting);
  connection->waits = FALSE;
}

/* For the head of a request. */
static void
start_waiting (Connection *connection)
{
  stop_waiting (connection);
  connection->waits = TRUE;
  g_queue_push_tail_link (&connection->listener->waiting, &connection->waiting);
  start_deadline (connection, connection->listener->deadline);
}

/* The stream of a connection is gone, and the connection with it. */
static void
on_stream_gone (gpointer  data,
                GObject  *where)
{
  Connection *connection = data;
  TipoffDeskListener *self = connection->listener;

  if (self != NULL)
    {
      stop_waiting (connection);
      g_ptr_array_remove_fast (self->connections, connection);
    }
  stop_deadline (connection);
  set_message (connection, NULL);
  g_object_set_data (G_OBJECT (connection->remote), CONNECTION_KEY, NULL);
  g_clear_object (&connection->socket);
  g_clear_object (&connection->local);
  g_clear_object (&connection->remote);
  g_free (connection);
  if (self != NULL)
    accept_more (self);
}

static void
on_handshake (TipoffDeskTlsStream *stream,
              gboolean             ready,
              gpointer             data)
{
  Connection *connection = data;

  /* Whatever failed is the other side's business; it sees it too. */
  if (ready)
    soup_server_accept_iostream (connection->listener->server, G_IO_STREAM (stream), connection->local, connection->remote, NULL);
  g_object_unref (stream);
}

static void
start_connection (TipoffDeskListener *self,
                  GSocket            *socket)
{
  g_autoptr (TipoffDeskTlsStream) stream = tipoff_desk_tls_stream_new (self->tls, socket);
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);
  Connection *connection;

  if (stream == NULL || local == NULL || remote == NULL)
    return;

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = g_new0 (Connection, 1);
  connection->listener = self;
  connection->stream = stream;
  connection->waiting.data = connection;
  connection->socket = g_object_ref (socket);
  connection->local = g_steal_pointer (&local);
  connection->remote = g_steal_pointer (&remote);
  g_object_set_data (G_OBJECT (connection->remote), CONNECTION_KEY, connection);
  g_object_weak_ref (G_OBJECT (stream), on_stream_gone, connection);
  g_ptr_array_add (self->connections, connection);
  start_waiting (connection);
  tipoff_desk_handshakes_begin (self->handshakes, g_steal_pointer (&stream), connection);
}

static gboolean
has_room (TipoffDeskListener *self)
{
  return self->connections->len < self->most || !g_queue_is_empty (&self->waiting);
}

/* Whoever only waits does so at the cost of those who have something to say: thousands that say nothing keep nobody
 * out. */
static void
make_room (TipoffDeskListener *self)
{
  Connection *oldest = self->connections->len >= self->most ? g_queue_peek_head (&self->waiting) : NULL;

  if (oldest == NULL)
    return;
  stop_waiting (oldest);
  hang_up (oldest);
}

static void
stop_accepting (TipoffDeskListener *self)
{
  if (self->accepting != NULL)
    g_source_destroy (self->accepting);
  g_clear_pointer (&self->accepting, g_source_unref);
}

static gboolean
on_retry (gpointer data)
{
  TipoffDeskListener *self = data;

  self->retry = 0;
  accept_more (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_acceptable (GSocket      *listening,
               GIOCondition  condition,
               gpointer      data)
{
  TipoffDeskListener *self = data;

  for (guint i = 0; i < MOST_ACCEPTED; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = NULL;

      if (!has_room (self))
        {
          stop_accepting (self);
          break;
        }
      socket = g_socket_accept (self->socket, NULL, &error);
      if (socket != NULL)
        {
          g_socket_set_blocking (socket, FALSE);
          make_room (self);
          start_connection (self, socket);
          continue;
        }
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          /* No file descriptor is left, for one: that does not pass at once. */
          stop_accepting (self);
          self->retry = g_timeout_add (RETRY_MILLISECONDS, on_retry, self);
        }
      break;
    }
  return G_SOURCE_CONTINUE;
}

static void
accept_more (TipoffDeskListener *self)
{
  if (self->accepting != NULL || self->retry != 0 || self->stopped)
    return;

  self->accepting = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->accepting, G_SOURCE_FUNC (on_acceptable), self, NULL);
  g_source_attach (self->accepting, g_main_context_get_thread_default ());
}

/* Soup hands the very address on that it was given. */
static Connection *
find_connection (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote != NULL ? g_object_get_data (G_OBJECT (remote), CONNECTION_KEY) : NULL;
}

static void
on_got_headers (SoupServerMessage  *message,
                TipoffDeskListener *self)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    stop_waiting (connection);
}

static void
on_request_started (SoupServer         *server,
                    SoupServerMessage  *message,
                    TipoffDeskListener *self)
{
  Connection *connection = find_connection (message);

  if (connection == NULL)
    return;

  connection->request_read = FALSE;
  set_message (connection, message);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), self);
}

/* The answer is on its way; the connection may carry another request. */
static void
on_request_finished (SoupServer         *server,
                     SoupServerMessage  *message,
                     TipoffDeskListener *self)
{
  Connection *connection = find_connection (message);

  if (connection == NULL)
    return;

  set_message (connection, NULL);
  tipoff_desk_tls_stream_end_request (connection->stream);
  start_waiting (connection);
  if (self->stopped)
    hang_up (connection);
}

static void
on_request_read (SoupServer         *server,
                 SoupServerMessage  *message,
                 TipoffDeskListener *self)
{
  Connection *connection = find_connection (message);

  if (connection == NULL)
    return;

  connection->request_read = TRUE;
  start_deadline (connection, self->deadline);
  if (self->stopped)
    tipoff_desk_answer_set_header (message, "Connection", "close");
}

/**
 * tipoff_desk_listener_new:
 * @server: what answers requests; outlives the listener
 * @address: where to listen; port 0 is any free one
 * @tls: (transfer full): certificate and key
 * @deadline: seconds
 * @late: called where a request is late
 * @user_data: for @late
 * @error: return location for an error
 *
 * Returns: (transfer full): a listener that has begun, or %NULL
 */
TipoffDeskListener *
tipoff_desk_listener_new (SoupServer       *server,
                          GSocketAddress   *address,
                          TipoffDeskTls    *tls,
                          guint             deadline,
                          TipoffDeskLate    late,
                          gpointer          user_data,
                          GError          **error)
{
  g_autoptr (TipoffDeskTls) owned = tls;
  g_autoptr (GSocket) socket = tipoff_desk_socket_listen (address, error);
  g_autoptr (GSocketAddress) effective = NULL;
  TipoffDeskListener *self;

  if (socket == NULL || !tipoff_desk_socket_pretend (server, socket, error))
    return NULL;
  effective = g_socket_get_local_address (socket, error);
  if (effective == NULL)
    return NULL;

  self = g_new0 (TipoffDeskListener, 1);
  self->server = server;
  self->socket = g_steal_pointer (&socket);
  self->tls = g_steal_pointer (&owned);
  self->handshakes = tipoff_desk_handshakes_new (on_handshake);
  self->deadline = deadline;
  self->most = tipoff_desk_socket_most_connections ();
  self->late = late;
  self->user_data = user_data;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->connections = g_ptr_array_new ();
  g_queue_init (&self->waiting);
  g_signal_connect (server, "request-started", G_CALLBACK (on_request_started), self);
  g_signal_connect (server, "request-read", G_CALLBACK (on_request_read), self);
  g_signal_connect (server, "request-finished", G_CALLBACK (on_request_finished), self);
  accept_more (self);
  return self;
}

guint16
tipoff_desk_listener_get_port (TipoffDeskListener *self)
{
  return self->port;
}

guint
tipoff_desk_listener_get_n_connections (TipoffDeskListener *self)
{
  return self->connections->len;
}

void
tipoff_desk_listener_stop (TipoffDeskListener *self)
{
  self->stopped = TRUE;
  stop_accepting (self);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_socket_close (self->socket, NULL);

  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    hang_up (link->data);
}

void
tipoff_desk_listener_free (TipoffDeskListener *self)
{
  if (self == NULL)
    return;

  self->stopped = TRUE;
  stop_accepting (self);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_pointer (&self->handshakes, tipoff_desk_handshakes_free);
  /* Those that are still open at the end of the time for stopping. */
  for (guint i = 0; i < self->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (self->connections, i);

      stop_waiting (connection);
      stop_deadline (connection);
      connection->listener = NULL;
    }

  g_signal_handlers_disconnect_by_data (self->server, self);
  g_clear_object (&self->socket);
  g_ptr_array_unref (self->connections);
  tipoff_desk_tls_free (self->tls);
  g_free (self);
}

static void
cut_off (Connection        *connection,
         SoupServerMessage *message,
         guint              status,
         const char        *detail)
{
  connection->request_read = TRUE;
  stop_waiting (connection);
  set_message (connection, NULL);
  start_deadline (connection, LINGER_SECONDS);
  tipoff_desk_farewell (soup_server_message_steal_connection (message), status, detail);
}

/**
 * tipoff_desk_listener_cut_off:
 * @self: a listener
 * @message: a request that is still being read
 * @status: the HTTP status
 * @detail: what is wrong, in a sentence
 *
 * For requests whose rest is not worth reading. @message is nobody's any more
 * after this.
 */
void
tipoff_desk_listener_cut_off (TipoffDeskListener *self,
                              SoupServerMessage  *message,
                              guint               status,
                              const char         *detail)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    cut_off (connection, message, status, detail);
}
