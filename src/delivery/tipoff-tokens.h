/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tokens of endpoints, by origin: in the person's keyring (the Secret Service), and where there is none in
 * memory alone. Never in a file of ours. Any thread may ask. */
typedef struct _TipoffTokens TipoffTokens;

TipoffTokens *tipoff_tokens_new        (void);
TipoffTokens *tipoff_tokens_ref        (TipoffTokens *self);
void          tipoff_tokens_unref      (TipoffTokens *self);

/* For as long as this program runs. @token NULL, or none: takes it away. */
void          tipoff_tokens_set        (TipoffTokens *self, const char *address, const char *token);
/* The rest blocks: the keyring may be slow, and where @may_ask ask the person to open it. */
char         *tipoff_tokens_find       (TipoffTokens *self, const char *address, gboolean may_ask);
/* Whether @token can be one; @lasts: whether the keyring has it, so that the next start finds it. */
gboolean      tipoff_tokens_keep       (TipoffTokens *self, const char *address, const char *token, gboolean *lasts);
/* FALSE: the keyring did not do it. */
gboolean      tipoff_tokens_forget     (TipoffTokens *self, const char *address);
/* Origins, in order. (transfer full) */
char        **tipoff_tokens_list       (TipoffTokens *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffTokens, tipoff_tokens_unref)

G_END_DECLS
