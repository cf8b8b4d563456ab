/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-database.h"
#include "tipoff-lease.h"
#include "tipoff-outbox.h"

G_BEGIN_DECLS

/* What the parts of the outbox share: tipoff-outbox.c keeps, -claim.c says
 * what is due and takes it, -move.c writes what became of it. All of these are called
 * with the lock held. */

/* Longer than the longest request (TIPOFF_SENDER_LONGEST_TIMEOUT): who holds
 * a lease and lives may still get a receipt. */
#define TIPOFF_LEASE_SECONDS 300

struct _TipoffOutbox
{
  gatomicrefcount    ref_count;
  GMutex             lock;
  TipoffDatabase    *database;
  TipoffLeaseHolder *holder;
};

/* A row with what only the outbox itself looks at. */
typedef struct
{
  TipoffOutboxItem *item;
  gint64            seq;
  gint64            lease_slot;
  gint64            lease_until;
} TipoffOutboxRow;

#define TIPOFF_OUTBOX_ROW_COLUMNS                                                 \
  "seq, id, state, kind, summary, authority, authority_name, route, way, format," \
  " protocol, address, ca_file, media_type, created, not_before, attempts,"       \
  " next_at, reason, detail, reference, received, sha256, lease_slot, lease_until," \
  " poll_url, polls, may_have_arrived, corrects, corrects_reference"

void     tipoff_outbox_row_clear (TipoffOutboxRow *row);
gboolean tipoff_outbox_row_read  (TipoffOutbox *self, sqlite3_stmt *statement, TipoffOutboxRow *row, GError **error);
gboolean tipoff_outbox_row_find  (TipoffOutbox *self, const char *id, TipoffOutboxRow *row, GError **error);
/* TipoffFact: what is so of it at @now. */
guint    tipoff_outbox_row_get_facts (TipoffOutbox *self, const TipoffOutboxRow *row, gint64 now);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TipoffOutboxRow, tipoff_outbox_row_clear)

G_END_DECLS
