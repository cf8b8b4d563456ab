/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-desk-tls.h"

G_BEGIN_DECLS

/* Handshakes are most of the work that a new connection makes: a few threads do them, each as many
 * at once as there are, without waiting for anybody. */
typedef struct _TipoffDeskHandshakes TipoffDeskHandshakes;
/* In the main context of the maker, which gets @stream back. @ready: it may be read and written. */
typedef void (*TipoffDeskHandshakeDone) (TipoffDeskTlsStream *stream, gboolean ready, gpointer user_data);

TipoffDeskHandshakes *tipoff_desk_handshakes_new   (TipoffDeskHandshakeDone done);
/* What is under way is let go of, and its `done` is not called. */
void                  tipoff_desk_handshakes_free  (TipoffDeskHandshakes *self);
/* Takes over @stream until `done`. One that is shut down meanwhile fails. */
void                  tipoff_desk_handshakes_begin (TipoffDeskHandshakes *self, TipoffDeskTlsStream *stream, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskHandshakes, tipoff_desk_handshakes_free)

G_END_DECLS
