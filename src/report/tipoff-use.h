/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-masked.h"

G_BEGIN_DECLS

/* Inside the station: what a report may say of an indicator. Decided here, once, for every
 * encoder: a true site of a bank on a block list is worse than a scam that is missing from it. */

typedef enum
{
  TIPOFF_USE_TARGET,    /* belongs to those who are imitated */
  TIPOFF_USE_CONTEXT,   /* belongs to the recipient or a bystander, and the person keeps it */
  TIPOFF_USE_DETECT,    /* where the scam wants the person to go: may be looked for in traffic */
  TIPOFF_USE_OBSERVE,   /* was seen: a sender as shown may be forged, others are not known well enough */
} TipoffUse;

/* One value, once, however often it stands in the message. */
typedef struct
{
  TipoffUse              use;
  TipoffIndicatorType    type;
  char                  *value;      /* a URL is a valid URI, also where a piece of it is masked */
  const TipoffIndicator *indicator;  /* that it comes from; lives as long as what is masked */
  gboolean               derived;    /* the domain of a URL, not written as such */
} TipoffFinding;

/* What of @masked may be told, in the order of the message. @masked must outlive it.
 * (transfer full) (element-type TipoffFinding) */
GPtrArray  *tipoff_findings_new      (TipoffMasked *masked, const TipoffVerdict *verdict);
/* Links to what the scam wants the person to open, for those who look at pages; also such as are masked in
 * part, where their domain is the scam's. NULL-terminated. (transfer full) */
char      **tipoff_findings_get_pages (GPtrArray *findings);
/* Where the first of these pages is (@page), or else the first number or address to turn to; NULL where there is none. */
const TipoffIndicator *tipoff_findings_get_source (GPtrArray *findings, gboolean page);
TipoffUse   tipoff_use_decide        (const TipoffIndicator *indicator, const TipoffVerdict *verdict);
/* The registrable domain of @indicator where all of it may be taken for the scam's; NULL where others
 * are there as well: shorteners, shared hosting, popular sites, brands. */
const char *tipoff_use_get_domain    (const TipoffIndicator *indicator);
/* Names of those who are imitated, each once. (transfer full) */
char      **tipoff_use_get_brands    (TipoffMasked *masked, const TipoffVerdict *verdict);

G_END_DECLS
