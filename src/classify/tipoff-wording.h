/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-verdict.h"

G_BEGIN_DECLS

/* The words for what the stations give as ids: one place for the window, the command
 * line and the report. Plain text in the tongue's language. */

/* "This looks like a parcel scam", "Be careful: we are not sure", "Tipoff recognised nothing". */
const char *tipoff_wording_verdict    (const TipoffVerdict *verdict, TipoffTongue *tongue);
const char *tipoff_wording_kind       (TipoffKind kind, TipoffTongue *tongue);                          /* "Parcel scam" */
const char *tipoff_wording_channel    (TipoffChannel channel, TipoffTongue *tongue);                    /* "Text message (SMS)" */
const char *tipoff_wording_indicator  (const TipoffIndicator *indicator, TipoffTongue *tongue);         /* "Link" */
const char *tipoff_wording_role       (TipoffRole role, TipoffIndicatorType type, TipoffTongue *tongue); /* "where it wants you to go" */
const char *tipoff_wording_phone_type (TipoffPhoneType type, TipoffTongue *tongue);                     /* "A mobile number" */
const char *tipoff_wording_phone_cost (TipoffPhoneCost cost, TipoffTongue *tongue);                     /* "Free to call" */
/* Why that was judged; NULL where it is what was brought. @author (nullable): of the suspicious side. New string. */
char       *tipoff_wording_origin     (TipoffCaseOrigin origin, const char *author, TipoffTongue *tongue);

G_END_DECLS
