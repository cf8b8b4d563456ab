/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* Decoded content in blocks, so that no attachment is in memory as a whole. FALSE from @take ends it. */
void read_part_decode (GMimePart *part, gboolean (*take) (const char *bytes, gsize length, gpointer user_data),
                       gpointer user_data);
/* Adds the name of an attachment with what is known of it. Nothing in it is opened. */
void read_attachment_add (TipoffMessage *message, GMimePart *part);

G_END_DECLS
