/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE where WhatsApp itself wrote what stands behind a name: that there was a picture, that a message was
 * deleted, that the conversation is encrypted. */
gboolean read_chat_is_notice (const char *text, gsize length);

G_END_DECLS
