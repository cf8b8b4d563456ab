/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-listener.h"

#include "tipoff-desk-answer.h"

#include <string.h>

/* Beyond this many, new ones wait in the kernel's queue. */
#define MOST_CONNECTIONS 512
/* After an answer in the middle of a request, what is still on its way is read
 * and thrown away for so long: else the answer is lost with it. */
#define LINGER_SECONDS 2
#define LINGER_BYTES (4 * 1024 * 1024)
#define CHUNK_BYTES ((gsize) 64 * 1024)

#define RETRY_MILLISECONDS 100

#define CONNECTION_KEY "tipoff-desk-connection"

struct _TipoffDeskListener
{
  SoupServer      *server;       /* not owned */
  GSocketListener *listener;
  GCancellable    *stopped;
  GTlsCertificate *certificate;
  guint            deadline;
  TipoffDeskLate   late;
  gpointer         user_data;
  guint16          port;
  gboolean         accepting;
  GPtrArray       *connections;  /* of Connection; each goes with its stream */
};

typedef struct
{
  TipoffDeskListener *listener;
  GSocket            *socket;
  GSocketAddress     *local;
  GSocketAddress     *remote;
  GSource            *deadline;
  SoupServerMessage  *message;       /* once a request has begun; weak */
  gboolean            request_read;
  gsize               lingered;
} Connection;

static void accept_next (TipoffDeskListener *self);

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

/* The stream of a connection is gone, and the connection with it. */
static void
on_stream_gone (gpointer  data,
                GObject  *where)
{
  Connection *connection = data;
  TipoffDeskListener *self = connection->listener;

  if (self != NULL)
    g_ptr_array_remove_fast (self->connections, connection);
  stop_deadline (connection);
  set_message (connection, NULL);
  g_object_set_data (G_OBJECT (connection->remote), CONNECTION_KEY, NULL);
  g_clear_object (&connection->socket);
  g_clear_object (&connection->local);
  g_clear_object (&connection->remote);
  g_free (connection);
  if (self != NULL)
    accept_next (self);
}

static void
on_handshake (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GIOStream) stream = G_IO_STREAM (source);
  Connection *connection = data;

  /* Whatever failed is the other side's business; it sees it too. */
  if (g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL))
    soup_server_accept_iostream (connection->listener->server, stream, connection->local, connection->remote, NULL);
}

static void
start_connection (TipoffDeskListener *self,
                  GSocketConnection  *base)
{
  g_autoptr (GIOStream) stream = g_tls_server_connection_new (G_IO_STREAM (base), self->certificate, NULL);
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (base, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (base, NULL);
  Connection *connection;

  if (stream == NULL || local == NULL || remote == NULL)
    return;

  /* One who hangs up without saying goodbye has still sent a whole request,
   * or not: HTTP says where it ends. */
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);

  connection = g_new0 (Connection, 1);
  connection->listener = self;
  connection->socket = g_object_ref (g_socket_connection_get_socket (base));
  connection->local = g_steal_pointer (&local);
  connection->remote = g_steal_pointer (&remote);
  g_object_set_data (G_OBJECT (connection->remote), CONNECTION_KEY, connection);
  g_object_weak_ref (G_OBJECT (stream), on_stream_gone, connection);
  g_ptr_array_add (self->connections, connection);
  start_deadline (connection, self->deadline);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (stream), G_PRIORITY_DEFAULT, NULL, on_handshake, connection);
  /* The handshake's callback has it now. */
  g_steal_pointer (&stream);
}

/* @data is the cancellable: it outlives a listener that was stopped meanwhile. */
static gboolean
on_retry (gpointer data)
{
  TipoffDeskListener *self = g_object_get_data (data, CONNECTION_KEY);

  if (!g_cancellable_is_cancelled (data))
    {
      self->accepting = FALSE;
      accept_next (self);
    }
  return G_SOURCE_REMOVE;
}

static void
on_accepted (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  TipoffDeskListener *self = data;
  g_autoptr (GSocketConnection) base = NULL;
  g_autoptr (GError) error = NULL;

  base = g_socket_listener_accept_finish (G_SOCKET_LISTENER (source), result, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (base == NULL)
    {
      /* No file descriptor is left, for one: that does not pass at once. */
      g_timeout_add_full (G_PRIORITY_DEFAULT, RETRY_MILLISECONDS, on_retry, g_object_ref (self->stopped), g_object_unref);
      g_object_set_data (G_OBJECT (self->stopped), CONNECTION_KEY, self);
      return;
    }

  self->accepting = FALSE;
  start_connection (self, base);
  accept_next (self);
}

static void
accept_next (TipoffDeskListener *self)
{
  if (self->accepting || self->connections->len >= MOST_CONNECTIONS || g_cancellable_is_cancelled (self->stopped))
    return;

  self->accepting = TRUE;
  g_socket_listener_accept_async (self->listener, self->stopped, on_accepted, self);
}

/* Soup hands the very address on that it was given. */
static Connection *
find_connection (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote != NULL ? g_object_get_data (G_OBJECT (remote), CONNECTION_KEY) : NULL;
}

static void
on_request_started (SoupServer         *server,
                    SoupServerMessage  *message,
                    TipoffDeskListener *self)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    set_message (connection, message);
}

static void
on_request_read (SoupServer         *server,
                 SoupServerMessage  *message,
                 TipoffDeskListener *self)
{
  Connection *connection = find_connection (message);

  if (connection != NULL)
    {
      connection->request_read = TRUE;
      start_deadline (connection, self->deadline);
    }
}

/**
 * tipoff_desk_listener_new:
 * @server: what answers requests; outlives the listener
 * @address: where to listen; port 0 is any free one
 * @certificate: certificate and key
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
                          GTlsCertificate  *certificate,
                          guint             deadline,
                          TipoffDeskLate    late,
                          gpointer          user_data,
                          GError          **error)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) effective = NULL;
  TipoffDeskListener *self;

  g_socket_listener_set_backlog (listener, 1024);
  if (!g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective, error))
    return NULL;

  self = g_new0 (TipoffDeskListener, 1);
  self->server = server;
  self->listener = g_steal_pointer (&listener);
  self->stopped = g_cancellable_new ();
  self->certificate = g_object_ref (certificate);
  self->deadline = deadline;
  self->late = late;
  self->user_data = user_data;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->connections = g_ptr_array_new ();
  g_signal_connect (server, "request-started", G_CALLBACK (on_request_started), self);
  g_signal_connect (server, "request-read", G_CALLBACK (on_request_read), self);
  accept_next (self);
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
  g_cancellable_cancel (self->stopped);
  g_socket_listener_close (self->listener);

  for (guint i = 0; i < self->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (self->connections, i);

      /* A request has begun once its headers are there. */
      if (connection->message == NULL || soup_server_message_get_method (connection->message) == NULL)
        hang_up (connection);
    }
}

void
tipoff_desk_listener_free (TipoffDeskListener *self)
{
  if (self == NULL)
    return;

  /* Those that are still open at the end of the time for stopping. */
  for (guint i = 0; i < self->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (self->connections, i);

      stop_deadline (connection);
      connection->listener = NULL;
    }

  g_signal_handlers_disconnect_by_data (self->server, self);
  g_clear_object (&self->listener);
  g_clear_object (&self->stopped);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->connections);
  g_free (self);
}

/* A stream that was taken out of a request, the answer, and whose it is. */
typedef struct
{
  GIOStream  *stream;
  Connection *connection;
  char       *answer;
} Farewell;

static void
farewell_free (Farewell *farewell)
{
  g_free (farewell->answer);
  g_object_unref (farewell->stream);
  g_free (farewell);
}

static void linger (Farewell *farewell);

static void
on_lingered (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Farewell *farewell = data;
  gssize n = g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    farewell->connection->lingered += (gsize) n;
  if (n > 0 && farewell->connection->lingered < LINGER_BYTES)
    linger (farewell);
  else
    farewell_free (farewell);
}

static void
linger (Farewell *farewell)
{
  g_input_stream_skip_async (g_io_stream_get_input_stream (farewell->stream), CHUNK_BYTES, G_PRIORITY_LOW, NULL,
                             on_lingered, farewell);
}

static void
on_said (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Farewell *farewell = data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    linger (farewell);
  else
    farewell_free (farewell);
}

static void
cut_off (Connection        *connection,
         SoupServerMessage *message,
         guint              status,
         const char        *detail)
{
  Farewell *farewell = g_new0 (Farewell, 1);
  g_autofree char *problem = tipoff_desk_problem_new (status, detail, NULL);

  farewell->connection = connection;
  farewell->answer = g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                                      "Content-Type: application/problem+json\r\n"
                                      "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                      "Cache-Control: no-store\r\n"
                                      "Connection: close\r\n\r\n%s",
                                      status, soup_status_get_phrase (status), strlen (problem), problem);
  connection->request_read = TRUE;
  set_message (connection, NULL);
  farewell->stream = soup_server_message_steal_connection (message);
  start_deadline (connection, LINGER_SECONDS);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (farewell->stream), farewell->answer, strlen (farewell->answer),
                                   G_PRIORITY_DEFAULT, NULL, on_said, farewell);
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
