/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-settings.h"

#include "tipoff-install.h"

#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

static char *
settings_path (void)
{
  g_autofree char *directory = tipoff_config_dir (FALSE, NULL);

  return g_build_filename (directory, "settings.ini", NULL);
}

static void
write_file (const char *content)
{
  g_autofree char *directory = tipoff_config_dir (TRUE, NULL);
  g_autofree char *path = settings_path ();
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (directory);
  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static char *
read_back (void)
{
  g_autofree char *path = settings_path ();
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

static TipoffSettings *
load (void)
{
  g_autoptr (GError) error = NULL;
  TipoffSettings *settings = tipoff_settings_load (&error);

  g_assert_no_error (error);
  g_assert_nonnull (settings);
  return settings;
}

static void
save (TipoffSettings *settings)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = tipoff_settings_save (settings, &error);

  g_assert_no_error (error);
  g_assert_true (saved);
}

static guint
mode_of (const char *path)
{
  struct stat status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static void
test_new (void)
{
  g_autoptr (TipoffSettings) settings = load ();
  g_autofree char *path = settings_path ();
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *value = NULL;

  /* Looking changes nothing on disk. */
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  save (settings);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  value = tipoff_settings_get_string (settings, "report", "route");
  g_assert_null (value);

  tipoff_settings_set_string (settings, "report", "route", "be-safeonweb");
  g_assert_true (tipoff_settings_set_country (settings, "es"));
  save (settings);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_cmpuint (mode_of (directory), ==, 0700);
  g_assert_cmpstr (tipoff_settings_get_country (settings), ==, "ES");
}

static void
test_set (void)
{
  g_autoptr (TipoffSettings) settings = load ();
  g_autoptr (TipoffSettings) again = NULL;
  g_autofree char *value = NULL, *removed = NULL;

  g_assert_true (tipoff_settings_set_country (settings, "nl"));
  g_assert_true (tipoff_settings_set_language (settings, "fr"));
  g_assert_false (tipoff_settings_set_country (settings, "BEL"));
  g_assert_false (tipoff_settings_set_country (settings, "B1"));
  g_assert_false (tipoff_settings_set_country (settings, ""));
  g_assert_false (tipoff_settings_set_country (settings, NULL));
  g_assert_false (tipoff_settings_set_language (settings, "pt"));
  g_assert_false (tipoff_settings_set_language (settings, "nl_BE"));
  g_assert_false (tipoff_settings_set_language (settings, NULL));
  tipoff_settings_set_string (settings, "a", "text", " with = [brackets]\nand é");
  tipoff_settings_set_string (settings, "a", "gone", "x");
  tipoff_settings_set_string (settings, "a", "gone", NULL);
  save (settings);

  again = load ();
  g_assert_cmpstr (tipoff_settings_get_country (again), ==, "NL");
  g_assert_cmpstr (tipoff_settings_get_language (again), ==, "fr");
  value = tipoff_settings_get_string (again, "a", "text");
  g_assert_cmpstr (value, ==, " with = [brackets]\nand é");
  removed = tipoff_settings_get_string (again, "a", "gone");
  g_assert_null (removed);
}

/* Window and command line hold the same file at once. */
static void
test_two_programs (void)
{
  g_autoptr (TipoffSettings) one = NULL, other = NULL, after = NULL;
  g_autofree char *content = NULL, *route = NULL;

  write_file ("# my own note\n[general]\ncountry=BE\n\n[future]\nkey=kept\n");
  one = load ();
  other = load ();
  tipoff_settings_set_country (one, "FR");
  save (one);
  tipoff_settings_set_string (other, "report", "route", "x");
  save (other);

  content = read_back ();
  g_assert_nonnull (strstr (content, "# my own note"));
  g_assert_nonnull (strstr (content, "key=kept"));
  after = load ();
  g_assert_cmpstr (tipoff_settings_get_country (after), ==, "FR");
  route = tipoff_settings_get_string (after, "report", "route");
  g_assert_cmpstr (route, ==, "x");
}

static void
assert_set_aside (const char *content)
{
  g_autofree char *path = settings_path ();
  g_autofree char *aside = g_strconcat (path, ".broken-1", NULL);
  g_autofree char *second = g_strconcat (path, ".broken-2", NULL);
  g_autofree char *kept = NULL;

  g_file_get_contents (g_file_test (second, G_FILE_TEST_EXISTS) ? second : aside, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, content);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_broken (void)
{
  static const char *const broken[] = { "no settings at all\n", "[general]\ncountry=\xFF\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (TipoffSettings) settings = NULL;

      write_file (broken[i]);
      g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*could not be read and was kept as*");
      settings = load ();
      g_test_assert_expected_messages ();
      assert_set_aside (broken[i]);
      g_assert_cmpstr (tipoff_settings_get_country (settings), ==, "BE");
      tipoff_settings_set_country (settings, "ES");
      save (settings);
    }
}

/* Values that mean nothing do not count. */
static void
test_odd_values (void)
{
  g_autoptr (TipoffSettings) settings = NULL;

  write_file ("[general]\ncountry=Belgium\nlanguage=klingon\n");
  settings = load ();
  g_assert_cmpstr (tipoff_settings_get_country (settings), ==, "BE");
  g_assert_cmpstr (tipoff_settings_get_language (settings), ==, "en");
}

static void
test_not_a_file (void)
{
  g_autofree char *path = settings_path ();
  g_autofree char *directory = tipoff_config_dir (TRUE, NULL);
  g_autofree char *large = g_strnfill (300 * 1024, '#');
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (directory);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (tipoff_settings_load (&error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (path), ==, 0);

  write_file (large);
  g_assert_null (tipoff_settings_load (&error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static const struct
{
  const char *all;
  const char *telephone;
  const char *lang;
  const char *language;   /* the variable LANGUAGE */
  const char *country;
  const char *tongue;
} locales[] = {
  { NULL, NULL, "nl_BE.UTF-8", NULL, "BE", "nl" },
  { NULL, NULL, "fr_BE@euro", NULL, "BE", "fr" },
  { NULL, NULL, "es_ES.UTF-8", NULL, "ES", "es" },
  { NULL, NULL, "ca_ES.UTF-8", NULL, "ES", "en" },
  { NULL, NULL, "de", NULL, "BE", "de" },
  { NULL, NULL, "C.UTF-8", NULL, "BE", "en" },
  { NULL, NULL, NULL, NULL, "BE", "en" },
  { "nl_NL.UTF-8", NULL, "es_ES.UTF-8", NULL, "NL", "nl" },
  { NULL, "fr_FR.UTF-8", "en_US.UTF-8", NULL, "FR", "en" },
  { "", NULL, "de_AT.UTF-8", NULL, "AT", "de" },
  { NULL, NULL, "pt_PT.UTF-8", "pt:fr:en", "PT", "fr" },
  { NULL, NULL, "xx_12.UTF-8", NULL, "BE", "en" },
  { NULL, NULL, "es_419", NULL, "BE", "es" },
};

static void
set_or_unset (const char *name,
              const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

static void
test_locale (void)
{
  g_autofree char *saved = g_strdup (g_getenv ("LC_ALL"));

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (TipoffSettings) settings = NULL;

      set_or_unset ("LC_ALL", locales[i].all);
      set_or_unset ("LC_TELEPHONE", locales[i].telephone);
      set_or_unset ("LANG", locales[i].lang);
      set_or_unset ("LANGUAGE", locales[i].language);
      settings = load ();
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (tipoff_settings_get_country (settings), ==, locales[i].country);
      g_assert_cmpstr (tipoff_settings_get_language (settings), ==, locales[i].tongue);
    }
  set_or_unset ("LC_ALL", saved);
}

int
main (int    argc,
      char **argv)
{
  /* The tests' own order of variables. */
  g_unsetenv ("LC_ADDRESS");
  g_unsetenv ("LC_MONETARY");
  g_unsetenv ("LC_MESSAGES");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/settings/new", test_new);
  g_test_add_func ("/base/settings/set", test_set);
  g_test_add_func ("/base/settings/two-programs", test_two_programs);
  g_test_add_func ("/base/settings/broken", test_broken);
  g_test_add_func ("/base/settings/odd-values", test_odd_values);
  g_test_add_func ("/base/settings/not-a-file", test_not_a_file);
  g_test_add_func ("/base/settings/locale", test_locale);
  return g_test_run ();
}
