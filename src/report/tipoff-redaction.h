/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-offset-map.h"
#include "tipoff-verdict.h"

#include <glib.h>

G_BEGIN_DECLS

/* Removing what identifies the reporter and bystanders, never the evidence. */

typedef enum
{
  TIPOFF_REDACTION_NAME,
  TIPOFF_REDACTION_PHONE,
  TIPOFF_REDACTION_EMAIL,
  TIPOFF_REDACTION_CARD,
  TIPOFF_REDACTION_IBAN,
  TIPOFF_REDACTION_CODE,
  TIPOFF_REDACTION_ADDRESS,
  TIPOFF_REDACTION_NATIONAL_ID,
  TIPOFF_REDACTION_TRACKING,
  TIPOFF_REDACTION_OTHER,          /* masked by the person's own hand */
} TipoffRedactionType;
TIPOFF_DECLARE_NAMES (TipoffRedactionType, redaction_type)

typedef struct
{
  char                *id;         /* "r1", "r2" …: in order of place; what --keep takes */
  TipoffRedactionType  type;
  TipoffSpan           span;
  gboolean             masked;     /* FALSE: proposed, but the person keeps it */
} TipoffRedaction;

void       tipoff_redaction_free     (TipoffRedaction *self);
/* Proposed, all masked, in order, not overlapping. (element-type TipoffRedaction) */
GPtrArray *tipoff_redactions_propose (const TipoffCase *c, const TipoffVerdict *verdict);
/* The person masks a selection: overlapping ones are joined, ids are made anew. */
void       tipoff_redactions_add     (GPtrArray *redactions, TipoffSpan span);
/* Sets masked = FALSE on @id; FALSE where there is none. */
gboolean   tipoff_redactions_keep    (GPtrArray *redactions, const char *id);
/* A part's text with masks in place ("[redacted:name]"). @map (nullable) leads back. */
char      *tipoff_redactions_apply   (const GPtrArray *redactions, guint part, const char *text,
                                      gsize length, TipoffOffsetMap **map);

G_END_DECLS
