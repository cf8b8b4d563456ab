/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-authority.h"

#include "tipoff-authorities-private.h"
#include "tipoff-authority-file.h"
#include "tipoff-install.h"
#include "tipoff-authorities-resources.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE_PREFIX "/org/tipoff/authorities/"
/* Files in one directory; more is a mistake. */
#define MAX_FILES 64

/* Automatic registration is dropped by the linker in a static library. */
static GResource *
get_resource (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      tipoff_authorities_data_register_resource ();
      g_once_init_leave (&once, 1);
    }
  return tipoff_authorities_data_get_resource ();
}

/* An added file can neither replace nor pass for one that is there already. */
static gboolean
check_ids_are_new (TipoffAuthorities *self,
                   GPtrArray         *authorities,
                   GError           **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < authorities->len; i++)
    {
      TipoffAuthority *authority = g_ptr_array_index (authorities, i);
      const char *taken = NULL;

      if (g_hash_table_contains (self->ids, authority->id) || !g_hash_table_add (seen, authority->id))
        taken = authority->id;
      for (guint j = 0; j < authority->routes->len && taken == NULL; j++)
        {
          TipoffRoute *route = g_ptr_array_index (authority->routes, j);

          if (g_hash_table_contains (self->ids, route->id) || !g_hash_table_add (seen, route->id))
            taken = route->id;
        }
      if (taken != NULL)
        {
          g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_BAD_FILE,
                       "the id “%s” is taken already", taken);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_authorities (TipoffAuthorities *self,
                 GPtrArray         *authorities,
                 GError           **error)
{
  if (!check_ids_are_new (self, authorities, error))
    return FALSE;
  g_ptr_array_set_free_func (authorities, NULL);
  for (guint i = 0; i < authorities->len; i++)
    {
      TipoffAuthority *authority = g_ptr_array_index (authorities, i);

      g_ptr_array_add (self->all, authority);
      g_hash_table_add (self->ids, authority->id);
      for (guint j = 0; j < authority->routes->len; j++)
        g_hash_table_add (self->ids, ((TipoffRoute *) g_ptr_array_index (authority->routes, j))->id);
    }
  return TRUE;
}

static gboolean
load_built_in (TipoffAuthorities *self,
               GError           **error)
{
  GResource *resource = get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, RESOURCE_PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCE_PREFIX, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      g_autoptr (GPtrArray) authorities = NULL;
      gconstpointer data;
      gsize length;

      if (bytes == NULL)
        return FALSE;
      data = g_bytes_get_data (bytes, &length);
      authorities = tipoff_authority_file_parse (data, length, TIPOFF_ORIGIN_BUILT_IN, error);
      if (authorities == NULL || !add_authorities (self, authorities, error))
        {
          g_prefix_error (error, "%s: ", names[i]);
          return FALSE;
        }
    }
  return names != NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the .json files in @dir, sorted: the order on disk must not decide. */
static GPtrArray *
list_files (const char *dir)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  const char *name;

  while (handle != NULL && names->len < MAX_FILES && (name = g_dir_read_name (handle)) != NULL)
    if (g_str_has_suffix (name, ".json") && name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Roots of its own, which the person gave with an endpoint, lie beside its file. */
static void
find_roots (TipoffAuthority *authority)
{
  g_autofree char *roots = tipoff_authority_dup_roots_path (authority->path);
  TipoffRoute *route = g_ptr_array_index (authority->routes, 0);

  if (tipoff_authority_is_added (authority) && g_file_test (roots, G_FILE_TEST_IS_REGULAR))
    route->ca_file = g_steal_pointer (&roots);
}

static gboolean
accept (TipoffAuthorities *self,
        GPtrArray         *authorities,
        const char        *path,
        GError           **error)
{
  for (guint i = 0; i < authorities->len; i++)
    {
      TipoffAuthority *authority = g_ptr_array_index (authorities, i);

      authority->path = g_strdup (path);
      find_roots (authority);
      if (tipoff_authority_is_added (authority) && !tipoff_authorities_check_resemblance (self, authority, error))
        return FALSE;
    }
  return add_authorities (self, authorities, error);
}

static void
load_directory (TipoffAuthorities *self,
                const char        *dir,
                TipoffOrigin       origin,
                GPtrArray         *warnings)
{
  g_autoptr (GPtrArray) names = list_files (dir);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (dir, g_ptr_array_index (names, i), NULL);
      g_autoptr (GPtrArray) authorities = NULL;
      g_autoptr (GError) error = NULL;

      authorities = tipoff_authority_file_load (path, origin, &error);
      if (authorities == NULL || !accept (self, authorities, path, &error))
        g_ptr_array_add (warnings, g_strdup_printf ("%s: %s", path, error->message));
    }
}

/**
 * tipoff_authorities_load:
 * @warnings: (out) (optional) (transfer full) (nullable): one line for each file of the
 *   administrator or the person that was skipped, and why
 * @error: return location for an error
 *
 * The built-in countries, then the .json files of `tipoff/authorities` in the system's
 * configuration directories (trusted as the built-in ones are), then those of the person's own
 * `<config>/authorities`, which may only carry https routes. No file can reuse an id that is
 * there already.
 *
 * Returns: (transfer full) (nullable): all of them; fails only where the built-in data are broken
 */
TipoffAuthorities *
tipoff_authorities_load (char  ***warnings,
                         GError **error)
{
  g_autoptr (TipoffAuthorities) self = g_new0 (TipoffAuthorities, 1);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *config_dir = NULL;

  if (warnings != NULL)
    *warnings = NULL;
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_authority_free);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!load_built_in (self, error))
    return NULL;
  for (const char *const *dirs = g_get_system_config_dirs (); *dirs != NULL; dirs++)
    {
      g_autofree char *dir = g_build_filename (*dirs, TIPOFF_PROFILE_NAME, "authorities", NULL);

      load_directory (self, dir, TIPOFF_ORIGIN_ADMINISTRATOR, found);
    }
  config_dir = tipoff_config_dir (FALSE, NULL);
  if (config_dir != NULL)
    {
      g_autofree char *dir = g_build_filename (config_dir, "authorities", NULL);

      load_directory (self, dir, TIPOFF_ORIGIN_PERSON, found);
    }
  if (warnings != NULL && found->len > 0)
    {
      g_ptr_array_add (found, NULL);
      *warnings = (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
    }
  return g_steal_pointer (&self);
}

void
tipoff_authorities_free (TipoffAuthorities *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

/**
 * tipoff_authorities_get_countries:
 * @self: authorities
 *
 * Returns: (transfer full): ISO 3166 alpha-2 codes, sorted; "*" is not among them
 */
char **
tipoff_authorities_get_countries (TipoffAuthorities *self)
{
  g_autoptr (GPtrArray) countries = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->all->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (self->all, i);

      if (!g_str_equal (authority->country, "*") &&
          !g_ptr_array_find_with_equal_func (countries, authority->country, g_str_equal, NULL))
        g_ptr_array_add (countries, g_strdup (authority->country));
    }
  g_ptr_array_sort (countries, compare_names);
  g_ptr_array_add (countries, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&countries), FALSE);
}

static int
compare_countries (gconstpointer a,
                   gconstpointer b)
{
  const char *one = (*(const TipoffAuthority *const *) a)->country;
  const char *other = (*(const TipoffAuthority *const *) b)->country;

  if (g_str_equal (one, "*") != g_str_equal (other, "*"))
    return g_str_equal (one, "*") ? 1 : -1;
  return strcmp (one, other);
}

/**
 * tipoff_authorities_list:
 * @self: authorities
 *
 * Returns: (transfer container) (element-type TipoffAuthority): all of them, by country, in the
 *   order of their files; then those that stand beside every country
 */
GPtrArray *
tipoff_authorities_list (TipoffAuthorities *self)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (self->all, i));
  /* GLib's sort keeps the order of equals. */
  g_ptr_array_sort (all, compare_countries);
  return all;
}

/**
 * tipoff_authorities_for_country:
 * @self: authorities
 * @country: (nullable): ISO 3166 alpha-2
 *
 * Returns: (transfer container) (element-type TipoffAuthority): those of @country in the
 *   order of their file, then those that stand beside every country
 */
GPtrArray *
tipoff_authorities_for_country (TipoffAuthorities *self,
                                const char        *country)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      TipoffAuthority *authority = g_ptr_array_index (self->all, i);

      if (g_strcmp0 (authority->country, country) == 0 && !g_str_equal (authority->country, "*"))
        g_ptr_array_add (found, authority);
    }
  for (guint i = 0; i < self->all->len; i++)
    {
      TipoffAuthority *authority = g_ptr_array_index (self->all, i);

      if (g_str_equal (authority->country, "*"))
        g_ptr_array_add (found, authority);
    }
  return found;
}

/**
 * tipoff_authorities_find_route:
 * @self: authorities
 * @route_id: (nullable): id of a route
 * @authority: (out) (optional) (transfer none): whose it is
 * @route: (out) (optional) (transfer none): the route
 *
 * Returns: %TRUE where there is one
 */
gboolean
tipoff_authorities_find_route (TipoffAuthorities      *self,
                               const char             *route_id,
                               const TipoffAuthority **authority,
                               const TipoffRoute     **route)
{
  for (guint i = 0; route_id != NULL && i < self->all->len; i++)
    {
      TipoffAuthority *candidate = g_ptr_array_index (self->all, i);

      for (guint j = 0; j < candidate->routes->len; j++)
        {
          TipoffRoute *way = g_ptr_array_index (candidate->routes, j);

          if (!g_str_equal (way->id, route_id))
            continue;
          if (authority != NULL)
            *authority = candidate;
          if (route != NULL)
            *route = way;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * tipoff_authorities_write_json:
 * @self: authorities
 * @country: (nullable): ISO 3166 alpha-2; %NULL for all
 * @writer: where a value is due
 *
 * Writes `{"authorities":[…]}`: each as it stands in its file, with its country and origin.
 */
void
tipoff_authorities_write_json (TipoffAuthorities *self,
                               const char        *country,
                               TipoffJsonWriter  *writer)
{
  g_autoptr (GPtrArray) authorities = country == NULL ? g_ptr_array_ref (self->all)
                                                      : tipoff_authorities_for_country (self, country);

  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_name (writer, "authorities");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < authorities->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (authorities, i);
      g_autoptr (GList) members = json_object_get_members (authority->document);

      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "country", authority->country);
      tipoff_json_writer_member_string (writer, "origin", tipoff_origin_to_string (authority->origin));
      for (GList *l = members; l != NULL; l = l->next)
        {
          tipoff_json_writer_name (writer, l->data);
          tipoff_json_writer_node (writer, json_object_get_member (authority->document, l->data));
        }
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}
