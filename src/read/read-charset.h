/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Opens every charset that messages are written in, since later no file can be opened. */
void  read_charset_open_all (void);
/* Valid UTF-8 without NUL, whatever the bytes are. @charset (nullable): as the message says it,
 * which need not be true. */
char *read_charset_to_utf8  (const char *bytes, gsize length, const char *charset, gsize *out_length);

G_END_DECLS
