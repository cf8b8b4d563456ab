/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-scan.h"

void
tipoff_scan_no_number (TipoffScan *scan, const char *start, const char *end)
{
  TipoffSpan span = { scan->part, start - scan->text, end - scan->text };

  g_array_append_val (scan->no_numbers, span);
}

TipoffIndicator *
tipoff_scan_add (TipoffScan          *scan,
                 TipoffIndicatorType  type,
                 const char          *start,
                 const char          *end,
                 char                *value)
{
  TipoffIndicator *indicator = g_new0 (TipoffIndicator, 1);

  indicator->type = type;
  indicator->role = TIPOFF_ROLE_UNKNOWN;
  indicator->value = value;
  indicator->span = (TipoffSpan) { scan->part, start - scan->text, end - scan->text };
  g_ptr_array_add (scan->found, indicator);
  tipoff_scan_no_number (scan, start, end);
  return indicator;
}

void
tipoff_scan_take_host (TipoffIndicator *indicator, TipoffHost *host)
{
  indicator->host = g_steal_pointer (&host->name);
  indicator->domain = g_steal_pointer (&host->domain);
  indicator->url_flags |= host->flags;
}
