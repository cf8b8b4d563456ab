/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-socket.h"

#include <sys/resource.h>

#define MOST_CONNECTIONS 4096
/* Of the files that a process may have open, for connections; the rest is for the database. */
#define CONNECTION_SHARE(files) ((files) / 4 * 3)
#define BACKLOG 4096

/* In a context that nobody runs, so that it takes nothing from the socket. */
gboolean
tipoff_desk_socket_pretend (SoupServer  *server,
                            GSocket     *socket,
                            GError     **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  gboolean done;

  g_main_context_push_thread_default (context);
  done = soup_server_listen_socket (server, socket, 0, error);
  g_main_context_pop_thread_default (context);
  return done;
}

GSocket *
tipoff_desk_socket_listen (GSocketAddress  *address,
                           GError         **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

/* As many as files may be open; more are asked for. */
guint
tipoff_desk_socket_most_connections (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0)
    return MOST_CONNECTIONS / 4;
  if (files.rlim_cur < files.rlim_max)
    {
      struct rlimit more = { files.rlim_max, files.rlim_max };

      if (setrlimit (RLIMIT_NOFILE, &more) == 0)
        files = more;
    }
  return (guint) MIN (MOST_CONNECTIONS, CONNECTION_SHARE (files.rlim_cur));
}
