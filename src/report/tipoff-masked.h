/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"

G_BEGIN_DECLS

/* Inside the station: the report as it may leave. Every encoder reads the case through
 * this and never past it, so that what is masked is masked everywhere. */
typedef struct _TipoffMasked TipoffMasked;

/* Placed in the masked text. */
typedef struct
{
  TipoffRedactionType type;
  TipoffSpan          span;
} TipoffMask;

TipoffMasked    *tipoff_masked_new            (const TipoffReport *report);
void             tipoff_masked_free           (TipoffMasked *self);
/* A part's text, masks in place. */
const char      *tipoff_masked_get_text       (TipoffMasked *self, guint part);
/* @span of the case as a span of the masked text; one that touches a mask covers all of it. */
TipoffSpan       tipoff_masked_map_span       (TipoffMasked *self, TipoffSpan span);
/* The masks in order. (element-type TipoffMask) */
const GArray    *tipoff_masked_get_masks      (TipoffMasked *self);
/* Indicators that leave: by role, and none whose value is masked; spans in the masked text,
 * URL values with their masks. (element-type TipoffIndicator) */
const GPtrArray *tipoff_masked_get_indicators (TipoffMasked *self);
/* @text, which is no part of the case, without any piece that is masked there. New string. */
char            *tipoff_masked_scrub          (TipoffMasked *self, const char *text);
/* What the person adds, without what is personal in it; NULL where they add nothing. */
const char      *tipoff_masked_get_comment    (TipoffMasked *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffMasked, tipoff_masked_free)

G_END_DECLS
