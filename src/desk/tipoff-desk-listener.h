/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-desk-tls.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Takes connections, makes them TLS and gives them to a SoupServer. That server
 * waits for ever for the rest of a request, so each connection has a deadline here: for
 * handshake and request together, then for the answer, then for the next request. */
typedef struct _TipoffDeskListener TipoffDeskListener;
/* A request has begun and did not arrive in time: cut it off. */
typedef void (*TipoffDeskLate) (TipoffDeskListener *listener, SoupServerMessage *message, gpointer user_data);

TipoffDeskListener *tipoff_desk_listener_new      (SoupServer *server, GSocketAddress *address, TipoffDeskTls *tls,
                                                   guint deadline, TipoffDeskLate late, gpointer user_data,
                                                   GError **error);
guint16             tipoff_desk_listener_get_port (TipoffDeskListener *self);
/* Takes no more; connections on which no request has begun are closed, others after their answer. */
void                tipoff_desk_listener_stop     (TipoffDeskListener *self);
guint               tipoff_desk_listener_get_n_connections (TipoffDeskListener *self);
/* After tipoff_desk_listener_stop(). */
void                tipoff_desk_listener_free     (TipoffDeskListener *self);

/* Answers with a problem in the middle of a request, and closes: the rest of it is not read. */
void                tipoff_desk_listener_cut_off  (TipoffDeskListener *self, SoupServerMessage *message,
                                                   guint status, const char *detail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskListener, tipoff_desk_listener_free)

G_END_DECLS
