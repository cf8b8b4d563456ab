/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classify-helper.h"
#include "tipoff-flag.h"

#include <string.h>

/* A message, a flag that it must raise, and the exact text of that flag's first span. */
static const struct { const char *region, *text, *flag, *span; } raised[] = {
  { "BE", "bpost: uw pakket wacht. Betaal 1,99 euro via https://bpost-levering.top/be", "url.lookalike", "https://bpost-levering.top/be" },
  { "BE", "Uw rekening: https://belfius.be.veilig-nu.com/login", "url.lookalike", "https://belfius.be.veilig-nu.com/login" },
  { "BE", "Zie https://belf1us-app.com/", "url.lookalike", "https://belf1us-app.com/" },
  { "ES", "Correos: su envio https://correos-envio.icu/x", "url.lookalike", "https://correos-envio.icu/x" },
  { "FR", "Ameli : renouvelez sur http://ameli-vitale.xyz", "url.lookalike", "http://ameli-vitale.xyz" },
  { "BE", "Klik hier https://bit.ly/3abcd nu", "url.shortener", "https://bit.ly/3abcd" },
  { "BE", "Ga naar http://185.23.11.9/kbc", "url.ip-host", "http://185.23.11.9/kbc" },
  { "BE", "Ga naar https://xn--bcher-kva.example.com/", "url.punycode", "https://xn--bcher-kva.example.com/" },
  { "BE", "Ga naar https://kbc.be@evil.example.com/", "url.disguised", "https://kbc.be@evil.example.com/" },
  { "BE", "Ga naar https://mijn-pakje.web.app/a", "url.free-hosting", "https://mijn-pakje.web.app/a" },
  { "BE", "Ga naar https://pakje.icu/a", "url.cheap-ending", "https://pakje.icu/a" },
  { "BE", "Belfius: bevestig uw kaart op https://kaart-nu.example.com/a", "url.not-the-brand", "https://kaart-nu.example.com/a" },
  { "BE", "Bel nu 0903 12 345 voor uw prijs", "phone.premium-rate", "0903 12 345" },
  { "BE", "Card Stop: 078 170 170", "phone.official", "078 170 170" },
  { "BE", "stuur me de code even", "text.asks-code", "stuur me de code" },
  { "FR", "envoie-moi le code stp", "text.asks-code", "envoie-moi le code" },
  { "DE", "schick mir bitte den code", "text.asks-code", "schick mir bitte den code" },
  { "ES", "Por favor env\303\255ame el c\303\263digo que te ha llegado", "text.asks-code", "env\303\255ame el c\303\263digo" },
  { "GB", "please forward me the code you got", "text.asks-code", "forward me the code" },
  { "BE", "Zonnepunt: betaal uw factuur op https://zonnepunt-betaling.com/x", "url.added-to-name", "https://zonnepunt-betaling.com/x" },
  { "FR", "Un coursier passera r\303\251cup\303\251rer votre carte bancaire", "text.collection", "coursier passera r\303\251cup\303\251rer" },
  { "GB", "An agent will call you shortly", "text.will-be-called", "agent will call" },
  { "GB", "Add me on WhatsApp and I will explain", "text.contact-elsewhere", "Add me on WhatsApp" },
  { "PT", "A sua encomenda est\303\241 retida, pague a taxa", "text.fee-first", "pague a taxa" },
  { "BE", "U hebt recht op een terugbetaling van 214,90 euro", "text.refund", "hebt recht op" },
  { "FR", "Vos points fid\303\251lit\303\251 expirent demain", "text.expiry", "points fid\303\251lit\303\251 expirent" },
  { "GB", "please s e n d me the code", "text.asks-code", "s e n d me the code" },
  { "GB", "Please s\342\200\213end me the c\320\276de", "text.asks-code", "s\342\200\213end me the c\320\276de" },
};

/* What an honest sender of today writes: must be clear. */
static const struct { const char *region, *text; } honest[] = {
  { "BE", "bpost: je pakje is onderweg en wordt vandaag geleverd tussen 13:05 en 14:35. Volg het op https://track.bpost.be/btr/web/" },
  { "BE", "Je code is 482913. Geef deze code aan niemand door, ook niet aan medewerkers van de bank." },
  { "BE", "Herinnering: afspraak bij tandarts Claes op dinsdag 14/03 om 10u15. Verhinderd? Bel 09 223 45 67." },
  { "BE", "Mama ik ben om 6 uur thuis, zet jij de aardappelen op?" },
  { "FR", "Votre rendez-vous chez le dentiste est confirm\303\251 pour le 12 mars \303\240 14h30." },
  { "FR", "Votre code de v\303\251rification est 185879. Ne le communiquez \303\240 personne." },
  { "DE", "Ihr Paket kommt heute zwischen 12:00 und 14:00 Uhr. Sendung verfolgen: https://www.dhl.de/" },
  { "DE", "Hallo Mama, ich bin gut angekommen. Bis morgen!" },
  { "ES", "Mam\303\241, la abuela est\303\241 en el hospital, ll\303\241mame cuando puedas" },
  { "ES", "Su cita con el dentista es el jueves 14 a las 10:30. Un saludo." },
  { "ES", "Hola mam\303\241, llego tarde, empezad sin m\303\255" },
  { "GB", "Your verification code is 481489. Never share it with anyone." },
  { "FR", "Basic-Fit : votre s\303\251ance d'essai de mardi est confirm\303\251e. Infos sur www.basic-fit.com" },
  { "FR", "Chez La Redoute, les soldes continuent jusqu'\303\240 mardi sur www.laredoute.fr" },
  { "GB", "Hey, are we still on for lunch tomorrow? I can pick you up at 12" },
};

static void
assert_first_span (const char *text, const TipoffFlag *flag, const char *expected)
{
  const TipoffSpan *span;
  g_autofree char *found = NULL;

  g_assert_cmpuint (flag->spans->len, >, 0);
  span = &g_array_index (flag->spans, TipoffSpan, 0);
  g_assert_cmpuint (span->part, ==, 0);
  g_assert_cmpuint (span->end, <=, strlen (text));
  found = g_strndup (text + span->start, span->end - span->start);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_raised (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (raised); i++)
    {
      g_autoptr (TipoffVerdict) verdict = check_text (raised[i].text, raised[i].region, NULL);
      const TipoffFlag *flag = find_flag (verdict, raised[i].flag);

      if (flag == NULL)
        g_test_fail_printf ("%s: no %s", raised[i].text, raised[i].flag);
      else
        assert_first_span (raised[i].text, flag, raised[i].span);
    }
}

static void
test_honest (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (honest); i++)
    {
      g_autoptr (TipoffVerdict) verdict = check_text (honest[i].text, honest[i].region, NULL);

      if (verdict->level != TIPOFF_LEVEL_CLEAR)
        g_test_fail_printf ("%s: %s %.3f", honest[i].text, tipoff_level_to_string (verdict->level), verdict->score);
      g_assert_null (find_flag (verdict, "url.lookalike"));
      g_assert_null (find_flag (verdict, "url.added-to-name"));
      g_assert_null (find_flag (verdict, "text.asks-code"));
      g_assert_null (find_flag (verdict, "text.unverified-identity"));
    }
}

/* Scams of every language and of kinds that words alone give away: an alarm with a place. */
static const struct { const char *region, *text; TipoffLevel least; } scams[] = {
  { "BE", "bpost: uw pakket wacht. Betaal 1,99 euro via https://bpost-levering.top/be", TIPOFF_LEVEL_SCAM },
  { "BE", "Hoi mama, mijn gsm is kapot, dit is mijn nieuwe nummer. Kan je snel 850 euro overschrijven?", TIPOFF_LEVEL_SUSPICIOUS },
  { "FR", "Maman c'est moi, voici mon nouveau num\303\251ro, mon t\303\251l\303\251phone est cass\303\251. Peux-tu m'envoyer 900 euros ?", TIPOFF_LEVEL_SUSPICIOUS },
  { "DE", "Hallo Mama, mein Handy ist kaputt, das ist meine neue Nummer. Kannst du bitte 980 Euro \303\274berweisen?", TIPOFF_LEVEL_SUSPICIOUS },
  { "ES", "Hola mam\303\241, se me ha roto el m\303\263vil, este es mi nuevo n\303\272mero. \302\277Me puedes hacer un Bizum de 700 euros?", TIPOFF_LEVEL_SUSPICIOUS },
  { "GB", "Hi mum, I broke my phone, this is my new number. Can you send me \302\243950 today?", TIPOFF_LEVEL_SUSPICIOUS },
  { "ES", "BBVA: su cuenta ha sido bloqueada. Verifique sus datos en https://bbva-seguridad.top/acceso", TIPOFF_LEVEL_SCAM },
  { "FR", "Ameli : votre carte vitale expire. Mettez \303\240 jour vos informations : https://ameli-vitale.xyz/maj", TIPOFF_LEVEL_SCAM },
};

static void
test_scams (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scams); i++)
    {
      g_autoptr (TipoffVerdict) verdict = check_text (scams[i].text, scams[i].region, NULL);

      if (verdict->level < scams[i].least)
        g_test_fail_printf ("%s: %s %.3f", scams[i].text, tipoff_level_to_string (verdict->level), verdict->score);
      g_assert_cmpuint (verdict->flags->len, >, 0);
      g_assert_cmpint (verdict->kind, !=, TIPOFF_KIND_NONE);
    }
}

/* Every flag has a weight and two sentences without a place that its arguments leave open. */
static void
test_sentences (void)
{
  const char *arguments[] = { "brand", "B", "host", "h.example", "domain", "d.example", "ending", "top",
                              "number", "0", "region", "BE", "sender", "S", "text", "T", "shown", "s.example",
                              "address", "a@b.example", NULL };

  for (guint type = 0; type < TIPOFF_N_FLAGS; type++)
    {
      TipoffFlag *flag = tipoff_flag_new (type);
      g_autofree char *sentence = NULL, *explanation = NULL;

      flag->arguments = g_strdupv ((char **) arguments);
      sentence = tipoff_flag_describe (flag, tipoff_tongue_get ("en"));
      explanation = tipoff_flag_explain (flag, tipoff_tongue_get ("en"));
      g_assert_cmpfloat (flag->weight, >, 0);
      g_assert_cmpfloat (flag->weight, <=, 1);
      g_assert_null (strpbrk (sentence, "{}<>"));
      g_assert_null (strpbrk (explanation, "{}<>"));
      g_assert_cmpint (sentence[strlen (sentence) - 1], ==, '.');
      g_assert_cmpint (explanation[strlen (explanation) - 1], ==, '.');
      tipoff_flag_free (flag);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classify/flags/raised", test_raised);
  g_test_add_func ("/classify/flags/honest", test_honest);
  g_test_add_func ("/classify/flags/scams", test_scams);
  g_test_add_func ("/classify/flags/sentences", test_sentences);
  return g_test_run ();
}
