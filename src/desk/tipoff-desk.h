/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-desk-gate.h"
#include "tipoff-desk-listener.h"
#include "tipoff-desk-store.h"
#include "tipoff-desk-tokens.h"
#include "tipoff-desk-writer.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A running desk. Everything but the writer's threads is in one main context. */
typedef struct
{
  SoupServer         *server;
  TipoffDeskListener *listener;
  TipoffDeskStore    *reader;     /* the writer has a store of its own */
  TipoffDeskWriter   *writer;
  TipoffDeskTokens   *tokens;     /* NULL: anybody may submit */
  TipoffDeskGate     *gate;
  char               *dir;
  GHashTable         *running;    /* idempotency keys of requests without an answer */
  gsize               held;       /* bytes of bodies that are in memory */
  gboolean            stopping;
} TipoffDesk;

#define TIPOFF_DESK_BUSY "The desk cannot take reports just now. Send it again later."

/* A request is looked at when its headers are there, and answered when its body is. */
typedef struct
{
  const char *path;               /* "{reference}" stands for one segment */
  const char *methods;            /* as in Allow */
  void      (*start)  (TipoffDesk *desk, SoupServerMessage *message);
  void      (*finish) (TipoffDesk *desk, SoupServerMessage *message, const char *reference);
} TipoffDeskRoute;

TipoffDesk *tipoff_desk_new   (const char *dir, TipoffDeskStore *reader, TipoffDeskWriter *writer, TipoffDeskTokens *tokens, guint rate);
void        tipoff_desk_free  (TipoffDesk *self);
gboolean    tipoff_desk_listen (TipoffDesk *self, GSocketAddress *address, TipoffDeskTls *tls, guint deadline, GError **error);
/* Takes nothing new; what has begun is finished. */
void        tipoff_desk_stop  (TipoffDesk *self);
gboolean    tipoff_desk_is_idle (TipoffDesk *self);
/* Whether one more report would be one too many. */
gboolean    tipoff_desk_is_busy (TipoffDesk *self);

/* Whether the request may do what needs @scope; answers 401 or 403 where not. @holder
 * (nullable): whose token it is, "" without one. */
gboolean    tipoff_desk_authorize (TipoffDesk *self, SoupServerMessage *message, guint scope, const char **holder);

/* tipoff-desk-intake.c: POST /v1/reports */
void        tipoff_desk_intake_start  (TipoffDesk *self, SoupServerMessage *message);
void        tipoff_desk_intake_finish (TipoffDesk *self, SoupServerMessage *message, const char *reference);
/* Of all that send something; FALSE or NULL where it is answered already. */
gboolean    tipoff_desk_intake_check_capacity (TipoffDesk *self, SoupServerMessage *message);
TipoffDeskDocument tipoff_desk_intake_check_type (SoupServerMessage *message, TipoffDeskDocument wanted);
char       *tipoff_desk_intake_get_key (SoupServerMessage *message);
/* Answers with what came of @job; @user_data: the request (transfer full), paused. */
void        tipoff_desk_intake_done    (TipoffDeskJob *job, gpointer user_data);

/* tipoff-desk-lookup.c: GET and DELETE /v1/reports/{reference}, GET /v1/reports/{reference}/content */
TipoffDeskRecord *tipoff_desk_lookup_find     (TipoffDesk *self, SoupServerMessage *message, const char *reference, GBytes **body);
gboolean    tipoff_desk_lookup_audit          (TipoffDesk *self, SoupServerMessage *message, const char *holder, const char *action,
                                               const char *reference);
void        tipoff_desk_lookup_start          (TipoffDesk *self, SoupServerMessage *message);
void        tipoff_desk_lookup_finish         (TipoffDesk *self, SoupServerMessage *message, const char *reference);
void        tipoff_desk_lookup_content_start  (TipoffDesk *self, SoupServerMessage *message);
void        tipoff_desk_lookup_content_finish (TipoffDesk *self, SoupServerMessage *message, const char *reference);

/* tipoff-desk-changes.c: POST /v1/reports/{reference}/withdrawal and /correction, DELETE /v1/reports/{reference} */
void        tipoff_desk_withdrawal_start  (TipoffDesk *self, SoupServerMessage *message);
void        tipoff_desk_withdrawal_finish (TipoffDesk *self, SoupServerMessage *message, const char *reference);
void        tipoff_desk_correction_start  (TipoffDesk *self, SoupServerMessage *message);
void        tipoff_desk_correction_finish (TipoffDesk *self, SoupServerMessage *message, const char *reference);
void        tipoff_desk_erasure_start     (TipoffDesk *self, SoupServerMessage *message);
void        tipoff_desk_erasure_finish    (TipoffDesk *self, SoupServerMessage *message, const char *reference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDesk, tipoff_desk_free)

G_END_DECLS
