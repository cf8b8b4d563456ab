/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text with some words lost and some misspelt, always the same for the same text. Links, addresses and
 * numbers stay. Learnt from beside the message itself, it keeps single words from deciding. */
char *train_wear (const char *text);

G_END_DECLS
