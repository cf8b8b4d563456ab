/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-exchange.h"
#include "tipoff-outbox.h"

G_BEGIN_DECLS

/* What became of one attempt: the next state, and why. */
typedef struct
{
  TipoffState          state;         /* delivered, submitted, waiting or attention */
  TipoffDeliveryError  code;          /* where there is a reason */
  const char          *reason;        /* a word; waiting and attention always have one */
  char                *detail;        /* NULL */
  gint64               retry_after;   /* waiting, submitted: seconds that the endpoint asked for, or -1 */
  gboolean             may_have_arrived; /* nobody knows whether the endpoint has the report */
  char                *poll_url;      /* where the outcome is asked for; NULL unless the endpoint took the report */
  char                *reference;     /* delivered */
  gint64               received;      /* delivered */
} TipoffOutcome;

void           tipoff_outcome_free      (TipoffOutcome *self);
TipoffOutcome *tipoff_outcome_delivered (const char *reference, gint64 received);
/* Taken, the outcome is awaited at @poll_url. */
TipoffOutcome *tipoff_outcome_submitted (const char *poll_url);
TipoffOutcome *tipoff_outcome_waiting   (TipoffDeliveryError code, const char *reason, const char *detail);
TipoffOutcome *tipoff_outcome_attention (TipoffDeliveryError code, const char *reason, const char *detail);
/* It may have arrived; only the person can find out. */
TipoffOutcome *tipoff_outcome_unknown   (const char *detail);
/* An answer that leads elsewhere, which is not followed. */
TipoffOutcome *tipoff_outcome_elsewhere (const char *where);
/* No answer came: @error is of tipoff_exchange_finish(). */
TipoffOutcome *tipoff_outcome_of_error  (const GError *error);
/* An answer that is no receipt, as every protocol over HTTP reads it. */
TipoffOutcome *tipoff_outcome_of_status (const TipoffAnswer *answer, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffOutcome, tipoff_outcome_free)

G_END_DECLS
