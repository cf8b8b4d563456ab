/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's e-mail portal: a mail program with recipient, subject, text of any length and
 * attachments in a new message, also out of a sandbox. Nothing is sent before the person does. */

/* @eml: an `eml` report. Attachments are written to @dir/@id/, where tipoff_mail_portal_forget() deletes them. */
void     tipoff_mail_portal_compose_async  (GBytes *eml, const char *dir, const char *id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean tipoff_mail_portal_compose_finish (GAsyncResult *result, GError **error);
void     tipoff_mail_portal_forget         (const char *dir, const char *id);

G_END_DECLS
