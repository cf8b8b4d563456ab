/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks at a file that the person opened or dropped. A text is read at once, at most one byte more than a message
 * may have, so that the station that reads it says what is wrong. Of anything else only the beginning is. */
void    tipoff_file_read_async  (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full); @name (transfer full, nullable): as shown to people; @is_text: the bytes are all of it, else it is
 * something that the message station reads, or a folder */
GBytes *tipoff_file_read_finish (GAsyncResult *result, char **name, gboolean *is_text, GError **error);

G_END_DECLS
