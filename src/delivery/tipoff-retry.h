/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When to try again: 1 min × 2^attempts with jitter, at most 24 h, but never before
 * @retry_after (seconds from now; -1: none; capped at 24 h). Pure: @seed gives the jitter. */
gint64 tipoff_retry_next (guint attempts, gint64 retry_after, gint64 now, guint32 seed);
/* Retry-After as delta-seconds or HTTP-date (RFC 9110 10.2.3): seconds from @now, or -1. */
gint64 tipoff_retry_parse_after (const char *header, gint64 now);

G_END_DECLS
