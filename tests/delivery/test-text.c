/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-endpoint.h"
#include "tipoff-plain-text.h"
#include "tipoff-sender.h"

#include <string.h>

static void
test_clean (void)
{
  const struct { const char *text; const char *clean; } cases[] = {
    { NULL, NULL }, { "", NULL }, { " \n\t ", NULL }, { "\342\200\256\342\200\213", NULL },
    { "plain", "plain" }, { "  two\r\n\r\nlines\t", "two lines" }, { "<b>&amp;</b>", "<b>&amp;</b>" },
    { "right\342\200\256left", "rightleft" }, { "bell\a\033[31m", "bell [31m" }, { "caf\351", "caf\357\277\275" },
    { "één", "één" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = tipoff_plain_text_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_clean_is_capped (void)
{
  g_autofree char *long_text = g_strnfill (1000000, 'x');
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autofree char *clean = NULL;
  g_autofree char *clean_wide = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (wide, "\360\237\230\200");

  clean = tipoff_plain_text_clean (long_text);
  clean_wide = tipoff_plain_text_clean (wide->str);
  g_assert_cmpuint (strlen (clean), <=, TIPOFF_DETAIL_BYTES);
  g_assert_cmpuint (strlen (clean), >, TIPOFF_DETAIL_BYTES - 10);
  g_assert_true (g_str_has_suffix (clean, "…"));
  g_assert_cmpuint (strlen (clean_wide), <=, TIPOFF_DETAIL_BYTES);
  g_assert_true (g_utf8_validate (clean_wide, -1, NULL));
}

static void
test_problem (void)
{
  const struct { const char *body; const char *text; } cases[] = {
    { "", NULL }, { "[]", NULL }, { "{}", NULL }, { "{\"title\":7,\"detail\":{}}", NULL }, { "<html>", NULL },
    { "{\"title\":\"Bad\"}", "Bad" }, { "{\"detail\":\"No\"}", "No" }, { "{\"title\":\"Bad\",\"detail\":\"No\"}", "Bad: No" },
    { "{\"title\":\"a\\nb\",\"detail\":\"<a href=x>\"}", "a b: <a href=x>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tipoff_plain_text_problem (cases[i].body, strlen (cases[i].body));

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_endpoint (void)
{
  const struct { const char *address; const char *origin; } cases[] = {
    { "https://desk.example/v1/reports", "https://desk.example:443" },
    { "https://desk.example", "https://desk.example:443" },
    { "HTTPS://Desk.Example:443/", "https://desk.example:443" },
    { "https://desk.example:8443/x?y=z", "https://desk.example:8443" },
    { "https://[::1]:8443/v1", "https://[::1]:8443" },
    { "https://127.0.0.1:9/", "https://127.0.0.1:9" },
    { NULL, NULL }, { "", NULL }, { "desk.example", NULL }, { "http://desk.example/", NULL }, { "ftp://desk.example/", NULL },
    { "https:", NULL }, { "https://", NULL }, { "https:///path", NULL }, { "https://:443/", NULL }, { "//desk.example/", NULL },
    { "https://user@desk.example/", NULL }, { "https://user:pass@desk.example/", NULL }, { "https://desk.example/#part", NULL },
    { " https://desk.example/", NULL }, { "https://desk.example/ x", NULL }, { "https://desk.example\\@evil.example/", NULL },
    { "https://desk.example/\r\nX: y", NULL }, { "https://desk.example:99999/", NULL }, { "javascript:https://x/", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = tipoff_endpoint_get_origin (cases[i].address);

      g_test_message ("%s", cases[i].address);
      g_assert_cmpstr (origin, ==, cases[i].origin);
      g_assert_cmpint (tipoff_endpoint_is_https (cases[i].address), ==, cases[i].origin != NULL);
    }
}

static void
test_endpoint_too_long (void)
{
  g_autofree char *path = g_strnfill (5000, 'x');
  g_autofree char *address = g_strconcat ("https://desk.example/", path, NULL);

  g_assert_false (tipoff_endpoint_is_https (address));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/text/clean", test_clean);
  g_test_add_func ("/delivery/text/clean-is-capped", test_clean_is_capped);
  g_test_add_func ("/delivery/text/problem", test_problem);
  g_test_add_func ("/delivery/endpoint/origin", test_endpoint);
  g_test_add_func ("/delivery/endpoint/too-long", test_endpoint_too_long);
  return g_test_run ();
}
