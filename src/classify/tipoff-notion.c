/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-notion.h"

TIPOFF_DEFINE_NAMES (TipoffNotion, notion,
                     "act-send", "act-pay", "act-buy", "act-open", "act-login", "act-fill", "act-call",
                     "act-write", "act-install", "act-approve", "act-hand-over", "act-receive", "act-earn",
                     "act-invest", "act-meet", "act-block", "act-lose", "act-help", "act-look", "act-tell",
                     "act-say-not-us", "obj-code", "obj-card", "obj-password", "obj-account", "obj-money",
                     "obj-payment", "obj-fee", "obj-refund", "obj-parcel", "obj-bill", "obj-fine", "obj-link",
                     "obj-app", "obj-number", "obj-data", "obj-device", "obj-job", "obj-prize", "obj-crypto",
                     "obj-profit", "obj-police", "obj-order", "obj-appointment", "obj-picture", "obj-problem",
                     "per-family", "per-love", "per-boss", "per-staff", "per-customer", "time-now", "time-last",
                     "time-later", "if-not-you", "new-number", "free", "thanks", "token-money", "token-link",
                     "token-phone", "token-code", "token-date", "negation")
