/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* --self-signed: DIR/tls/ca.pem, which clients are told to trust, and a
 * certificate that it signed, for localhost, 127.0.0.1, ::1 and @address. */

/* Makes them, unless those that are there still do. @ca_file: what goes to --ca-file. */
GTlsCertificate *tipoff_desk_certificate_make (const char *dir, const char *address, char **ca_file, GError **error);

G_END_DECLS
