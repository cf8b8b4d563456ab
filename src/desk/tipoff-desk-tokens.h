/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who may do what. Kept hashed in memory: a token is looked up by its SHA-256. */

typedef enum
{
  TIPOFF_DESK_SCOPE_SUBMIT = 1 << 0,
  TIPOFF_DESK_SCOPE_READ   = 1 << 1,   /* the content of reports */
} TipoffDeskScope;

typedef struct
{
  char  *name;      /* for the operator; "" where the file gives none */
  guint  scopes;    /* TipoffDeskScope */
} TipoffDeskHolder;

typedef struct _TipoffDeskTokens TipoffDeskTokens;

TipoffDeskTokens       *tipoff_desk_tokens_load (const char *path, GError **error);
void                    tipoff_desk_tokens_free (TipoffDeskTokens *self);
/* NULL where nobody has @token. */
const TipoffDeskHolder *tipoff_desk_tokens_find (TipoffDeskTokens *self, const char *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskTokens, tipoff_desk_tokens_free)

G_END_DECLS
