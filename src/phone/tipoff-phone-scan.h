/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-offset-map.h"

#include <glib.h>

G_BEGIN_DECLS

/* Private to phone: the cheap look at a text that goes before libphonenumber. A
 * run is what could hold numbers: blocks of digits with a few separators between. */

typedef struct
{
  gsize    start;      /* first byte of the "+" or bracket before it, or of the digits */
  gsize    digits_start;
  gsize    end;
  guint    digits;
  guint    first_digit;
  gboolean plus;
  char     separator;  /* before it, in this run: the last of ' ' '-' '.' '/', or 0 */
  gboolean spaced;     /* a space is among the separators before it, or it is the first */
  guint    gap;        /* how many separators */
} TipoffPhoneBlock;

typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;
  GArray     *blocks;  /* of TipoffPhoneBlock: the current run */
} TipoffPhoneScan;

void      tipoff_phone_scan_init      (TipoffPhoneScan *scan, const char *text, gsize length);
void      tipoff_phone_scan_clear     (TipoffPhoneScan *scan);
gboolean  tipoff_phone_scan_next      (TipoffPhoneScan *scan);
/* A character as it counts in a number: an ASCII digit, '+' ' ' '-' '.' '/' '(' ')',
 * TIPOFF_PHONE_UNSEEN, or 0 for what belongs to none. */
char      tipoff_phone_fold           (gunichar character);
char     *tipoff_phone_fold_text      (const char *text, gsize length, TipoffOffsetMap **map);

#define TIPOFF_PHONE_UNSEEN '\1'

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TipoffPhoneScan, tipoff_phone_scan_clear)

G_END_DECLS
