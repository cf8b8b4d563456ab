/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include <string.h>

/* What is personal stands in {type:…}; all the rest is evidence or ordinary and must stay. */

static const struct { const char *region, *marked; } table[] = {
  /* Names after a greeting, in five languages. */
  { "BE", "Beste {name:Jan Peeters}, uw pakket wordt vastgehouden. Betaal via https://bpost-levering.top/be" },
  { "BE", "Beste klant, uw pakket wordt vastgehouden. Betaal 1,99 EUR via bpost-levering.top" },
  { "BE", "Geachte heer {name:Van den Broeck},\nuw rekening is geblokkeerd." },
  { "BE", "Geachte mevrouw, geachte heer, gelieve te betalen." },
  { "BE", "Geachte heer/mevrouw {name:Janssens}, u hebt een boete." },
  { "BE", "Dag {name:An}, hier uw factuur." },
  { "BE", "Elke dag Brussel bezoeken? Boek nu." },
  { "BE", "hoi {name:sofie}, ik heb een nieuw nummer" },
  { "BE", "Hoi mama, dit is mijn nieuw nummer. App me op +32 470 12 34 56" },
  { "BE", "Hallo daar, alles goed?" },
  { "BE", "KBC: Beste {name:Els Claes}, uw kaart vervalt. Ga naar kbc-kaart.info" },
  { "BE", "{name:Pieter}, uw zending staat klaar: https://dhl-pakje.xyz/q" },
  { "BE", "Argenta, uw bank: bevestig via https://argenta-bevestig.com" },
  { "GB", "Dear {name:Mary O'Brien}, your account has been locked." },
  { "GB", "Dear customer, your parcel is waiting at https://royalmail-fee.com/pay" },
  { "GB", "Dear Mr {name:Smith}, we tried to deliver." },
  { "GB", "Hi there, are you still looking for work?" },
  { "GB", "Hi {name:John}! Your appointment is on Monday." },
  { "GB", "Dear {email:mary.obrien@example.org}, your mailbox is full. Verify at https://mail-verify.site/in" },
  { "FR", "Bonjour {name:Jean-Pierre Dupont}, votre colis est en attente." },
  { "FR", "Bonjour, votre colis est en attente." },
  { "FR", "Cher client, votre compte sera suspendu." },
  { "FR", "Chère Madame {name:Lefèvre}, votre carte vitale expire." },
  { "FR", "Coucou maman, j'ai cassé mon téléphone, écris-moi au 06 12 34 56 78" },
  { "FR", "Madame, Monsieur, vous avez une amende impayée." },
  { "DE", "Sehr geehrter Herr {name:Müller}, Ihr Konto wurde gesperrt." },
  { "DE", "Sehr geehrte Damen und Herren, Ihr Paket wartet." },
  { "DE", "Sehr geehrte Kundin, bitte bestätigen Sie Ihre Daten." },
  { "DE", "Hallo {name:Sabine Schmidt}, Ihr Paket liegt bereit." },
  { "DE", "Hallo Mama, mein Handy ist kaputt. Das ist meine neue Nummer." },
  { "DE", "Guten Tag Frau {name:von der Heide}, wir haben eine Frage." },
  { "ES", "Hola {name:María García López}, su paquete está retenido." },
  { "ES", "Estimado cliente, su cuenta ha sido bloqueada." },
  { "ES", "Estimada Sra. {name:Fernández}, tiene una multa pendiente." },
  { "ES", "Hola mamá, este es mi número nuevo" },
  { "ES", "Buenos días {name:Carlos}, le llamamos del banco." },
  { "BE", "T.a.v. {name:Marc Wouters}: uw dossier is klaar." },
  { "FR", "À l'attention de {name:Claire Martin} : dernier rappel." },
  /* The same name again. */
  { "BE", "Beste {name:Jan Peeters},\nBedankt {name:Jan}. De heer {name:Peeters} krijgt 300 EUR." },
  /* Own addresses, numbers, accounts; those of the scam stay. */
  { "BE", "Uw e-mailadres {email:jan.peeters@example.be} is geblokkeerd. Schrijf naar helpdesk@bpost-hulp.top" },
  { "BE", "Uw nummer {phone:0470 12 34 56} heeft gewonnen! Bel 0903 12 345." },
  { "BE", "Bel ons op 0470 12 34 56 of mail hulp@kbc-veilig.com" },
  { "GB", "This message was sent to {email:mary@example.org}. Unsubscribe: https://spam.example/u" },
  { "FR", "Votre compte {iban:BE68 5390 0754 7034} est bloqué. Versez sur BE71 0961 2345 6769." },
  { "BE", "Stort 500 euro op BE68 5390 0754 7034, mam" },
  { "DE", "Ihr Konto {iban:DE89 3704 0044 0532 0130 00} wurde gesperrt." },
  { "ES", "Su número {phone:+34 612 345 678} ha sido premiado. Llame al +34 803 123 456" },
  /* Header lines. */
  { "BE", "Aan: {name:Jan Peeters} <{email:jan.peeters@example.be}>\nOnderwerp: factuur\nBetaal op https://factuur-betalen.info/x" },
  { "GB", "To: {email:mary@example.org}\nFrom: support@paypa1-help.com\n\nHello, your account {email:mary@example.org} is limited." },
  /* Cards. */
  { "BE", "Uw kaart {card:4532 0151 1283 0366} is geblokkeerd" },
  { "ES", "Su tarjeta {card:5425233430109903} ha sido bloqueada" },
  { "GB", "Your card ****{card:1234} was used. Call 0800 123 4567" },
  { "BE", "Uw kaart eindigend op {card:4821} werd gebruikt" },
  { "BE", "Uw pakketnummer is 4532 0151 1283 0367 00" },
  /* One-time codes. */
  { "BE", "Uw itsme code is {code:482913}. Deel deze met niemand." },
  { "GB", "{code:123456} is your verification code." },
  { "GB", "{code:G-559201} is your Google code" },
  { "FR", "Votre code de vérification : {code:4821}" },
  { "DE", "Ihr Code lautet {code:739 204}. Geben Sie ihn nicht weiter." },
  { "ES", "Su código de seguridad es {code:80213}" },
  { "BE", "Gebruik kortingscode ZOMER2026 voor 20 euro" },
  { "BE", "Postcode 9000 werd niet gevonden" },
  { "BE", "Betaal 1250 EUR voor 2027" },
  /* National numbers. */
  { "BE", "Uw rijksregisternummer {national-id:85.07.30-033.28} werd gebruikt" },
  { "BE", "Bevestig {national-id:85073003328} via https://mijnmyminfin.top" },
  { "ES", "Su DNI {national-id:12345678Z} caduca pronto" },
  { "ES", "NIE {national-id:X-1234567-L} pendiente" },
  { "FR", "Votre numéro de sécurité sociale {national-id:2 55 08 14 168 025 38} expire" },
  { "NL", "Uw BSN {national-id:111222333} is misbruikt" },
  /* Street addresses. */
  { "BE", "Levering op {address:Kerkstraat 12 bus 3, 9000 Gent} mislukt" },
  { "FR", "Livraison au {address:12 rue de la Paix, 75002 Paris} impossible" },
  { "BE", "Colis pour {address:Rue de la Loi 16, 1000 Bruxelles} en attente" },
  { "DE", "Paket an {address:Hauptstraße 12a, 10115 Berlin} nicht zustellbar" },
  { "ES", "Entrega en {address:Calle Mayor 5, 28013 Madrid} fallida" },
  { "GB", "Delivery to {address:12 High Street} failed" },
  { "BE", "Uw pakje is onderweg 24 uur te laat" },
  /* Parcel and order numbers. */
  { "BE", "Uw pakket {tracking:323212345678901234567890} wacht" },
  { "BE", "Zending {tracking:CD123456785BE} wordt vastgehouden: https://bpost.be-track.top/x" },
  { "FR", "Votre colis n° {tracking:6A12345678901} est bloqué" },
  { "DE", "Sendungsnummer: {tracking:JJD000390007777777777}" },
  { "ES", "Su pedido nº {tracking:404-1234567-7654321} está retenido" },
  { "GB", "Order {tracking:GB-2026-884213} could not be delivered" },
  { "BE", "Betaal 2,99 euro voor 24/11/2026" },
  /* Inside links. */
  { "BE", "Ga naar https://mail-check.top/login?email={email:jan.peeters@example.be}&x=1" },
  { "BE", "Ga naar https://mail-check.top/login?e={email:jan.peeters%40example.be}" },
  { "BE", "Ga naar https://mail-check.top/v/{email:amFuLnBlZXRlcnNAZXhhbXBsZS5iZQ==}" },
  { "BE", "Ga naar https://mail-check.top/#{email:amFuLnBlZXRlcnNAZXhhbXBsZS5iZQ}" },
  { "BE", "Ga naar https://mail-check.top/?h={email:6a616e2e70656574657273406578616d706c652e6265}" },
  { "BE", "Ga naar https://mail-check.top/t/9f3Ab77XyQ2?id=8842199301" },
  { "BE", "Chat met ons: https://wa.me/32470123456" },
  { "BE", "Uw nummer {phone:0470 12 34 56}: https://win.top/c?m={phone:+32470123456}" },
  { "BE", "Beste {name:Jan Peeters}, ga naar https://kaart.top/{name:jan.peeters}/start" },
  { "GB", "Track https://dpd-fee.com/p?name={name:Mary+OBrien}&ref=1" },
};

/* The text without its marks, and what must become of it. */
static void
take_marks (const char *marked,
            char      **text,
            char      **expected)
{
  GString *plain = g_string_new (NULL);
  GString *masked = g_string_new (NULL);
  const char *p = marked;

  while (*p != '\0')
    {
      const char *colon, *end;

      if (*p != '{')
        {
          g_string_append_c (plain, *p);
          g_string_append_c (masked, *p++);
          continue;
        }
      colon = strchr (p, ':');
      end = strchr (p, '}');
      g_assert_true (colon != NULL && end != NULL && colon < end);
      g_string_append_len (plain, colon + 1, end - colon - 1);
      g_string_append_printf (masked, "[redacted:%.*s]", (int) (colon - p - 1), p + 1);
      p = end + 1;
    }
  *text = g_string_free (plain, FALSE);
  *expected = g_string_free (masked, FALSE);
}

static guint
count (const char *text)
{
  guint n = 0;

  for (const char *p = strstr (text, "[redacted:"); p != NULL; p = strstr (p + 1, "[redacted:"))
    n++;
  return n;
}

static void
test_table (void)
{
  guint due = 0;
  guint found = 0;
  guint wrong_rows = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *masked = NULL;
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (TipoffVerdict) verdict = NULL;
      g_autoptr (GPtrArray) redactions = NULL;

      take_marks (table[i].marked, &text, &expected);
      c = make_case (text, TIPOFF_CHANNEL_SMS, NULL, NULL);
      verdict = make_verdict (c, table[i].region);
      redactions = tipoff_redactions_propose (c, verdict);
      masked = tipoff_redactions_apply (redactions, 0, text, strlen (text), NULL);
      due += count (expected);
      found += count (masked);
      if (!g_str_equal (masked, expected))
        {
          wrong_rows++;
          g_test_message ("row %" G_GSIZE_FORMAT "\n  due: %s\n  got: %s", i, expected, masked);
        }
    }
  g_test_message ("%" G_GSIZE_FORMAT " messages, %u pieces due, %u masked, %u messages not as due",
                  G_N_ELEMENTS (table), due, found, wrong_rows);
  g_assert_cmpuint (wrong_rows, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/redaction/table", test_table);
  return g_test_run ();
}
