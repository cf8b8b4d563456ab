/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-tongue.h"

static void
test_languages (void)
{
  const char *const *languages = tipoff_tongue_languages ();

  g_assert_cmpstr (languages[0], ==, "en");
  for (gsize i = 0; languages[i] != NULL; i++)
    g_assert_cmpstr (tipoff_tongue_get_language (tipoff_tongue_get (languages[i])), ==, languages[i]);
}

static void
test_names (void)
{
  static const struct { const char *name, *language; } names[] = {
    { "nl", "nl" }, { "nl_BE.UTF-8", "nl" }, { "nl-BE", "nl" }, { "FR", "fr" }, { "de@euro", "de" },
    { "", "en" }, { NULL, "en" }, { "C", "en" }, { "nld", "en" }, { "n", "en" }, { "../nl", "en" }, { "pt_BR", "en" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (tipoff_tongue_get_language (tipoff_tongue_get (names[i].name)), ==, names[i].language);
  g_assert_true (tipoff_tongue_get ("nl_BE") == tipoff_tongue_get ("nl"));
}

static void
test_english (void)
{
  TipoffTongue *tongue = tipoff_tongue_get ("en");

  g_assert_cmpstr (tipoff_tongue_text (tongue, "Report"), ==, "Report");
  g_assert_cmpstr (tipoff_tongue_text (tongue, ""), ==, "");
  g_assert_cmpstr (tipoff_tongue_text_c (tongue, "verb", "Report"), ==, "Report");
  g_assert_cmpstr (tipoff_tongue_plural (tongue, "one", "many", 0), ==, "many");
  g_assert_cmpstr (tipoff_tongue_plural (tongue, "one", "many", 1), ==, "one");
  g_assert_cmpstr (tipoff_tongue_plural (tongue, "one", "many", 2), ==, "many");
}

/* In every tongue: never the catalogue's header, never nothing. */
static void
test_unknown (void)
{
  for (gsize i = 0; tipoff_tongue_languages ()[i] != NULL; i++)
    {
      TipoffTongue *tongue = tipoff_tongue_get (tipoff_tongue_languages ()[i]);

      g_assert_cmpstr (tipoff_tongue_text (tongue, ""), ==, "");
      g_assert_cmpstr (tipoff_tongue_plural (tongue, "", "", 1), ==, "");
      g_assert_cmpstr (tipoff_tongue_text (tongue, "no text of ours ☂"), ==, "no text of ours ☂");
      g_assert_cmpstr (tipoff_tongue_text_c (tongue, "nowhere", "no text of ours ☂"), ==, "no text of ours ☂");
      g_assert_cmpstr (tipoff_tongue_plural (tongue, "no ☂", "none ☂", 2), ==, "none ☂");
    }
}

static const struct
{
  const char *text;
  const char *filled;
} fills[] = {
  { "", "" },
  { "plain", "plain" },
  { "{name}", "A & <b>{n}</b>" },
  { "to {name}, {n} times; {name}", "to A & <b>{n}</b>, 3 times; A & <b>{n}</b>" },
  { "{unknown} {n}", "{unknown} 3" },
  { "{n", "{n" },
  { "{", "{" },
  { "}{n}{", "}3{" },
  { "{{n}}", "{3}" },
  { "{}", "{}" },
  { "{N}", "{N}" },
  { "{a b}", "{a b}" },
  { "{brand-name_2}", "é" },
};

static void
test_fill (void)
{
  static const char *const arguments[] = { "name", "A & <b>{n}</b>", "n", "3", "brand-name_2", "é", "odd", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autofree char *filled = tipoff_tongue_fill (fills[i].text, arguments);
      g_autofree char *formatted = tipoff_tongue_format (tipoff_tongue_get ("en"), fills[i].text, arguments);
      g_autofree char *bare = tipoff_tongue_fill (fills[i].text, NULL);

      g_assert_cmpstr (filled, ==, fills[i].filled);
      g_assert_cmpstr (formatted, ==, fills[i].filled);
      g_assert_cmpstr (bare, ==, fills[i].text);
    }
}

static gpointer
get_from_thread (gpointer language)
{
  return tipoff_tongue_get (language);
}

static void
test_threads (void)
{
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("tongue", get_from_thread, (gpointer) "es");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == tipoff_tongue_get ("es"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/tongue/threads", test_threads);
  g_test_add_func ("/base/tongue/languages", test_languages);
  g_test_add_func ("/base/tongue/names", test_names);
  g_test_add_func ("/base/tongue/english", test_english);
  g_test_add_func ("/base/tongue/unknown", test_unknown);
  g_test_add_func ("/base/tongue/fill", test_fill);
  return g_test_run ();
}
