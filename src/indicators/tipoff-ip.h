/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* IP addresses as hosts, in every form that a browser takes, to their canonical form.
 * New strings; NULL where it is none. */

/* "185.12.3.4", "0xb90c0304", "3104572164", "0271.12.3.4", "185.12.772" (WHATWG URL, 3.5). */
char *tipoff_ipv4_canonical (const char *host);
/* Without brackets: "2001:db8::1" (RFC 4291, 2.2; written as RFC 5952 says). */
char *tipoff_ipv6_canonical (const char *address);

G_END_DECLS
