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
  TIPOFF_REDACTION_BIRTH_DATE,
  TIPOFF_REDACTION_SENDER,         /* whom the person knows: they may have been taken over */
  TIPOFF_REDACTION_TOKEN,          /* of a link, may name its recipient; the page opens only with it */
  TIPOFF_REDACTION_OTHER,          /* masked by the person's own hand */
} TipoffRedactionType;
TIPOFF_DECLARE_NAMES (TipoffRedactionType, redaction_type)

typedef struct
{
  char                *id;         /* "r1", "r2" …: in order of place; what --keep takes */
  TipoffRedactionType  type;
  TipoffSpan           span;
  gboolean             masked;     /* FALSE: proposed, but it stays */
  gboolean             told;       /* the person decided so */
} TipoffRedaction;

/* What the person says about the message, kept in memory only. */
typedef struct
{
  const char *const *own;          /* names and numbers of theirs that may be in it; NULL */
  gboolean           sender_known;
} TipoffRedactionHints;

void       tipoff_redaction_free     (TipoffRedaction *self);
/* Proposed, in order, not overlapping; all masked but tokens of links. @hints (nullable).
 * (element-type TipoffRedaction) */
GPtrArray *tipoff_redactions_propose (const TipoffCase *c, const TipoffVerdict *verdict, const TipoffRedactionHints *hints);
/* Takes over what the person decided in @before, where the same piece is proposed again, and what they hid. */
void       tipoff_redactions_keep_told (GPtrArray *redactions, const GPtrArray *before);
/* Whether tokens of links go out too, where the person did not decide. */
void       tipoff_redactions_set_tokens (GPtrArray *redactions, gboolean masked);
/* The person masks a selection: overlapping ones are joined, ids are made anew. */
void       tipoff_redactions_add     (GPtrArray *redactions, TipoffSpan span);
/* Sets masked = FALSE on @id; FALSE where there is none. */
gboolean   tipoff_redactions_keep    (GPtrArray *redactions, const char *id);
/* A part's text with masks in place ("[redacted:name]"). @map (nullable) leads back. */
char      *tipoff_redactions_apply   (const GPtrArray *redactions, guint part, const char *text,
                                      gsize length, TipoffOffsetMap **map);

G_END_DECLS
