/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-outbox.h"
#include "tipoff-tokens.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sends what the outbox holds over HTTPS. One request at a time; certificate always
 * verified; whole and connect timeouts; answers capped. */
#define TIPOFF_TYPE_SENDER (tipoff_sender_get_type ())
G_DECLARE_FINAL_TYPE (TipoffSender, tipoff_sender, TIPOFF, SENDER, GObject)

/* The longest timeout, and the longest that one attempt takes; leases are longer. */
#define TIPOFF_SENDER_LONGEST_TIMEOUT 240

TipoffSender *tipoff_sender_new       (TipoffOutbox *outbox);
/* Its own, unless it is given others. */
TipoffTokens *tipoff_sender_get_tokens (TipoffSender *self);
void          tipoff_sender_set_tokens (TipoffSender *self, TipoffTokens *tokens);
/* Seconds for each whole request; 60 unless set. */
void          tipoff_sender_set_timeout (TipoffSender *self, guint seconds);

/* One report: @id NULL is the oldest due. The state in the outbox is the outcome and is
 * always written; the error repeats why it is not delivered. FALSE with
 * TIPOFF_DELIVERY_ERROR_STATE where nothing was due. */
void              tipoff_sender_send_async  (TipoffSender *self, const char *id, gboolean force,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The item after the attempt, whatever its state; NULL only where the outbox failed. */
TipoffOutboxItem *tipoff_sender_send_finish (TipoffSender *self, GAsyncResult *result, GError **error);
/* The same, blocking, on a main context of its own: for the command line. */
TipoffOutboxItem *tipoff_sender_send        (TipoffSender *self, const char *id, gboolean force, GError **error);

/* "https://…", no user, no fragment. */
gboolean          tipoff_endpoint_is_https  (const char *address);

G_END_DECLS
