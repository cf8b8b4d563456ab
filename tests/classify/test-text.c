/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, tokens, phrases: what the classifier reads. */
#include "tipoff-analysis.h"
#include "tipoff-knowledge.h"
#include "tipoff-lookalike.h"
#include "tipoff-phrase-builder.h"

#include <string.h>

static const struct { const char *text, *folded; } folds[] = {
  { "", "" },
  { "KBC", "kbc" },
  { "Crédit Agricole", "credit agricole" },
  { "Straße ŁÓDŹ œuvre", "strasse lodz oeuvre" },
  { "ｂｐｏｓｔ", "bpost" },
  { "𝗯𝗽𝗼𝘀𝘁", "bpost" },
  { "b\342\200\213p\302\255o\342\200\215st", "bpost" },          /* zero width, soft hyphen, joiner */
  { "p\320\260yp\320\260l account", "paypal account" },            /* Cyrillic а */
  { "Αpple gift card", "apple gift card" },                          /* Greek Α */
  { "\316\226\316\221\316\235DO, \317\204\317\205 c\317\205\316\265n\317\204\316\261", "zando, tu cuenta" },   /* Ν as N, υ as u */
  { "pa\321\227\320\265r", "paier" },                                 /* Cyrillic ї */
  { "\357\275\220\320\260\357\275\231\320\265", "paye" },             /* full-width p and y, Cyrillic а and е */
  { "k l i k   hier", "klik   hier" },
  { "H a l l o M a m a", "hallo mama" },
  { "v.e.r.i.f.y now", "verify now" },
  { "a b c", "a b c" },                                               /* too few to be one word */
  { "Привет, как дела", "привет, как дела" },                        /* Russian stays Russian */
  { "“d’accord” – ok", "\"d'accord\" - ok" },
  { "ﬁne…", "fine..." },
};

static void
test_folds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *folded = tipoff_normal_fold (folds[i].text);

      g_assert_cmpstr (folded, ==, folds[i].folded);
    }
}

/* Whatever the text: never longer, always leads back to whole characters, in order. */
static void
test_map (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      const guint n = (guint) g_rand_int_range (rand, 0, 40);
      g_autofree gpointer buffer = NULL;
      TipoffNormal normal;
      gsize last = 0;

      for (guint i = 0; i < n; i++)
        {
          const gunichar limits[] = { 0x80, 0x250, 0x600, 0x2200, 0xd7ff, 0x1ffff };
          gunichar c = (gunichar) g_rand_int_range (rand, 1, (gint32) limits[g_rand_int_range (rand, 0, 6)]);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      buffer = g_malloc (tipoff_normal_buffer_size (text->len));
      tipoff_normal_init (&normal, text->str, text->len, buffer);
      g_assert_cmpuint (normal.length, <=, text->len);
      for (gsize i = 0; i < normal.length; i++)
        {
          gsize start, end;

          tipoff_normal_to_source (&normal, i, i + 1, &start, &end);
          g_assert_cmpuint (start, >=, last);
          g_assert_cmpuint (end, >, start);
          g_assert_cmpuint (end, <=, text->len);
          g_assert_true (g_utf8_validate (text->str + start, (gssize) (end - start), NULL));
          last = start;
        }
    }
}

/* Tokens as letters: w word, u url, p phone, m money, d date, t time, % percent, c code, n number. */
static const struct { const char *text, *types; } tokens[] = {
  { "uw pakket wacht", "www" },
  { "betaal 1,99 euro", "wm" },
  { "betaal € 1.299,00 nu", "wmw" },
  { "£50 off", "mw" },
  { "code 482913", "wc" },
  { "op 14/03/2026 om 10:15", "wdwt" },
  { "12 maart 14h30", "dt" },
  { "bel 0470 12 34 56 nu", "wpw" },
  { "bel +32 470 12 34 56", "wp" },
  { "20% korting", "%w" },
  { "call XXXXXXXXXX within XX hr", "wpwnw" },
  { "see <URL> or [PHONE] &lt;#&gt; ok", "wuwpnw" },
  { "see www bankofx", "wuw" },
  { "g00gle acc0unt", "ww" },
  { "ref A8K2P9 ok", "wcw" },
  { "covid19", "wn" },
  { "50gb data", "nww" },
  { "1hre 5ich3rheit w1rd g3sperrt, z4hlen 5ie 45 3uro", "wwwwwwnw" },      /* throughout: also where a word begins */
  { "$ich3r un$ere k0nto d@ten", "wwww" },
  { "codes B7X3L1 B7X1L1 B5X3L1", "wccc" },
};

static void
test_tokens (void)
{
  static const char letters[] = "wueEiWmdt%cn";
  static const char phone = 'p';

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TipoffToken));
      g_autofree gpointer buffer = g_malloc (tipoff_normal_buffer_size (strlen (tokens[i].text)));
      g_autoptr (GString) types = g_string_new (NULL);
      TipoffNormal normal;

      tipoff_normal_init (&normal, tokens[i].text, strlen (tokens[i].text), buffer);
      tipoff_tokens_add (found, &normal, NULL, 0, 0);
      for (guint t = 0; t < found->len; t++)
        {
          const guint8 type = g_array_index (found, TipoffToken, t).type;

          g_string_append_c (types, type == TIPOFF_TOKEN_PHONE ? phone : letters[type]);
        }
      if (!g_str_equal (types->str, tokens[i].types))
        g_test_fail_printf ("%s: %s, not %s", tokens[i].text, types->str, tokens[i].types);
    }
}

static const struct { const char *phrase, *text; gboolean found; } phrases[] = {
  { "stuur me de code", "Stuur  me: de CODE!", TRUE },
  { "stuur me de code", "stuur me de codes", FALSE },
  { "stuur me de code*", "stuur me de codes", TRUE },
  { "verif* ... account", "verify your own bank account", TRUE },
  { "verif* ... account", "verified account", TRUE },
  { "verif* ... account", "verify one two three four five account", FALSE },
  { "pièce d'identité", "une piece d identite svp", TRUE },
  { "33700", "envoyez au 33700 merci", TRUE },
  { "33700", "code 12345 merci", FALSE },
};

static void
test_phrases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      g_autoptr (TipoffPhraseBuilder) builder = tipoff_phrase_builder_new ();
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (TipoffToken));
      g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (TipoffPhraseHit));
      g_autofree gpointer buffer = g_malloc (tipoff_normal_buffer_size (strlen (phrases[i].text)));
      TipoffNormal normal;

      g_assert_true (tipoff_phrase_builder_add (builder, phrases[i].phrase, 7, 1));
      tipoff_normal_init (&normal, phrases[i].text, strlen (phrases[i].text), buffer);
      tipoff_tokens_add (found, &normal, NULL, 0, 0);
      tipoff_phrases_search (tipoff_phrase_builder_end (builder), &normal, (const TipoffToken *) (gpointer) found->data, found->len, hits, 100);
      if ((hits->len > 0) != phrases[i].found)
        g_test_fail_printf ("\"%s\" in \"%s\": %u hits", phrases[i].phrase, phrases[i].text, hits->len);
      if (hits->len > 0)
        g_assert_cmpuint (g_array_index (hits, TipoffPhraseHit, 0).value, ==, 7);
    }
}

/* A host, its registrable domain, and the brand that it imitates. */
static const struct { const char *host, *domain, *brand; } hosts[] = {
  { "bpost.be", "bpost.be", NULL },
  { "track.bpost.be", "bpost.be", NULL },
  { "bpost-levering.top", "bpost-levering.top", "bpost" },
  { "bpostlevering.com", "bpostlevering.com", "bpost" },
  { "bp0st.com", "bp0st.com", "bpost" },
  { "mijn.kbc-login.com", "kbc-login.com", "KBC" },
  { "kbc.be.evil.net", "evil.net", "KBC" },
  { "belfuis.com", "belfuis.com", "Belfius" },
  { "paypaI.com", "paypai.com", "PayPal" },
  { "xn--pypal-4ve.com", "xn--pypal-4ve.com", "PayPal" },
  { "amazon.ca", "amazon.ca", NULL },
  { "amazonas.com", "amazonas.com", NULL },
  { "correo.empresa.es", "empresa.es", NULL },
  { "kbcx.example.com", "example.com", NULL },
  { "bakkerij-peeters.be", "bakkerij-peeters.be", NULL },
  { "wa.me", "wa.me", NULL },
};

static void
test_lookalike (void)
{
  const TipoffBrands *brands = tipoff_knowledge_get ()->brands;

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *value = g_strconcat ("https://", hosts[i].host, "/", NULL);
      g_autofree char *host = g_ascii_strdown (hosts[i].host, -1);
      TipoffIndicator link = { .type = TIPOFF_INDICATOR_URL, .value = value, .host = host, .domain = (char *) hosts[i].domain };
      const TipoffBrand *brand = tipoff_lookalike_find (brands, &link);

      if (g_strcmp0 (brand != NULL ? tipoff_brand_get_name (brand) : NULL, hosts[i].brand) != 0)
        g_test_fail_printf ("%s: %s", hosts[i].host, brand != NULL ? tipoff_brand_get_name (brand) : "none");
    }
  g_assert_cmpuint (tipoff_brands_get_n (brands), >, 150);
}

/* A brand that the message names, and a domain that is nearly its own. */
static const struct { const char *brand, *domain; gboolean is_of; } claims[] = {
  { "DPD", "dqd.com", TRUE }, { "DPD", "ddp.com", TRUE }, { "DPD", "dp.com", FALSE }, { "DPD", "dpdx.com", FALSE },
  { "DPD", "gls.com", FALSE }, { "DPD", "dpd.ro", FALSE }, { "bpost", "bpos.be", FALSE }, { "bpost", "bpostt.be", TRUE }, { "bpost", "bpast.be", TRUE },
};

static void
test_claims (void)
{
  const TipoffBrands *brands = tipoff_knowledge_get ()->brands;

  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    for (guint b = 0; b < tipoff_brands_get_n (brands); b++)
      {
        const TipoffBrand *brand = tipoff_brands_get (brands, b);
        TipoffIndicator link = { .type = TIPOFF_INDICATOR_URL, .domain = (char *) claims[i].domain };

        if (g_str_equal (tipoff_brand_get_name (brand), claims[i].brand) && tipoff_lookalike_is_of (brand, &link) != claims[i].is_of)
          g_test_fail_printf ("%s: %s", claims[i].brand, claims[i].domain);
      }
}

/* No domain of a brand imitates another brand. */
static void
test_own_domains (void)
{
  const TipoffBrands *brands = tipoff_knowledge_get ()->brands;

  for (guint i = 0; i < tipoff_brands_get_n (brands); i++)
    for (const char *domain = tipoff_brand_get_domains (tipoff_brands_get (brands, i)); *domain != '\0';
         domain += strlen (domain) + 1)
      {
        g_autofree char *value = g_strconcat ("https://", domain, "/", NULL);
        TipoffIndicator link = { .type = TIPOFF_INDICATOR_URL, .value = value, .host = (char *) domain, .domain = (char *) domain };
        TipoffHostFlags flags;

        g_assert_true (g_hostname_is_ascii_encoded (domain) == FALSE);
        g_assert_null (tipoff_lookalike_find (brands, &link));
        g_assert_nonnull (tipoff_brands_get_host_owner (brands, domain, &flags));
      }
}

static gboolean
has_move_or_way (const TipoffSignalSet *signals)
{
  static const guint ways[] = {
    TIPOFF_SIGNAL_LINK_OF_OTHERS, TIPOFF_SIGNAL_PHONE, TIPOFF_SIGNAL_EMAIL, TIPOFF_SIGNAL_WALLET,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (tipoff_signal_set_has (signals, ways[i]))
      return TRUE;
  return !tipoff_signal_set_has (signals, TIPOFF_SIGNAL_NO_MOVES);
}

/* A run that is passed over because it cannot want anything would not have wanted anything. */
static void
test_runs (void)
{
  static const struct { const char *text; gboolean wants; } runs[] = {
    { "How was the weather? It rained. We stayed in.", FALSE },
    { "It rained. Please call me back at once.", TRUE },
    { "It rained. Go to https://example.org/now", TRUE },
    { "It rained. Write to ann@example.org then.", TRUE },
    { "It rained. My number is 0470 12 34 56.", TRUE },
  };
  const TipoffKnowledge *knowledge = tipoff_knowledge_get ();

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (TipoffCase) c = tipoff_case_new_from_text (runs[i].text, -1, TIPOFF_CHANNEL_SMS, NULL, NULL, NULL);
      TipoffAnalysis analysis;
      TipoffFacts facts;

      tipoff_analysis_init (&analysis, knowledge, c, "BE");
      g_assert_cmpuint (analysis.segments->len, >, 1);
      tipoff_facts_init (&facts, &analysis);
      for (guint n = 0; n < analysis.segments->len; n++)
        {
          TipoffSignalSet signals;

          tipoff_facts_add (&facts, &g_array_index (analysis.segments, TipoffSegment, n));
          tipoff_facts_conclude (&facts, &signals);
          g_assert_true (tipoff_facts_want (&facts) || !has_move_or_way (&signals));
        }
      g_assert_cmpint (tipoff_facts_want (&facts), ==, runs[i].wants);
      tipoff_analysis_clear (&analysis);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classify/text/folds", test_folds);
  g_test_add_func ("/classify/text/map", test_map);
  g_test_add_func ("/classify/text/tokens", test_tokens);
  g_test_add_func ("/classify/text/phrases", test_phrases);
  g_test_add_func ("/classify/text/lookalike", test_lookalike);
  g_test_add_func ("/classify/text/claims", test_claims);
  g_test_add_func ("/classify/text/own-domains", test_own_domains);
  g_test_add_func ("/classify/text/runs", test_runs);
  return g_test_run ();
}
