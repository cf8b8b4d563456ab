/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* --self-signed: DIR/tls/ca.pem, which clients are told to trust, and a
 * certificate that it signed, for localhost, 127.0.0.1, ::1 and @address. */

gboolean tipoff_desk_certificate_make (const char *ca_path, const char *cert_path, const char *key_path, const char *address,
                                       GError **error);

G_END_DECLS
