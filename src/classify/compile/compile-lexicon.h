/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compile-text.h"
#include "tipoff-phrase-builder.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One file of data/lexicon: its phrases go to @phrases with a bit of their language, its greetings to
 * @greetings. (element-type TipoffGreetings) @error: what is wrong with it */
gboolean compile_lexicon_add (JsonObject *root, CompileText *text, TipoffPhraseBuilder *phrases, GArray *greetings,
                              GError **error);

G_END_DECLS
