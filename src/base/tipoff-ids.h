/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-names.h"

#include <glib.h>

G_BEGIN_DECLS

/* UUIDs, hashes and times as they are written in reports. */
char     *tipoff_uuid_new         (void);                                     /* version 4, lower case */
char     *tipoff_uuid_new_v5      (const char *namespace_uuid, const char *name); /* RFC 9562 5.5 */
gboolean  tipoff_uuid_is_valid    (const char *uuid);                         /* lower-case 8-4-4-4-12 */
char     *tipoff_sha256_hex       (gconstpointer data, gsize length);         /* lower-case hex */
char     *tipoff_random_token     (gsize bytes, const char *alphabet);        /* from getrandom(2); one character an alphabet index, unbiased */

/* FNV-1a and its finisher: the hash of n-gram features. Fixed for ever, since
 * the model is trained with it. */
guint64   tipoff_hash64           (gconstpointer data, gsize length, guint64 seed);

/* RFC 3339 in UTC, to the second: 2026-11-24T05:22:00Z. */
char     *tipoff_time_format      (gint64 unix_seconds);
gboolean  tipoff_time_parse       (const char *text, gint64 *unix_seconds);   /* any RFC 3339 offset */

/* How exactly a time is known. Written in reports: words are frozen. */
typedef enum
{
  TIPOFF_PRECISION_SECOND,
  TIPOFF_PRECISION_MINUTE,
  TIPOFF_PRECISION_DAY,
} TipoffPrecision;
TIPOFF_DECLARE_NAMES (TipoffPrecision, precision)

/* "2026-11-24T09:30:00Z", or what a person knows of it: "2026-11-24T09:30+01:00", "2026-11-24". */
char     *tipoff_time_complete    (const char *text, TipoffPrecision *precision);
gint64    tipoff_time_now         (void);

G_END_DECLS
