/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of honest messages of one language, for who needs a harmless one. */
typedef struct _RobustVocabulary RobustVocabulary;

RobustVocabulary *robust_vocabulary_new      (const GPtrArray *texts);
void              robust_vocabulary_free     (RobustVocabulary *self);
/* One of the commonest; NULL where there are none. */
const char       *robust_vocabulary_common   (const RobustVocabulary *self, GRand *rand);
/* One that honest messages have behind @before; NULL where there is none. */
const char       *robust_vocabulary_follower (const RobustVocabulary *self, const char *before, GRand *rand);

G_END_DECLS
