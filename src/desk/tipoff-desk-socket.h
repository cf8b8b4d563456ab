/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The listener's socket, and how many connections it may have. */

/* One that listens and does not block. */
GSocket  *tipoff_desk_socket_listen  (GSocketAddress *address, GError **error);
/* Lets @server think that it listens itself: else Soup keeps no connection after an answer. */
gboolean  tipoff_desk_socket_pretend (SoupServer *server, GSocket *socket, GError **error);
/* Beyond this many, whoever waits the longest without a request makes room; where nobody does, new ones wait in the
 * kernel's queue. */
guint     tipoff_desk_socket_most_connections (void);

G_END_DECLS
