/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Addresses of endpoints. tipoff_endpoint_is_https() is in tipoff-sender.h. */

/* "https://host:port", lower case, port always there: what a token belongs
 * to. NULL where @address is no https endpoint. */
char    *tipoff_endpoint_get_origin     (const char *address);
char    *tipoff_endpoint_get_path       (const char *address);
/* Where @reference leads from @base; NULL where it is no https endpoint. */
char    *tipoff_endpoint_resolve        (const char *base, const char *reference);
gboolean tipoff_endpoint_is_same_origin (const char *a, const char *b);

G_END_DECLS
