/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-reference.h"

#include <string.h>

#define LENGTH 14       /* 3, 4 and 5 digits and two slashes */
#define MARK 3          /* +++ or *** on both sides */

const char *
tipoff_reference_scan (TipoffScan *scan, const char *p)
{
  const char *before = p - MARK, *behind = p + LENGTH;

  if (p - scan->text < MARK || scan->end - p < LENGTH + MARK)
    return NULL;
  if ((memcmp (before, "+++", MARK) != 0 && memcmp (before, "***", MARK) != 0) ||
      memcmp (behind, before, MARK) != 0)
    return NULL;
  for (gsize i = 0; i < LENGTH; i++)
    if (i == 3 || i == 8 ? p[i] != '/' : !g_ascii_isdigit (p[i]))
      return NULL;

  tipoff_scan_no_number (scan, before, behind + MARK);
  return behind + MARK;
}
