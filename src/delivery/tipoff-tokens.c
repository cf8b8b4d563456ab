/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-tokens.h"

#include "tipoff-authorisation.h"
#include "tipoff-endpoint.h"
#include "tipoff-install.h"
#include "tipoff-secrets-border.h"

#include <string.h>

struct _TipoffTokens
{
  gatomicrefcount  ref_count;
  GMutex           lock;
  GHashTable      *known;     /* origin → token; "" where it was looked for and there is none */
};

static gpointer
open_module (gpointer unused)
{
  TipoffSecretsEntry entry =
    (TipoffSecretsEntry) tipoff_install_open_module (TIPOFF_SECRETS_MODULE, TIPOFF_SECRETS_SYMBOL);
  const TipoffSecretsModule *module = entry != NULL ? entry () : NULL;

  return module != NULL && module->version == TIPOFF_SECRETS_BORDER_VERSION ? (gpointer) module : NULL;
}

/* NULL where it is not installed, or libsecret is not. */
static const TipoffSecretsModule *
get_module (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_module, NULL);
}

TipoffTokens *
tipoff_tokens_new (void)
{
  TipoffTokens *self = g_new0 (TipoffTokens, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tipoff_authorisation_free);
  return self;
}

TipoffTokens *
tipoff_tokens_ref (TipoffTokens *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tipoff_tokens_unref (TipoffTokens *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->known);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* The end of a line, and what was copied around it, is none of it. NULL where it can be no token. */
static char *
clean (const char *token)
{
  char *own = token != NULL ? g_strstrip (g_strdup (token)) : NULL;

  if (own != NULL && *own != '\0' && tipoff_authorisation_is_token (own))
    return own;
  tipoff_authorisation_free (own);
  return NULL;
}

static void
remember (TipoffTokens *self,
          const char   *origin,
          const char   *token)
{
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->known, g_strdup (origin), g_strdup (token != NULL ? token : ""));
  g_mutex_unlock (&self->lock);
}

/* FALSE: nobody has looked for it yet. */
static gboolean
recall (TipoffTokens  *self,
        const char    *origin,
        char         **token)
{
  const char *known;

  g_mutex_lock (&self->lock);
  known = g_hash_table_lookup (self->known, origin);
  *token = known != NULL && *known != '\0' ? g_strdup (known) : NULL;
  g_mutex_unlock (&self->lock);
  return known != NULL;
}

/**
 * tipoff_tokens_set:
 * @self: tokens
 * @address: an endpoint
 * @token: (nullable): its secret, for Basic user:password; %NULL or what is none takes it away
 *
 * For as long as this program runs. The token is for the origin of @address (scheme, host and port) and no
 * other.
 */
void
tipoff_tokens_set (TipoffTokens *self,
                   const char   *address,
                   const char   *token)
{
  g_autofree char *origin = tipoff_endpoint_get_origin (address);
  char *own = clean (token);

  if (origin != NULL)
    remember (self, origin, own);
  tipoff_authorisation_free (own);
}

/**
 * tipoff_tokens_find:
 * @self: tokens
 * @address: an endpoint
 * @may_ask: whether the person may be asked to open their keyring
 *
 * Returns: (transfer full) (nullable): the token of its origin, for tipoff_authorisation_free()
 */
char *
tipoff_tokens_find (TipoffTokens *self,
                    const char   *address,
                    gboolean      may_ask)
{
  g_autofree char *origin = tipoff_endpoint_get_origin (address);
  g_autoptr (GError) error = NULL;
  char *found = NULL, *token;

  if (origin == NULL || recall (self, origin, &found) || get_module () == NULL)
    return found;

  found = get_module ()->find (origin, may_ask, &error);
  token = clean (found);
  tipoff_authorisation_free (found);
  /* What could not be looked for, or is locked, may be found later. */
  if (error != NULL)
    g_debug ("%s", error->message);
  if (token != NULL || (error == NULL && may_ask))
    remember (self, origin, token);
  return token;
}

gboolean
tipoff_tokens_keep (TipoffTokens *self,
                    const char   *address,
                    const char   *token,
                    gboolean     *lasts)
{
  g_autofree char *origin = tipoff_endpoint_get_origin (address);
  g_autofree char *label = g_strdup_printf ("Tipoff: %s", origin);
  g_autoptr (GError) error = NULL;
  char *own = clean (token);

  *lasts = FALSE;
  if (origin == NULL || own == NULL)
    {
      tipoff_authorisation_free (own);
      return FALSE;
    }
  remember (self, origin, own);
  *lasts = get_module () != NULL && get_module ()->keep (origin, label, own, &error);
  if (error != NULL)
    g_debug ("%s", error->message);
  tipoff_authorisation_free (own);
  return TRUE;
}

gboolean
tipoff_tokens_forget (TipoffTokens *self,
                      const char   *address)
{
  g_autofree char *origin = tipoff_endpoint_get_origin (address);
  g_autoptr (GError) error = NULL;

  if (origin == NULL)
    return FALSE;
  remember (self, origin, NULL);
  return get_module () == NULL || get_module ()->forget (origin, &error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
tipoff_tokens_list (TipoffTokens *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) kept = get_module () != NULL ? get_module ()->list (&error) : NULL;
  GPtrArray *origins = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer origin, token;

  for (char **name = kept; name != NULL && *name != NULL; name++)
    g_ptr_array_add (origins, g_strdup (*name));
  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &origin, &token))
    if (*(const char *) token != '\0' && !g_ptr_array_find_with_equal_func (origins, origin, g_str_equal, NULL))
      g_ptr_array_add (origins, g_strdup (origin));
  g_mutex_unlock (&self->lock);
  g_ptr_array_sort (origins, compare_names);
  g_ptr_array_add (origins, NULL);
  return (char **) g_ptr_array_free (origins, FALSE);
}
