/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who may do what: a file of lines “name scope[,scope] hash”. It has the SHA-256 of each token and never the token, which
 * is random and long, so that there is nothing to guess. */

typedef enum
{
  TIPOFF_DESK_SCOPE_SUBMIT = 1 << 0,
  TIPOFF_DESK_SCOPE_READ   = 1 << 1,   /* the content of reports */
  TIPOFF_DESK_SCOPE_ADMIN  = 1 << 2,   /* erasing them */
} TipoffDeskScope;

typedef struct
{
  char  *name;      /* for the operator */
  guint  scopes;    /* TipoffDeskScope */
} TipoffDeskHolder;

typedef struct _TipoffDeskTokens TipoffDeskTokens;

TipoffDeskTokens       *tipoff_desk_tokens_load (const char *path, GError **error);
void                    tipoff_desk_tokens_free (TipoffDeskTokens *self);
/* NULL where nobody has @token. */
const TipoffDeskHolder *tipoff_desk_tokens_find (TipoffDeskTokens *self, const char *token);

/* Makes a token for @name and adds it to the file, which is made (0600) where it is not there. */
char                   *tipoff_desk_tokens_add  (const char *path, const char *name, const char *scopes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskTokens, tipoff_desk_tokens_free)

G_END_DECLS
