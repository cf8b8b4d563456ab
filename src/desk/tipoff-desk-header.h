/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a stranger wrote in request headers. Pure. */

/* The content of an Idempotency-Key: a structured-field string (RFC 8941, 3.3.3) with its
 * quotes. Parameters after it are read and ignored. NULL where it is none. */
char     *tipoff_desk_parse_key         (const char *value);

typedef enum
{
  TIPOFF_DESK_DOCUMENT_NONE,         /* of no type or version that this desk takes */
  TIPOFF_DESK_DOCUMENT_REPORT,
  TIPOFF_DESK_DOCUMENT_CORRECTION,
} TipoffDeskDocument;

/* What a Content-Type announces: application/vnd.tipoff.report+json; version=1. Absent version is 1,
 * other parameters are ignored. */
TipoffDeskDocument tipoff_desk_parse_type (const char *value);
#define TIPOFF_DESK_REPORT_TYPE "application/vnd.tipoff.report+json"
#define TIPOFF_DESK_CORRECTION_TYPE "application/vnd.tipoff.correction+json"

/* The token of `Authorization: Bearer …` (RFC 6750, 2.1); NULL where there is none. */
char     *tipoff_desk_parse_bearer      (const char *value);

G_END_DECLS
