/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends reports over TLS and tells what came back: tests/bench/desk runs it.
 *
 *   desk-load [OPTION…] PORT BODY     BODY: a file with a report whose id is the first UUID in it
 *
 * With --rate reports are due at even distances, and the time of an answer counts from when its
 * report was due, not from when a connection was free to send it. Without, each connection sends
 * the next report as soon as it has the answer to the last. Prints one line of key=value. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <gnutls/gnutls.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER_BYTES 8192
#define UUID_LENGTH 36
#define EVENTS 256

typedef enum
{
  CLOSED,
  IDLE,
  SHAKING,
  SENDING,
  READING,
} State;

typedef struct
{
  State            state;
  int              fd;
  gnutls_session_t tls;
  guint32          watched;      /* for epoll */
  gint64           due;          /* monotonic, microseconds */
  GString         *request;
  gsize            sent;
  char             answer[ANSWER_BYTES];
  gsize            n_answer;
} Connection;

typedef struct
{
  GArray *times;                 /* of gint64, microseconds */
} Answers;

static struct
{
  int      rate, seconds, n_connections, port;
  gboolean fresh, full;
  char    *token;
} options = { .seconds = 10, .n_connections = 64 };

static gnutls_certificate_credentials_t credentials;
static gnutls_datum_t ticket;
static GString *body;
static gsize id_at;
static int poll_fd;
static Connection *connections;
static GQueue waiting = G_QUEUE_INIT;     /* of when a report was due */
static GPtrArray *idle;
static Answers taken, refused, other;
static guint n_failed, n_shakes, n_resumed;
static gint64 start, end;

static void pump (Connection *c);

/* For what GnuTLS waits for. Never by edges: it says "again" too after a message of its own, with more behind it. */
static void
watch (Connection *c)
{
  guint32 wanted = gnutls_record_get_direction (c->tls) == 1 && c->state != IDLE ? EPOLLIN | EPOLLOUT : EPOLLIN;
  struct epoll_event event = { .events = wanted, .data.ptr = c };

  if (wanted != c->watched && epoll_ctl (poll_fd, c->watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, c->fd, &event) != 0)
    g_error ("epoll: %s", g_strerror (errno));
  c->watched = wanted;
}

static void
close_connection (Connection *c)
{
  if (c->state == CLOSED)
    return;
  close (c->fd);
  gnutls_deinit (c->tls);
  c->state = CLOSED;
}

static void
open_connection (Connection *c)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons ((guint16) options.port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int one = 1;
  struct linger hard = { 1, 0 };     /* no TIME_WAIT: ports are few */

  c->fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (c->fd < 0)
    g_error ("socket: %s", g_strerror (errno));
  setsockopt (c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt (c->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  if (connect (c->fd, (struct sockaddr *) &address, sizeof address) != 0 && errno != EINPROGRESS)
    g_error ("connect: %s", g_strerror (errno));

  gnutls_init (&c->tls, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
  gnutls_set_default_priority (c->tls);
  gnutls_credentials_set (c->tls, GNUTLS_CRD_CERTIFICATE, credentials);
  gnutls_server_name_set (c->tls, GNUTLS_NAME_DNS, "localhost", 9);
  gnutls_transport_set_int (c->tls, c->fd);
  if (!options.full && ticket.size > 0)
    gnutls_session_set_data (c->tls, ticket.data, ticket.size);
  c->state = SHAKING;
  c->watched = 0;
}

/* Makes the next report that is due this connection's. */
static void
begin (Connection *c,
       gint64      due)
{
  g_autofree char *id = g_uuid_string_random ();

  c->due = due;
  c->sent = c->n_answer = 0;
  memcpy (body->str + id_at, id, UUID_LENGTH);
  g_string_printf (c->request, "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\n"
                   "Content-Type: application/vnd.tipoff.report+json; version=1\r\n"
                   "Idempotency-Key: \"%s\"\r\n%s%s%s%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", id,
                   options.token != NULL ? "Authorization: Bearer " : "", options.token != NULL ? options.token : "",
                   options.token != NULL ? "\r\n" : "", options.fresh ? "Connection: close\r\n" : "", body->len);
  g_string_append_len (c->request, body->str, (gssize) body->len);
  if (c->state == CLOSED)
    open_connection (c);
  else
    c->state = SENDING;
  pump (c);
}

/* Those that are due go to those that are free. */
static void
assign (void)
{
  gint64 now = g_get_monotonic_time ();

  while (idle->len > 0 && now < end && (options.rate == 0 || !g_queue_is_empty (&waiting)))
    {
      gint64 *due = options.rate != 0 ? g_queue_pop_head (&waiting) : NULL;
      Connection *c = g_ptr_array_steal_index_fast (idle, idle->len - 1);

      begin (c, due != NULL ? *due : now);
      g_free (due);
    }
}

static void
finish (Connection *c,
        gboolean    keep)
{
  if (!keep || options.fresh)
    close_connection (c);
  else
    c->state = IDLE;
  g_ptr_array_add (idle, c);
}

static void
fail (Connection *c)
{
  n_failed++;
  finish (c, FALSE);
}

static void
keep_ticket (Connection *c)
{
  gnutls_datum_t data;

  if (options.full || !options.fresh || ticket.size > 0)
    return;
  if ((gnutls_session_get_flags (c->tls) & GNUTLS_SFLAGS_SESSION_TICKET) != 0 ||
      gnutls_protocol_get_version (c->tls) < GNUTLS_TLS1_3)
    if (gnutls_session_get_data2 (c->tls, &data) == 0)
      ticket = data;
}

/* TRUE where the answer is whole. */
static gboolean
read_answer (Connection *c)
{
  const char *blank = memmem (c->answer, c->n_answer, "\r\n\r\n", 4);
  const char *length;
  gint64 took;
  int status;

  if (blank == NULL)
    return FALSE;
  c->answer[MIN (c->n_answer, sizeof c->answer - 1)] = '\0';
  length = strcasestr (c->answer, "\r\ncontent-length: ");
  if (length == NULL || (gsize) (blank + 4 - c->answer) + strtoul (length + 18, NULL, 10) > c->n_answer)
    return FALSE;

  status = atoi (c->answer + 9);
  took = g_get_monotonic_time () - c->due;
  g_array_append_val ((status / 100 == 2 ? taken : status == 503 || status == 429 ? refused : other).times, took);
  keep_ticket (c);
  finish (c, strcasestr (c->answer, "\r\nconnection: close") == NULL);
  return TRUE;
}

static gboolean
is_again (gssize code)
{
  return code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED;
}

/* Goes as far as it can without waiting. */
static void
pump (Connection *c)
{
  gssize n;

  if (c->state == SHAKING)
    {
      n = gnutls_handshake (c->tls);
      if (n < 0 && is_again (n))
        {
          watch (c);
          return;
        }
      if (n < 0)
        {
          fail (c);
          return;
        }
      n_shakes++;
      n_resumed += gnutls_session_is_resumed (c->tls) != 0;
      c->state = SENDING;
    }
  while (c->state == SENDING)
    {
      n = gnutls_record_send (c->tls, c->request->str + c->sent, c->request->len - c->sent);
      if (n < 0 && is_again (n))
        {
          watch (c);
          return;
        }
      if (n < 0)
        {
          fail (c);
          return;
        }
      c->sent += (gsize) n;
      if (c->sent == c->request->len)
        c->state = READING;
    }
  while (c->state == READING)
    {
      n = gnutls_record_recv (c->tls, c->answer + c->n_answer, sizeof c->answer - 1 - c->n_answer);
      if (n < 0 && is_again (n))
        {
          watch (c);
          return;
        }
      if (n <= 0)
        {
          fail (c);
          return;
        }
      c->n_answer += (gsize) n;
      if (read_answer (c))
        return;
    }
  /* Idle, and something came: the other side has closed it. */
  if (c->state == IDLE && (n = gnutls_record_recv (c->tls, c->answer, 1)) <= 0 && !is_again (n))
    close_connection (c);
}

static void
run (void)
{
  struct epoll_event events[EVENTS];
  gint64 n_due = 0;

  for (;;)
    {
      gint64 now = g_get_monotonic_time ();
      int n;

      if (now >= end && (idle->len == (guint) options.n_connections || now > end + 60 * G_USEC_PER_SEC))
        return;
      for (; options.rate != 0 && start + n_due * G_USEC_PER_SEC / options.rate <= MIN (now, end - 1); n_due++)
        {
          gint64 due = start + n_due * G_USEC_PER_SEC / options.rate;

          g_queue_push_tail (&waiting, g_memdup2 (&due, sizeof due));
        }
      assign ();
      n = epoll_wait (poll_fd, events, EVENTS, 1);
      for (int i = 0; i < n; i++)
        if (((Connection *) events[i].data.ptr)->state != CLOSED)
          pump (events[i].data.ptr);
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static double
milliseconds_at (const Answers *answers,
                 double         share)
{
  if (answers->times->len == 0)
    return 0;
  g_array_sort (answers->times, compare_times);
  return (double) g_array_index (answers->times, gint64, (guint) (share * (answers->times->len - 1))) / 1000;
}

static void
read_body (const char *path)
{
  g_autoptr (GRegex) uuid = g_regex_new ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;
  int at;

  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);
  if (!g_regex_match (uuid, text, 0, &match) || !g_match_info_fetch_pos (match, 0, &at, NULL))
    g_error ("%s has no id", path);
  body = g_string_new_len (text, (gssize) length);
  id_at = (gsize) at;
  g_free (text);
}

int
main (int   argc,
      char *argv[])
{
  const GOptionEntry entries[] = {
    { "rate", 0, 0, G_OPTION_ARG_INT, &options.rate, "Reports a second; otherwise as many as there are answers", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &options.seconds, "How long (10)", "N" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &options.n_connections, "At most so many at once (64)", "N" },
    { "fresh", 0, 0, G_OPTION_ARG_NONE, &options.fresh, "A connection for each report; sessions are resumed", NULL },
    { "full", 0, 0, G_OPTION_ARG_NONE, &options.full, "With --fresh: no session is resumed", NULL },
    { "token", 0, 0, G_OPTION_ARG_STRING, &options.token, "A token that may submit", "TOKEN" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PORT BODY");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3)
    {
      g_printerr ("desk-load: %s\n", error != NULL ? error->message : "give PORT and BODY");
      return 2;
    }
  options.port = atoi (argv[1]);
  read_body (argv[2]);

  gnutls_certificate_allocate_credentials (&credentials);
  poll_fd = epoll_create1 (EPOLL_CLOEXEC);
  taken.times = g_array_new (FALSE, FALSE, sizeof (gint64));
  refused.times = g_array_new (FALSE, FALSE, sizeof (gint64));
  other.times = g_array_new (FALSE, FALSE, sizeof (gint64));
  connections = g_new0 (Connection, options.n_connections);
  idle = g_ptr_array_new ();
  for (int i = 0; i < options.n_connections; i++)
    {
      connections[i].request = g_string_new (NULL);
      g_ptr_array_add (idle, &connections[i]);
    }

  start = g_get_monotonic_time ();
  end = start + options.seconds * G_USEC_PER_SEC;
  run ();
  g_print ("taken=%u refused=%u other=%u failed=%u unsent=%u handshakes=%u resumed=%u seconds=%.3f rate=%.0f "
           "p50=%.2f p99=%.2f max=%.2f refused_p99=%.2f\n",
           taken.times->len, refused.times->len, other.times->len, n_failed, g_queue_get_length (&waiting), n_shakes, n_resumed,
           (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, taken.times->len / (double) options.seconds,
           milliseconds_at (&taken, 0.5), milliseconds_at (&taken, 0.99), milliseconds_at (&taken, 1),
           milliseconds_at (&refused, 0.99));
  return 0;
}
