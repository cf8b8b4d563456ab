/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authorisation.h"
#include "tipoff-tokens.h"

#include <glib/gstdio.h>

/* The real libsecret, with the encrypted file that it keeps in a sandbox, or with no keyring at all. */

#define DESK "https://desk.example/v1/reports"
#define TOKEN "a-secret-that-nobody-sees"

static char *folder;

static void
assert_token (TipoffTokens *tokens,
              const char   *address,
              const char   *expected)
{
  char *token = tipoff_tokens_find (tokens, address, TRUE);

  g_assert_cmpstr (token, ==, expected);
  tipoff_authorisation_free (token);
}

/* The same test in a process of its own, with @variables set: libsecret chooses once where it keeps things. */
static void
run_again (const char *const *variables)
{
  for (gsize i = 0; variables[i] != NULL; i += 2)
    g_setenv (variables[i], variables[i + 1], TRUE);
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  for (gsize i = 0; variables[i] != NULL; i += 2)
    g_unsetenv (variables[i]);
}

static void
test_origin (void)
{
  g_autoptr (TipoffTokens) tokens = tipoff_tokens_new ();

  tipoff_tokens_set (tokens, DESK, " " TOKEN "\n");
  assert_token (tokens, "https://DESK.example:443/elsewhere", TOKEN);
  assert_token (tokens, "https://desk.example:8443/v1/reports", NULL);
  assert_token (tokens, "https://other.example/v1/reports", NULL);
  assert_token (tokens, "http://desk.example/v1/reports", NULL);
  tipoff_tokens_set (tokens, DESK, "two\nlines");
  assert_token (tokens, DESK, NULL);
}

static void
test_kept (void)
{
  g_autoptr (TipoffTokens) first = tipoff_tokens_new ();
  g_autoptr (TipoffTokens) second = NULL;
  g_autoptr (TipoffTokens) third = NULL;
  g_autofree char *path = g_build_filename (folder, "tokens.keyring", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) origins = NULL;
  gboolean lasts;
  gsize length;

  if (!g_test_subprocess ())
    {
      const char *const variables[] = { "SECRET_BACKEND", "file", "SECRET_FILE_TEST_PATH", path,
                                        "SECRET_FILE_TEST_PASSWORD", "passphrase", "TOKENS_FOLDER", folder, NULL };

      run_again (variables);
      g_test_trap_assert_passed ();
      return;
    }

  g_free (path);
  path = g_build_filename (g_getenv ("TOKENS_FOLDER"), "tokens.keyring", NULL);
  g_assert_false (tipoff_tokens_keep (first, DESK, "two\nlines", &lasts));
  g_assert_true (tipoff_tokens_keep (first, DESK, TOKEN "\n", &lasts));
  g_assert_true (lasts);

  /* Another start finds it; on the disk it cannot be read. */
  second = tipoff_tokens_new ();
  assert_token (second, DESK, TOKEN);
  assert_token (second, "https://desk.example:8443/", NULL);
  origins = tipoff_tokens_list (second);
  g_assert_cmpuint (g_strv_length (origins), ==, 1);
  g_assert_cmpstr (origins[0], ==, "https://desk.example:443");
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, (gssize) length, TOKEN));

  g_assert_true (tipoff_tokens_forget (second, DESK));
  assert_token (second, DESK, NULL);
  third = tipoff_tokens_new ();
  assert_token (third, DESK, NULL);
}

static void
test_no_keyring (void)
{
  g_autoptr (TipoffTokens) tokens = tipoff_tokens_new ();
  g_autoptr (TipoffTokens) later = tipoff_tokens_new ();
  gboolean lasts = TRUE;

  if (!g_test_subprocess ())
    {
      const char *const variables[] = { "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", NULL };

      run_again (variables);
      g_test_trap_assert_passed ();
      return;
    }

  /* Known for as long as this runs, and told that it is no longer. */
  g_assert_true (tipoff_tokens_keep (tokens, DESK, TOKEN, &lasts));
  g_assert_false (lasts);
  assert_token (tokens, DESK, TOKEN);
  assert_token (later, DESK, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *command = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("tipoff-tokens-XXXXXX", NULL);
  g_test_add_func ("/delivery/tokens/origin", test_origin);
  g_test_add_func ("/delivery/tokens/no-keyring", test_no_keyring);
  g_test_add_func ("/delivery/tokens/kept", test_kept);
  status = g_test_run ();
  command = g_strdup_printf ("rm -r '%s'", folder);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  g_free (folder);
  return status;
}
