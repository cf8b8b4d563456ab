/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmodule.h>

G_BEGIN_DECLS

/* Between us and libsecret, which is in a module of its own: no program pays for it before it needs a token.
 * All of these block; strings are the caller's. */

#define TIPOFF_SECRETS_BORDER_VERSION 1
#define TIPOFF_SECRETS_MODULE "tipoff-delivery-secrets"
#define TIPOFF_SECRETS_SYMBOL "tipoff_secrets_module"

typedef struct
{
  guint     version;
  /* NULL without an error where there is none; one that is locked is opened only where @may_ask. */
  char    *(*find)   (const char *origin, gboolean may_ask, GError **error);
  gboolean (*keep)   (const char *origin, const char *label, const char *token, GError **error);
  gboolean (*forget) (const char *origin, GError **error);
  char   **(*list)   (GError **error);   /* origins */
} TipoffSecretsModule;

typedef const TipoffSecretsModule *(*TipoffSecretsEntry) (void);

G_END_DECLS
