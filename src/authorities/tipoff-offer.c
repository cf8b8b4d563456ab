/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-offer.h"

#include "tipoff-authorities-private.h"
#include "tipoff-authority-file.h"
#include "tipoff-install.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

void
tipoff_offer_free (TipoffOffer *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->domain);
  g_free (self->confirmed_at);
  g_clear_pointer (&self->privacy, json_object_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

char *
tipoff_authority_dup_roots_path (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - (g_str_has_suffix (path, ".json") ? strlen (".json") : 0));

  return g_strconcat (stem, ".pem", NULL);
}

/* One file a domain: what a domain offers again takes the place of what it offered before. */
static char *
dup_path (const TipoffOffer *self,
          gboolean           create,
          GError           **error)
{
  g_autofree char *config = tipoff_config_dir (create, error);
  g_autofree char *dir = config == NULL ? NULL : g_build_filename (config, "authorities", NULL);
  g_autofree char *name = g_strconcat (self->domain, ".json", NULL);

  if (dir == NULL)
    return NULL;
  if (create && g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", dir, g_strerror (errno));
      return NULL;
    }
  return g_build_filename (dir, g_strdelimit (name, ":", '_'), NULL);
}

static const char *
find_taken (const TipoffAuthority *there,
            const char            *id)
{
  if (g_str_equal (there->id, id))
    return id;
  for (guint i = 0; i < there->routes->len; i++)
    if (g_str_equal (((const TipoffRoute *) g_ptr_array_index (there->routes, i))->id, id))
      return id;
  return NULL;
}

/* No id that is there, but where the same domain offers itself anew. */
static gboolean
check_ids (TipoffAuthorities     *authorities,
           const TipoffAuthority *candidate,
           const char            *path,
           GError               **error)
{
  const TipoffRoute *route = g_ptr_array_index (candidate->routes, 0);

  for (guint i = 0; i < authorities->all->len; i++)
    {
      const TipoffAuthority *there = g_ptr_array_index (authorities->all, i);
      const char *taken = find_taken (there, candidate->id);

      if (taken == NULL)
        taken = find_taken (there, route->id);
      if (taken == NULL || g_strcmp0 (there->path, path) == 0)
        continue;
      g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_RESEMBLES, "the id “%s” is taken already", taken);
      return FALSE;
    }
  return TRUE;
}

/**
 * tipoff_offer_new:
 * @authorities: all that are there
 * @bytes: a file that somebody published
 * @error: return location for %TIPOFF_AUTHORITY_ERROR or %TIPOFF_JSON_ERROR
 *
 * Takes one authority with one https route and a privacy notice and nothing else, which has
 * neither an id of one that is there nor a name or domain that could be mistaken for one that
 * is built in or an administrator's.
 *
 * Returns: (transfer full) (nullable): what can be shown to the person
 */
TipoffOffer *
tipoff_offer_new (TipoffAuthorities *authorities,
                  GBytes            *bytes,
                  GError           **error)
{
  g_autoptr (TipoffOffer) self = g_new0 (TipoffOffer, 1);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *path = NULL;
  const TipoffAuthority *candidate;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > TIPOFF_OFFER_MAX_BYTES)
    {
      g_set_error_literal (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file: too large");
      return NULL;
    }
  found = tipoff_authority_file_parse (data != NULL ? data : "", length, TIPOFF_ORIGIN_PERSON, error);
  if (found == NULL)
    return NULL;
  candidate = g_ptr_array_index (found, 0);
  if (!tipoff_authority_is_added (candidate))
    {
      g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "%s: unknown member “practice”", candidate->id);
      return NULL;
    }
  self->id = g_strdup (candidate->id);
  self->domain = g_strdup (tipoff_localized_get (candidate->name, NULL));
  self->confirmed_at = g_strconcat ("https://", self->domain, "/.well-known/tipoff-authority.json", NULL);
  self->privacy = json_object_ref (candidate->privacy);
  self->bytes = g_bytes_ref (bytes);
  path = dup_path (self, FALSE, error);
  if (path == NULL || !check_ids (authorities, candidate, path, error) ||
      !tipoff_authorities_check_resemblance (authorities, candidate, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
write_file (const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
remove_file (const char  *path,
             GError     **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/**
 * tipoff_offer_keep:
 * @self: an offer that its domain has confirmed
 * @roots: (nullable): certificates (PEM) to trust for this endpoint instead of the system's
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Returns: %FALSE where it could not be written
 */
gboolean
tipoff_offer_keep (const TipoffOffer *self,
                   GBytes            *roots,
                   GError           **error)
{
  g_autofree char *path = dup_path (self, TRUE, error);
  g_autofree char *roots_path = path == NULL ? NULL : tipoff_authority_dup_roots_path (path);

  /* The roots first: nothing is ever sent under others than were meant. */
  return path != NULL && (roots != NULL ? write_file (roots_path, roots, error) : remove_file (roots_path, error)) &&
         write_file (path, self->bytes, error);
}

/**
 * tipoff_authorities_forget:
 * @self: authorities
 * @id: of one that the person added, practice included
 * @error: return location for %TIPOFF_AUTHORITY_ERROR_UNKNOWN or an error of %G_FILE_ERROR
 *
 * Removes its file. @self itself stays as it was loaded.
 *
 * Returns: %FALSE where the person added no such authority, or its file cannot be removed
 */
gboolean
tipoff_authorities_forget (TipoffAuthorities *self,
                           const char        *id,
                           GError           **error)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (self->all, i);
      g_autofree char *roots = NULL;

      if (authority->origin != TIPOFF_ORIGIN_PERSON || !g_str_equal (authority->id, id))
        continue;
      roots = tipoff_authority_dup_roots_path (authority->path);
      return remove_file (authority->path, error) && remove_file (roots, error);
    }
  g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_UNKNOWN, "you added no authority “%s”", id);
  return FALSE;
}
