/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who read or removed which report: DIR/audit.jsonl, a line a time, for the operator alone. It names
 * references, which the log of requests does not. */

/* @who: the name of a token, or "operator" for a command. @reference: NULL for many at once. FALSE: nothing is to be
 * read then. */
gboolean tipoff_desk_audit_write (const char *dir, const char *who, const char *action, const char *reference, GError **error);

G_END_DECLS
