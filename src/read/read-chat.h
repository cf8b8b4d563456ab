/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "read-answer.h"

G_BEGIN_DECLS

/* A conversation as WhatsApp exports it: one file of text, in the language and with the dates of the phone. */

/* NULL with @why where it is none, or too large. @bytes are in any charset. */
TipoffChat *read_chat (const char *bytes, gsize length, TipoffWireError *why);
/* Standard input is one. */
G_NORETURN void read_chat_file (void);

G_END_DECLS
