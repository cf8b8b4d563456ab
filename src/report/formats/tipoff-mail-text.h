/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Inside the station: text as a mail carries it. */

/* RFC 2045, 6.7: quoted-printable of UTF-8 text with \n line ends; CRLF in what is written. */
void  tipoff_mail_append_quoted_printable (GString *out, const char *text);
/* RFC 2047: "Subject: …" and CRLF; encoded words where it is not plain ASCII. Nothing in
 * @value can begin another header. */
void  tipoff_mail_append_header           (GString *out, const char *name, const char *value);
/* RFC 5322, 3.3, in UTC. New string. */
char *tipoff_mail_format_date             (gint64 unix_seconds);

G_END_DECLS
