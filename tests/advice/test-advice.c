/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-advice.h"

#include "tipoff-authority.h"
#include "tipoff-tongue.h"

#include <string.h>

static const char *const countries[] = { "BE", "ES", "FR", NULL };

static const TipoffStep *
step_at (GPtrArray *steps,
         guint      i)
{
  return g_ptr_array_index (steps, i);
}

/* Every kind with every harm and every pair of harms, in every language and country. */
static void
for_each_advice (void (*check) (GPtrArray *steps, GPtrArray *english, guint harms, const char *country, const char *language))
{
  const char *const *languages = tipoff_tongue_languages ();

  for (guint kind = 0; kind <= TIPOFF_KIND_NONE; kind++)
    for (guint first = 0; first < TIPOFF_N_HARMS; first++)
      for (guint second = first; second < TIPOFF_N_HARMS; second++)
        for (gsize c = 0; c < G_N_ELEMENTS (countries); c++)
          {
            guint harms = (1u << first) | (1u << second);
            g_autoptr (GPtrArray) english = tipoff_advice_get ((TipoffKind) kind, harms, countries[c], "en");

            for (gsize l = 0; languages[l] != NULL; l++)
              {
                g_autoptr (GPtrArray) steps = tipoff_advice_get ((TipoffKind) kind, harms, countries[c], languages[l]);

                check (steps, english, harms, countries[c], languages[l]);
              }
          }
}

static void
check_whole (GPtrArray  *steps,
             GPtrArray  *english,
             guint       harms,
             const char *country,
             const char *language)
{
  g_assert_cmpuint (steps->len, >, 0);
  g_assert_cmpuint (steps->len, ==, english->len);
  for (guint i = 0; i < steps->len; i++)
    {
      g_assert_cmpstr (step_at (steps, i)->id, ==, step_at (english, i)->id);
      g_assert_nonnull (step_at (steps, i)->text);
      g_assert_cmpuint (strlen (step_at (steps, i)->text), >, 8);
      if (!g_str_equal (language, "en"))
        g_assert_cmpstr (step_at (steps, i)->text, !=, step_at (english, i)->text);
      for (guint j = i + 1; j < steps->len; j++)
        g_assert_cmpstr (step_at (steps, i)->id, !=, step_at (steps, j)->id);
    }
}

static void
test_whole (void)
{
  for_each_advice (check_whole);
}

/* One look: the first step is short. */
static void
check_first (GPtrArray  *steps,
             GPtrArray  *english,
             guint       harms,
             const char *country,
             const char *language)
{
  g_assert_cmpint (g_utf8_strlen (step_at (steps, 0)->text, -1), <=, 110);
  if ((harms & (1u << TIPOFF_HARM_ONGOING)) != 0)
    {
      g_assert_cmpstr (step_at (steps, 0)->id, ==, "ongoing.hang-up");
      g_assert_cmpint (g_utf8_strlen (step_at (steps, 0)->text, -1), <=, 50);
    }
  else if ((harms & (1u << TIPOFF_HARM_DEVICE)) != 0)
    {
      g_assert_cmpstr (step_at (steps, 0)->id, ==, "device.cut");
      g_assert_cmpstr (step_at (steps, 1)->id, ==, "device.other");
    }
}

static void
test_first_step (void)
{
  g_autoptr (GPtrArray) steps = tipoff_advice_get (TIPOFF_KIND_BANK, 1u << TIPOFF_HARM_ONGOING, "BE", "en");

  g_assert_cmpstr (step_at (steps, 0)->text, ==, "Hang up. You may be rude.");
  for_each_advice (check_first);
}

/* Bank and police need the evidence. */
static void
check_keeps_evidence (GPtrArray  *steps,
                      GPtrArray  *english,
                      guint       harms,
                      const char *country,
                      const char *language)
{
  static const char *const words[] = { "delete", "erase", "wissen", "wis ", "verwijder", "supprim", "effac", "lösch", "borr", "elimin" };
  gboolean evidence_counts = (harms & (1u << TIPOFF_HARM_PAID | 1u << TIPOFF_HARM_DATA | 1u << TIPOFF_HARM_DEVICE |
                                       1u << TIPOFF_HARM_HANDED_OVER | 1u << TIPOFF_HARM_IDENTITY)) != 0;
  gboolean keeps = FALSE;

  if ((harms & ~(1u << TIPOFF_HARM_RECEIVED)) == 0)
    return;
  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *text = g_utf8_strdown (step_at (steps, i)->text, -1);

      keeps |= g_str_equal (step_at (steps, i)->id, "keep.evidence");
      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        g_assert_null (strstr (text, words[j]));
    }
  g_assert_cmpint (keeps || !evidence_counts, ==, TRUE);
}

static void
test_keeps_evidence (void)
{
  g_autoptr (GPtrArray) steps = tipoff_advice_get (TIPOFF_KIND_PARCEL, 0, "BE", "en");
  const TipoffStep *last = step_at (steps, steps->len - 1);

  /* The only place where deleting is spoken of: nothing happened, and it was reported first. */
  g_assert_cmpstr (last->text, ==, "Report it. After that you may delete it.");
  for_each_advice (check_keeps_evidence);
}

static TipoffAuthorities *authorities;
static guint numbers_seen;

/* A number is that of a hotline in the authority data, or the emergency number. */
static void
check_numbers (GPtrArray  *steps,
               GPtrArray  *english,
               guint       harms,
               const char *country,
               const char *language)
{
  g_autoptr (GPtrArray) list = tipoff_authorities_for_country (authorities, country);

  for (guint i = 0; i < steps->len; i++)
    {
      const char *number = step_at (steps, i)->number;
      gboolean known = number == NULL || g_str_equal (number, "112");

      g_assert_cmpint (number == NULL || country != NULL, ==, TRUE);
      for (guint j = 0; j < list->len && !known; j++)
        {
          const TipoffAuthority *authority = g_ptr_array_index (list, j);

          for (guint k = 0; k < authority->routes->len && !known; k++)
            {
              const TipoffRoute *route = g_ptr_array_index (authority->routes, k);

              known = route->way == TIPOFF_WAY_HOTLINE && g_str_equal (route->address, number);
            }
        }
      if (!known)
        g_error ("%s: %s is no hotline of %s", step_at (steps, i)->id, number, country);
      numbers_seen += number != NULL ? 1 : 0;
    }
}

static void
test_numbers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) belgium = tipoff_advice_get (TIPOFF_KIND_BANK, 1u << TIPOFF_HARM_PAID, "BE", "nl");
  g_autoptr (GPtrArray) spain = tipoff_advice_get (TIPOFF_KIND_BANK, 1u << TIPOFF_HARM_PAID, "ES", "es");
  gboolean card_stop = FALSE;
  gboolean helpline = FALSE;

  authorities = tipoff_authorities_load (NULL, &error);
  g_assert_no_error (error);
  for_each_advice (check_numbers);
  g_assert_cmpuint (numbers_seen, >, 0);
  for (guint i = 0; i < belgium->len; i++)
    card_stop |= g_strcmp0 (step_at (belgium, i)->number, "078 170 170") == 0;
  for (guint i = 0; i < spain->len; i++)
    {
      helpline |= g_strcmp0 (step_at (spain, i)->number, "017") == 0;
      g_assert_cmpstr (step_at (spain, i)->id, !=, "cards.card-stop");
    }
  g_assert_true (card_stop);
  g_assert_true (helpline);
  tipoff_authorities_free (authorities);
}

/* Who is named is named from a source. */
static void
check_sources (GPtrArray  *steps,
               GPtrArray  *english,
               guint       harms,
               const char *country,
               const char *language)
{
  static const char *const organisations[] = { "Card Stop", "INCIBE", "FSMA", "Safeonweb", "Febelfin", "itsme", "bpost", "Correos" };

  for (guint i = 0; i < steps->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (organisations); j++)
      if (strstr (step_at (steps, i)->text, organisations[j]) != NULL)
        {
          g_assert_nonnull (step_at (steps, i)->source);
          g_assert_true (g_str_has_prefix (step_at (steps, i)->source, "https://"));
        }
}

static void
test_sources (void)
{
  for_each_advice (check_sources);
}

static void
test_headlines (void)
{
  const char *const *languages = tipoff_tongue_languages ();

  for (guint kind = 0; kind <= TIPOFF_KIND_NONE; kind++)
    for (guint level = 0; level <= TIPOFF_LEVEL_SCAM; level++)
      {
        g_autofree char *english = tipoff_advice_get_headline ((TipoffKind) kind, (TipoffLevel) level, "en");

        for (gsize l = 0; languages[l] != NULL; l++)
          {
            g_autofree char *headline = tipoff_advice_get_headline ((TipoffKind) kind, (TipoffLevel) level, languages[l]);

            g_assert_nonnull (headline);
            g_assert_cmpint (g_utf8_strlen (headline, -1), >, 10);
            g_assert_cmpint (g_utf8_strlen (headline, -1), <=, 120);
            if (l > 0)
              g_assert_cmpstr (headline, !=, english);
            if (level == TIPOFF_LEVEL_SCAM)
              g_assert_cmpint (g_utf8_strlen (headline, -1), <=, 80);
          }
      }
}

static void
test_headline_words (void)
{
  static const struct { TipoffKind kind; TipoffLevel level; const char *language, *headline; } table[] = {
    { TIPOFF_KIND_PARCEL, TIPOFF_LEVEL_SCAM, "en", "Do not open the link. Do not pay." },
    { TIPOFF_KIND_OTHER, TIPOFF_LEVEL_SCAM, "en", "Do not open links. Do not answer." },
    { TIPOFF_KIND_FAMILY, TIPOFF_LEVEL_SUSPICIOUS, "en", "Verify first, by a way that you look up yourself." },
    { TIPOFF_KIND_NONE, TIPOFF_LEVEL_CLEAR, "en", "That does not make it genuine." },
    { TIPOFF_KIND_SPAM, TIPOFF_LEVEL_SUSPICIOUS, "nl", "U hoeft niet te antwoorden." },
    { TIPOFF_KIND_NONE, TIPOFF_LEVEL_CLEAR, "xx", "That does not make it genuine." },
    { TIPOFF_KIND_NONE, TIPOFF_LEVEL_CLEAR, NULL, "That does not make it genuine." },
    { TIPOFF_KIND_NONE, TIPOFF_LEVEL_CLEAR, "steps", "That does not make it genuine." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *headline = tipoff_advice_get_headline (table[i].kind, table[i].level, table[i].language);

      g_assert_cmpstr (headline, ==, table[i].headline);
    }
}

static void
test_harm_names (void)
{
  static const char *const names[] = { "received", "answered", "data", "paid", "device", "account", "identity", "handed-over", "ongoing" };

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, TIPOFF_N_HARMS);
  for (guint i = 0; i < TIPOFF_N_HARMS; i++)
    {
      TipoffHarm harm;

      g_assert_cmpstr (tipoff_harm_to_string ((TipoffHarm) i), ==, names[i]);
      g_assert_true (tipoff_harm_from_string (names[i], &harm));
      g_assert_cmpuint (harm, ==, i);
    }
}

/* What is said of an organisation carries where it stands, since when, and for whom. */
static void
check_source_date (GPtrArray  *steps,
                   GPtrArray  *english,
                   guint       harms,
                   const char *country,
                   const char *language)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const TipoffStep *step = step_at (steps, i);

      g_assert_cmpint (step->source == NULL, ==, step->date == NULL);
      g_assert_cmpint (step->source == NULL, ==, step->scope == NULL);
      if (step->source == NULL)
        continue;
      g_assert_true (g_str_has_prefix (step->source, "https://"));
      g_assert_cmpuint (strlen (step->date), ==, strlen ("2026-11-23"));
    }
}

static void
test_source_dates (void)
{
  for_each_advice (check_source_date);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advice/whole", test_whole);
  g_test_add_func ("/advice/first-step", test_first_step);
  g_test_add_func ("/advice/keeps-evidence", test_keeps_evidence);
  g_test_add_func ("/advice/numbers", test_numbers);
  g_test_add_func ("/advice/sources", test_sources);
  g_test_add_func ("/advice/source-dates", test_source_dates);
  g_test_add_func ("/advice/headlines", test_headlines);
  g_test_add_func ("/advice/headline-words", test_headline_words);
  g_test_add_func ("/advice/harm-names", test_harm_names);
  return g_test_run ();
}
