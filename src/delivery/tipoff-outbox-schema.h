/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-database.h"

G_BEGIN_DECLS

extern const TipoffDatabaseKind tipoff_outbox_kind;

G_END_DECLS
