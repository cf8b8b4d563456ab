/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-handover.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Hands a report in format `eml` to the person's mail program. Nothing is sent before the person
 * presses Send there. @first: PORTAL or MAILTO, tried in that order, then a draft file; DRAFT: only that. */
void     tipoff_mail_open_async  (GBytes *eml, const char *id, TipoffHandover first, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* @way: the one that a program opened by. */
gboolean tipoff_mail_open_finish (GAsyncResult *result, TipoffHandover *way, GError **error);

G_END_DECLS
