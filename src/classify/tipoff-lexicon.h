/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words per language, from data/lexicon/LL.json: {"language":"nl","phrases":{CONCEPT:[PHRASE…]}}.
 * A phrase is words in small letters with single spaces; a `*` at the end of a word stands
 * for any ending, `...` between words for a gap of up to four words. */

/* The phrases of @concept ("greeting", "urgency" …) in @language; NULL-terminated, owned by
 * the library; an empty list where there are none. */
const char *const *tipoff_lexicon_get       (const char *language, const char *concept);
/* The languages that have a lexicon; NULL-terminated. */
const char *const *tipoff_lexicon_languages (void);

G_END_DECLS
