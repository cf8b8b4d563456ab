/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-install.h"

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

static void
test_build_tree (void)
{
  g_autofree char *data = tipoff_install_data_file ("model/tipoff.model");
  g_autofree char *module = tipoff_install_module ("tipoff-phone-places");
  g_autofree char *locale = tipoff_install_locale_dir ();
  g_autofree char *helper = tipoff_install_program ("tipoff-read");
  g_autofree char *window = tipoff_install_program ("tipoff");

  g_assert_cmpstr (data, ==, TIPOFF_SOURCE_ROOT "/data/model/tipoff.model");
  g_assert_cmpstr (module, ==, TIPOFF_BUILD_ROOT "/src/phone/tipoff-phone-places.so");
  g_assert_cmpstr (locale, ==, TIPOFF_BUILD_ROOT "/po");
  g_assert_cmpstr (helper, ==, TIPOFF_BUILD_ROOT "/src/read/tipoff-read");
  g_assert_cmpstr (window, ==, TIPOFF_BUILD_ROOT "/src/app/tipoff");
}

/* Names come from our own code; another one is a mistake there. */
static void
test_bad_names (void)
{
  static const char *const names[] = { "../secret", "/etc/passwd", "", "model/../../x" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*is_plain_name*");
      g_assert_null (tipoff_install_data_file (names[i]));
      g_test_assert_expected_messages ();
    }
}

/* What a copy of this program in @program finds: data file, locale directory. */
static char **
ask_copy (const char *program)
{
  g_autofree char *directory = g_path_get_dirname (program);
  g_autoptr (GFile) self = g_file_new_for_path ("/proc/self/exe");
  g_autoptr (GFile) copy = g_file_new_for_path (program);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_file_copy (self, copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);

  g_spawn_sync (NULL, (char *[]) { (char *) program, (char *) "--print", NULL }, NULL, G_SPAWN_DEFAULT,
                NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return g_strsplit (output, "\n", -1);
}

static void
touch (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

/* The whole installation was moved: files are found beside the program, and where
 * they are not, the installed place is named. */
static void
test_moved (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *root = g_dir_make_tmp ("tipoff-install-XXXXXX", &error);
  g_autofree char *program = g_build_filename (root, "stage", "bin", "tipoff-test", NULL);
  g_autofree char *helper = g_build_filename (root, "stage", "lib", "tipoff", "tipoff-test", NULL);
  g_autofree char *elsewhere = g_build_filename (root, "elsewhere", "bin", "tipoff-test", NULL);
  g_autofree char *data = g_build_filename (root, "stage", &TIPOFF_PKGDATADIR[strlen (TIPOFF_PREFIX)], "model/tipoff.model", NULL);
  g_auto (GStrv) beside = NULL, above = NULL, lost = NULL;

  g_assert_no_error (error);
  touch (data);
  beside = ask_copy (program);
  above = ask_copy (helper);
  lost = ask_copy (elsewhere);

  g_assert_cmpstr (beside[0], ==, data);
  g_assert_cmpstr (above[0], ==, data);
  g_assert_cmpstr (lost[0], ==, TIPOFF_PKGDATADIR "/model/tipoff.model");
  g_assert_cmpstr (beside[1], ==, TIPOFF_LOCALEDIR);

  for (gsize i = 0; i < 3; i++)
    g_remove (((const char *[]) { program, helper, elsewhere })[i]);
  g_remove (data);
  g_spawn_sync (NULL, (char *[]) { (char *) "rm", (char *) "-r", (char *) "--", root, NULL }, NULL,
                G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
write_mark (const char *path,
            const char *sources,
            int         mode)
{
  g_autofree char *directory = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, sources, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

/* A copy that stands where a build has its programs follows the mark beside it only
 * where nobody else can have put it there. */
static void
test_not_ours (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *root = g_dir_make_tmp ("tipoff-install-XXXXXX", &error);
  g_autofree char *program = g_build_filename (root, "src", "cli", "tipoff-test", NULL);
  g_autofree char *mark = g_build_filename (root, "src", "base", "built-from", NULL);
  g_autofree char *directory = g_path_get_dirname (mark);
  g_auto (GStrv) without = NULL, with = NULL, open_mark = NULL, open_directory = NULL;

  g_assert_no_error (error);
  without = ask_copy (program);
  g_assert_cmpstr (without[0], ==, TIPOFF_PKGDATADIR "/model/tipoff.model");

  write_mark (mark, "/sources\n", 0644);
  with = ask_copy (program);
  g_assert_cmpstr (with[0], ==, "/sources/data/model/tipoff.model");

  write_mark (mark, "/sources\n", 0666);
  open_mark = ask_copy (program);
  g_assert_cmpstr (open_mark[0], ==, TIPOFF_PKGDATADIR "/model/tipoff.model");

  write_mark (mark, "/sources\n", 0644);
  g_assert_cmpint (g_chmod (directory, 0777), ==, 0);
  open_directory = ask_copy (program);
  g_assert_cmpstr (open_directory[0], ==, TIPOFF_PKGDATADIR "/model/tipoff.model");

  /* Only root can give files away. */
  if (geteuid () == 0)
    {
      g_auto (GStrv) of_others = NULL;

      g_assert_cmpint (g_chmod (directory, 0755), ==, 0);
      g_assert_cmpint (chown (mark, 65534, 65534), ==, 0);
      of_others = ask_copy (program);
      g_assert_cmpstr (of_others[0], ==, TIPOFF_PKGDATADIR "/model/tipoff.model");
    }
  g_spawn_sync (NULL, (char *[]) { (char *) "rm", (char *) "-r", (char *) "--", root, NULL }, NULL,
                G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
test_own_dirs (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *config = tipoff_config_dir (FALSE, &error);
  g_autofree char *expected = g_build_filename (g_get_user_config_dir (), TIPOFF_PROFILE_NAME, NULL);
  g_autofree char *data = NULL;
  struct stat status;

  g_assert_cmpstr (config, ==, expected);
  g_assert_false (g_file_test (config, G_FILE_TEST_EXISTS));

  data = tipoff_data_dir (TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (data, &status), ==, 0);
  g_assert_true (S_ISDIR (status.st_mode));
  g_assert_cmpuint (status.st_mode & 07777, ==, 0700);

  /* A file in its place is an error, not a crash. */
  touch (config);
  g_assert_null (tipoff_config_dir (TRUE, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--print"))
    {
      g_autofree char *data = tipoff_install_data_file ("model/tipoff.model");
      g_autofree char *locale = tipoff_install_locale_dir ();

      g_print ("%s\n%s\n", data, locale);
      return 0;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/install/build-tree", test_build_tree);
  g_test_add_func ("/base/install/bad-names", test_bad_names);
  g_test_add_func ("/base/install/moved", test_moved);
  g_test_add_func ("/base/install/not-ours", test_not_ours);
  g_test_add_func ("/base/install/own-dirs", test_own_dirs);
  return g_test_run ();
}
