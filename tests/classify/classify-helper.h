/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-classifier.h"

G_BEGIN_DECLS

/* The shipped model, opened once for the whole program. */
TipoffClassifier *shipped_classifier (void);
/* The verdict on @text alone; @c (nullable) keeps the case. */
TipoffVerdict    *check_text (const char *text, const char *region, TipoffCase **c);
const TipoffFlag *find_flag  (const TipoffVerdict *verdict, const char *id);

G_END_DECLS
