/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words per language, from data/lexicon/LL.json: {"language":"nl","phrases":{CONCEPT:[PHRASE…]}}.
 * A phrase is words in small letters with single spaces; a `*` at the end of a word stands
 * for any ending, `...` between words for a gap of up to four words. Those of concepts and of notions
 * (the list "notion/NAME") are in the table of tipoff-phrases.h; these are wanted as they are written. */

/* How people begin a letter in @language: strings one behind the other, the last is empty. */
const char *tipoff_lexicon_get_greetings (const char *language);

G_END_DECLS
