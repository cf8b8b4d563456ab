/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"

G_BEGIN_DECLS

/* "Parcel scam"; "Suspicious message" where unsure; "Message" where clear. */
const char *tipoff_report_title            (const TipoffVerdict *verdict, TipoffTongue *tongue);

/* The other words of a report, as msgids; whoever prints chooses the tongue. */

const char *tipoff_report_channel_title    (TipoffChannel channel);
const char *tipoff_report_part_title       (TipoffPartType type);
const char *tipoff_report_harm_sentence    (TipoffHarm harm);
const char *tipoff_report_redaction_title  (TipoffRedactionType type);
const char *tipoff_report_role_title       (TipoffRole role);

/* "bpost-levering[.]top": for people, never clickable. New string. */
char       *tipoff_report_defang_host      (const TipoffIndicator *indicator);

G_END_DECLS
