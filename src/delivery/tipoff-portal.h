/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/* One request to the desktop's portal and its answer. One call and one signal: too little for a library. */

/* @options is taken over; @fds (nullable) is what its handles point into. */
void      tipoff_portal_request_async  (const char *interface, const char *method, GVariantDict *options, GUnixFDList *fds,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The results (a{sv}). */
GVariant *tipoff_portal_request_finish (GAsyncResult *result, GError **error);

G_END_DECLS
