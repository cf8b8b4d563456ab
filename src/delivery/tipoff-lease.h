/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who is sending, and whether that process is still alive. Each holder keeps
 * a lock on one byte of a file beside the database; the kernel drops it with the process. */
typedef struct _TipoffLeaseHolder TipoffLeaseHolder;

TipoffLeaseHolder *tipoff_lease_holder_new      (const char *path, GError **error);
void               tipoff_lease_holder_free     (TipoffLeaseHolder *self);
/* The number that stands for this holder, > 0, written beside a lease. */
gint64             tipoff_lease_holder_get_slot (const TipoffLeaseHolder *self);
/* Whether the holder behind @slot, in whatever process, is alive. */
gboolean           tipoff_lease_slot_is_held    (const TipoffLeaseHolder *self, gint64 slot);

/* Seconds on the clock that counts through suspend and cannot be set. */
gint64             tipoff_lease_clock           (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffLeaseHolder, tipoff_lease_holder_free)

G_END_DECLS
