/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check gives: JSON, words, language; and that it always gives something. */
#include "classify-helper.h"
#include "tipoff-test-time.h"

#include <string.h>

#define SCAM "bpost: uw pakket wacht. Betaal 1,99 euro via https://bpost-levering.top/be of bel 0470 12 34 56"
#define MEGABYTE (1024 * 1024)

static char *
to_json (const TipoffVerdict *verdict, const TipoffCase *c)
{
  GString *out = g_string_new (NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_verdict_write_json (verdict, c, tipoff_tongue_get ("en"), &writer);
  tipoff_json_writer_end_object (&writer);
  return g_string_free (out, FALSE);
}

static void
test_json (void)
{
  g_autoptr (TipoffCase) c = NULL;
  g_autoptr (TipoffVerdict) verdict = check_text (SCAM, "BE", &c);
  g_autofree char *json = to_json (verdict, c);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = tipoff_json_parse_object (json, -1, MEGABYTE, &error);
  JsonObject *flag, *link, *phone;

  g_assert_no_error (error);
  g_assert_cmpstr (tipoff_json_get_string_or (object, "verdict", ""), ==, "scam");
  g_assert_cmpstr (tipoff_json_get_string_or (object, "kind", ""), ==, "parcel");
  g_assert_cmpstr (tipoff_json_get_string_or (object, "language", ""), ==, "nl");
  g_assert_false (json_object_has_member (object, "parts"));
  g_assert_true (g_regex_match_simple ("\"score\":0\\.[0-9]{3},", json, 0, 0));
  flag = json_array_get_object_element (json_object_get_array_member (object, "flags"), 0);
  g_assert_cmpstr (tipoff_json_get_string_or (flag, "id", ""), ==, "url.lookalike");
  g_assert_nonnull (strstr (tipoff_json_get_string_or (flag, "text", ""), "bpost-levering.top"));
  link = json_array_get_object_element (json_object_get_array_member (object, "indicators"), 0);
  g_assert_cmpstr (tipoff_json_get_string_or (link, "type", ""), ==, "url");
  g_assert_cmpstr (tipoff_json_get_string_or (link, "role", ""), ==, "contact");
  g_assert_cmpstr (tipoff_json_get_string_or (link, "host", ""), ==, "bpost-levering.top");
  g_assert_cmpstr (tipoff_json_get_string_or (link, "domain", ""), ==, "bpost-levering.top");
  phone = json_array_get_object_element (json_object_get_array_member (object, "indicators"), 1);
  g_assert_cmpstr (tipoff_json_get_string_or (phone, "e164", ""), ==, "+32470123456");
  g_assert_cmpstr (tipoff_json_get_string_or (phone, "region", ""), ==, "BE");
  g_assert_cmpstr (tipoff_json_get_string_or (phone, "number_type", ""), ==, "mobile");
  g_assert_true (tipoff_json_get_boolean_or (phone, "valid", FALSE));
}

static void
test_json_with_sender (void)
{
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text ("hallo daar", -1, TIPOFF_CHANNEL_SMS, "+32470123456", NULL, NULL);
  g_autoptr (TipoffVerdict) verdict = tipoff_classifier_check (shipped_classifier (), c, "BE");
  g_autofree char *json = to_json (verdict, c);

  g_assert_nonnull (strstr (json, "\"parts\":[{\"type\":\"body\",\"text\":\"hallo daar\"},{\"type\":\"sender\""));
  g_assert_nonnull (strstr (json, "\"kind\":null"));
}

static const struct { const char *text; gboolean alone; TipoffLevel level; const char *flag; } numbers[] = {
  { "078 170 170", TRUE, TIPOFF_LEVEL_OFFICIAL, "phone.official" },
  { "+32 78 170 170", TRUE, TIPOFF_LEVEL_OFFICIAL, "phone.official" },
  { "0470 12 34 56", TRUE, TIPOFF_LEVEL_CLEAR, NULL },
  { "0903 12 345", TRUE, TIPOFF_LEVEL_SUSPICIOUS, "phone.premium-rate" },
  { "+216 20 123 456", TRUE, TIPOFF_LEVEL_SUSPICIOUS, "phone.unusual-country" },
  { "bel 0470 12 34 56", FALSE, TIPOFF_LEVEL_CLEAR, NULL },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = check_text (numbers[i].text, "BE", &c);

      if (tipoff_verdict_is_number_alone (verdict, c) != numbers[i].alone || verdict->level != numbers[i].level
          || (numbers[i].flag != NULL && find_flag (verdict, numbers[i].flag) == NULL))
        g_test_fail_printf ("%s: %s", numbers[i].text, tipoff_level_to_string (verdict->level));
    }
}

static void
test_nothing_to_weigh (void)
{
  static const char *const texts[] = { ".", "?!", "\n\n", "ok", "😀😀", "\342\200\213", "...", "1" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TipoffCase) c = tipoff_case_new_from_text (texts[i], -1, TIPOFF_CHANNEL_SMS, NULL, NULL, NULL);
      g_autoptr (TipoffVerdict) verdict = c != NULL ? tipoff_classifier_check (shipped_classifier (), c, "BE") : NULL;

      if (verdict == NULL)
        continue;
      g_assert_cmpint (verdict->level, ==, TIPOFF_LEVEL_CLEAR);
      g_assert_cmpstr (verdict->language, ==, "und");
    }
}

static void
test_languages (void)
{
  static const struct { const char *language, *text; } texts[] = {
    { "nl", "Goedemorgen, ik kom morgen een beetje later naar het werk." },
    { "fr", "Bonjour, je serai en retard demain matin au bureau." },
    { "de", "Guten Morgen, ich komme morgen etwas später zur Arbeit." },
    { "es", "Buenos días, mañana llegaré un poco tarde al trabajo." },
    { "en", "Good morning, I will be a little late for work tomorrow." },
    { "it", "Buongiorno, domani arriverò un po' in ritardo al lavoro." },
    { "pt", "Bom dia, amanhã vou chegar um pouco atrasado ao trabalho." },
    { "pl", "Dzień dobry, jutro trochę się spóźnię do pracy." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TipoffVerdict) verdict = check_text (texts[i].text, "BE", NULL);

      g_assert_cmpstr (verdict->language, ==, texts[i].language);
    }
}

/* The words are what the score is made of: heaviest first, at most sixteen, on character borders. */
static void
test_words (void)
{
  g_autoptr (TipoffVerdict) verdict = check_text (SCAM, "BE", NULL);
  double last = G_MAXDOUBLE;

  g_assert_cmpuint (verdict->words->len, >, 3);
  g_assert_cmpuint (verdict->words->len, <=, 16);
  for (guint i = 0; i < verdict->words->len; i++)
    {
      const TipoffWord *word = &g_array_index (verdict->words, TipoffWord, i);

      g_assert_cmpfloat (ABS (word->weight), <=, last);
      g_assert_cmpuint (word->span.start, <, word->span.end);
      g_assert_cmpuint (word->span.end, <=, strlen (SCAM));
      last = ABS (word->weight);
    }
}

/* A megabyte of the worst: an answer, in time that is linear. */
static void
test_hostile (void)
{
  static const char *const units[] = {
    "1", "@", "http://", "a", "[[((", "a b c d ", "verify your account ", "a\342\200\213", "\320\260", "X", "http://a.b ",
    "stuur stuur me de ", "0470123456 ", "<url>", "&lt;",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_sized_new (MEGABYTE);
      g_autoptr (TipoffVerdict) verdict = NULL;
      TIPOFF_TEST_BEGIN_TIME ();

      while (text->len + strlen (units[i]) < MEGABYTE)
        g_string_append (text, units[i]);
      verdict = check_text (text->str, "BE", NULL);
      g_assert_cmpfloat (verdict->score, >=, 0);
      g_assert_cmpfloat (verdict->score, <=, 1);
      TIPOFF_TEST_ASSERT_SECONDS (3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classify/output/json", test_json);
  g_test_add_func ("/classify/output/json-with-sender", test_json_with_sender);
  g_test_add_func ("/classify/output/numbers", test_numbers);
  g_test_add_func ("/classify/output/nothing-to-weigh", test_nothing_to_weigh);
  g_test_add_func ("/classify/output/languages", test_languages);
  g_test_add_func ("/classify/output/words", test_words);
  g_test_add_func ("/classify/output/hostile", test_hostile);
  return g_test_run ();
}
