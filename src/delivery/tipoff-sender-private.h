/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-outcome.h"
#include "tipoff-sender.h"
#include "tipoff-talk.h"

G_BEGIN_DECLS

/* What the parts of the sender share: tipoff-sender.c has the queue and its turns,
 * tipoff-sender-attempt.c makes one attempt. */

struct _TipoffSender
{
  GObject       parent_instance;

  TipoffOutbox *outbox;
  TipoffTokens *tokens;

  GMutex        lock;             /* for what follows */
  guint         timeout;
  GQueue        queue;            /* of GTask: one request at a time */
  GTask        *current;
};

typedef struct
{
  char             *id;
  gboolean          force;
  TipoffOutboxItem *item;
  GBytes           *bytes;
  char             *token;        /* of the endpoint; NULL */
  TipoffTalk       *talk;
  gint64            deadline;     /* of the whole talk, on the monotonic clock; the lease is longer */
  TipoffOutcome    *outcome;
} TipoffAttempt;

/* A GSourceFunc; @data is the attempt's GTask. */
gboolean tipoff_attempt_begin (gpointer data);
/* Takes @item and @error. */
void     tipoff_attempt_end   (GTask *task, TipoffOutboxItem *item, GError *error);
void     tipoff_attempt_free  (TipoffAttempt *attempt);

G_END_DECLS
