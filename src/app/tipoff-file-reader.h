/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a file that the person opened or dropped: a regular one, and at most one byte more than
 * a message may have, so that the station that reads it says what is wrong. */
void    tipoff_file_read_async  (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full); @name (transfer full, nullable): as shown to people */
GBytes *tipoff_file_read_finish (GAsyncResult *result, char **name, GError **error);

G_END_DECLS
