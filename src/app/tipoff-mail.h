/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Hands a report in format `eml` to the person's mail program: as a mailto: link, or as a draft
 * file where it is too long for one. Nothing is sent before the person presses Send there. */
void     tipoff_mail_open_async  (GBytes *eml, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean tipoff_mail_open_finish (GAsyncResult *result, GError **error);
/* Recipient, subject and text, to be copied where there is no mail program. (transfer full) */
char    *tipoff_mail_to_text     (GBytes *eml);

G_END_DECLS
