/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-exchange.h"

#include "tipoff-limits.h"
#include "tipoff-sender.h"

#include <libsoup/soup.h>

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

/* Until the request has left: a host that is not there is noticed sooner. */
#define CONNECT_SECONDS 20
#define CHUNK_BYTES ((gsize) 16 * 1024)

typedef struct
{
  TipoffRequest *request;
  SoupSession   *session;
  SoupMessage   *message;
  GInputStream  *stream;
  GByteArray    *body;
  GCancellable  *cancellable;   /* of ours: the caller's and both timers end here */
  gulong         cancelled_id;
  GSource       *whole_timer;
  GSource       *connect_timer;
  gboolean       timed_out;
  gboolean       was_sent;
} Exchange;

void
tipoff_request_free (TipoffRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->method);
  g_free (self->url);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_strfreev (self->headers);
  tipoff_authorisation_free (self->token);
  g_free (self->ca_file);
  g_free (self);
}

void
tipoff_answer_free (TipoffAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->content_type);
  g_free (self->retry_after);
  g_free (self->location);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static void
stop_timer (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}

static void
exchange_free (Exchange *self)
{
  stop_timer (&self->whole_timer);
  stop_timer (&self->connect_timer);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->request, tipoff_request_free);
  g_free (self);
}

static gboolean
on_timeout (gpointer data)
{
  Exchange *self = data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static GSource *
start_timer (Exchange *self,
             guint     seconds)
{
  GSource *timer = g_timeout_source_new_seconds (seconds);

  g_source_set_callback (timer, on_timeout, self, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());
  return timer;
}

static void
on_wrote_headers (SoupMessage *message,
                  gpointer     data)
{
  Exchange *self = data;

  self->was_sent = TRUE;
  stop_timer (&self->connect_timer);
}

/* Errors that say that the other side is not who it should be. The rest of
 * TLS's errors are broken connections, and those come and go. */
static gboolean
is_distrust (const GError *error)
{
  return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_INAPPROPRIATE_FALLBACK);
}

static const char *
describe_distrust (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "its certificate was issued for another name";
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return "its certificate has expired";
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return "its certificate is not valid yet";
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return "its certificate was revoked";
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return "its certificate was not issued by an authority that this computer trusts";
  return "its certificate is not trusted";
}

/* In the words of this station; @error is taken over. */
static void
return_error (GTask  *task,
              GError *error)
{
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) cause = error;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->timed_out)
    g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK, "It did not answer in time.");
  else if (is_distrust (cause))
    g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_TLS, "It could not be trusted: %s.",
                             describe_distrust (soup_message_get_tls_peer_certificate_errors (self->message)));
  else if (cause->domain == TIPOFF_DELIVERY_ERROR)
    g_task_return_error (task, g_steal_pointer (&cause));
  else
    g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK, "%s", cause->message);
}

static void
return_answer (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  TipoffAnswer *answer = g_new0 (TipoffAnswer, 1);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);

  answer->status = soup_message_get_status (self->message);
  answer->content_type = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;
  answer->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  g_task_return_pointer (task, answer, (GDestroyNotify) tipoff_answer_free);
}

/* The connection may end before the answer does, and over TLS that can look
 * like an end as it should be. */
static gboolean
is_whole (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return soup_message_get_status (self->message) == SOUP_STATUS_NO_CONTENT ||
         soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
         soup_message_headers_get_content_length (headers) == (goffset) self->body->len;
}

static void read_chunk (GTask *task);

static void
on_chunk (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GBytes) chunk = NULL;
  GError *error = NULL;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk == NULL)
    {
      return_error (task, error);
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      if (is_whole (self))
        return_answer (task);
      else
        g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK, "Its answer broke off.");
      return;
    }
  if (self->body->len + g_bytes_get_size (chunk) > self->request->answer_limit)
    {
      g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_ANSWER, "Its answer was far too long.");
      return;
    }

  g_byte_array_append (self->body, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
  read_chunk (g_steal_pointer (&task));
}

static void
read_chunk (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->cancellable, on_chunk, task);
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      return_error (task, error);
      return;
    }
  /* A proxy that opens no way answers in the clear, in nobody's name: that is not what the endpoint says. */
  if (soup_message_get_tls_peer_certificate (self->message) == NULL)
    {
      self->was_sent = FALSE;
      g_task_return_new_error (task, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK,
                               "A proxy on the way did not let it through (HTTP status %u).",
                               soup_message_get_status (self->message));
      return;
    }

  read_chunk (g_steal_pointer (&task));
}

/* A session for one request: what it trusts belongs to one endpoint, and it
 * keeps no cookies, no passwords and no open connection. */
static gboolean
open_session (Exchange  *self,
              GError   **error)
{
  g_autoptr (GTlsDatabase) roots = NULL;
  g_autoptr (GError) local_error = NULL;

  self->session = soup_session_new_with_options ("timeout", self->request->timeout,
                                                 "user-agent", "Tipoff/" TIPOFF_VERSION,
                                                 "max-conns", 1,
                                                 NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  if (self->request->ca_file == NULL)
    return TRUE;

  roots = g_tls_file_database_new (self->request->ca_file, &local_error);
  if (roots == NULL)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_TLS,
                   "It could not be trusted: the certificates in “%s” cannot be read (%s).",
                   self->request->ca_file, local_error->message);
      return FALSE;
    }

  soup_session_set_tls_database (self->session, roots);
  return TRUE;
}

static gboolean
make_message (Exchange  *self,
              GError   **error)
{
  TipoffRequest *request = self->request;
  SoupMessageHeaders *headers;
  char *authorization;

  if (tipoff_endpoint_is_https (request->url))
    self->message = soup_message_new (request->method, request->url);
  if (self->message == NULL)
    {
      g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NOT_HTTPS,
                   "“%s” is not an https:// address. Reports are only sent over HTTPS.", request->url);
      return FALSE;
    }

  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (self->message, request->content_type, request->body);

  headers = soup_message_get_request_headers (self->message);
  for (gsize i = 0; request->headers != NULL && request->headers[i] != NULL; i += 2)
    soup_message_headers_replace (headers, request->headers[i], request->headers[i + 1]);
  authorization = tipoff_authorisation_header (request->authorisation, request->token);
  if (authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", authorization);
  tipoff_authorisation_free (authorization);

  g_signal_connect (self->message, "wrote-headers", G_CALLBACK (on_wrote_headers), self);
  return TRUE;
}

static void
on_caller_cancelled (GCancellable *caller,
                     gpointer      data)
{
  g_cancellable_cancel (G_CANCELLABLE (data));
}

/**
 * tipoff_exchange_async:
 * @request: (transfer full): what to ask
 * @cancellable: (nullable): stops it
 * @callback: called in the thread's default main context
 * @user_data: for @callback
 *
 * Sends one request and reads its answer, of at most
 * its @answer_limit bytes, within the request's timeout as a whole,
 * however slowly the other side drips.
 */
void
tipoff_exchange_async (TipoffRequest       *request,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);
  GError *error = NULL;

  self->request = request;
  if (request->answer_limit == 0)
    request->answer_limit = TIPOFF_LIMIT_ANSWER_BYTES;
  self->body = g_byte_array_new ();
  self->cancellable = g_cancellable_new ();
  g_task_set_source_tag (task, tipoff_exchange_async);
  g_task_set_task_data (task, self, (GDestroyNotify) exchange_free);
  g_task_set_check_cancellable (task, FALSE);

  if (!make_message (self, &error) || !open_session (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_caller_cancelled),
                                                g_object_ref (self->cancellable), g_object_unref);
  self->whole_timer = start_timer (self, request->timeout);
  self->connect_timer = start_timer (self, MIN (request->timeout, CONNECT_SECONDS));
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           on_sent, g_steal_pointer (&task));
}

/**
 * tipoff_exchange_finish:
 * @result: what the callback got
 * @was_sent: (out) (optional): whether the request has left, so that the other side may
 *   have carried it out even where no answer came
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the answer, whatever it says
 */
TipoffAnswer *
tipoff_exchange_finish (GAsyncResult  *result,
                        gboolean      *was_sent,
                        GError       **error)
{
  GTask *task = G_TASK (result);
  Exchange *self = g_task_get_task_data (task);

  stop_timer (&self->whole_timer);
  stop_timer (&self->connect_timer);
  if (self->cancelled_id != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  self->cancelled_id = 0;
  if (was_sent != NULL)
    *was_sent = self->was_sent;

  return g_task_propagate_pointer (task, error);
}
