/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-advice.h"

#include "tipoff-tongue.h"

#include <string.h>

/* Some of whose numbers are known, one whose are not, and one who did not say. */
static const char *const countries[] = { "BE", "ES", "GB", "DE", "NL", "DK", "LU", "SG", "CA", "US", "AU", "NZ", "JP", "IN", "PT", "FR", "ZA", NULL };

static TipoffAuthorities *authorities;

/* What comes first when it has happened, most urgent first. */
static const struct { TipoffHarm harm; const char *first; } urgency[] = {
  { TIPOFF_HARM_ONGOING, "ongoing.hang-up" }, { TIPOFF_HARM_DEVICE, "device.cut" }, { TIPOFF_HARM_HANDED_OVER, "handed.block" },
  { TIPOFF_HARM_PAID, "bank.call-now" }, { TIPOFF_HARM_DATA, "bank.call-now" }, { TIPOFF_HARM_ACCOUNT, "account.devices" },
  { TIPOFF_HARM_IDENTITY, "identity.no-more" }, { TIPOFF_HARM_ANSWERED, "answered.stop" },
};

/* One advice, as it is checked. */
typedef struct
{
  GPtrArray  *steps;
  TipoffKind  kind;
  guint       harms;
  const char *country;
  const char *language;
} Advice;

static const TipoffStep *
step_at (GPtrArray *steps,
         guint      i)
{
  return g_ptr_array_index (steps, i);
}

/* The place of a step, or -1. */
static int
place_of (GPtrArray  *steps,
          const char *id)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (step_at (steps, i)->id, id))
      return (int) i;
  return -1;
}

/* @languages: in which; which steps there are does not depend on it. */
static void
check_one (void              (*check) (const Advice *),
           const char *const  *languages,
           TipoffKind          kind,
           guint               harms,
           const char         *country)
{
  for (gsize l = 0; languages[l] != NULL; l++)
    {
      g_autoptr (GPtrArray) steps = tipoff_advice_get (authorities, kind, harms, country, languages[l]);

      check (&(Advice) { steps, kind, harms, country, languages[l] });
    }
}

static const char *const one_language[] = { "en", NULL };

/* All 512 sets of harms, in every country; and every kind with none, one or two. */
static void
for_each_advice (void              (*check) (const Advice *),
                 const char *const  *languages)
{
  for (gsize c = 0; c < G_N_ELEMENTS (countries); c++)
    for (guint harms = 0; harms < 1u << TIPOFF_N_HARMS; harms++)
      check_one (check, languages, TIPOFF_KIND_NONE, harms, countries[c]);
  for (guint kind = 0; kind < TIPOFF_KIND_NONE; kind++)
    for (guint first = 0; first < TIPOFF_N_HARMS; first++)
      for (guint second = first; second < TIPOFF_N_HARMS; second++)
        check_one (check, languages, (TipoffKind) kind, (1u << first) | (1u << second),
                   kind % 2 == 0 ? "BE" : "GB");
}

static gboolean
something_happened (guint harms)
{
  return (harms & ~(1u << TIPOFF_HARM_RECEIVED)) != 0;
}

static void
check_whole (const Advice *advice)
{
  g_autoptr (GPtrArray) same = tipoff_advice_get (authorities, advice->kind, advice->harms, advice->country, "en");

  g_assert_cmpuint (advice->steps->len, >, 0);
  g_assert_cmpuint (advice->steps->len, ==, same->len);
  for (guint i = 0; i < advice->steps->len; i++)
    {
      const TipoffStep *step = step_at (advice->steps, i);

      g_assert_cmpstr (step->id, ==, step_at (same, i)->id);
      g_assert_nonnull (step->text);
      g_assert_cmpuint (strlen (step->text), >, 8);
      if (!g_str_equal (advice->language, "en"))
        g_assert_cmpstr (step->text, !=, step_at (same, i)->text);
      for (guint j = i + 1; j < advice->steps->len; j++)
        {
          g_assert_cmpstr (step->id, !=, step_at (advice->steps, j)->id);
          g_assert_cmpstr (step->text, !=, step_at (advice->steps, j)->text);
        }
    }
}

static void
test_whole (void)
{
  for_each_advice (check_whole, tipoff_tongue_languages ());
}

/* Two seconds: the first step is short, and is that of what is most urgent. */
static void
check_first (const Advice *advice)
{
  if (!something_happened (advice->harms))
    return;
  g_assert_cmpint (g_utf8_strlen (step_at (advice->steps, 0)->text, -1), <=, 60);
  for (gsize i = 0; i < G_N_ELEMENTS (urgency); i++)
    if ((advice->harms & (1u << urgency[i].harm)) != 0)
      {
        g_assert_cmpstr (step_at (advice->steps, 0)->id, ==, urgency[i].first);
        break;
      }
  /* For whom somebody is on the device: not on that device. */
  if ((advice->harms & (1u << TIPOFF_HARM_DEVICE)) != 0)
    g_assert_cmpint (place_of (advice->steps, "device.other"), ==, place_of (advice->steps, "device.cut") + 1);
}

static void
test_first_step (void)
{
  g_autoptr (GPtrArray) steps = tipoff_advice_get (authorities, TIPOFF_KIND_BANK, 1u << TIPOFF_HARM_ONGOING, "BE", "en");

  g_assert_cmpstr (step_at (steps, 0)->text, ==, "Hang up. You may be rude.");
  for_each_advice (check_first, tipoff_tongue_languages ());
}

/* What cannot wait stands before what can, whichever of the harms it is for. */
static void
check_stages (const Advice *advice)
{
  static const char *const now[] = {
    "ongoing.hang-up", "ongoing.danger", "device.cut", "device.other", "handed.block", "handed.door", "bank.call-now",
    "paid.recall", "data.block", "data.password", "account.devices", "account.password", "identity.no-more", "answered.stop",
    "cards.block", "bank.through",
  };
  static const char *const wait[] = {
    "keep.evidence", "police.report", "device.passwords", "device.check", "accounts.watch", "account.warn", "identity.office",
    "identity.watch", "answered.more", "any.block", "help.line",
  };

  if (!something_happened (advice->harms))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (now); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (wait); j++)
      if (place_of (advice->steps, now[i]) >= 0 && place_of (advice->steps, wait[j]) >= 0)
        g_assert_cmpint (place_of (advice->steps, now[i]), <, place_of (advice->steps, wait[j]));
}

static void
test_stages (void)
{
  g_autoptr (GPtrArray) both = tipoff_advice_get (authorities, TIPOFF_KIND_NONE, 1u << TIPOFF_HARM_DEVICE | 1u << TIPOFF_HARM_PAID, "ZA", "en");
  g_autoptr (GPtrArray) door = tipoff_advice_get (authorities, TIPOFF_KIND_NONE, 1u << TIPOFF_HARM_HANDED_OVER | 1u << TIPOFF_HARM_DATA, "BE", "en");

  for_each_advice (check_stages, one_language);
  /* The payment is not called back after the device was looked at. */
  g_assert_cmpint (place_of (both, "paid.recall"), <, place_of (both, "device.passwords"));
  /* Who has the card blocked need not be told to ring the bank a second time. */
  g_assert_cmpint (place_of (door, "handed.block"), ==, 0);
  g_assert_cmpint (place_of (door, "bank.call-now"), ==, -1);
}

/* What prevents it is not told to those to whom it has happened; nor that they ought to say
 * what they have said already. */
static void
check_no_leak (const Advice *advice)
{
  static const char *const before[] = {
    "any.no-link", "any.report", "any.verify", "clear.unsure", "parcel.no-pay", "parcel.own-app", "government.no-pay",
    "government.own-site", "family.no-transfer", "service.no-sign-in", "prize.no-pay", "investment.no-money", "job.no-pay",
    "job.ask", "tech.no-remote", "tech.no-ring", "romance.no-money", "extortion.no-pay", "subscription.no-card",
    "marketplace.stay", "missed-call.no-back", "spam.known",
  };
  guint others = advice->harms & ~(1u << TIPOFF_HARM_RECEIVED | 1u << TIPOFF_HARM_ANSWERED | 1u << TIPOFF_HARM_ONGOING);

  if (!something_happened (advice->harms))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    g_assert_cmpint (place_of (advice->steps, before[i]), ==, -1);
  if (others != 0)
    g_assert_cmpint (place_of (advice->steps, "answered.entered"), ==, -1);
}

static void
test_no_leak (void)
{
  for_each_advice (check_no_leak, one_language);
}

/* Bank and police need the evidence. */
static void
check_keeps_evidence (const Advice *advice)
{
  static const char *const words[] = { "delete", "erase", "wissen", "wis ", "verwijder", "supprim", "effac", "lösch", "borr", "elimin" };

  if (!something_happened (advice->harms))
    return;
  for (guint i = 0; i < advice->steps->len; i++)
    {
      g_autofree char *text = g_utf8_strdown (step_at (advice->steps, i)->text, -1);

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        g_assert_null (strstr (text, words[j]));
    }
  g_assert_cmpint (place_of (advice->steps, "keep.evidence"), >, 0);
  if (place_of (advice->steps, "any.block") >= 0)
    g_assert_cmpint (place_of (advice->steps, "keep.evidence"), <, place_of (advice->steps, "any.block"));
}

static void
test_keeps_evidence (void)
{
  g_autoptr (GPtrArray) steps = tipoff_advice_get (authorities, TIPOFF_KIND_PARCEL, 0, "BE", "en");
  const TipoffStep *last = step_at (steps, steps->len - 1);

  /* The only place where deleting is spoken of: nothing happened, and it was reported first. */
  g_assert_cmpstr (last->text, ==, "Report it. After that you may delete it.");
  for_each_advice (check_keeps_evidence, tipoff_tongue_languages ());
}

/* Nobody reads a number without reading from where, and for what it holds. */
static void
check_numbers (const Advice *advice)
{
  for (guint i = 0; i < advice->steps->len; i++)
    {
      const TipoffStep *step = step_at (advice->steps, i);
      g_autofree char *source = tipoff_source_describe (step->source, step->date, advice->language);

      if (step->number != NULL)
        {
          g_assert_nonnull (advice->country);
          g_assert_nonnull (step->source);
          /* What stands on no page is said to be unconfirmed. */
          g_assert_true (source != NULL || step->reach != NULL);
        }
      g_assert_cmpint (step->source != NULL, ==, step->date != NULL);
      g_assert_cmpint (step->source != NULL, ==, step->scope != NULL);
    }
}

static void
assert_number (const char *country,
               guint       harms,
               const char *id,
               const char *number)
{
  g_autoptr (GPtrArray) steps = tipoff_advice_get (authorities, TIPOFF_KIND_NONE, harms, country, "en");
  int place = place_of (steps, id);

  g_assert_cmpint (place >= 0, ==, number != NULL);
  if (number != NULL)
    g_assert_cmpstr (step_at (steps, (guint) place)->number, ==, number);
}

static void
test_numbers (void)
{
  const guint paid = 1u << TIPOFF_HARM_PAID;
  const guint door = 1u << TIPOFF_HARM_HANDED_OVER;
  g_autoptr (GPtrArray) elsewhere = tipoff_advice_get (authorities, TIPOFF_KIND_NONE, door, "ZA", "en");

  for_each_advice (check_numbers, tipoff_tongue_languages ());
  assert_number ("BE", paid, "cards.block", "078 170 170");
  assert_number ("ES", paid, "cards.block", NULL);
  assert_number ("ES", paid, "help.line", "017");
  assert_number ("GB", paid, "bank.through", "159");
  assert_number ("FR", paid, "bank.through", NULL);
  assert_number ("NL", paid, "help.line", "088 786 73 72");
  assert_number ("DK", paid, "help.line", "33 37 00 37");
  assert_number ("SG", paid, "help.at-once", "1799");
  assert_number ("CA", paid, "help.line", "1 888 495 8501");
  assert_number ("LU", paid, "help.line", "+352 247 88444");
  assert_number ("AU", paid, "help.line", "1300 292 371");
  assert_number ("NZ", paid, "help.line", "0800 114 115");
  assert_number ("JP", paid, "help.line", "#9110");
  assert_number ("ZA", paid, "help.line", NULL);
  assert_number ("DE", door, "cards.block", "116 116");
  assert_number ("IN", paid, "help.at-once", "1930");
  assert_number ("BE", door, "ongoing.danger", "112");
  assert_number ("GB", door, "ongoing.danger", "999");
  assert_number ("US", door, "ongoing.danger", "911");
  assert_number ("AU", door, "ongoing.danger", "000");
  assert_number ("NZ", door, "ongoing.danger", "111");
  assert_number ("SG", door, "ongoing.danger", "999");
  assert_number ("JP", door, "ongoing.danger", "110");
  assert_number ("IN", door, "ongoing.danger", "112");
  /* Where we know no number, the step stands without one. */
  g_assert_null (step_at (elsewhere, (guint) place_of (elsewhere, "ongoing.danger"))->number);
  g_assert_null (step_at (elsewhere, (guint) place_of (elsewhere, "ongoing.danger"))->source);
}

/* What a route says of itself stands in the authorities, and is said in the reader's language. */
static void
test_routes (void)
{
  static const struct { const char *country, *language, *id, *text, *reach; } table[] = {
    { "BE", "en", "cards.block", "Ring Card Stop and have your cards blocked.", "24 hours a day, every day · at the normal rate" },
    { "BE", "nl", "cards.block", "Bel Card Stop en laat uw kaarten blokkeren.", "dag en nacht, elke dag · tegen het gewone tarief" },
    { "DE", "de", "cards.block", "Rufen Sie an und lassen Sie Ihre Karten sperren: Sperr-Notruf.", "rund um die Uhr, jeden Tag · kostenlos" },
    { "NL", "en", "help.line", "Ring this line too, and say what happened: Fraudehelpdesk.", NULL },
    { "IN", "en", "help.at-once", "Ring at once, too: I4C (Indian Cyber Crime Coordination Centre).", "Not confirmed on the authority’s own page." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) steps = tipoff_advice_get (authorities, TIPOFF_KIND_NONE, 1u << TIPOFF_HARM_PAID,
                                                       table[i].country, table[i].language);
      g_autoptr (GPtrArray) without = tipoff_advice_get (NULL, TIPOFF_KIND_NONE, 1u << TIPOFF_HARM_PAID,
                                                         table[i].country, table[i].language);
      const TipoffStep *step = step_at (steps, (guint) place_of (steps, table[i].id));

      g_assert_cmpstr (step->text, ==, table[i].text);
      g_assert_cmpstr (step->reach, ==, table[i].reach);
      g_assert_cmpint (place_of (without, table[i].id), ==, -1);
      g_assert_cmpint (place_of (without, "bank.call-now"), ==, 0);
    }
}

/* A route that a step names is a line to ring of the country that its step is for. */
static void
check_route_step (const Advice *advice)
{
  for (guint i = 0; i < advice->steps->len; i++)
    {
      g_assert_null (strchr (step_at (advice->steps, i)->text, '{'));
      g_assert_true (step_at (advice->steps, i)->reach == NULL || step_at (advice->steps, i)->number != NULL);
    }
}

static void
test_route_steps (void)
{
  for_each_advice (check_route_step, tipoff_tongue_languages ());
}

static gboolean
tells (GPtrArray  *contacts,
       const char *route_id)
{
  for (guint i = 0; i < contacts->len; i++)
    if (g_str_equal (((const TipoffContact *) g_ptr_array_index (contacts, i))->route->id, route_id))
      return TRUE;
  return FALSE;
}

static void
test_contacts (void)
{
  g_autoptr (TipoffSettings) settings = tipoff_settings_load (NULL);
  const guint paid = 1u << TIPOFF_HARM_PAID;
  g_autoptr (GPtrArray) steps = tipoff_advice_get (authorities, TIPOFF_KIND_NONE, paid, "BE", "en");
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) besides = tipoff_advice_get_contacts (authorities, steps, paid, "BE", settings);
  g_autoptr (GPtrArray) all = tipoff_advice_get_contacts (authorities, nothing, paid, "BE", settings);
  g_autoptr (GPtrArray) dutch = tipoff_advice_get_contacts (authorities, nothing, paid, "NL", settings);
  g_autoptr (GPtrArray) received = tipoff_advice_get_contacts (authorities, nothing, 1u << TIPOFF_HARM_RECEIVED, "BE", settings);
  g_autoptr (GPtrArray) none = tipoff_advice_get_contacts (NULL, nothing, paid, "BE", settings);

  /* A number that stands in the steps is not said twice. */
  g_assert_true (tells (all, "be.cardstop.hotline"));
  g_assert_false (tells (besides, "be.cardstop.hotline"));
  g_assert_true (tells (dutch, "nl.politie.form"));
  g_assert_cmpuint (received->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

/* The words by which a person chooses, in English as they were asked for. */
static void
test_harm_labels (void)
{
  static const struct { TipoffHarm harm; const char *country, *label; } table[] = {
    { TIPOFF_HARM_ANSWERED, "BE", "I answered or tapped" },
    { TIPOFF_HARM_DATA, "BE", "I gave a password, card data or a code, or approved something in itsme or my bank’s app" },
    { TIPOFF_HARM_DATA, "ES", "I gave a password, card data or a code, or approved something in my bank’s app or another one" },
    { TIPOFF_HARM_DATA, NULL, "I gave a password, card data or a code, or approved something in my bank’s app or another one" },
    { TIPOFF_HARM_PAID, "BE", "I paid, or money is gone" },
    { TIPOFF_HARM_DEVICE, "BE", "Somebody controls or controlled my device, or I installed something" },
    { TIPOFF_HARM_ACCOUNT, "BE", "My WhatsApp or another account was taken over, or I linked a device" },
    { TIPOFF_HARM_IDENTITY, "BE", "I sent my identity card or pictures of myself" },
    { TIPOFF_HARM_HANDED_OVER, "BE", "I gave my card or codes to somebody at the door" },
    { TIPOFF_HARM_ONGOING, "BE", "I am still talking to them" },
    { TIPOFF_HARM_RECEIVED, "BE", NULL },
  };
  const char *const *languages = tipoff_tongue_languages ();

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_cmpstr (tipoff_advice_get_harm_label (table[i].harm, table[i].country, "en"), ==, table[i].label);
      for (gsize l = 1; table[i].label != NULL && languages[l] != NULL; l++)
        {
          const char *label = tipoff_advice_get_harm_label (table[i].harm, table[i].country, languages[l]);

          g_assert_cmpstr (label, !=, table[i].label);
          /* Belgian, and known by that name alone. */
          g_assert_cmpint (strstr (label, "itsme") != NULL, ==,
                           table[i].harm == TIPOFF_HARM_DATA && g_strcmp0 (table[i].country, "BE") == 0);
        }
    }
}

static void
test_source_words (void)
{
  static const struct { const char *source, *date, *language, *said; } table[] = {
    { "https://www.fsma.be/en/x", "2026-11-24", "en", "Source: fsma.be, seen on 24 November 2026" },
    { "https://safeonweb.be/", "2026-01-02", "nl", "Bron: safeonweb.be, gezien op 2 januari 2026" },
    { "https://cardstop.be", "2026-03-31", "fr", "Source : cardstop.be, consulté le 31 mars 2026" },
    { "https://www.sperr-notruf.de/a?b", "2027-12-09", "de", "Quelle: sperr-notruf.de, gesehen am 9. Dezember 2027" },
    { "https://www.incibe.es", "2026-08-15", "es", "Fuente: incibe.es, visto el 15 de agosto de 2026" },
    { "https://www.fsma.be", "2026-11-24", "xx", "Source: fsma.be, seen on 24 November 2026" },
    { "public source repositories", "2026-11-24", "en", NULL },
    { NULL, "2026-11-24", "en", NULL },
    { "https://www.fsma.be", NULL, "en", NULL },
    { "https://www.fsma.be", "2026-13-01", "en", NULL },
    { "https://www.fsma.be", "2026-02-30", "en", NULL },
    { "https://www.fsma.be", "yesterday", "en", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *said = tipoff_source_describe (table[i].source, table[i].date, table[i].language);

      g_assert_cmpstr (said, ==, table[i].said);
    }
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

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  authorities = tipoff_authorities_load (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/advice/whole", test_whole);
  g_test_add_func ("/advice/first-step", test_first_step);
  g_test_add_func ("/advice/stages", test_stages);
  g_test_add_func ("/advice/no-leak", test_no_leak);
  g_test_add_func ("/advice/keeps-evidence", test_keeps_evidence);
  g_test_add_func ("/advice/numbers", test_numbers);
  g_test_add_func ("/advice/routes", test_routes);
  g_test_add_func ("/advice/route-steps", test_route_steps);
  g_test_add_func ("/advice/contacts", test_contacts);
  g_test_add_func ("/advice/harm-labels", test_harm_labels);
  g_test_add_func ("/advice/source-words", test_source_words);
  g_test_add_func ("/advice/headlines", test_headlines);
  g_test_add_func ("/advice/headline-words", test_headline_words);
  g_test_add_func ("/advice/harm-names", test_harm_names);
  status = g_test_run ();
  tipoff_authorities_free (authorities);
  return status;
}
