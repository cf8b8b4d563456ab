/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-authorisation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One request over HTTPS and its answer. Certificate always verified, no redirect
 * followed, time and size of everything capped. Knows nothing of reports. */

typedef struct
{
  char    *method;
  char    *url;
  char    *content_type;
  GBytes  *body;
  char   **headers;        /* name, value, name, value … */
  char    *token;          /* NULL: none */
  TipoffAuthorisation authorisation; /* how the token is shown */
  gsize    answer_limit;   /* bytes; 0: TIPOFF_LIMIT_ANSWER_BYTES */
  char    *ca_file;        /* replaces the system's roots; NULL: those */
  guint    timeout;        /* seconds, for everything together */
} TipoffRequest;

typedef struct
{
  guint    status;
  char    *content_type;   /* without parameters, lower case; NULL */
  char    *retry_after;    /* NULL */
  char    *location;       /* NULL */
  GBytes  *body;
} TipoffAnswer;

void          tipoff_request_free    (TipoffRequest *self);
void          tipoff_answer_free     (TipoffAnswer *self);

/* @request is taken over. Runs in the thread's default main context. */
void          tipoff_exchange_async  (TipoffRequest *request, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* Fails with NETWORK, TLS, ANSWER or NOT_HTTPS of TIPOFF_DELIVERY_ERROR, or with
 * G_IO_ERROR_CANCELLED where @cancellable was. @was_sent: whether the other side may have got the request. */
TipoffAnswer *tipoff_exchange_finish (GAsyncResult *result, gboolean *was_sent, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffRequest, tipoff_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffAnswer, tipoff_answer_free)

G_END_DECLS
