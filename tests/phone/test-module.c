/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

static gboolean
is_loaded (const char *library)
{
  g_autofree char *maps = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  return strstr (maps, library) != NULL;
}

/* The way to pay nothing for what is not needed. */
static void
test_lazy (void)
{
  static const char text[] = "Uw pakket 12345 staat klaar op 24/11, om 09:30. Betaal € 2,99.";
  g_autoptr (GPtrArray) found = NULL, more = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (is_loaded ("libphonenumber"));
  found = tipoff_phone_find (text, strlen (text), "BE", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (is_loaded ("libphonenumber"));

  more = tipoff_phone_find ("0470123456", 10, "BE", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (more->len, ==, 1);
  g_assert_true (is_loaded ("libphonenumber"));
  g_assert_false (is_loaded ("libicudata.so") && is_loaded ("libgeocoding"));
}

/* Nothing may be printed by the library: standard output is for JSON. */
static void
test_quiet (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (TipoffPhoneNumber) odd = tipoff_phone_parse ("+32 1", "XX", NULL);
      g_autoptr (TipoffPhoneNumber) none = tipoff_phone_parse ("0470123456", "ZZ", NULL);
      g_autoptr (TipoffPhoneNumber) number = tipoff_phone_parse ("02 511 22 33", "BE", NULL);
      g_autofree char *place = tipoff_phone_number_describe_place (number, "xx");

      g_assert_true (odd == NULL || !tipoff_phone_number_is_valid (odd));
      g_assert_null (none);
      g_assert_true (place == NULL || *place != '\0');
      return;
    }
  g_test_trap_subprocess ("/phone/module/quiet", 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*egion*");
  g_test_trap_assert_stderr ("");
}

/* A copy of this program elsewhere has no modules: a clear error, no crash. */
static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("tipoff-phone-XXXXXX", &error);
  g_autofree char *program = g_build_filename (directory, "program", NULL);
  g_autoptr (GFile) self = g_file_new_for_path ("/proc/self/exe");
  g_autoptr (GFile) copy = g_file_new_for_path (program);
  g_autofree char *output = NULL;

  g_assert_no_error (error);
  g_file_copy (self, copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_spawn_sync (NULL, (char *[]) { program, (char *) "--without-modules", NULL }, NULL, G_SPAWN_DEFAULT,
                NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_remove (program);
  g_remove (directory);

  if (strstr (output, "installed") != NULL)
    g_test_skip ("Tipoff is installed on this machine: its modules were found");
  else
    g_assert_cmpstr (output, ==, "unavailable unavailable none\n");
}

static const char *
outcome (gpointer  result,
         GError   *error)
{
  if (result != NULL)
    return "installed";
  return g_error_matches (error, TIPOFF_PHONE_ERROR, TIPOFF_PHONE_ERROR_UNAVAILABLE) ? "unavailable" : "wrong";
}

static int
without_modules (void)
{
  g_autoptr (GError) parse_error = NULL, find_error = NULL;
  g_autoptr (TipoffPhoneNumber) number = tipoff_phone_parse ("0470123456", "BE", &parse_error);
  g_autoptr (GPtrArray) found = tipoff_phone_find ("0470123456", 10, "BE", 1, &find_error);
  g_autoptr (GPtrArray) none = tipoff_phone_find ("no digits", 9, "BE", 1, NULL);

  g_print ("%s %s %s\n", outcome (number, parse_error), outcome (found, find_error),
           none != NULL && none->len == 0 ? "none" : "wrong");
  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--without-modules"))
    return without_modules ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/module/lazy", test_lazy);
  g_test_add_func ("/phone/module/quiet", test_quiet);
  g_test_add_func ("/phone/module/missing", test_missing);
  return g_test_run ();
}
