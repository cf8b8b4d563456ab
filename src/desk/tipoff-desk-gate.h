/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many reports without a token one network may bring. No address is
 * stored: a network is a keyed hash, and the key lives for a day. */
typedef struct _TipoffDeskGate TipoffDeskGate;

/* @per_minute 0: no limit. */
TipoffDeskGate *tipoff_desk_gate_new  (guint per_minute);
void            tipoff_desk_gate_free (TipoffDeskGate *self);
/* 0 where one more may pass; else the seconds until it may. @now: monotonic, microseconds. */
guint           tipoff_desk_gate_pass (TipoffDeskGate *self, GInetAddress *address, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskGate, tipoff_desk_gate_free)

G_END_DECLS
