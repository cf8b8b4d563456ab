/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk.h"

#include "tipoff-desk-answer.h"
#include "tipoff-desk-header.h"
#include "tipoff-ids.h"
#include "tipoff-limits.h"

#include <string.h>

#define REFERENCE_BYTES 64
/* TIPOFF_LIMIT_REPORT_BYTES in words. */
#define TOO_LARGE "A report has at most 1048576 bytes."

G_STATIC_ASSERT (TIPOFF_LIMIT_REPORT_BYTES == 1048576);

/* Reports that wait to be checked and written: at a thousand a second, half a second's. */
#define MOST_PENDING 512
/* Of all reports that are arriving or wait for the disk, together. The largest are a megabyte, the usual ones
 * two thousand bytes. */
#define MOST_HELD ((gsize) 128 * 1024 * 1024)

#define MESSAGE_KEY "tipoff-desk-request"

/* What is known of a request from its headers on. */
typedef struct
{
  TipoffDesk            *desk;
  const TipoffDeskRoute *route;
  char                  *reference;
  gint64                 started;    /* monotonic */
  gsize                  body_read;
  gboolean               cut_off;
} Request;

static void
healthz_finish (TipoffDesk        *self,
                SoupServerMessage *message,
                const char        *reference)
{
  if (self->stopping)
    tipoff_desk_answer_problem (message, SOUP_STATUS_SERVICE_UNAVAILABLE, "The desk is closing.");
  else
    tipoff_desk_answer_json (message, SOUP_STATUS_OK, "{\"status\":\"ok\"}");
}

static const TipoffDeskRoute routes[] = {
  { "/v1/reports", "POST, OPTIONS", tipoff_desk_intake_start, tipoff_desk_intake_finish },
  { "/v1/reports/{reference}", "GET, HEAD, DELETE, OPTIONS", tipoff_desk_lookup_start, tipoff_desk_lookup_finish },
  { "/v1/reports/{reference}/content", "GET, HEAD, OPTIONS", tipoff_desk_lookup_content_start, tipoff_desk_lookup_content_finish },
  { "/v1/reports/{reference}/withdrawal", "POST, OPTIONS", tipoff_desk_withdrawal_start, tipoff_desk_withdrawal_finish },
  { "/v1/reports/{reference}/correction", "POST, OPTIONS", tipoff_desk_correction_start, tipoff_desk_correction_finish },
  { "/healthz", "GET, HEAD, OPTIONS", NULL, healthz_finish },
};

static void
request_free (Request *request)
{
  request->desk->held -= request->body_read;
  g_free (request->reference);
  g_free (request);
}

/* Whether @path is that of @route; @reference is what stands in its place. */
static gboolean
match_path (const TipoffDeskRoute  *route,
            const char             *path,
            char                  **reference)
{
  const char *place = strstr (route->path, "{reference}");
  gsize before, length;

  if (place == NULL)
    return g_str_equal (route->path, path);

  before = (gsize) (place - route->path);
  if (strncmp (route->path, path, before) != 0)
    return FALSE;
  length = strcspn (path + before, "/");
  if (length == 0 || length > REFERENCE_BYTES || !g_str_equal (path + before + length, place + strlen ("{reference}")))
    return FALSE;

  *reference = g_strndup (path + before, length);
  return TRUE;
}

static gboolean
has_method (const TipoffDeskRoute *route,
            const char            *method)
{
  g_auto (GStrv) methods = g_strsplit (route->methods, ", ", -1);

  return g_strv_contains ((const char *const *) methods, method);
}

/* A log line says what was asked and what came of it: no address, no token,
 * no reference, nothing of the report. */
static void
write_log (SoupServerMessage *message,
           guint              status)
{
  const Request *request = g_object_get_data (G_OBJECT (message), MESSAGE_KEY);
  g_autofree char *time = tipoff_time_format (tipoff_time_now ());
  gint64 taken = request != NULL ? (g_get_monotonic_time () - request->started) / 1000 : 0;

  g_printerr ("%s %s %s %u %" G_GINT64_FORMAT " ms\n", time,
              request != NULL && request->route != NULL ? soup_server_message_get_method (message) : "-",
              request != NULL && request->route != NULL ? request->route->path : "-",
              status, taken);
}

static void
on_finished (SoupServer        *server,
             SoupServerMessage *message,
             TipoffDesk        *self)
{
  write_log (message, soup_server_message_get_status (message));
}

/* The client has gone: nobody has the answer. */
static void
on_aborted (SoupServer        *server,
            SoupServerMessage *message,
            TipoffDesk        *self)
{
  write_log (message, 0);
}

static void
cut_off (TipoffDeskListener *listener,
         SoupServerMessage  *message,
         guint               status,
         const char         *detail)
{
  write_log (message, status);
  tipoff_desk_listener_cut_off (listener, message, status, detail);
}

static void
on_late (TipoffDeskListener *listener,
         SoupServerMessage  *message,
         gpointer            user_data)
{
  cut_off (listener, message, SOUP_STATUS_REQUEST_TIMEOUT, "The request did not arrive in time. Send it again.");
}

/* The body grows in memory, so its length is watched while it arrives. */
static void
on_chunk (SoupServerMessage *message,
          GBytes            *chunk,
          TipoffDesk        *self)
{
  Request *request = g_object_get_data (G_OBJECT (message), MESSAGE_KEY);

  request->body_read += g_bytes_get_size (chunk);
  self->held += g_bytes_get_size (chunk);
  if (request->cut_off || (request->body_read <= TIPOFF_LIMIT_REPORT_BYTES && self->held <= MOST_HELD))
    return;

  request->cut_off = TRUE;
  if (request->body_read > TIPOFF_LIMIT_REPORT_BYTES)
    cut_off (self->listener, message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
  else
    cut_off (self->listener, message, SOUP_STATUS_SERVICE_UNAVAILABLE, TIPOFF_DESK_BUSY);
}

/* TRUE where the length alone is a reason to answer at once. With `Expect:
 * 100-continue` the client waits for an answer, and gets it without a cut. */
static gboolean
refuse_length (TipoffDesk        *self,
               SoupServerMessage *message,
               Request           *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      soup_message_headers_get_content_length (headers) <= (goffset) TIPOFF_LIMIT_REPORT_BYTES)
    return FALSE;

  if (soup_message_headers_get_expectations (headers) & SOUP_EXPECTATION_CONTINUE)
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
    }
  else
    {
      request->cut_off = TRUE;
      cut_off (self->listener, message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
    }
  return TRUE;
}

static void
start_route (TipoffDesk        *self,
             SoupServerMessage *message,
             Request           *request)
{
  const char *method = soup_server_message_get_method (message);

  if (request->route == NULL)
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_NOT_FOUND, "There is nothing at this address. Reports go to /v1/reports.");
    }
  else if (!has_method (request->route, method))
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "This address does not take this method.");
      tipoff_desk_answer_set_header (message, "Allow", request->route->methods);
    }
  else if (g_str_equal (method, "OPTIONS"))
    {
      tipoff_desk_answer_empty (message, SOUP_STATUS_NO_CONTENT);
      tipoff_desk_answer_set_header (message, "Allow", request->route->methods);
    }
  else if (request->route->start != NULL)
    {
      request->route->start (self, message);
    }
}

static void
on_headers (SoupServer        *server,
            SoupServerMessage *message,
            const char        *unused_path,
            GHashTable        *query,
            gpointer           data)
{
  TipoffDesk *self = data;
  Request *request = g_new0 (Request, 1);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  request->desk = self;
  request->started = g_get_monotonic_time ();
  g_object_set_data_full (G_OBJECT (message), MESSAGE_KEY, request, (GDestroyNotify) request_free);
  for (gsize i = 0; i < G_N_ELEMENTS (routes) && request->route == NULL; i++)
    if (match_path (&routes[i], path, &request->reference))
      request->route = &routes[i];

  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), self);
  if (refuse_length (self, message, request))
    return;

  start_route (self, message, request);
  /* Nobody reads the body of a request that has its answer. */
  if (soup_server_message_get_status (message) != 0 || !g_str_equal (soup_server_message_get_method (message), "POST"))
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static void
on_body (SoupServer        *server,
         SoupServerMessage *message,
         const char        *unused_path,
         GHashTable        *query,
         gpointer           data)
{
  TipoffDesk *self = data;
  const Request *request = g_object_get_data (G_OBJECT (message), MESSAGE_KEY);

  request->route->finish (self, message, request->reference);
}

/**
 * tipoff_desk_authorize:
 * @self: a desk
 * @message: a request
 * @scope: what it needs (TipoffDeskScope), or 0 for any token
 * @holder: (out) (optional): whose token it is
 *
 * Without a token file anybody may submit and ask for a reference, and nobody
 * may read or erase. Answers 401 or 403 where the request may not.
 *
 * Returns: whether it may
 */
gboolean
tipoff_desk_authorize (TipoffDesk         *self,
                       SoupServerMessage  *message,
                       guint               scope,
                       const char        **holder)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *token = tipoff_desk_parse_bearer (soup_message_headers_get_one (headers, "Authorization"));
  const TipoffDeskHolder *found = self->tokens != NULL ? tipoff_desk_tokens_find (self->tokens, token) : NULL;

  if (holder != NULL)
    *holder = found != NULL ? found->name : "";
  if (self->tokens == NULL && (scope & ~TIPOFF_DESK_SCOPE_SUBMIT) == 0)
    return TRUE;
  if (found != NULL && (found->scopes & scope) == scope)
    return TRUE;

  if (found != NULL)
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_FORBIDDEN, "This token is not for this.");
      tipoff_desk_answer_set_header (message, "WWW-Authenticate", "Bearer realm=\"tipoff-desk\", error=\"insufficient_scope\"");
    }
  else
    {
      tipoff_desk_answer_problem (message, SOUP_STATUS_UNAUTHORIZED,
                                  token != NULL ? "This token is not known here." : "A token is needed here.");
      tipoff_desk_answer_set_header (message, "WWW-Authenticate",
                                     token != NULL ? "Bearer realm=\"tipoff-desk\", error=\"invalid_token\""
                                                   : "Bearer realm=\"tipoff-desk\"");
    }
  return FALSE;
}

/**
 * tipoff_desk_new:
 * @dir: the desk's directory
 * @reader: (transfer full): for what is looked up
 * @writer: (transfer full): for what is taken in
 * @tokens: (transfer full) (nullable): who may do what
 * @rate: reports a minute from one network without a token; 0: no limit
 *
 * Returns: (transfer full): a desk that does not listen yet
 */
TipoffDesk *
tipoff_desk_new (const char       *dir,
                 TipoffDeskStore  *reader,
                 TipoffDeskWriter *writer,
                 TipoffDeskTokens *tokens,
                 guint             rate)
{
  TipoffDesk *self = g_new0 (TipoffDesk, 1);

  self->dir = g_strdup (dir);
  self->reader = reader;
  self->writer = writer;
  self->tokens = tokens;
  self->gate = tipoff_desk_gate_new (rate);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_early_handler (self->server, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->server, NULL, on_body, self, NULL);
  g_signal_connect (self->server, "request-finished", G_CALLBACK (on_finished), self);
  g_signal_connect (self->server, "request-aborted", G_CALLBACK (on_aborted), self);
  return self;
}

gboolean
tipoff_desk_listen (TipoffDesk       *self,
                    GSocketAddress   *address,
                    TipoffDeskTls    *tls,
                    guint             deadline,
                    GError          **error)
{
  self->listener = tipoff_desk_listener_new (self->server, address, tls, deadline, on_late, self, error);
  return self->listener != NULL;
}

void
tipoff_desk_stop (TipoffDesk *self)
{
  self->stopping = TRUE;
  tipoff_desk_listener_stop (self->listener);
}

gboolean
tipoff_desk_is_busy (TipoffDesk *self)
{
  return self->stopping || self->held > MOST_HELD / 2 || tipoff_desk_writer_get_n_pending (self->writer) >= MOST_PENDING;
}

gboolean
tipoff_desk_is_idle (TipoffDesk *self)
{
  return tipoff_desk_writer_get_n_pending (self->writer) == 0 && tipoff_desk_listener_get_n_connections (self->listener) == 0;
}

void
tipoff_desk_free (TipoffDesk *self)
{
  if (self == NULL)
    return;

  /* The writer first: what it has been given is still written down. */
  tipoff_desk_writer_free (self->writer);
  soup_server_disconnect (self->server);
  tipoff_desk_listener_free (self->listener);
  g_clear_object (&self->server);
  tipoff_desk_store_close (self->reader);
  tipoff_desk_tokens_free (self->tokens);
  tipoff_desk_gate_free (self->gate);
  g_hash_table_unref (self->running);
  g_free (self->dir);
  g_free (self);
}
