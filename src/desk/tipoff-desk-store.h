/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-database.h"

G_BEGIN_DECLS

/* The reports that a desk has taken: DIR/desk.sqlite. One thread at a time. */

typedef struct
{
  char     *reference;    /* "TD-…" */
  char     *report_id;    /* also the idempotency key */
  char     *sha256;       /* of the body */
  gint64    received;     /* unix seconds */
  gboolean  test;
  char     *holder;       /* whose token brought it; "" */
  char     *corrects;     /* of a correction: the report_id that it takes back; NULL */
  gboolean  withdrawn;    /* found: taken back, by itself or by a correction of the same holder's */
  gboolean  erased;       /* found: its bytes are gone */
} TipoffDeskRecord;

typedef struct _TipoffDeskStore TipoffDeskStore;

void              tipoff_desk_record_free   (TipoffDeskRecord *self);
/* "received", "withdrawn" or "erased". */
const char       *tipoff_desk_record_get_state (const TipoffDeskRecord *self);

TipoffDeskStore  *tipoff_desk_store_open    (const char *dir, GError **error);
void              tipoff_desk_store_close   (TipoffDeskStore *self);
gboolean          tipoff_desk_store_begin   (TipoffDeskStore *self, GError **error);
gboolean          tipoff_desk_store_commit  (TipoffDeskStore *self, GError **error);
void              tipoff_desk_store_rollback (TipoffDeskStore *self);
/* Within a transaction: stores @body, unless a report of that id is there. @found
 * (nullable, transfer full) is then that one. Gives @record its reference. */
gboolean          tipoff_desk_store_add     (TipoffDeskStore *self, TipoffDeskRecord *record, GBytes *body,
                                             TipoffDeskRecord **found, GError **error);
/* NULL without an error where there is none. @body (nullable): its bytes. */
TipoffDeskRecord *tipoff_desk_store_find    (TipoffDeskStore *self, const char *reference, GBytes **body, GError **error);

/* Within a transaction. FALSE without an error: there is no such report. Its bytes go; what answers a second
 * request with its key stays. */
gboolean          tipoff_desk_store_withdraw (TipoffDeskStore *self, const char *reference, GError **error);
gboolean          tipoff_desk_store_erase    (TipoffDeskStore *self, const char *reference, GError **error);
/* Lets go of at most @most reports that came before @before, keys and all; what stays of them is a count. Gives how
 * many, or -1. */
int               tipoff_desk_store_purge    (TipoffDeskStore *self, gint64 before, guint most, GError **error);
/* So that the bytes of what went are not in the log either. */
void              tipoff_desk_store_tidy     (TipoffDeskStore *self);

/* The next report after @seq (0: the first) that came at @since or later, tests or real ones; @seq becomes its own.
 * NULL without an error: there is none. */
TipoffDeskRecord *tipoff_desk_store_next     (TipoffDeskStore *self, gint64 since, gboolean test, gint64 *seq, GBytes **body,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskStore, tipoff_desk_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskRecord, tipoff_desk_record_free)

G_END_DECLS
