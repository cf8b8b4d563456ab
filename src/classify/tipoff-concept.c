/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-concept.h"

TIPOFF_DEFINE_NAMES (TipoffConcept, concept,
                     "asks-code", "asks-payment", "asks-login", "asks-data", "asks-install", "remote-access",
                     "asks-open-link", "asks-call", "asks-reply", "urgency", "threat", "relative", "new-number",
                     "family-in-trouble", "secrecy", "gift-card", "crypto", "prize", "job-offer", "investment",
                     "romance", "extortion", "parcel", "bank", "government", "account", "subscription",
                     "marketplace", "tech-support", "missed-call", "advertising", "never-share", "checker",
                     "negation",
                     "contact-elsewhere", "collection", "will-be-called", "fee-first", "refund",
                     "expiry", "suspicious-activity", "changed-account", "inheritance", "loan",
                     "data-leak", "earnings", "donation", "rental", "item-sale", "no-action",
                     "opt-out", "appointment", "receipt", "small-talk")
