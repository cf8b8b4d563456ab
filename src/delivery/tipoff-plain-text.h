/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an endpoint said, fit to be stored and shown. */

/* The longest that an endpoint may say. */
#define TIPOFF_DETAIL_BYTES 500

/* One line of valid UTF-8, at most TIPOFF_DETAIL_BYTES long, without control
 * and direction characters; NULL where nothing is left. */
char *tipoff_plain_text_clean   (const char *text);
/* Title and detail of an application/problem+json body (RFC 9457), cleaned; NULL
 * where it is none. */
char *tipoff_plain_text_problem (const char *body, gsize length);

G_END_DECLS
