/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-exchange.h"
#include "tipoff-outbox.h"
#include "tipoff-outcome.h"

G_BEGIN_DECLS

/* A way of talking to an endpoint: one exchange, and what its answer means. Each
 * is a file in protocols/ and a line in the table of tipoff-protocol.c. Pure: no network, no clock. */
typedef struct
{
  const char    *name;
  /* The request that carries @bytes; token, CA file and timeout are the sender's. */
  TipoffRequest *(*compose) (const TipoffOutboxItem *item, GBytes *bytes);
  TipoffOutcome *(*judge)   (const TipoffOutboxItem *item, const TipoffAnswer *answer, gint64 now);
} TipoffProtocol;

/* NULL where there is none of that name. */
const TipoffProtocol *tipoff_protocol_find (const char *name);

extern const TipoffProtocol tipoff_protocol_tipoff;

G_END_DECLS
