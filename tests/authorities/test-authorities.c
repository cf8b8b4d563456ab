/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authority.h"

#include "tipoff-case.h"
#include "tipoff-install.h"
#include "tipoff-limits.h"
#include "tipoff-tongue.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Set up in main(): GLib asks for the base directories only once. */
static char *admin_dir;    /* <XDG_CONFIG_DIRS>/tipoff/authorities */
static char *person_dir;   /* <XDG_CONFIG_HOME>/tipoff/authorities */

#define NAME "\"name\":{\"en\":\"Desk\"}"
#define ROUTE(id, way, address, more)                                                                       \
  "{\"id\":\"" id "\",\"way\":\"" way "\",\"address\":\"" address "\",\"source\":\"https://example.org/\"," \
  "\"verified_on\":\"2026-11-23\",\"confidence\":\"A\"" more "}"
#define HTTPS ",\"format\":\"tipoff\",\"protocol\":\"tipoff\""
#define FILE_OF(country, id, more, route) \
  "{\"version\":1,\"country\":\"" country "\",\"authorities\":[{\"id\":\"" id "\"," NAME more ",\"routes\":[" route "]}]}"
#define PRACTICE                                                                          \
  FILE_OF ("*", "practice.desk", ",\"practice\":true",                                    \
           ROUTE ("practice.desk.https", "https", "https://localhost:8443/v1/reports", HTTPS ",\"ca_file\":\"/tmp/ca.pem\""))

static void
put (const char *dir,
     const char *name,
     const char *content)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static void
clear (const char *dir)
{
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (handle)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static TipoffAuthorities *
load (char ***warnings)
{
  g_autoptr (GError) error = NULL;
  TipoffAuthorities *authorities = tipoff_authorities_load (warnings, &error);

  g_assert_no_error (error);
  g_assert_nonnull (authorities);
  return authorities;
}

static void
test_countries (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_auto (GStrv) countries = tipoff_authorities_get_countries (authorities);

  g_assert_cmpuint (g_strv_length (countries), ==, 2);
  g_assert_cmpstr (countries[0], ==, "BE");
  g_assert_cmpstr (countries[1], ==, "ES");
}

static void
assert_in_every_language (JsonObject *texts,
                          const char *id)
{
  const char *const *languages = tipoff_tongue_languages ();

  for (gsize i = 0; languages[i] != NULL; i++)
    {
      const char *text = tipoff_json_get_string_or (texts, languages[i], NULL);

      if (text == NULL || *text == '\0')
        g_error ("%s has nothing in %s", id, languages[i]);
    }
}

static void
test_texts_are_whole (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_auto (GStrv) countries = tipoff_authorities_get_countries (authorities);
  guint routes = 0;

  for (gsize i = 0; countries[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) list = tipoff_authorities_for_country (authorities, countries[i]);

      for (guint j = 0; j < list->len; j++)
        {
          const TipoffAuthority *authority = g_ptr_array_index (list, j);

          assert_in_every_language (authority->name, authority->id);
          if (authority->privacy != NULL)
            assert_in_every_language (authority->privacy, authority->id);
          for (guint k = 0; k < authority->routes->len; k++)
            {
              const TipoffRoute *route = g_ptr_array_index (authority->routes, k);

              routes++;
              if (route->answer != NULL)
                assert_in_every_language (route->answer, route->id);
              if (route->hours != NULL)
                assert_in_every_language (route->hours, route->id);
              if (route->note != NULL)
                assert_in_every_language (route->note, route->id);
            }
        }
    }
  g_assert_cmpuint (routes, >=, 10);
}

static void
test_default (void)
{
  static const struct { const char *country, *language, *channel, *route; } table[] = {
    { "BE", "nl", "sms", "be.safeonweb.email-nl" },
    { "BE", "fr", "email", "be.safeonweb.email-fr" },
    { "BE", "de", "whatsapp", "be.safeonweb.email-de" },
    { "BE", "en", "other", "be.safeonweb.email-en" },
    { "BE", "es", "sms", "be.safeonweb.email-en" },
    { "BE", NULL, NULL, "be.safeonweb.email-en" },
    { "BE", "nl", "call", NULL },
    { "ES", "es", "sms", "es.incibe.form" },
    { "ES", "nl", "call", "es.incibe.form" },
    { "FR", "fr", "sms", NULL },
    { "", "fr", "sms", NULL },
  };
  g_autoptr (TipoffAuthorities) authorities = load (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const TipoffAuthority *authority = NULL;
      const TipoffRoute *route = tipoff_authorities_get_default (authorities, table[i].country, table[i].language,
                                                                 table[i].channel, &authority);

      g_assert_cmpstr (route == NULL ? NULL : route->id, ==, table[i].route);
      g_assert_cmpint (authority != NULL, ==, route != NULL);
    }
}

/* Whoever asks, in whatever language and channel: B only where the country has no A. */
static void
test_b_is_never_default (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_auto (GStrv) countries = tipoff_authorities_get_countries (authorities);
  const char *const *languages = tipoff_tongue_languages ();
  guint asked = 0;

  for (gsize i = 0; countries[i] != NULL; i++)
    for (gsize j = 0; languages[j] != NULL; j++)
      for (guint channel = 0; channel < TIPOFF_N_CHANNELS; channel++)
        {
          const TipoffRoute *route = tipoff_authorities_get_default (authorities, countries[i], languages[j],
                                                                     tipoff_channel_to_string ((TipoffChannel) channel), NULL);

          asked++;
          if (route != NULL)
            g_assert_cmpint (route->confidence, ==, 'A');
        }
  g_assert_cmpuint (asked, ==, 2 * 5 * TIPOFF_N_CHANNELS);
}

/* B says so in every language, and ships by mail only where the mailbox's domain is that of its source. */
static void
test_b_says_so (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_autoptr (GPtrArray) list = tipoff_authorities_for_country (authorities, "ES");
  guint found = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (list, i);

      for (guint j = 0; j < authority->routes->len; j++)
        {
          const TipoffRoute *route = g_ptr_array_index (authority->routes, j);

          if (route->confidence != 'B')
            continue;
          found++;
          g_assert_true (g_str_has_prefix (tipoff_localized_get (route->note, "en"), "Not confirmed on the authority’s own page."));
          g_assert_true (g_str_has_prefix (tipoff_localized_get (route->note, "nl"), "Niet bevestigd"));
          if (route->way == TIPOFF_WAY_EMAIL)
            g_assert_nonnull (strstr (route->source, strchr (route->address, '@') + 1));
        }
    }
  g_assert_cmpuint (found, ==, 2);
}

static void
test_find_route (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  const TipoffAuthority *authority = NULL;
  const TipoffRoute *route = NULL;

  g_assert_true (tipoff_authorities_find_route (authorities, "be.safeonweb.email-nl", &authority, &route));
  g_assert_cmpstr (authority->id, ==, "be.safeonweb");
  g_assert_cmpstr (route->address, ==, "verdacht@safeonweb.be");
  g_assert_cmpstr (route->format, ==, "eml");
  g_assert_null (route->protocol);
  g_assert_null (route->ca_file);
  g_assert_true (tipoff_authorities_find_route (authorities, "es.incibe.hotline", NULL, NULL));
  g_assert_false (tipoff_authorities_find_route (authorities, "be.safeonweb", NULL, NULL));
  g_assert_false (tipoff_authorities_find_route (authorities, NULL, NULL, NULL));
}

static void
test_localized (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) both = tipoff_json_parse_object ("{\"en\":\"e\",\"nl\":\"n\"}", -1, 100, &error);
  g_autoptr (JsonObject) other = tipoff_json_parse_object ("{\"fr\":\"f\"}", -1, 100, &error);

  g_assert_cmpstr (tipoff_localized_get (both, "nl"), ==, "n");
  g_assert_cmpstr (tipoff_localized_get (both, "es"), ==, "e");
  g_assert_cmpstr (tipoff_localized_get (both, NULL), ==, "e");
  g_assert_cmpstr (tipoff_localized_get (other, "nl"), ==, "f");
  g_assert_null (tipoff_localized_get (NULL, "nl"));
}

static void
test_practice (void)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_auto (GStrv) warnings = NULL;
  const TipoffAuthority *authority = NULL;
  const TipoffRoute *route;
  g_auto (GStrv) countries = NULL;

  put (person_dir, "practice.json", PRACTICE);
  authorities = load (&warnings);
  g_assert_null (warnings);
  route = tipoff_authorities_get_default (authorities, "BE", "nl", "call", &authority);
  g_assert_cmpstr (route->id, ==, "practice.desk.https");
  g_assert_cmpstr (route->ca_file, ==, "/tmp/ca.pem");
  g_assert_true (authority->practice);
  g_assert_cmpint (authority->origin, ==, TIPOFF_ORIGIN_PERSON);
  g_assert_nonnull (tipoff_authorities_get_default (authorities, "FR", "fr", "sms", NULL));
  countries = tipoff_authorities_get_countries (authorities);
  g_assert_cmpuint (g_strv_length (countries), ==, 2);
  clear (person_dir);
}

/* A CERT's endpoint that the person added is there to be chosen, never offered first. */
static void
test_added_is_never_default (void)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;

  put (person_dir, "cert.json", FILE_OF ("BE", "added.cert", "", ROUTE ("added.cert.https", "https", "https://cert.example/v1/reports", HTTPS)));
  authorities = load (NULL);
  g_assert_cmpstr (tipoff_authorities_get_default (authorities, "BE", "nl", "sms", NULL)->id, ==, "be.safeonweb.email-nl");
  g_assert_true (tipoff_authorities_find_route (authorities, "added.cert.https", NULL, NULL));
  clear (person_dir);
}

/* The administrator's counts as built in: https comes first, and other ways are allowed. */
static void
test_administrator (void)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  const TipoffAuthority *authority = NULL;

  put (admin_dir, "10-cert.json", FILE_OF ("BE", "corp.cert", "", ROUTE ("corp.cert.https", "https", "https://cert.example/v1/reports", HTTPS)));
  put (admin_dir, "20-mail.json", FILE_OF ("FR", "corp.mail", "", ROUTE ("corp.mail.email", "email", "abuse@corp.example", ",\"format\":\"eml\"")));
  authorities = load (NULL);
  g_assert_cmpstr (tipoff_authorities_get_default (authorities, "BE", "nl", "sms", &authority)->id, ==, "corp.cert.https");
  g_assert_cmpint (authority->origin, ==, TIPOFF_ORIGIN_ADMINISTRATOR);
  g_assert_cmpstr (tipoff_authorities_get_default (authorities, "FR", "fr", "sms", NULL)->id, ==, "corp.mail.email");
  clear (admin_dir);
}

#define GOOD ROUTE ("x.desk.https", "https", "https://x.example/", HTTPS)

static const struct { const char *what, *content; } hostile[] = {
  { "empty", "" },
  { "not JSON", "<html>" },
  { "an array", "[]" },
  { "no version", "{\"country\":\"BE\",\"authorities\":[]}" },
  { "a later version", "{\"version\":2,\"country\":\"BE\",\"authorities\":[]}" },
  { "no authorities", "{\"version\":1,\"country\":\"BE\",\"authorities\":[]}" },
  { "authorities that are none", "{\"version\":1,\"country\":\"BE\",\"authorities\":[1]}" },
  { "country in small letters", FILE_OF ("be", "x.desk", "", GOOD) },
  { "unknown member", FILE_OF ("BE", "x.desk", ",\"logo\":\"x\"", GOOD) },
  { "http", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "http://x.example/", HTTPS)) },
  { "https with a user", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "https://u:p@x.example/", HTTPS)) },
  { "https without a host", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "https:///x", HTTPS)) },
  { "a file", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "file:///etc/passwd", HTTPS)) },
  { "javascript", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "javascript:alert(1)", HTTPS)) },
  { "https without a protocol", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "https://x.example/", "")) },
  { "a mailbox of the person's own adding", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.email", "email", "a@x.example", ",\"format\":\"eml\"")) },
  { "a hotline of the person's own adding", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.call", "hotline", "0900 12 345", "")) },
  { "an id that is built in", FILE_OF ("BE", "be.safeonweb", "", GOOD) },
  { "a route's id that is built in", FILE_OF ("BE", "x.desk", "", ROUTE ("be.safeonweb.email-nl", "https", "https://x.example/", HTTPS)) },
  { "the same id twice", FILE_OF ("BE", "x.desk", "", GOOD "," GOOD) },
  { "an id with a space", FILE_OF ("BE", "x desk", "", GOOD) },
  { "a relative ca_file", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "https://x.example/", HTTPS ",\"ca_file\":\"ca.pem\"")) },
  { "confidence U", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME ",\"routes\":[{\"id\":\"x.desk.https\",\"way\":\"https\",\"address\":\"https://x.example/\",\"format\":\"tipoff\",\"protocol\":\"tipoff\",\"source\":\"s\",\"verified_on\":\"2026-11-23\",\"confidence\":\"U\"}]}]}" },
  { "a day that is none", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME ",\"routes\":[{\"id\":\"x.desk.https\",\"way\":\"https\",\"address\":\"https://x.example/\",\"format\":\"tipoff\",\"protocol\":\"tipoff\",\"source\":\"s\",\"verified_on\":\"2026-02-30\",\"confidence\":\"A\"}]}]}" },
  { "a line feed in a name", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\",\"name\":{\"en\":\"a\\nb\"},\"routes\":[" GOOD "]}]}" },
  { "no route", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME ",\"routes\":[]}]}" },
  { "a route that is none", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME ",\"routes\":[\"x\"]}]}" },
  { "a channel that is not known", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "https://x.example/", HTTPS ",\"takes\":[\"fax\"]")) },
  { "a harm that is not known", FILE_OF ("BE", "x.desk", ",\"harms\":[\"cold\"]", GOOD) },
  { "the kind none", FILE_OF ("BE", "x.desk", ",\"kinds\":[\"none\"]", GOOD) },
  { "a member twice", "{\"version\":1,\"version\":1,\"country\":\"BE\",\"authorities\":[]}" },
};

static void
test_hostile_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (TipoffAuthorities) authorities = NULL;
      g_auto (GStrv) warnings = NULL;

      put (person_dir, "hostile.json", hostile[i].content);
      authorities = load (&warnings);
      if (warnings == NULL)
        g_error ("taken: %s", hostile[i].what);
      g_assert_cmpuint (g_strv_length (warnings), ==, 1);
      g_assert_nonnull (strstr (warnings[0], "hostile.json: "));
      g_assert_false (tipoff_authorities_find_route (authorities, "x.desk.https", NULL, NULL));
      g_assert_true (tipoff_authorities_find_route (authorities, "be.safeonweb.email-nl", NULL, NULL));
    }
  clear (person_dir);
}

/* The same file without its fault is taken: the table above proves something. */
static void
test_good_file (void)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_auto (GStrv) warnings = NULL;

  put (person_dir, "good.json", FILE_OF ("BE", "x.desk", ",\"harms\":[\"paid\"],\"kinds\":[\"bank\"]", GOOD));
  put (person_dir, "not-looked-at.txt", "x");
  authorities = load (&warnings);
  g_assert_null (warnings);
  g_assert_true (tipoff_authorities_find_route (authorities, "x.desk.https", NULL, NULL));
  clear (person_dir);
}

static void
test_other_than_files (void)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_auto (GStrv) warnings = NULL;
  g_autofree char *pipe_path = g_build_filename (person_dir, "a.json", NULL);
  g_autofree char *folder = g_build_filename (person_dir, "b.json", NULL);
  g_autofree char *large = g_strnfill (TIPOFF_LIMIT_DATA_FILE_BYTES + 1, ' ');
  g_autofree char *deep = g_strnfill (100000, '[');

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  put (person_dir, "c.json", large);
  put (person_dir, "d.json", deep);
  authorities = load (&warnings);
  g_assert_cmpuint (g_strv_length (warnings), ==, 4);
  clear (person_dir);
}

static void
test_json (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) root = NULL;
  TipoffJsonWriter writer;
  JsonArray *list;
  JsonObject *first;

  tipoff_json_writer_init (&writer, out);
  tipoff_authorities_write_json (authorities, "BE", &writer);
  root = tipoff_json_parse_object (out->str, (gssize) out->len, TIPOFF_LIMIT_DATA_FILE_BYTES, &error);
  g_assert_no_error (error);
  list = tipoff_json_get_array (root, "authorities", &error);
  g_assert_cmpuint (json_array_get_length (list), ==, 3);
  first = json_array_get_object_element (list, 0);
  g_assert_cmpstr (tipoff_json_get_string_or (first, "id", NULL), ==, "be.safeonweb");
  g_assert_cmpstr (tipoff_json_get_string_or (first, "country", NULL), ==, "BE");
  g_assert_cmpuint (json_array_get_length (tipoff_json_get_array_or_null (first, "routes")), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *root = g_dir_make_tmp ("tipoff-authorities-XXXXXX", NULL);
  g_autofree char *home = g_build_filename (root, "home", NULL);
  g_autofree char *etc = g_build_filename (root, "etc", NULL);
  g_autofree char *config = NULL;
  int failed;

  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", etc, TRUE);
  g_test_init (&argc, &argv, NULL);
  config = tipoff_config_dir (TRUE, NULL);
  person_dir = g_build_filename (config, "authorities", NULL);
  admin_dir = g_build_filename (etc, strrchr (config, '/') + 1, "authorities", NULL);
  g_assert_cmpint (g_mkdir_with_parents (person_dir, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (admin_dir, 0700), ==, 0);

  g_test_add_func ("/authorities/countries", test_countries);
  g_test_add_func ("/authorities/texts-are-whole", test_texts_are_whole);
  g_test_add_func ("/authorities/default", test_default);
  g_test_add_func ("/authorities/b-is-never-default", test_b_is_never_default);
  g_test_add_func ("/authorities/b-says-so", test_b_says_so);
  g_test_add_func ("/authorities/find-route", test_find_route);
  g_test_add_func ("/authorities/localized", test_localized);
  g_test_add_func ("/authorities/practice", test_practice);
  g_test_add_func ("/authorities/added-is-never-default", test_added_is_never_default);
  g_test_add_func ("/authorities/administrator", test_administrator);
  g_test_add_func ("/authorities/hostile-files", test_hostile_files);
  g_test_add_func ("/authorities/good-file", test_good_file);
  g_test_add_func ("/authorities/other-than-files", test_other_than_files);
  g_test_add_func ("/authorities/json", test_json);
  failed = g_test_run ();
  g_assert_cmpint (g_remove (person_dir) | g_remove (config) | g_remove (home), ==, 0);
  g_assert_cmpint (g_remove (admin_dir), ==, 0);
  *strrchr (admin_dir, '/') = '\0';
  g_assert_cmpint (g_remove (admin_dir) | g_remove (etc) | g_remove (root), ==, 0);
  return failed;
}
