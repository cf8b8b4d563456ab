/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE where a line begins as one of a WhatsApp export: with date and time, as Android
 * ("24/11/2026, 05:22 - ") or iOS ("[24.11.26, 05:22:10] ") write them in the
 * person's language. */
gboolean tipoff_chat_line_has_date (const char *line, gsize length);

G_END_DECLS
