/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-install.h"

#include "config.h"

#include <errno.h>
#include <gmodule.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

/* How many directories above its own a moved program looks for its files:
 * <prefix>/bin/tipoff, <prefix>/lib/tipoff/tipoff-read. */
#define MOVED_LEVELS 2

static char *
own_program (void)
{
  return g_file_read_link ("/proc/self/exe", NULL);
}

/* @path below @directory, or NULL. */
static const char *
relative_to (const char *path,
             const char *directory)
{
  gsize length = g_str_equal (directory, "/") ? 0 : strlen (directory);

  if (!g_str_has_prefix (path, directory) || path[length] != '/')
    return NULL;
  return path + length + 1;
}

/* Whether @path, and each directory from @top down to it, is this program's own: of
 * who made the program, who runs it, or root. A program that somebody put into /tmp
 * must not take the files that somebody else put beside it. */
static gboolean
is_own (const char *path,
        const char *top,
        const char *program)
{
  g_autofree char *at = g_strdup (path);
  GStatBuf made, file;

  if (g_stat (program, &made) != 0)
    return FALSE;
  while (relative_to (at, top) != NULL)
    {
      g_autofree char *child = g_steal_pointer (&at);

      if (g_lstat (child, &file) != 0 || (!S_ISLNK (file.st_mode) && (file.st_mode & S_IWOTH) != 0) ||
          (file.st_uid != 0 && file.st_uid != geteuid () && file.st_uid != made.st_uid))
        return FALSE;
      at = g_path_get_dirname (child);
    }
  return TRUE;
}

/* The path of the sources, in the build directory. An installed program carries
 * no path of the machine that built it. */
#define BUILT_FROM "src/base/built-from"

/* The build directory that this program stands in as it was built, in src/STATION/
 * or tests/STATION/, or NULL. An installed one never does. */
static char *
build_root (char **source_root)
{
  g_autofree char *program = own_program ();
  g_autofree char *station = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *tree = station != NULL ? g_path_get_dirname (station) : NULL;
  g_autofree char *root = NULL;
  g_autofree char *mark = NULL;
  g_autofree char *sources = NULL;

  if (tree == NULL || !(g_str_has_suffix (tree, "/src") || g_str_has_suffix (tree, "/tests")))
    return NULL;
  root = g_path_get_dirname (tree);
  mark = g_build_filename (root, BUILT_FROM, NULL);
  if (!is_own (mark, root, program) || !g_file_get_contents (mark, &sources, NULL, NULL))
    return NULL;
  if (source_root != NULL)
    *source_root = g_strdup (g_strchomp (sources));
  return g_steal_pointer (&root);
}

/* @path as it was installed; where the whole installation was moved, as a
 * relocated or staged one is, the same place relative to the program. */
static char *
installed (const char *path)
{
  g_autofree char *program = own_program ();
  g_autofree char *above = NULL;
  const char *below = relative_to (path, TIPOFF_PREFIX);

  if (program == NULL || below == NULL || relative_to (program, TIPOFF_PREFIX) != NULL)
    return g_strdup (path);

  above = g_path_get_dirname (program);
  for (int level = 0; level < MOVED_LEVELS; level++)
    {
      g_autofree char *parent = g_path_get_dirname (above);
      g_autofree char *moved = g_build_filename (parent, below, NULL);

      if (is_own (moved, parent, program))
        return g_steal_pointer (&moved);
      g_free (above);
      above = g_steal_pointer (&parent);
    }
  return g_strdup (path);
}

static gboolean
is_plain_name (const char *name)
{
  return name != NULL && *name != '\0' && *name != '/' && strstr (name, "..") == NULL;
}

/* The folder under src/ that builds "tipoff-phone-places" is phone, of "tipoff" app. */
static char *
built (const char *root,
       const char *name,
       const char *file)
{
  g_auto (GStrv) words = g_strsplit (name, "-", 3);

  return g_build_filename (root, "src", words[1] != NULL ? words[1] : "app", file, NULL);
}

/**
 * tipoff_install_data_file:
 * @name: a path below data/, such as "model/tipoff.model"
 *
 * Returns: (transfer full): where that file is; it need not exist
 */
char *
tipoff_install_data_file (const char *name)
{
  g_autofree char *sources = NULL;
  g_autofree char *root = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (is_plain_name (name), NULL);

  root = build_root (&sources);
  if (root != NULL)
    return g_build_filename (sources, "data", name, NULL);
  path = g_build_filename (TIPOFF_PKGDATADIR, name, NULL);
  return installed (path);
}

/**
 * tipoff_install_module:
 * @name: a module's name without suffix, "tipoff-STATION-WORD"
 *
 * Returns: (transfer full): where that module is; it need not exist
 */
char *
tipoff_install_module (const char *name)
{
  g_autofree char *root = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (is_plain_name (name), NULL);

  root = build_root (NULL);
  file = g_strconcat (name, ".so", NULL);
  if (root != NULL)
    return built (root, name, file);
  path = g_build_filename (TIPOFF_PKGLIBDIR, file, NULL);
  return installed (path);
}

/**
 * tipoff_install_open_module:
 * @name: as for tipoff_install_module()
 * @symbol: its one entry
 *
 * Opens a private module, which then stays for the life of the process: what
 * they are linked with does not like to be unloaded.
 *
 * Returns: (nullable): the entry, or %NULL where the module is not there
 */
gpointer
tipoff_install_open_module (const char *name,
                            const char *symbol)
{
  g_autofree char *path = tipoff_install_module (name);
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer entry = NULL;

  if (module == NULL)
    {
      g_debug ("%s", g_module_error ());
      return NULL;
    }
  g_module_make_resident (module);
  if (!g_module_symbol (module, symbol, &entry))
    g_debug ("%s", g_module_error ());
  return entry;
}

/**
 * tipoff_install_locale_dir:
 *
 * Returns: (transfer full): the directory with <language>/LC_MESSAGES/tipoff.mo
 */
char *
tipoff_install_locale_dir (void)
{
  g_autofree char *root = build_root (NULL);

  if (root != NULL)
    return g_build_filename (root, "po", NULL);
  return installed (TIPOFF_LOCALEDIR);
}

/**
 * tipoff_install_program:
 * @name: a helper program's name, such as "tipoff-read"
 *
 * Returns: (transfer full): where that program is; it need not exist
 */
char *
tipoff_install_program (const char *name)
{
  g_autofree char *root = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (is_plain_name (name), NULL);

  root = build_root (NULL);
  if (root != NULL)
    return built (root, name, name);
  path = g_build_filename (TIPOFF_LIBEXECDIR, name, NULL);
  return installed (path);
}

/* The person's own directory below @base, theirs alone. */
static char *
private_dir (const char  *base,
             gboolean     create,
             GError     **error)
{
  g_autofree char *path = g_build_filename (base, TIPOFF_PROFILE_NAME, NULL);

  if (create && g_mkdir_with_parents (path, 0700) != 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                   "Cannot make the directory %s: %s", path, g_strerror (saved));
      return NULL;
    }
  return g_steal_pointer (&path);
}

/**
 * tipoff_config_dir:
 * @create: whether to make it, with mode 0700
 * @error: return location for an error of %G_IO_ERROR
 *
 * Returns: (transfer full): $XDG_CONFIG_HOME/tipoff, in the development profile tipoff-devel
 */
char *
tipoff_config_dir (gboolean   create,
                   GError   **error)
{
  return private_dir (g_get_user_config_dir (), create, error);
}

/**
 * tipoff_data_dir:
 * @create: whether to make it, with mode 0700
 * @error: return location for an error of %G_IO_ERROR
 *
 * Returns: (transfer full): $XDG_DATA_HOME/tipoff, in the development profile tipoff-devel
 */
char *
tipoff_data_dir (gboolean   create,
                 GError   **error)
{
  return private_dir (g_get_user_data_dir (), create, error);
}
