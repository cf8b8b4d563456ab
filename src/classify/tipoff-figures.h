/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-tokens.h"

G_BEGIN_DECLS

/* What a run of digits in folded text is, by its shape and its neighbours. @at is at a digit,
 * at "+" or a currency sign before one, or at a masked digit ("xx"). Returns its end. */
gsize tipoff_figure_scan (const TipoffNormal *normal, gsize at, TipoffTokenType *type);
/* TRUE where tipoff_figure_scan() may start at @at. */
gboolean tipoff_figure_starts (const TipoffNormal *normal, gsize at);

G_END_DECLS
