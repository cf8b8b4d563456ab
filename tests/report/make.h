/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"

/* Cases and verdicts for tests: the indicators are the real ones, the rest is set by hand, so
 * that a report does not change with every new model. */

TipoffCase    *make_case    (const char *text, TipoffChannel channel, const char *sender, const char *received);
/* One more part of @type behind the first message's parts, before its sender. */
void           add_part     (TipoffCase *c, TipoffPartType type, const char *text);
TipoffVerdict *make_verdict (const TipoffCase *c, const char *region);
/* Raises @id over the first place of @needle in part 0. */
void           add_flag     (TipoffVerdict *verdict, const TipoffCase *c, const char *id, double weight, const char *needle,
                             const char *const *arguments);
TipoffReport  *make_report  (const char *text);

/* The parcel scam of the golden files. */
TipoffReport    *make_parcel   (void);
TipoffIndicator *indicator_at  (const TipoffVerdict *verdict, guint i);
/* The role that the classifier gives: what is a brand's own is impersonated. */
void             impersonate   (TipoffVerdict *verdict, const char *domain);
/* The bytes as text; fails the test where there are none. */
char            *encode_report (const TipoffReport *report, const char *format, const TipoffRoute *route);
/* Compares with tests/report/data/@name. */
void             assert_golden (const char *name, const char *got);
