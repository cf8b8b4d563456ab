/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-indicator.h"

G_BEGIN_DECLS

/* The first guess of what an indicator is in the scheme of things, from where it stands. */
TipoffRole tipoff_role_guess (const TipoffPart *part, const TipoffIndicator *indicator);

G_END_DECLS
