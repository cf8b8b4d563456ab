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

/* Of the built-in files. */
#define N_COUNTRIES 27

#define NAME "\"name\":{\"en\":\"Desk\"}"
#define ROUTE(id, way, address, more)                                                                       \
  "{\"id\":\"" id "\",\"way\":\"" way "\",\"address\":\"" address "\",\"source\":\"https://example.org/\"," \
  "\"verified_on\":\"2026-11-23\",\"confidence\":\"A\"" more "}"
#define PRIVACY ",\"privacy\":{\"en\":\"p\"}"
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

  g_assert_cmpuint (g_strv_length (countries), ==, N_COUNTRIES);
  g_assert_true (g_strv_contains ((const char *const *) countries, "BE"));
  g_assert_false (g_strv_contains ((const char *const *) countries, "*"));
  for (gsize i = 1; countries[i] != NULL; i++)
    g_assert_cmpstr (countries[i - 1], <, countries[i]);
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
          if (authority->operator_name != NULL)
            assert_in_every_language (authority->operator_name, authority->id);
          if (authority->privacy != NULL)
            assert_in_every_language (authority->privacy, authority->id);
          if (authority->passes_to != NULL)
            assert_in_every_language (authority->passes_to, authority->id);
          if (authority->consent != NULL)
            assert_in_every_language (authority->consent, authority->id);
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
  g_assert_cmpuint (routes, >=, 90);
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
    { "FR", "fr", "sms", "fr.33700.form" },
    { "FR", "fr", "email", "fr.signal-spam.form" },
    { "FR", "nl", "whatsapp", "fr.phishing-initiative.form" },
    { "NL", "nl", "email", "nl.fraudehelpdesk.email" },
    { "NL", "nl", "sms", "nl.fraudehelpdesk.form" },
    { "GB", "en", "sms", "gb.7726.sms" },
    { "GB", "en", "email", "gb.ncsc.email" },      /* B: no A takes e-mail */
    { "DE", "de", "sms", "de.bundesnetzagentur.form" },
    { "DE", "de", "email", "de.phishing-radar.email" },
    { "PT", "es", "sms", "pt.cert.form" },         /* A, though a mailbox would come first */
    { "PL", "en", "sms", "pl.cert.form" },
    { "CH", "de", "call", "ch.bacs.incidents" },
    { "CH", "fr", "email", "ch.bacs.email" },
    { "AT", "de", "whatsapp", "at.rtr.form" },
    { "CZ", "en", "call", "cz.7726.sms" },
    { "SG", "en", "sms", "sg.scamshield.hotline" },
    { "US", "en", "email", "us.ftc.form" },        /* the mailbox is off until it is turned on */
    { "NO", "en", "sms", NULL },
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

static gboolean
takes (const TipoffRoute *route,
       const char        *channel)
{
  return route->takes[0] == NULL || g_strv_contains ((const char *const *) route->takes, channel);
}

/* An A that takes @channel and is there for everybody. */
static gboolean
has_confirmed (TipoffAuthorities *authorities,
               const char        *country,
               const char        *channel)
{
  g_autoptr (GPtrArray) list = tipoff_authorities_for_country (authorities, country);

  for (guint i = 0; i < list->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (list, i);

      for (guint j = 0; authority->harms[0] == NULL && authority->kinds[0] == NULL && authority->consent == NULL && j < authority->routes->len; j++)
        {
          const TipoffRoute *route = g_ptr_array_index (authority->routes, j);

          if (route->confidence == 'A' && takes (route, channel))
            return TRUE;
        }
    }
  return FALSE;
}

/* Whoever asks, in whatever language and channel: B only where the country has no A for it; never
 * what is off. */
static void
test_b_is_never_default (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_auto (GStrv) countries = tipoff_authorities_get_countries (authorities);
  const char *const *languages = tipoff_tongue_languages ();
  guint confirmed = 0, unconfirmed = 0;

  for (gsize i = 0; countries[i] != NULL; i++)
    for (gsize j = 0; languages[j] != NULL; j++)
      for (guint channel = 0; channel < TIPOFF_N_CHANNELS; channel++)
        {
          const char *word = tipoff_channel_to_string ((TipoffChannel) channel);
          const TipoffAuthority *authority = NULL;
          const TipoffRoute *route = tipoff_authorities_get_default (authorities, countries[i], languages[j], word, &authority);

          if (route == NULL)
            continue;
          g_assert_null (authority->consent);
          g_assert_cmpint (route->confidence, ==, has_confirmed (authorities, countries[i], word) ? 'A' : 'B');
          confirmed += route->confidence == 'A';
          unconfirmed += route->confidence == 'B';
        }
  g_assert_cmpuint (confirmed, >, 500);
  g_assert_cmpuint (unconfirmed, >, 100);
}

static void
test_caution (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  const TipoffAuthority *authority;
  const TipoffRoute *route;

  g_assert_true (tipoff_authorities_find_route (authorities, "es.incibe-cert.email", &authority, &route));
  g_assert_cmpstr (tipoff_route_get_caution (authority, route, tipoff_tongue_get ("en")), ==, "Not confirmed on the authority’s own page.");
  g_assert_cmpstr (tipoff_route_get_caution (authority, route, tipoff_tongue_get ("nl")), ==, "Niet bevestigd op de eigen pagina van de instantie.");
  g_assert_true (tipoff_authorities_find_route (authorities, "be.safeonweb.email-nl", &authority, &route));
  g_assert_null (tipoff_route_get_caution (authority, route, tipoff_tongue_get ("nl")));
}

static void
test_sms (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  const TipoffRoute *route;
  g_autofree char *forwarded = NULL, *texted = NULL;

  g_assert_true (tipoff_authorities_find_route (authorities, "fr.33700.sms", NULL, &route));
  forwarded = tipoff_route_describe_sms (route, "sms", tipoff_tongue_get ("en"));
  texted = tipoff_route_describe_sms (route, "call", tipoff_tongue_get ("en"));
  g_assert_cmpstr (forwarded, ==, "Forward the message from your telephone to 33700, unchanged.");
  g_assert_cmpstr (texted, ==, "Send this text from your telephone to 33700: spam vocal {number}");
  g_assert_null (tipoff_route_describe_sms (route, "email", tipoff_tongue_get ("en")));
  g_assert_true (tipoff_authorities_find_route (authorities, "fr.33700.form", NULL, &route));
  g_assert_null (tipoff_route_describe_sms (route, "sms", tipoff_tongue_get ("en")));
}

/* What four mailboxes have in common is written once, and each has it. */
static void
test_inherited (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  const TipoffRoute *one, *other;

  g_assert_true (tipoff_authorities_find_route (authorities, "be.safeonweb.email-en", NULL, &one));
  g_assert_true (tipoff_authorities_find_route (authorities, "be.safeonweb.email-de", NULL, &other));
  g_assert_cmpstr (tipoff_localized_get (one->answer, "de"), ==, tipoff_localized_get (other->answer, "de"));
  g_assert_cmpstr (other->attach[0], ==, "original");
  g_assert_cmpstr (other->attach[1], ==, "screenshot");
  g_assert_cmpstr (other->languages[0], ==, "de");
}

static void
test_due (void)
{
  TipoffRoute route = { .verified_on = (char *) "2024-02-29" };
  static const struct { guint d, m, y; gboolean due; } table[] = {
    { 29, 2, 2024, FALSE }, { 28, 2, 2025, FALSE }, { 1, 3, 2025, TRUE }, { 1, 1, 2024, FALSE }, { 1, 1, 2030, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GDate) day = g_date_new_dmy ((GDateDay) table[i].d, (GDateMonth) table[i].m, (GDateYear) table[i].y);

      g_assert_cmpint (tipoff_route_is_due (&route, day), ==, table[i].due);
    }
}

static void
test_consent (void)
{
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffSettings) settings = tipoff_settings_load (&error);
  const TipoffAuthority *netcraft, *lookyloo, *safeonweb;

  g_assert_no_error (error);
  g_assert_true (tipoff_authorities_find_route (authorities, "world.netcraft.form", &netcraft, NULL));
  g_assert_true (tipoff_authorities_find_route (authorities, "lu.lookyloo.form", &lookyloo, NULL));
  g_assert_true (tipoff_authorities_find_route (authorities, "be.safeonweb.email-nl", &safeonweb, NULL));
  g_assert_true (tipoff_authority_is_on (safeonweb, settings));
  g_assert_false (tipoff_authority_is_on (netcraft, settings));
  tipoff_authority_set_on (netcraft, settings, TRUE);
  tipoff_authority_set_on (lookyloo, settings, TRUE);
  tipoff_authority_set_on (netcraft, settings, TRUE);
  g_assert_true (tipoff_authority_is_on (netcraft, settings));
  tipoff_authority_set_on (netcraft, settings, FALSE);
  g_assert_false (tipoff_authority_is_on (netcraft, settings));
  g_assert_true (tipoff_authority_is_on (lookyloo, settings));
  tipoff_authority_set_on (lookyloo, settings, FALSE);
  g_assert_null (tipoff_settings_get_string (settings, "authorities", "turned-on"));
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
  g_assert_nonnull (tipoff_authorities_get_default (authorities, "NO", "fr", "sms", NULL));
  countries = tipoff_authorities_get_countries (authorities);
  g_assert_cmpuint (g_strv_length (countries), ==, N_COUNTRIES);
  clear (person_dir);
}

/* A CERT's endpoint that the person added is there to be chosen, never offered first. */
static void
test_added_is_never_default (void)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  const TipoffAuthority *authority;
  const TipoffRoute *route;

  put (person_dir, "cert.json", FILE_OF ("BE", "added.cert", PRIVACY, ROUTE ("added.cert.https", "https", "https://cert.example/v1/reports", HTTPS)));
  authorities = load (NULL);
  g_assert_cmpstr (tipoff_authorities_get_default (authorities, "BE", "nl", "sms", NULL)->id, ==, "be.safeonweb.email-nl");
  g_assert_true (tipoff_authorities_find_route (authorities, "added.cert.https", &authority, &route));
  g_assert_true (tipoff_authority_is_added (authority));
  g_assert_cmpstr (tipoff_localized_get (authority->name, "nl"), ==, "cert.example");
  g_assert_cmpstr (tipoff_route_get_caution (authority, route, tipoff_tongue_get ("en")), ==, "Added by you.");
  clear (person_dir);
}

/* The administrator's counts as built in: https comes first, and other ways are allowed. */
static void
test_administrator (void)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  const TipoffAuthority *authority = NULL;

  put (admin_dir, "10-cert.json", FILE_OF ("BE", "corp.cert", "", ROUTE ("corp.cert.https", "https", "https://cert.example/v1/reports", HTTPS)));
  put (admin_dir, "20-mail.json", FILE_OF ("NO", "corp.mail", "", ROUTE ("corp.mail.email", "email", "abuse@corp.example", ",\"format\":\"eml\"")));
  authorities = load (NULL);
  g_assert_cmpstr (tipoff_authorities_get_default (authorities, "BE", "nl", "sms", &authority)->id, ==, "corp.cert.https");
  g_assert_cmpint (authority->origin, ==, TIPOFF_ORIGIN_ADMINISTRATOR);
  g_assert_cmpstr (tipoff_authorities_get_default (authorities, "NO", "fr", "sms", NULL)->id, ==, "corp.mail.email");
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
  { "country in small letters", FILE_OF ("be", "x.desk", PRIVACY, GOOD) },
  { "unknown member", FILE_OF ("BE", "x.desk", PRIVACY ",\"logo\":\"x\"", GOOD) },
  { "http", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "http://x.example/", HTTPS)) },
  { "https with a user", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "https://u:p@x.example/", HTTPS)) },
  { "https without a host", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "https:///x", HTTPS)) },
  { "a file", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "file:///etc/passwd", HTTPS)) },
  { "javascript", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "javascript:alert(1)", HTTPS)) },
  { "https without a protocol", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "https://x.example/", "")) },
  { "a mailbox of the person's own adding", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.email", "email", "a@x.example", ",\"format\":\"eml\"")) },
  { "a hotline of the person's own adding", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.call", "hotline", "0900 12 345", "")) },
  { "an id that is built in", FILE_OF ("BE", "be.safeonweb", PRIVACY, GOOD) },
  { "a route's id that is built in", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("be.safeonweb.email-nl", "https", "https://x.example/", HTTPS)) },
  { "the same id twice", FILE_OF ("BE", "x.desk", PRIVACY, GOOD "," GOOD) },
  { "an id with a space", FILE_OF ("BE", "x desk", PRIVACY, GOOD) },
  { "a relative ca_file", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "https://x.example/", HTTPS ",\"ca_file\":\"ca.pem\"")) },
  { "confidence U", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME PRIVACY ",\"routes\":[{\"id\":\"x.desk.https\",\"way\":\"https\",\"address\":\"https://x.example/\",\"format\":\"tipoff\",\"protocol\":\"tipoff\",\"source\":\"s\",\"verified_on\":\"2026-11-23\",\"confidence\":\"U\"}]}]}" },
  { "a day that is none", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME PRIVACY ",\"routes\":[{\"id\":\"x.desk.https\",\"way\":\"https\",\"address\":\"https://x.example/\",\"format\":\"tipoff\",\"protocol\":\"tipoff\",\"source\":\"s\",\"verified_on\":\"2026-02-30\",\"confidence\":\"A\"}]}]}" },
  { "a line feed in a name", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\",\"name\":{\"en\":\"a\\nb\"}" PRIVACY ",\"routes\":[" GOOD "]}]}" },
  { "no route", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME PRIVACY ",\"routes\":[]}]}" },
  { "a route that is none", "{\"version\":1,\"country\":\"BE\",\"authorities\":[{\"id\":\"x.desk\"," NAME PRIVACY ",\"routes\":[\"x\"]}]}" },
  { "a channel that is not known", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "https://x.example/", HTTPS ",\"takes\":[\"fax\"]")) },
  { "a harm", FILE_OF ("BE", "x.desk", PRIVACY ",\"harms\":[\"paid\"]", GOOD) },
  { "a kind", FILE_OF ("BE", "x.desk", PRIVACY ",\"kinds\":[\"bank\"]", GOOD) },
  { "no privacy notice", FILE_OF ("BE", "x.desk", "", GOOD) },
  { "a note", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "https://x.example/", HTTPS ",\"note\":{\"en\":\"x\"}")) },
  { "two routes", FILE_OF ("BE", "x.desk", PRIVACY, GOOD "," ROUTE ("x.desk.two", "https", "https://x.example/", HTTPS)) },
  { "every country", FILE_OF ("*", "x.desk", PRIVACY, GOOD) },
  { "a number for a domain", FILE_OF ("BE", "x.desk", PRIVACY, ROUTE ("x.desk.https", "https", "https://192.0.2.1/", HTTPS)) },
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

  put (person_dir, "good.json", FILE_OF ("BE", "x.desk", PRIVACY, GOOD));
  put (person_dir, "not-looked-at.txt", "x");
  authorities = load (&warnings);
  g_assert_null (warnings);
  g_assert_true (tipoff_authorities_find_route (authorities, "x.desk.https", NULL, NULL));
  clear (person_dir);
}

/* What only an administrator's file can get wrong. */
static const struct { const char *what, *content; } faults[] = {
  { "a harm that is not known", FILE_OF ("BE", "x.desk", ",\"harms\":[\"cold\"]", GOOD) },
  { "the kind none", FILE_OF ("BE", "x.desk", ",\"kinds\":[\"none\"]", GOOD) },
  { "a privacy notice over http", FILE_OF ("BE", "x.desk", ",\"privacy_url\":\"http://x.example/\"", GOOD) },
  { "take_back that is no answer", FILE_OF ("BE", "x.desk", ",\"take_back\":\"maybe\"", GOOD) },
  { "a domain that is none", FILE_OF ("BE", "x.desk", ",\"domains\":[\"x y.example\"]", GOOD) },
  { "defaults that are no object", FILE_OF ("BE", "x.desk", ",\"defaults\":1", GOOD) },
  { "an id to inherit", FILE_OF ("BE", "x.desk", ",\"defaults\":{\"id\":\"y.desk\"}", GOOD) },
  { "sms that takes anything", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.sms", "sms", "1234", "")) },
  { "sms that says not what to send", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.sms", "sms", "1234", ",\"takes\":[\"sms\"]")) },
  { "sms that says two things", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.sms", "sms", "1234", ",\"takes\":[\"sms\"],\"forward\":[\"sms\"],\"text\":{\"sms\":\"SPAM\"}")) },
  { "a hotline to forward to", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.call", "hotline", "1234", ",\"forward\":[\"sms\"]")) },
  { "a cost that is not known", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.call", "hotline", "1234", ",\"cost\":\"dear\"")) },
  { "an attachment that is not known", FILE_OF ("BE", "x.desk", "", ROUTE ("x.desk.https", "https", "https://x.example/", HTTPS ",\"attach\":[\"sound\"]")) },
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (TipoffAuthorities) authorities = NULL;
      g_auto (GStrv) warnings = NULL;

      put (admin_dir, "fault.json", faults[i].content);
      authorities = load (&warnings);
      if (warnings == NULL)
        g_error ("taken: %s", faults[i].what);
      g_assert_cmpuint (g_strv_length (warnings), ==, 1);
    }
  clear (admin_dir);
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
  g_assert_cmpuint (json_array_get_length (list), ==, 4);
  first = json_array_get_object_element (list, 0);
  g_assert_cmpstr (tipoff_json_get_string_or (first, "id", NULL), ==, "be.safeonweb");
  g_assert_cmpstr (tipoff_json_get_string_or (first, "country", NULL), ==, "BE");
  g_assert_cmpuint (json_array_get_length (tipoff_json_get_array_or_null (first, "routes")), ==, 4);
}

/* Once something has happened: those that are there for it, and lines to ring. */
static void
test_for_harms (void)
{
  static const struct { const char *country, *harm, *route; gboolean there; } rows[] = {
    { "BE", "paid", "be.cardstop.hotline", TRUE }, { "BE", "account", "be.cardstop.hotline", FALSE },
    { "BE", "paid", "be.safeonweb.email-nl", FALSE }, { "ES", "device", "es.incibe.hotline", TRUE },
    { "GB", "paid", "gb.banks.hotline", TRUE }, { "GB", "answered", "gb.report-fraud.form", TRUE },
    { "NL", "identity", "nl.fraudehelpdesk.hotline", TRUE }, { "XX", "paid", "be.cardstop.hotline", FALSE },
  };
  g_autoptr (TipoffAuthorities) authorities = load (NULL);
  g_autoptr (TipoffSettings) settings = tipoff_settings_load (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const harms[] = { rows[i].harm, NULL };
      g_autoptr (GPtrArray) contacts = tipoff_authorities_for_harms (authorities, rows[i].country, harms, settings);
      gboolean there = FALSE;

      for (guint j = 0; j < contacts->len; j++)
        there |= g_str_equal (((const TipoffContact *) g_ptr_array_index (contacts, j))->route->id, rows[i].route);
      g_test_message ("%s %s %s", rows[i].country, rows[i].harm, rows[i].route);
      g_assert_cmpint (there, ==, rows[i].there);
    }
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
  g_test_add_func ("/authorities/caution", test_caution);
  g_test_add_func ("/authorities/sms", test_sms);
  g_test_add_func ("/authorities/inherited", test_inherited);
  g_test_add_func ("/authorities/due", test_due);
  g_test_add_func ("/authorities/consent", test_consent);
  g_test_add_func ("/authorities/find-route", test_find_route);
  g_test_add_func ("/authorities/localized", test_localized);
  g_test_add_func ("/authorities/practice", test_practice);
  g_test_add_func ("/authorities/added-is-never-default", test_added_is_never_default);
  g_test_add_func ("/authorities/administrator", test_administrator);
  g_test_add_func ("/authorities/hostile-files", test_hostile_files);
  g_test_add_func ("/authorities/faults", test_faults);
  g_test_add_func ("/authorities/good-file", test_good_file);
  g_test_add_func ("/authorities/other-than-files", test_other_than_files);
  g_test_add_func ("/authorities/json", test_json);
  g_test_add_func ("/authorities/for-harms", test_for_harms);
  failed = g_test_run ();
  g_assert_cmpint (g_remove (person_dir) | g_remove (config) | g_remove (home), ==, 0);
  g_assert_cmpint (g_remove (admin_dir), ==, 0);
  *strrchr (admin_dir, '/') = '\0';
  g_assert_cmpint (g_remove (admin_dir) | g_remove (etc) | g_remove (root), ==, 0);
  return failed;
}
