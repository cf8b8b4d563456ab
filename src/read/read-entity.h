/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The character that "&eacute;", "&#233;" or "&#xe9" at @p stands for; @next is where it ends. 0 where it is none. */
gunichar read_entity (const char *p, const char *end, const char **next);

/* What a character from U+0080 to U+009F means: charsets have none there that anybody writes. Others stay. */
gunichar read_entity_fix_control (gunichar c);

G_END_DECLS
