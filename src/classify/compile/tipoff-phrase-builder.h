/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-phrases.h"

G_BEGIN_DECLS

/* Makes the table that tipoff_phrases_search() reads: while Tipoff is built, and in tests. */
typedef struct _TipoffPhraseBuilder TipoffPhraseBuilder;

TipoffPhraseBuilder *tipoff_phrase_builder_new  (void);
void                 tipoff_phrase_builder_free (TipoffPhraseBuilder *self);
/* @phrase: as in data/lexicon ("verif* ... account"). Words of it are folded and split as a
 * message is. FALSE where nothing is left of it or it is too long. */
gboolean             tipoff_phrase_builder_add  (TipoffPhraseBuilder *self, const char *phrase, guint value, guint languages);
/* Once, when all are added. Owned by the builder. NULL where there is more than the table's numbers can count. */
const TipoffPhrases *tipoff_phrase_builder_end  (TipoffPhraseBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffPhraseBuilder, tipoff_phrase_builder_free)

G_END_DECLS
