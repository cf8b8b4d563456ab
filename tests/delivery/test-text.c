/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-endpoint.h"
#include "tipoff-answer.h"
#include "tipoff-authorisation.h"
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
  const struct { const char *type; const char *body; const char *text; } cases[] = {
    { "application/json", "", "HTTP status 400" },
    { "application/json", "[]", "HTTP status 400" },
    { "application/json", "{}", "HTTP status 400" },
    { "application/json", "{\"title\":7,\"detail\":{}}", "HTTP status 400" },
    { "application/json", "<html>", "HTTP status 400" },
    { "text/html", "{\"title\":\"Bad\"}", "HTTP status 400" },
    { NULL, "{\"title\":\"Bad\"}", "HTTP status 400" },
    { "application/problem+json", "{\"title\":\"Bad\"}", "Bad" },
    { "application/problem+json", "{\"detail\":\"No\"}", "No" },
    { "application/problem+json", "{\"title\":\"Bad\",\"detail\":\"No\"}", "Bad: No" },
    { "application/problem+json", "{\"title\":\"a\\nb\",\"detail\":\"<a href=x>\"}", "a b: <a href=x>" },
    /* TAXII 2.1, Request Tracker, MISP. */
    { "application/taxii+json", "{\"title\":\"Bad\",\"description\":\"No\",\"http_status\":\"403\"}", "Bad: No" },
    { "application/json", "{\"message\":\"Unable to find queue\"}", "Unable to find queue" },
    { "application/json", "{\"saved\":false,\"name\":\"Could not add Event\",\"message\":\"Could not add Event\","
                          "\"errors\":{\"Event\":{\"info\":[\"valueNotEmpty\"]}}}",
      "Could not add Event: {\"Event\":{\"info\":[\"valueNotEmpty\"]}}" },
    { "application/json", "{\"message\":\"No\",\"errors\":\"Not at all\"}", "No: Not at all" },
    { "application/json", "{\"message\":\"No\",\"errors\":null}", "No" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      TipoffAnswer answer = { .status = 400, .content_type = (char *) cases[i].type, .body = body };
      g_autofree char *text = tipoff_answer_read_problem (&answer);

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

/* Where what a stranger wrote leads from an endpoint. */
static void
test_resolve (void)
{
  const struct { const char *reference; const char *address; } cases[] = {
    { "/a/", "https://desk.example:8443/a/" }, { "a/", "https://desk.example:8443/taxii2/a/" },
    { "https://desk.example:8443/b", "https://desk.example:8443/b" }, { "//evil.example/", "https://evil.example/" },
    { "https://evil.example/", "https://evil.example/" }, { "http://desk.example:8443/", NULL },
    { "https://u:p@desk.example:8443/", NULL }, { "javascript:alert(1)", NULL }, { "/a b", NULL }, { "/a\n", NULL },
    { "\\\\evil", NULL }, { "#x", NULL }, { "https://", NULL }, { "", "https://desk.example:8443/taxii2/" }, { NULL, NULL },
  };
  g_autofree char *long_one = g_strnfill (5000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = tipoff_endpoint_resolve ("https://desk.example:8443/taxii2/", cases[i].reference);

      g_test_message ("%s", cases[i].reference);
      g_assert_cmpstr (address, ==, cases[i].address);
    }
  g_assert_null (tipoff_endpoint_resolve ("https://desk.example/", long_one));

  g_assert_true (tipoff_endpoint_is_same_origin ("https://a.example/x", "https://A.example:443/y?z"));
  g_assert_false (tipoff_endpoint_is_same_origin ("https://a.example/", "https://a.example:444/"));
  g_assert_false (tipoff_endpoint_is_same_origin ("https://a.example/", "https://b.example/"));
  g_assert_false (tipoff_endpoint_is_same_origin (NULL, NULL));
}

static void
test_authorisation (void)
{
  const struct { TipoffAuthorisation way; const char *token; const char *header; } cases[] = {
    { TIPOFF_AUTHORISATION_NONE, "abc", NULL },
    { TIPOFF_AUTHORISATION_BEARER, "abc.def-1", "Bearer abc.def-1" },
    { TIPOFF_AUTHORISATION_BEARER, "two words", NULL },
    { TIPOFF_AUTHORISATION_BEARER, "", NULL },
    { TIPOFF_AUTHORISATION_BEARER, NULL, NULL },
    { TIPOFF_AUTHORISATION_TOKEN, "1-14-abc", "token 1-14-abc" },
    { TIPOFF_AUTHORISATION_KEY, "0123456789abcdef", "0123456789abcdef" },
    { TIPOFF_AUTHORISATION_KEY, "a\nX-Header: b", NULL },
    /* RFC 7617, 2 and 2.1. */
    { TIPOFF_AUTHORISATION_BASIC, "Aladdin:open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" },
    { TIPOFF_AUTHORISATION_BASIC, "test:123\302\243", "Basic dGVzdDoxMjPCow==" },
    { TIPOFF_AUTHORISATION_BASIC, "no-colon", NULL },
    { TIPOFF_AUTHORISATION_BASIC, "a:b\n", NULL },
    { TIPOFF_AUTHORISATION_BASIC, "a:\xff", NULL },
    { TIPOFF_AUTHORISATION_BASIC_OR_BEARER, "a:b:c", "Basic YTpiOmM=" },
    { TIPOFF_AUTHORISATION_BASIC_OR_BEARER, "abc", "Bearer abc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = tipoff_authorisation_header (cases[i].way, cases[i].token);

      g_assert_cmpstr (header, ==, cases[i].header);
    }
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
  g_test_add_func ("/delivery/endpoint/resolve", test_resolve);
  g_test_add_func ("/delivery/authorisation", test_authorisation);
  return g_test_run ();
}
