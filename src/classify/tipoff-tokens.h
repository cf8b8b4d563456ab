/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-normal.h"

#include <glib.h>

G_BEGIN_DECLS

/* Words, and what is masked so that no collector's habit can be learnt from it: links,
 * addresses, numbers, sums, dates. The masks that damaged collections carry (XX, <URL>,
 * [PHONE]) become the same tokens. */
typedef enum
{
  TIPOFF_TOKEN_WORD,
  TIPOFF_TOKEN_URL,
  TIPOFF_TOKEN_EMAIL,
  TIPOFF_TOKEN_PHONE,
  TIPOFF_TOKEN_IBAN,
  TIPOFF_TOKEN_WALLET,
  TIPOFF_TOKEN_MONEY,
  TIPOFF_TOKEN_DATE,
  TIPOFF_TOKEN_TIME,
  TIPOFF_TOKEN_PERCENT,
  TIPOFF_TOKEN_CODE,       /* four to six digits, or letters and digits mixed */
  TIPOFF_TOKEN_NUMBER,
} TipoffTokenType;
#define TIPOFF_N_TOKEN_TYPES (TIPOFF_TOKEN_NUMBER + 1)

typedef struct
{
  guint64 hash;            /* of the word or number as it stands */
  guint64 stem;            /* of the word's beginning, or of the mask: what word n-grams are made of */
  guint32 start;           /* in the normalised text */
  guint32 end;
  guint8  type;
  guint8  part;            /* index among the parts that were read */
} TipoffToken;

/* A range of the original that is known to be something. */
typedef struct
{
  guint32         start;
  guint32         end;
  TipoffTokenType type;
} TipoffMask;

/* Appends the tokens of @normal. @masks are in order of start and do not overlap. The text may be
 * changed in place: letters for digits inside words (p4ypal). (element-type TipoffToken) */
void    tipoff_tokens_add       (GArray *tokens, TipoffNormal *normal, const TipoffMask *masks, gsize n_masks, guint16 part);
guint64 tipoff_token_hash_word  (const char *folded, gsize length);
guint64 tipoff_token_hash_mask  (TipoffTokenType type);

G_END_DECLS
