/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* All that differs between GTK 4.8 with libadwaita 1.2 and today's: the only file with #if on a
 * version. */
void   tipoff_compat_open_file_async  (GtkWindow *parent, const char *title, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GFile *tipoff_compat_open_file_finish (GAsyncResult *result, GError **error);
/* A widget at the end of the row, before its arrow. */
void   tipoff_compat_expander_row_add_suffix (AdwExpanderRow *row, GtkWidget *suffix);
/* A window with a dialog in it would close the dialog instead of itself. */
void   tipoff_compat_show_about       (GtkWindow *parent, const char *version, const char *details);

G_END_DECLS
