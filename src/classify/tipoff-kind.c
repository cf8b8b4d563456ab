/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-kind.h"

TIPOFF_DEFINE_NAMES (TipoffKind, kind,
                     "parcel", "bank", "government", "family", "account", "prize", "investment", "job",
                     "tech-support", "romance", "extortion", "subscription", "marketplace", "missed-call",
                     "spam", "other", "none")
