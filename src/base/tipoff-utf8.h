/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-offset-map.h"

#include <glib.h>

G_BEGIN_DECLS

/* Any bytes in, valid UTF-8 without NUL out: each maximal ill-formed sequence
 * and each NUL becomes U+FFFD (Unicode 15, 3.9, "substitution of maximal
 * subparts"). A UTF-16 text with a byte order mark is converted; a UTF-8 mark is
 * dropped. @map (nullable) leads back into @bytes; it is %NULL where nothing changed. */
char     *tipoff_utf8_repair      (const char *bytes, gsize length, gsize *out_length,
                                   TipoffOffsetMap **map);
/* TRUE where the bytes are not text at all (a picture, an archive, a program). */
gboolean  tipoff_utf8_looks_binary (const char *bytes, gsize length);
/* Moves @offset back to the start of the character it points into. */
gsize     tipoff_utf8_floor       (const char *text, gsize length, gsize offset);

G_END_DECLS
