/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-secrets-border.h"

#include <libsecret/secret.h>

/* The module: tokens in the Secret Service, or in a sandbox in libsecret's own encrypted file. */

static const SecretSchema schema = {
  "org.tipoff.Tipoff.Token", SECRET_SCHEMA_NONE,
  { { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static char *
find (const char  *origin,
      gboolean     may_ask,
      GError     **error)
{
  SecretSearchFlags flags = SECRET_SEARCH_LOAD_SECRETS | (may_ask ? SECRET_SEARCH_UNLOCK : SECRET_SEARCH_NONE);
  GList *items = secret_password_search_sync (&schema, flags, NULL, error, "origin", origin, NULL);
  SecretValue *value = NULL;
  char *token = NULL;

  if (items != NULL)
    value = secret_retrievable_retrieve_secret_sync (items->data, NULL, error);
  if (value != NULL)
    token = g_strdup (secret_value_get_text (value));
  g_clear_pointer (&value, secret_value_unref);
  g_list_free_full (items, g_object_unref);
  return token;
}

static gboolean
keep (const char  *origin,
      const char  *label,
      const char  *token,
      GError     **error)
{
  return secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, NULL, error, "origin", origin, NULL);
}

static gboolean
forget (const char  *origin,
        GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  /* FALSE without an error: there was none. */
  if (secret_password_clear_sync (&schema, NULL, &local_error, "origin", origin, NULL) || local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static char **
list (GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GList *items = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, NULL, &local_error, NULL);
  GPtrArray *origins = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  origins = g_ptr_array_new ();
  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (l->data);
      const char *origin = g_hash_table_lookup (attributes, "origin");

      if (origin != NULL)
        g_ptr_array_add (origins, g_strdup (origin));
    }
  g_list_free_full (items, g_object_unref);
  g_ptr_array_add (origins, NULL);
  return (char **) g_ptr_array_free (origins, FALSE);
}

G_MODULE_EXPORT const TipoffSecretsModule *tipoff_secrets_module (void);

const TipoffSecretsModule *
tipoff_secrets_module (void)
{
  static const TipoffSecretsModule module = { TIPOFF_SECRETS_BORDER_VERSION, find, keep, forget, list };

  return &module;
}
