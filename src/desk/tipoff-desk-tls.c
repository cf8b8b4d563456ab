/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-tls.h"

#include <errno.h>
#include <gnutls/gnutls.h>

/* TLS 1.2 and 1.3 (RFC 8996), and what the system's administrator takes away from that. */
#define VERSIONS "-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

struct _TipoffDeskTls
{
  gnutls_certificate_credentials_t credentials;
  gnutls_datum_t                   ticket_key;
};

struct _TipoffDeskTlsStream
{
  GIOStream         parent_instance;
  GSocket          *socket;
  gnutls_session_t  session;
  GInputStream     *input;
  GOutputStream    *output;
  gboolean          shaken;
  gboolean          between;     /* nothing has come since the last request */
  gboolean          ended;       /* the end came then: nothing is written any more */
};

G_DEFINE_FINAL_TYPE (TipoffDeskTlsStream, tipoff_desk_tls_stream, G_TYPE_IO_STREAM)

/* The two halves; each is part of its stream and does not outlive it. */
typedef struct
{
  GInputStream         parent_instance;
  TipoffDeskTlsStream *stream;
} TipoffDeskTlsInput;

typedef GInputStreamClass TipoffDeskTlsInputClass;

typedef struct
{
  GOutputStream        parent_instance;
  TipoffDeskTlsStream *stream;
} TipoffDeskTlsOutput;

typedef GOutputStreamClass TipoffDeskTlsOutputClass;

static GType tipoff_desk_tls_input_get_type (void);
static GType tipoff_desk_tls_output_get_type (void);
static void  tipoff_desk_tls_input_pollable_init (GPollableInputStreamInterface *iface);
static void  tipoff_desk_tls_output_pollable_init (GPollableOutputStreamInterface *iface);

G_DEFINE_TYPE_WITH_CODE (TipoffDeskTlsInput, tipoff_desk_tls_input, G_TYPE_INPUT_STREAM,
                         G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, tipoff_desk_tls_input_pollable_init))
G_DEFINE_TYPE_WITH_CODE (TipoffDeskTlsOutput, tipoff_desk_tls_output, G_TYPE_OUTPUT_STREAM,
                         G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM, tipoff_desk_tls_output_pollable_init))

/**
 * tipoff_desk_tls_new:
 * @cert_file: the certificate, with its chain (PEM)
 * @key_file: its key (PEM)
 * @error: return location for an error
 *
 * Returns: (transfer full): what connections are made with, or %NULL
 */
TipoffDeskTls *
tipoff_desk_tls_new (const char  *cert_file,
                     const char  *key_file,
                     GError     **error)
{
  g_autoptr (TipoffDeskTls) self = g_new0 (TipoffDeskTls, 1);
  int code = gnutls_certificate_allocate_credentials (&self->credentials);

  if (code >= 0)
    code = gnutls_session_ticket_key_generate (&self->ticket_key);
  if (code >= 0)
    code = gnutls_certificate_set_x509_key_file (self->credentials, cert_file, key_file, GNUTLS_X509_FMT_PEM);
  if (code < 0)
    {
      g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "The certificate “%s” with the key “%s” cannot be used: %s",
                   cert_file, key_file, gnutls_strerror (code));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
tipoff_desk_tls_free (TipoffDeskTls *self)
{
  if (self == NULL)
    return;

  if (self->ticket_key.data != NULL)
    gnutls_memset (self->ticket_key.data, 0, self->ticket_key.size);
  gnutls_free (self->ticket_key.data);
  if (self->credentials != NULL)
    gnutls_certificate_free_credentials (self->credentials);
  g_free (self);
}

static gboolean
is_again (gssize code)
{
  return code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED;
}

/* One who hangs up without saying goodbye has still sent a whole request, or not: HTTP says where
 * it ends. */
static gssize
finish_transfer (gssize    code,
                 GError  **error)
{
  if (code >= 0)
    return code;
  if (code == GNUTLS_E_PREMATURE_TERMINATION)
    return 0;

  if (is_again (code))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "It would block.");
  else
    g_set_error_literal (error, G_TLS_ERROR, G_TLS_ERROR_MISC, gnutls_strerror ((int) code));
  return -1;
}

static gssize
input_read_nonblocking (GPollableInputStream  *pollable,
                        void                  *buffer,
                        gsize                  count,
                        GError               **error)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsInput *) pollable)->stream;
  gssize n = stream->ended ? 0 : gnutls_record_recv (stream->session, buffer, count);

  if (is_again (n) || !stream->between || count == 0)
    return finish_transfer (n, error);

  stream->between = FALSE;
  if (n > 0)
    return n;
  /* One byte begins a request for Soup, and the end after it makes it fail. */
  stream->ended = TRUE;
  *(char *) buffer = '\0';
  return 1;
}

static gboolean
input_is_readable (GPollableInputStream *pollable)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsInput *) pollable)->stream;

  return gnutls_record_check_pending (stream->session) > 0 ||
         (g_socket_condition_check (stream->socket, G_IO_IN) & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0;
}

/* What GnuTLS has read from the socket and not given out yet makes no socket readable. */
static GSource *
input_create_source (GPollableInputStream *pollable,
                     GCancellable         *cancellable)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsInput *) pollable)->stream;
  g_autoptr (GSource) child = gnutls_record_check_pending (stream->session) > 0
                              ? g_timeout_source_new (0) : g_socket_create_source (stream->socket, G_IO_IN, NULL);

  return g_pollable_source_new_full (pollable, child, cancellable);
}

static gssize
input_read (GInputStream  *input,
            void          *buffer,
            gsize          count,
            GCancellable  *cancellable,
            GError       **error)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsInput *) input)->stream;
  gssize n;

  while (is_again (n = gnutls_record_recv (stream->session, buffer, count)))
    if (!g_socket_condition_wait (stream->socket, G_IO_IN, cancellable, error))
      return -1;
  return finish_transfer (n, error);
}

static gssize
output_write_nonblocking (GPollableOutputStream  *pollable,
                          const void             *buffer,
                          gsize                   count,
                          GError                **error)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsOutput *) pollable)->stream;

  return finish_transfer (stream->ended ? GNUTLS_E_SESSION_EOF : gnutls_record_send (stream->session, buffer, count), error);
}

static gboolean
output_is_writable (GPollableOutputStream *pollable)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsOutput *) pollable)->stream;

  return (g_socket_condition_check (stream->socket, G_IO_OUT) & (G_IO_OUT | G_IO_HUP | G_IO_ERR)) != 0;
}

static GSource *
output_create_source (GPollableOutputStream *pollable,
                      GCancellable          *cancellable)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsOutput *) pollable)->stream;
  g_autoptr (GSource) child = g_socket_create_source (stream->socket, G_IO_OUT, NULL);

  return g_pollable_source_new_full (pollable, child, cancellable);
}

static gssize
output_write (GOutputStream  *output,
              const void     *buffer,
              gsize           count,
              GCancellable   *cancellable,
              GError        **error)
{
  TipoffDeskTlsStream *stream = ((TipoffDeskTlsOutput *) output)->stream;
  gssize n;

  while (is_again (n = gnutls_record_send (stream->session, buffer, count)))
    if (!g_socket_condition_wait (stream->socket, G_IO_OUT, cancellable, error))
      return -1;
  return finish_transfer (n, error);
}

static void
tipoff_desk_tls_input_init (TipoffDeskTlsInput *self)
{
}

static void
tipoff_desk_tls_input_class_init (TipoffDeskTlsInputClass *class)
{
  class->read_fn = input_read;
}

static void
tipoff_desk_tls_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->read_nonblocking = input_read_nonblocking;
  iface->is_readable = input_is_readable;
  iface->create_source = input_create_source;
}

static void
tipoff_desk_tls_output_init (TipoffDeskTlsOutput *self)
{
}

static void
tipoff_desk_tls_output_class_init (TipoffDeskTlsOutputClass *class)
{
  class->write_fn = output_write;
}

static void
tipoff_desk_tls_output_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->write_nonblocking = output_write_nonblocking;
  iface->is_writable = output_is_writable;
  iface->create_source = output_create_source;
}

static GInputStream *
get_input (GIOStream *stream)
{
  return TIPOFF_DESK_TLS_STREAM (stream)->input;
}

static GOutputStream *
get_output (GIOStream *stream)
{
  return TIPOFF_DESK_TLS_STREAM (stream)->output;
}

/* Says goodbye where that does not take waiting. */
static gboolean
close_stream (GIOStream     *stream,
              GCancellable  *cancellable,
              GError       **error)
{
  TipoffDeskTlsStream *self = TIPOFF_DESK_TLS_STREAM (stream);

  if (self->shaken)
    gnutls_bye (self->session, GNUTLS_SHUT_WR);
  return g_socket_close (self->socket, error);
}

static void
tipoff_desk_tls_stream_finalize (GObject *object)
{
  TipoffDeskTlsStream *self = TIPOFF_DESK_TLS_STREAM (object);

  g_clear_object (&self->input);
  g_clear_object (&self->output);
  if (self->session != NULL)
    gnutls_deinit (self->session);
  g_clear_object (&self->socket);
  G_OBJECT_CLASS (tipoff_desk_tls_stream_parent_class)->finalize (object);
}

static void
tipoff_desk_tls_stream_class_init (TipoffDeskTlsStreamClass *class)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = tipoff_desk_tls_stream_finalize;
  stream_class->get_input_stream = get_input;
  stream_class->get_output_stream = get_output;
  stream_class->close_fn = close_stream;
}

static void
tipoff_desk_tls_stream_init (TipoffDeskTlsStream *self)
{
  TipoffDeskTlsInput *input = g_object_new (tipoff_desk_tls_input_get_type (), NULL);
  TipoffDeskTlsOutput *output = g_object_new (tipoff_desk_tls_output_get_type (), NULL);

  input->stream = output->stream = self;
  self->input = G_INPUT_STREAM (input);
  self->output = G_OUTPUT_STREAM (output);
}

/**
 * tipoff_desk_tls_stream_new:
 * @self: certificate and key
 * @socket: a connected socket that does not block
 *
 * Sessions are resumed by tickets (RFC 8446, 4.6.1), of which the desk keeps nothing.
 *
 * Returns: (transfer full) (nullable): a connection before its handshake; %NULL where there is no memory
 *   for one
 */
TipoffDeskTlsStream *
tipoff_desk_tls_stream_new (TipoffDeskTls *self,
                            GSocket       *socket)
{
  g_autoptr (TipoffDeskTlsStream) stream = g_object_new (TIPOFF_TYPE_DESK_TLS_STREAM, NULL);

  stream->socket = g_object_ref (socket);
  if (gnutls_init (&stream->session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL) < 0 ||
      gnutls_set_default_priority_append (stream->session, VERSIONS, NULL, 0) < 0 ||
      gnutls_credentials_set (stream->session, GNUTLS_CRD_CERTIFICATE, self->credentials) < 0 ||
      gnutls_session_ticket_enable_server (stream->session, &self->ticket_key) < 0)
    return NULL;

  gnutls_certificate_server_set_request (stream->session, GNUTLS_CERT_IGNORE);
  /* The listener has deadlines of its own. */
  gnutls_handshake_set_timeout (stream->session, GNUTLS_INDEFINITE_TIMEOUT);
  gnutls_transport_set_int (stream->session, g_socket_get_fd (socket));
  return g_steal_pointer (&stream);
}

GSocket *
tipoff_desk_tls_stream_get_socket (TipoffDeskTlsStream *self)
{
  return self->socket;
}

void
tipoff_desk_tls_stream_end_request (TipoffDeskTlsStream *self)
{
  self->between = TRUE;
}

TipoffDeskTlsState
tipoff_desk_tls_stream_handshake (TipoffDeskTlsStream *self)
{
  int code = gnutls_handshake (self->session);

  if (code == GNUTLS_E_SUCCESS)
    {
      self->shaken = TRUE;
      return TIPOFF_DESK_TLS_READY;
    }
  if (code == GNUTLS_E_WARNING_ALERT_RECEIVED || is_again (code))
    return gnutls_record_get_direction (self->session) == 0 ? TIPOFF_DESK_TLS_WAIT_READ : TIPOFF_DESK_TLS_WAIT_WRITE;

  gnutls_alert_send_appropriate (self->session, code);
  return TIPOFF_DESK_TLS_FAILED;
}
