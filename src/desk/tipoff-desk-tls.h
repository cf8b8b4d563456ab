/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* TLS for many connections: GnuTLS on sockets that never block. GIO's own TLS gives each handshake
 * a thread that waits for the other side, so that a few hundred silent ones keep everybody out, and reads all
 * roots of the system for each connection that it takes. */

/* Certificate, key and what sessions are resumed with; may be used by several threads. */
typedef struct _TipoffDeskTls TipoffDeskTls;

TipoffDeskTls *tipoff_desk_tls_new  (const char *cert_file, const char *key_file, GError **error);
void           tipoff_desk_tls_free (TipoffDeskTls *self);

#define TIPOFF_TYPE_DESK_TLS_STREAM (tipoff_desk_tls_stream_get_type ())
G_DECLARE_FINAL_TYPE (TipoffDeskTlsStream, tipoff_desk_tls_stream, TIPOFF, DESK_TLS_STREAM, GIOStream)

/* The server's side on @socket. @self outlives it. */
TipoffDeskTlsStream *tipoff_desk_tls_stream_new        (TipoffDeskTls *self, GSocket *socket);
GSocket             *tipoff_desk_tls_stream_get_socket (TipoffDeskTlsStream *self);

typedef enum
{
  TIPOFF_DESK_TLS_WAIT_READ,
  TIPOFF_DESK_TLS_WAIT_WRITE,
  TIPOFF_DESK_TLS_READY,
  TIPOFF_DESK_TLS_FAILED,
} TipoffDeskTlsState;

/* As far as the handshake goes without waiting; one thread at a time. */
TipoffDeskTlsState   tipoff_desk_tls_stream_handshake  (TipoffDeskTlsStream *self);

/* A request and its answer are over: an end that comes now is the end of the connection. Soup 3.2 forgets a
 * kept connection that ends before its next request, and never lets go of it; here it is made to notice. */
void                 tipoff_desk_tls_stream_end_request (TipoffDeskTlsStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskTls, tipoff_desk_tls_free)

G_END_DECLS
