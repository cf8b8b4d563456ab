/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-exchange.h"
#include "tipoff-outbox.h"
#include "tipoff-outcome.h"

G_BEGIN_DECLS

/* One attempt to hand a report over: request and answer by turns, until there is an outcome.
 * What is asked and what answers mean is the protocol's; what holds for all is here: the talk stays
 * at the endpoint's origin, it ends, and an outcome that nobody knows is settled as the protocol
 * says. Pure: no network, no clock. */

typedef struct _TipoffProtocol TipoffProtocol;

typedef struct
{
  const TipoffProtocol   *protocol;
  const TipoffOutboxItem *item;             /* borrowed */
  GBytes                 *bytes;            /* what was approved */

  gboolean                may_have_arrived; /* an earlier attempt's outcome is unknown, and nobody has looked since */
  gboolean                carries_report;   /* the last request did: it may make something there */
  char                   *poll_url;         /* taken before: ask here, and do not send again */

  guint                   n_requests;
  guint                   step;             /* the protocol's own; 0 at the beginning */
  char                   *base;             /* the protocol's own: what it learnt on the way */
  char                   *target;
} TipoffTalk;

/* NULL where there is no such protocol. @item has to stay. */
TipoffTalk    *tipoff_talk_new   (const TipoffOutboxItem *item, GBytes *bytes);
void           tipoff_talk_free  (TipoffTalk *self);
/* @answer NULL at the beginning. A request, or NULL and the outcome. */
TipoffRequest *tipoff_talk_next  (TipoffTalk *self, const TipoffAnswer *answer, gint64 now, TipoffOutcome **outcome);
/* No answer came. @was_sent: of tipoff_exchange_finish(). */
TipoffOutcome *tipoff_talk_break (TipoffTalk *self, const GError *error, gboolean was_sent);

/* How the endpoint's token is shown to it. */
TipoffAuthorisation tipoff_talk_get_authorisation (const TipoffTalk *self);

/* For protocols: a request that only looks, and the one that carries the report. Both may be given
 * an address that a stranger wrote. */
TipoffRequest *tipoff_talk_look  (TipoffTalk *self, const char *url, const char *accept);
TipoffRequest *tipoff_talk_carry (TipoffTalk *self, const char *url, const char *content_type, const char *accept);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffTalk, tipoff_talk_free)

G_END_DECLS
