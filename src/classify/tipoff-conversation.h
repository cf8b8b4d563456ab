/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chat.h"
#include "tipoff-classifier.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* In: a whole conversation. Out: which side of it is the suspicious one, the verdict on what that side
 * wrote, and on how the talk went: slow trust, then money. */

typedef struct
{
  guint          author;
  gboolean       is_guess;      /* nobody said whose side is the suspicious one */
  GArray        *turns;         /* of guint: the author's turns that the verdict rests on; what to report */
  guint          money;         /* the turn in which it came to money; G_MAXUINT: the talk did not go that way */
  TipoffCase    *c;             /* of @turns */
  TipoffVerdict *verdict;       /* of @c */
} TipoffSide;

/* @author (nullable): whose side; NULL: the one that looks worst. NULL where it was cancelled. */
TipoffSide    *tipoff_side_check       (TipoffClassifier *classifier, const TipoffChat *chat, const guint *author,
                                        const char *region, GCancellable *cancellable, GError **error);
/* Another choice of the author's turns; TRUE where it is not empty. */
gboolean       tipoff_side_choose      (TipoffSide *self, TipoffClassifier *classifier, const TipoffChat *chat, const guint *turns,
                                        guint n, const char *region);
void           tipoff_side_free        (TipoffSide *self);

/* Private to the station: see tipoff-classifier.c. */
TipoffVerdict *tipoff_classifier_check_talk (TipoffClassifier *self, const TipoffCase *c, const char *region, const TipoffSpan *money);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffSide, tipoff_side_free)

G_END_DECLS
