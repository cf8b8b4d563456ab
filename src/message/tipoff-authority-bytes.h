/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Recognises by its bytes a file that offers an authority: it asks to be trusted with reports, so
 * one in a message is a suspicious attachment. @data need not be text. Where @start and @end
 * (nullable) are given, an object within other text counts too, and they say where it is. */
gboolean tipoff_authority_bytes_recognise (const char *data, gsize length, gsize *start, gsize *end);

G_END_DECLS
