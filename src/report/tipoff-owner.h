/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-brands.h"
#include "tipoff-indicator.h"

G_BEGIN_DECLS

/* Inside the station: the brand whose host or number @indicator is; NULL where it is nobody's that we
 * know, or what anybody can fill. @flags: of its host. */
const TipoffBrand *tipoff_owner_find (const TipoffIndicator *indicator, TipoffHostFlags *flags);

G_END_DECLS
