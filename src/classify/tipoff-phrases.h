/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-tokens.h"

G_BEGIN_DECLS

/* Many phrases at once in one pass over tokens. Immutable: any number of threads may search. The
 * time for a token is bounded whatever the text. */
typedef struct _TipoffPhrases TipoffPhrases;

typedef struct
{
  guint value;       /* what was added with the phrase */
  guint languages;   /* bits by which the phrase was added */
  guint start;       /* first token, and one past the last */
  guint end;
} TipoffPhraseHit;

/* Appends to @hits, at most @max. (element-type TipoffPhraseHit) */
void tipoff_phrases_search (const TipoffPhrases *self, const TipoffNormal *normals,
                            const TipoffToken *tokens, guint n_tokens, GArray *hits, guint max);

G_END_DECLS
