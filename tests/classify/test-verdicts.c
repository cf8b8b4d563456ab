/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole check with the real model: levels, kinds, flags and their exact places, in every language. */
#include "tipoff-classifier.h"
#include "tipoff-limits.h"

#include <string.h>

static TipoffClassifier *classifier;

static TipoffVerdict *
check (const char  *text,
       const char  *sender,
       TipoffCase **kept)
{
  g_autoptr (GError) error = NULL;
  TipoffCase *c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_SMS, sender, NULL, &error);
  TipoffVerdict *verdict;

  g_assert_no_error (error);
  verdict = tipoff_classifier_check (classifier, c, "BE");
  if (kept != NULL)
    *kept = c;
  else
    tipoff_case_free (c);
  return verdict;
}

static const TipoffFlag *
get_flag (const TipoffVerdict *verdict,
          const char          *id)
{
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);

      if (g_str_equal (flag->id, id))
        return flag;
    }
  return NULL;
}

/* What must hold of any verdict on any text. */
static void
assert_sound (const TipoffVerdict *verdict,
              const TipoffCase    *c)
{
  gboolean placed = FALSE;

  g_assert_cmpfloat (verdict->score, >=, 0);
  g_assert_cmpfloat (verdict->score, <=, 1);
  g_assert_true ((verdict->level == TIPOFF_LEVEL_CLEAR) == (verdict->kind == TIPOFF_KIND_NONE));
  g_assert_true (verdict->kind != TIPOFF_KIND_SPAM || verdict->level != TIPOFF_LEVEL_SCAM);
  g_assert_true ((verdict->score >= tipoff_classifier_get_threshold (classifier, TIPOFF_LEVEL_SCAM)) ==
                 (verdict->level == TIPOFF_LEVEL_SCAM));
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);
      g_autofree char *sentence = tipoff_flag_describe (flag, tipoff_tongue_get ("en"));
      g_autofree char *more = tipoff_flag_explain (flag, tipoff_tongue_get ("en"));

      g_assert_null (strchr (sentence, '{'));
      g_assert_null (strchr (more, '{'));
      if (i > 0)
        g_assert_cmpfloat (flag->weight, <=, ((TipoffFlag *) g_ptr_array_index (verdict->flags, i - 1))->weight);
      for (guint j = 0; j < flag->spans->len; j++)
        {
          const TipoffSpan *span = &g_array_index (flag->spans, TipoffSpan, j);
          const TipoffPart *part = tipoff_case_get_part (c, span->part);

          g_assert_cmpuint (span->start, <, span->end);
          g_assert_cmpuint (span->end, <=, part->length);
          g_assert_true (g_utf8_validate_len (part->text + span->start, span->end - span->start, NULL));
          placed = TRUE;
        }
    }
  g_assert_true (verdict->level == TIPOFF_LEVEL_CLEAR || placed);
}

typedef struct
{
  const char  *text;
  TipoffKind   kind;
  const char  *language;
  const char  *flag;      /* must be raised … */
  const char  *place;     /* … exactly there; NULL: anywhere */
} ScamRow;

static const ScamRow scams[] = {
  { "bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be binnen 24u.",
    TIPOFF_KIND_PARCEL, "nl", "url.lookalike", "https://bpost-levering.top/be" },
  { "CORREOS: su paquete está retenido en aduanas. Pague 1,79 EUR en https://correos-aduana.icu/pago",
    TIPOFF_KIND_PARCEL, "es", "url.lookalike", "https://correos-aduana.icu/pago" },
  { "Bpost : votre colis est bloqué. Payez les frais de douane de 2,95 EUR sous 24h sur https://bpost-colis.icu/be",
    TIPOFF_KIND_PARCEL, "fr", "url.lookalike", "https://bpost-colis.icu/be" },
  { "DHL: Ihr Paket konnte nicht zugestellt werden. Bezahlen Sie die Gebühr von 1,99 EUR: https://dhl-zustellung.top/de",
    TIPOFF_KIND_PARCEL, "de", "url.lookalike", "https://dhl-zustellung.top/de" },
  { "Your Netflix account is on hold. Update your payment details now: https://netflix-billing.support-id.com",
    TIPOFF_KIND_SUBSCRIPTION, "en", "url.lookalike", "https://netflix-billing.support-id.com" },
  { "Mama dit is mijn nieuw nummer, mijn gsm is kapot. Kan je me een berichtje sturen op whatsapp?",
    TIPOFF_KIND_FAMILY, "nl", "text.unverified-identity", NULL },
  { "Hola mamá, se me ha roto el móvil, este es mi número nuevo. ¿Me puedes hacer un bizum de 680€ urgente? Luego te explico",
    TIPOFF_KIND_FAMILY, "es", "text.unverified-identity", NULL },
  { "I hacked your webcam and recorded you. Send 1000$ in bitcoin to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq within "
    "48 hours or I send the video to your contacts", TIPOFF_KIND_EXTORTION, "en", "text.extortion", NULL },
  { "Itsme: uw account verloopt vandaag. Vernieuw nu via itsme-verlengen.be/start",
    TIPOFF_KIND_ACCOUNT, "nl", "url.lookalike", "itsme-verlengen.be/start" },
};

static void
test_scams (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scams); i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = check (scams[i].text, NULL, &c);
      const TipoffFlag *flag = get_flag (verdict, scams[i].flag);
      const TipoffSpan *span;

      g_test_message ("%s", scams[i].text);
      assert_sound (verdict, c);
      g_assert_cmpint (verdict->level, >=, TIPOFF_LEVEL_SUSPICIOUS);
      g_assert_cmpstr (tipoff_kind_to_string (verdict->kind), ==, tipoff_kind_to_string (scams[i].kind));
      g_assert_cmpstr (verdict->language, ==, scams[i].language);
      g_assert_nonnull (flag);
      if (scams[i].place == NULL)
        continue;
      span = &g_array_index (flag->spans, TipoffSpan, 0);
      g_assert_cmpuint (span->end - span->start, ==, strlen (scams[i].place));
      g_assert_cmpint (strncmp (scams[i].text + span->start, scams[i].place, strlen (scams[i].place)), ==, 0);
    }
}

/* The honest twins: the same subject, the sender's own address, or nothing asked. */
static void
test_honest (void)
{
  static const char *const rows[] = {
    "bpost: uw pakket 323212345612 wordt vandaag geleverd tussen 14u en 16u. Volg het via https://track.bpost.be/btr/web/#/search?itemCode=323212345612",
    "Uw code is 482913. Deel deze code met niemand. KBC",
    "Rappel: rendez-vous chez le dentiste Dr Martin demain à 10h15. Pour annuler: 02 345 67 89",
    "Belfius: u betaalde 45,20 EUR met uw kaart bij Colruyt op 23/11.",
    "Hey are we still on for tonight? I'll bring the wine x",
    "Agencia Tributaria: su declaración ha sido presentada. Consulte en sede.agenciatributaria.gob.es",
    "Hallo Oma, wir kommen am Sonntag um 15 Uhr. Soll ich Kuchen mitbringen?",
    "Your Amazon order has shipped and will arrive Tuesday. Track: https://www.amazon.es/gp/css/order-history",
    "Proximus: votre facture de novembre de 54,99 EUR est disponible sur MyProximus. Elle sera domiciliée le 02/12.",
    "Wil je morgen de kinderen ophalen? Ik heb een vergadering tot 17u. Kus",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = check (rows[i], NULL, &c);

      g_test_message ("%s", rows[i]);
      assert_sound (verdict, c);
      g_assert_cmpint (verdict->level, ==, TIPOFF_LEVEL_CLEAR);
    }
}

/* A flag each, by its shape alone. */
static void
test_flags (void)
{
  static const struct { const char *text, *flag, *place; } rows[] = {
    { "Kijk hier https://bit.ly/3xYzAbC voor uw pakket", "url.shortener", "https://bit.ly/3xYzAbC" },
    { "Log in op http://45.67.12.9/itsme/start om te bevestigen", "url.ip-host", "http://45.67.12.9/itsme/start" },
    { "Bevestig via https://bpost.be@evil-host.top/x", "url.disguised", "https://bpost.be@evil-host.top/x" },
    { "Betaal op https://xn--bpst-0ra.be/nu", "url.punycode", "https://xn--bpst-0ra.be/nu" },
    { "Uw pakket: https://mijn-pakket-be.web.app/login", "url.free-hosting", "https://mijn-pakket-be.web.app/login" },
    { "Bel nu 0903 12 345 en win een iPhone", "phone.premium-rate", "0903 12 345" },
    { "Stuur 0,05 BTC naar bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "text.wallet", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = check (rows[i].text, NULL, &c);
      const TipoffFlag *flag = get_flag (verdict, rows[i].flag);
      const TipoffSpan *span;

      g_test_message ("%s", rows[i].text);
      assert_sound (verdict, c);
      g_assert_nonnull (flag);
      span = &g_array_index (flag->spans, TipoffSpan, 0);
      if (rows[i].place != NULL)
        g_assert_cmpint (strncmp (rows[i].text + span->start, rows[i].place, span->end - span->start), ==, 0);
    }
}

/* The brand's own address is no contact of the scam's, and true links do not excuse a false one. */
static void
test_roles (void)
{
  g_autoptr (TipoffVerdict) verdict = check ("Zie https://www.bpost.be/nl en betaal via https://bpost-levering.top/be", NULL, NULL);
  const TipoffIndicator *own = g_ptr_array_index (verdict->indicators, 0);
  const TipoffIndicator *lookalike = g_ptr_array_index (verdict->indicators, 1);

  g_assert_cmpint (own->role, ==, TIPOFF_ROLE_IMPERSONATED);
  g_assert_cmpint (lookalike->role, ==, TIPOFF_ROLE_CONTACT);
  g_assert_cmpint (verdict->level, ==, TIPOFF_LEVEL_SCAM);
}

static void
test_number_alone (void)
{
  static const struct { const char *number; const char *flag; TipoffLevel level; } rows[] = {
    { "078 170 170", "phone.official", TIPOFF_LEVEL_OFFICIAL },
    { "0903 12 345", "phone.premium-rate", TIPOFF_LEVEL_SUSPICIOUS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = check (rows[i].number, NULL, &c);

      g_test_message ("%s", rows[i].number);
      g_assert_true (tipoff_verdict_is_number_alone (verdict, c));
      g_assert_nonnull (get_flag (verdict, rows[i].flag));
      g_assert_cmpint (verdict->level, ==, rows[i].level);
    }
}

static void
test_hostile (void)
{
  static const char *const units[] = { "1", "@", "http://", "a", "((((", "\xe2\x80\x8b", "\xf0\x9f\x98\x80", "https://bpost.top/ ", "code ", "." };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new ("x ");
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = NULL;
      gint64 start = g_get_monotonic_time ();

      while (text->len + strlen (units[i]) <= TIPOFF_LIMIT_TEXT_BYTES)
        g_string_append (text, units[i]);
      verdict = check (text->str, NULL, &c);
      assert_sound (verdict, c);
      /* Not a speed, but the difference between linear and worse. */
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

static void
test_any_text (void)
{
  static const char *const pieces[] = { "uw pakket ", "https://bpost-levering.top/", "code 123456 ", "\xe2\x80\xae", "\xd0\xb0",
                                        "0470 12 34 56 ", "b p o s t ", "1.99 EUR ", "\n", "ＰＡＹ ", "é", "bel nu ", "!!! " };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = NULL;

      for (gint32 n = g_rand_int_range (random, 1, 20); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      verdict = check (text->str, i % 3 == 0 ? "bpost" : NULL, &c);
      assert_sound (verdict, c);
    }
}

static char *
as_json (const char *text)
{
  g_autoptr (TipoffCase) c = NULL;
  g_autoptr (TipoffVerdict) verdict = check (text, NULL, &c);
  GString *out = g_string_new (NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_verdict_write_json (verdict, c, tipoff_tongue_get ("en"), &writer);
  tipoff_json_writer_end_object (&writer);
  return g_string_free (out, FALSE);
}

static gpointer
check_in_thread (gpointer data)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func (g_free);

  for (guint round = 0; round < 20; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (scams); i++)
      g_ptr_array_add (answers, as_json (scams[i].text));
  return answers;
}

/* One classifier, many threads: the same answers to the byte. */
static void
test_threads (void)
{
  GThread *threads[4];
  g_autoptr (GPtrArray) alone = check_in_thread (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("check", check_in_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GPtrArray) answers = g_thread_join (threads[i]);

      g_assert_cmpuint (answers->len, ==, alone->len);
      for (guint j = 0; j < answers->len; j++)
        g_assert_cmpstr (g_ptr_array_index (answers, j), ==, g_ptr_array_index (alone, j));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  classifier = tipoff_classifier_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/verdicts/scams", test_scams);
  g_test_add_func ("/verdicts/honest", test_honest);
  g_test_add_func ("/verdicts/flags", test_flags);
  g_test_add_func ("/verdicts/roles", test_roles);
  g_test_add_func ("/verdicts/number-alone", test_number_alone);
  g_test_add_func ("/verdicts/hostile", test_hostile);
  g_test_add_func ("/verdicts/any-text", test_any_text);
  g_test_add_func ("/verdicts/threads", test_threads);
  status = g_test_run ();
  tipoff_classifier_unref (classifier);
  return status;
}
