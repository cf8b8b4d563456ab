/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-brands.h"
#include "tipoff-indicator.h"

G_BEGIN_DECLS

/* The brand that a link's host imitates: its name in a label that it does not own, as it stands,
 * with other letters that look the same, or with one letter changed. NULL where there is none, or
 * where the host is the brand's own. */
const TipoffBrand *tipoff_lookalike_find     (const TipoffBrands *brands, const TipoffIndicator *link);
/* TRUE where what was registered for @link is a domain of @brand but for one letter. For the brand that a
 * message names: many short names are that near to others. */
gboolean           tipoff_lookalike_is_of    (const TipoffBrand *brand, const TipoffIndicator *link);
/* TRUE where @a and @b differ by at most one insertion, deletion, change or swap of neighbours. */
gboolean           tipoff_lookalike_is_near  (const char *a, gsize a_length, const char *b, gsize b_length);

G_END_DECLS
