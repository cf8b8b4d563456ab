/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-talk.h"

G_BEGIN_DECLS

/* How an outcome that nobody knows is settled: the connection broke off after the report may have
 * left, or the answer was none. */
typedef enum
{
  TIPOFF_SETTLEMENT_SAME_KEY,   /* asked again: the endpoint knows what it has already */
  TIPOFF_SETTLEMENT_LOOKUP,     /* looked up before it is sent again */
  TIPOFF_SETTLEMENT_ASK,        /* never sent again by itself: the person decides */
} TipoffSettlement;

/* A way of talking to an endpoint. Each is a file in protocols/ and a line in the table of
 * tipoff-protocol.c. Pure: no network, no clock. */
struct _TipoffProtocol
{
  const char          *name;
  TipoffSettlement     settlement;
  TipoffAuthorisation  authorisation;
  /* As tipoff_talk_next(): @answer is NULL at the beginning; a request, or NULL and an outcome. */
  TipoffRequest *(*next) (TipoffTalk *talk, const TipoffAnswer *answer, gint64 now, TipoffOutcome **outcome);
};

/* NULL where there is none of that name. */
const TipoffProtocol *tipoff_protocol_find  (const char *name);
/* The names of all, as people read them: "tipoff, taxii, …". */
char                 *tipoff_protocol_names (void);

extern const TipoffProtocol tipoff_protocol_misp;
extern const TipoffProtocol tipoff_protocol_netcraft;
extern const TipoffProtocol tipoff_protocol_post;
extern const TipoffProtocol tipoff_protocol_rt;
extern const TipoffProtocol tipoff_protocol_signal_spam;
extern const TipoffProtocol tipoff_protocol_taxii;
extern const TipoffProtocol tipoff_protocol_tipoff;

G_END_DECLS
