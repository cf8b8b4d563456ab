/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-host.h"
#include "tipoff-indicator.h"

#include <glib.h>

G_BEGIN_DECLS

/* The scan of one part: one pass, forward. Each scanner looks at what begins where it is asked,
 * adds what it finds, and gives where to go on, or NULL where it found nothing of its own. */
typedef struct
{
  const char *text;         /* valid UTF-8 */
  const char *end;
  guint       part;
  GPtrArray  *found;        /* of TipoffIndicator, in order */
  GArray     *no_numbers;   /* of TipoffSpan: digits in these are not of phone numbers */
} TipoffScan;

/* A new indicator of [start, end), owned by the scan; takes over @value. */
TipoffIndicator *tipoff_scan_add      (TipoffScan          *scan,
                                       TipoffIndicatorType  type,
                                       const char          *start,
                                       const char          *end,
                                       char                *value);
/* Moves name, domain and flags of @host into @indicator. */
void             tipoff_scan_take_host (TipoffIndicator *indicator, TipoffHost *host);
/* Says that [start, end) is no phone number. */
void             tipoff_scan_no_number (TipoffScan *scan, const char *start, const char *end);

G_END_DECLS
