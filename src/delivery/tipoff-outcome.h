/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-exchange.h"
#include "tipoff-outbox.h"

G_BEGIN_DECLS

/* What became of one attempt: the next state, and why. */
typedef struct
{
  TipoffState          state;         /* delivered, waiting or attention */
  TipoffDeliveryError  code;          /* unless delivered */
  const char          *reason;        /* a word; unless delivered */
  char                *detail;        /* NULL */
  gint64               retry_after;   /* waiting: seconds that the endpoint asked for, or -1 */
  char                *reference;     /* delivered */
  gint64               received;      /* delivered */
} TipoffOutcome;

void           tipoff_outcome_free      (TipoffOutcome *self);
TipoffOutcome *tipoff_outcome_delivered (const char *reference, gint64 received);
TipoffOutcome *tipoff_outcome_waiting   (TipoffDeliveryError code, const char *reason, const char *detail);
TipoffOutcome *tipoff_outcome_attention (TipoffDeliveryError code, const char *reason, const char *detail);
/* No answer came: @error is of tipoff_exchange_finish(). */
TipoffOutcome *tipoff_outcome_of_error  (const GError *error);
/* An answer that is no receipt, as every protocol over HTTP reads it. */
TipoffOutcome *tipoff_outcome_of_status (const TipoffAnswer *answer, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffOutcome, tipoff_outcome_free)

G_END_DECLS
