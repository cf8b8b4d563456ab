/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-settings.h"

#include "tipoff-install.h"
#include "tipoff-tongue.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#define FILE_NAME "settings.ini"
#define MAX_BYTES ((gsize) 256 * 1024)
#define MAX_BROKEN 100
#define GROUP "general"
#define DEFAULT_COUNTRY "BE"
#define DEFAULT_LANGUAGE "en"

typedef struct
{
  char *group;
  char *key;
  char *value;   /* NULL: remove */
} Change;

struct _TipoffSettings
{
  char      *path;
  GKeyFile  *file;
  GPtrArray *changes;   /* since the last save, in order */
  char      *country;
  char      *language;
};

static void
change_free (Change *change)
{
  g_free (change->group);
  g_free (change->key);
  g_free (change->value);
  g_free (change);
}

/* Keeps a file that cannot be read as it is under another name, so that what the
 * person had set can be rescued. */
static gboolean
set_aside (const char  *path,
           GError     **error)
{
  for (guint i = 1; i <= MAX_BROKEN; i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.broken-%u", path, i);

      if (g_file_test (aside, G_FILE_TEST_EXISTS))
        continue;
      if (g_rename (path, aside) != 0)
        break;
      g_message ("%s could not be read and was kept as %s", path, aside);
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "%s cannot be read, and cannot be set aside: delete it or move it away", path);
  return FALSE;
}

/* The file's content; NULL without an error where there is none. */
static char *
read_file (const char  *path,
           gsize       *length,
           GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) local_error = NULL;
  char *content = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, &local_error);
  if (info == NULL)
    {
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > (goffset) MAX_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "%s is not a settings file: it is too large or not a plain file", path);
      return NULL;
    }
  if (!g_file_get_contents (path, &content, length, error))
    return NULL;
  return content;
}

/* The file as it is now, empty where there is none or where it was broken. */
static GKeyFile *
load_file (const char  *path,
           GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;

  content = read_file (path, &length, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (content == NULL)
    return g_steal_pointer (&file);

  if (g_utf8_validate_len (content, length, NULL) &&
      g_key_file_load_from_data (file, content, length,
                                 G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, NULL))
    return g_steal_pointer (&file);

  if (!set_aside (path, error))
    return NULL;
  return g_key_file_new ();
}

/* The locale's name for @category ("LC_TELEPHONE"), as setlocale(3) looks it up. */
static const char *
locale_name (const char *category)
{
  const char *variables[] = { "LC_ALL", category, "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return "C";
}

/* "nl_BE.UTF-8" gives "BE". Where one's telephone and addresses are tells more
 * than which language one reads. */
static char *
guess_country (void)
{
  static const char *const categories[] = { "LC_TELEPHONE", "LC_ADDRESS", "LC_MONETARY", "LC_MESSAGES" };

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      const char *territory = strchr (locale_name (categories[i]), '_');

      if (territory != NULL && g_ascii_isalpha (territory[1]) && g_ascii_isalpha (territory[2]) &&
          !g_ascii_isalnum (territory[3]))
        return g_ascii_strup (territory + 1, 2);
    }
  return g_strdup (DEFAULT_COUNTRY);
}

static gboolean
is_spoken (const char *language)
{
  return g_strv_contains (tipoff_tongue_languages (), language);
}

static char *
guess_language (void)
{
  const char *const *names = g_get_language_names ();

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *language = g_strndup (names[i], strcspn (names[i], "_.@"));

      if (is_spoken (language))
        return g_steal_pointer (&language);
    }
  return g_strdup (DEFAULT_LANGUAGE);
}

static char *
normalise_country (const char *country)
{
  if (country == NULL || strlen (country) != 2 ||
      !g_ascii_isalpha (country[0]) || !g_ascii_isalpha (country[1]))
    return NULL;
  return g_ascii_strup (country, 2);
}

/**
 * tipoff_settings_load:
 * @error: return location for an error of %G_IO_ERROR or %G_FILE_ERROR
 *
 * Reads <config>/settings.ini. No file is no error: the settings are then what
 * the locale suggests. A file that is not one of settings is renamed aside.
 *
 * Returns: (transfer full): the settings
 */
TipoffSettings *
tipoff_settings_load (GError **error)
{
  g_autoptr (TipoffSettings) settings = g_new0 (TipoffSettings, 1);
  g_autofree char *directory = tipoff_config_dir (FALSE, error);
  g_autofree char *country = NULL;
  g_autofree char *language = NULL;

  if (directory == NULL)
    return NULL;
  settings->path = g_build_filename (directory, FILE_NAME, NULL);
  settings->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  settings->file = load_file (settings->path, error);
  if (settings->file == NULL)
    return NULL;

  country = g_key_file_get_string (settings->file, GROUP, "country", NULL);
  language = g_key_file_get_string (settings->file, GROUP, "language", NULL);
  settings->country = normalise_country (country);
  if (settings->country == NULL)
    settings->country = guess_country ();
  settings->language = language != NULL && is_spoken (language) ? g_steal_pointer (&language)
                                                                : guess_language ();
  return g_steal_pointer (&settings);
}

/**
 * tipoff_settings_free:
 * @settings: (nullable) (transfer full): settings
 *
 * Changes that were not saved are dropped.
 */
void
tipoff_settings_free (TipoffSettings *settings)
{
  if (settings == NULL)
    return;
  g_free (settings->path);
  g_clear_pointer (&settings->file, g_key_file_unref);
  g_clear_pointer (&settings->changes, g_ptr_array_unref);
  g_free (settings->country);
  g_free (settings->language);
  g_free (settings);
}

static void
apply_change (GKeyFile     *file,
              const Change *change)
{
  if (change->value != NULL)
    g_key_file_set_string (file, change->group, change->key, change->value);
  else
    g_key_file_remove_key (file, change->group, change->key, NULL);
}

/**
 * tipoff_settings_save:
 * @settings: settings
 * @error: return location for an error of %G_IO_ERROR or %G_FILE_ERROR
 *
 * Writes what has changed since the last save into the file as it is now: another
 * program's changes to other keys stay. The file is replaced as a whole, with
 * mode 0600.
 *
 * Returns: %FALSE where it could not be written; the changes are still due then
 */
gboolean
tipoff_settings_save (TipoffSettings  *settings,
                      GError         **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *content = NULL;
  gsize length;

  if (settings->changes->len == 0)
    return TRUE;

  directory = tipoff_config_dir (TRUE, error);
  if (directory == NULL)
    return FALSE;
  file = load_file (settings->path, error);
  if (file == NULL)
    return FALSE;

  for (guint i = 0; i < settings->changes->len; i++)
    apply_change (file, g_ptr_array_index (settings->changes, i));
  content = g_key_file_to_data (file, &length, NULL);
  if (!g_file_set_contents_full (settings->path, content, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return FALSE;

  g_ptr_array_set_size (settings->changes, 0);
  g_key_file_unref (settings->file);
  settings->file = g_steal_pointer (&file);
  return TRUE;
}

/**
 * tipoff_settings_get_country:
 * @settings: settings
 *
 * Returns: (transfer none): ISO 3166 alpha-2, upper case: as set, else from the
 *   locale, else "BE"
 */
const char *
tipoff_settings_get_country (TipoffSettings *settings)
{
  return settings->country;
}

/**
 * tipoff_settings_set_country:
 * @settings: settings
 * @country: two letters in either case
 *
 * Returns: %FALSE where @country is not of that form; nothing is changed then
 */
gboolean
tipoff_settings_set_country (TipoffSettings *settings,
                             const char     *country)
{
  char *normalised = normalise_country (country);

  if (normalised == NULL)
    return FALSE;
  g_free (settings->country);
  settings->country = normalised;
  tipoff_settings_set_string (settings, GROUP, "country", normalised);
  return TRUE;
}

/**
 * tipoff_settings_get_language:
 * @settings: settings
 *
 * Returns: (transfer none): ISO 639-1: as set, else from the locale where we
 *   speak it, else "en"
 */
const char *
tipoff_settings_get_language (TipoffSettings *settings)
{
  return settings->language;
}

/**
 * tipoff_settings_set_language:
 * @settings: settings
 * @language: one of tipoff_tongue_languages ()
 *
 * Returns: %FALSE where we do not speak it; nothing is changed then
 */
gboolean
tipoff_settings_set_language (TipoffSettings *settings,
                              const char     *language)
{
  char *copy;

  if (language == NULL || !is_spoken (language))
    return FALSE;
  copy = g_strdup (language);
  g_free (settings->language);
  settings->language = copy;
  tipoff_settings_set_string (settings, GROUP, "language", copy);
  return TRUE;
}

/**
 * tipoff_settings_get_string:
 * @settings: settings
 * @group: a group's name
 * @key: a key in it
 *
 * Returns: (transfer full) (nullable): its value, %NULL where it is not set
 */
char *
tipoff_settings_get_string (TipoffSettings *settings,
                            const char     *group,
                            const char     *key)
{
  return g_key_file_get_string (settings->file, group, key, NULL);
}

/**
 * tipoff_settings_set_string:
 * @settings: settings
 * @group: a group's name
 * @key: a key in it
 * @value: (nullable): valid UTF-8, or %NULL to remove the key
 *
 * Written to the file by tipoff_settings_save ().
 */
void
tipoff_settings_set_string (TipoffSettings *settings,
                            const char     *group,
                            const char     *key,
                            const char     *value)
{
  Change *change = g_new0 (Change, 1);

  change->group = g_strdup (group);
  change->key = g_strdup (key);
  change->value = g_strdup (value);
  apply_change (settings->file, change);
  g_ptr_array_add (settings->changes, change);
}
