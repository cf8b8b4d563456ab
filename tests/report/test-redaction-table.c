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
  /* No name at all. */
  { "GB", "Dear Netflix user, your payment failed." },
  { "GB", "Hello. No news on the job." },
  { "GB", "Hi. What's new with you?" },
  { "GB", "Yep, the parcel arrived." },
  { "DE", "Liebe Grüße\nMatthias" },
  { "BE", "Beste KBC-klant, uw kaart vervalt." },
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
  { "BE", "Uw pakketnummer is {tracking:4532 0151 1283 0367 00}" },
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
  /* As they are sent today. */
  { "BE", "Goedemorgen {name:Katrien}, je afspraak bij dr. Maes is morgen om 10u." },
  { "BE", "Beste mevrouw {name:De Smedt}, wij proberen u te bereiken over uw pensioen. FOD Pensioenen" },
  { "BE", "Proximus: Uw factuur van 45,90 EUR is niet betaald. Factuurnummer {tracking:7845129630}. Betaal via proximus-betaling.net" },
  { "BE", "Argenta: uw digipass vervalt op 30/11/2026. Vernieuw via https://argenta-digipass.net" },
  { "BE", "MyMinfin: u hebt recht op een terugbetaling van 278,35 EUR. Dossier {tracking:2026/114578}." },
  { "BE", "Mama dit is mijn nieuw nummer 0487 65 43 21, kan je 850 euro storten op BE71 0961 2345 6769 op naam van K. Peeters?" },
  { "BE", "Uw pakket met code {tracking:BE4471908} kon niet geleverd worden op {address:Grote Steenweg 214, 2600 Berchem}" },
  { "BE", "Hallo {name:Mohamed El Amrani}! Proficiat, u bent de winnaar van een iPhone 17." },
  { "FR", "Bonjour Monsieur {name:Benali},\nsuite à notre appel, merci de rappeler le 01 80 88 99 77." },
  { "FR", "ANTAI : amende impayée n° {tracking:5841236970}. Réglez 35 EUR sur amendes-gouv-paiement.fr" },
  { "FR", "Ameli : votre nouvelle carte vitale est disponible, remplissez le formulaire https://ameli-carte.info" },
  { "FR", "Salut {name:Chloé}, c'est Hugo, j'ai changé de numéro" },
  { "FR", "Chronopost : votre colis sera livré au {address:27 bis, rue Victor Hugo, 69002 Lyon}" },
  { "FR", "Votre code de sécurité est le {code:552 187}. Ne le partagez pas." },
  { "FR", "Crédit Agricole : un achat de 899 EUR avec la carte se terminant par {card:7741} a été refusé" },
  { "FR", "Cher(e) abonné(e), votre abonnement Netflix expire. https://netflix-abo.fr.site" },
  { "DE", "DHL: Ihr Paket {tracking:00340434161094027318} ist im Depot. Zollgebühr 2,99 EUR: https://dhl-zoll.top" },
  { "DE", "Lieber {name:Thomas}, hier ist deine Tante" },
  { "DE", "Sparkasse: Ihr pushTAN-Verfahren läuft am 25.11.2026 ab. https://s-pushtan.online" },
  { "DE", "Sehr geehrte Frau Dr. {name:Schneider-Wolf}, Ihre Rechnung Nr. {tracking:RE-2026-00871} ist fällig." },
  { "DE", "Ihre TAN: {code:448291}. Betrag 1.249,00 EUR" },
  { "DE", "Hallo Papa, schreib mir bitte auf WhatsApp +49 1512 3456789" },
  { "DE", "Lieferung an {address:Am Alten Markt 3, 50667 Köln}" },
  { "ES", "BBVA: Estimado/a {name:Laura}, acceso no autorizado. Verifique en https://bbva-seguro.app" },
  { "ES", "Correos: su envío {tracking:PQ4F5S0412345670} tiene pendiente 1,79 EUR: correos-pago.info" },
  { "ES", "DGT: tiene una multa. Expediente {tracking:28/123456789}. Pague en dgt-sancion.com" },
  { "ES", "Hola papá, se me ha roto el móvil. Escríbeme al 611 22 33 44" },
  { "ES", "Hola {name:José Luis}, soy Marta de recursos humanos. Ofrecemos 200 € al día." },
  { "ES", "Clave de un solo uso: {code:903412}" },
  { "ES", "Entregaremos en {address:Avenida de la Constitución, 14, 41001 Sevilla}" },
  { "GB", "HMRC: You are owed a refund of 276.34 GBP. Claim at https://hmrc-claim.info" },
  { "GB", "Hi mum, I lost my phone, text me on 07700 900123" },
  { "GB", "Good afternoon Mrs {name:Patel}, your package is at our depot." },
  { "GB", "Evri: we tried to deliver your parcel to {address:48 Victoria Road, London}. Rebook evri-rebook.com" },
  { "GB", "Your Netflix account {email:j.smith77@example.com} is on hold. Fix: https://nflx-billing.com/a?u={email:j.smith77@example.com}" },
  { "GB", "Amazon: your order {tracking:114-5567821-9934512} of 799.00 will be charged. Call 0808 123 4567" },
  { "GB", "Use code SAVE20 for 20% off until 31 December 2026" },
  { "GB", "URGENT! You have won a 1 week FREE membership in our 100000 Prize Jackpot! Txt CLAIM to 81010" },
  { "GB", "{name:Emma}, your dentist appointment is on 3 May at 14:30. Call 020 7946 0958 to change." },
  { "GB", "Final notice: send 0.5 BTC to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa or I publish the video" },
  { "BE", "Dag {name:Lieve}\nJe pakje {tracking:3SBEL8842107733} ligt klaar in het afhaalpunt." },
  { "BE", "Belfius: er werd 489,00 EUR afgehouden van uw rekening {iban:BE68 5390 0754 7034}. Niet u? Bel 02 808 12 34" },
  { "BE", "Beste klant, uw bankkaart wordt vervangen. Bezorg uw oude kaart aan onze koerier." },
  { "BE", "Geachte {name:Ahmed Yilmaz}, u ontvangt dit bericht omdat u ingeschreven bent." },
  { "BE", "FOD Financiën: u hebt een openstaande schuld van 312,40 EUR, ref. {tracking:FF-2026-99120}. Laatste aanmaning." },
  { "BE", "Hey {name:Tom}, alles goed? Ik verkoop mijn fiets nog, stuur je adres." },
  { "BE", "Mutualiteit: bevestig uw rijksregisternummer via https://mijn-ziekenfonds.info" },
  { "BE", "Uw sms-code om in te loggen: {code:7712}" },
  { "BE", "Sofie van Telenet hier, bel mij terug op 0800 12 345." },
  { "BE", "Aan de bewoners: werken in de Kerkstraat op 3 december." },
  { "FR", "Bonjour, c'est le livreur, votre colis ne rentre pas dans la boîte aux lettres. https://laposte-suivi.help" },
  { "FR", "Chère {name:Nathalie}, votre dossier CPF expire ce soir. Rappelez le 09 70 12 34 56." },
  { "FR", "EDF: votre contrat n° {tracking:6012457893} sera résilié. Payez sur edf-reglement.com" },
  { "FR", "Votre compte {email:paul.durand@exemple.fr} a été suspendu" },
  { "FR", "Bonsoir {name:Amélie} !\nTon code Vinted : {code:902118}" },
  { "FR", "Papa, j'ai eu un accident. Envoie 900 euros sur FR76 3000 6000 0112 3456 7890 189" },
  { "DE", "Hallo {name:Jürgen}, Ihr Paket konnte nicht an {address:Lindenallee 7, 50968 Köln} zugestellt werden." },
  { "DE", "Guten Tag, Ihr Konto bei der Volksbank wurde eingeschränkt. https://vr-sicher.net" },
  { "DE", "Sehr geehrter Herr Prof. {name:Weber}, Ihre Kundennummer {tracking:4471-0098} ist abgelaufen." },
  { "DE", "Liebe Eltern, der Ausflug findet am Montag statt." },
  { "DE", "Ihr PayPal-Code: {code:118273}. Gültig 10 Minuten." },
  { "ES", "Hola {name:Ana}, tu reserva {tracking:HMX8842P19} necesita verificación: https://booking-verifica.com" },
  { "ES", "Hacienda: devolución de 411,23 € disponible. Rellene el formulario en aeat-devolucion.com" },
  { "ES", "Sr. {name:Ramírez}, su tarjeta terminada en {card:0915} ha sido bloqueada." },
  { "ES", "Su factura de luz, contrato {tracking:ES0021000001234567AB}, está vencida" },
  { "ES", "Trabaja desde casa y gana 3000 euros al mes. Escribe a Lucía al +34 600 11 22 33" },
  { "GB", "Hello {name:Priya Sharma},\nYour council tax refund of 310.50 GBP is ready. Ref {tracking:CT-88410-26}." },
  { "GB", "DVLA: your vehicle tax payment failed. Update: https://dvla-tax.support" },
  { "GB", "Your verification code is {code:4410}. Do not share it." },
  { "GB", "Dear Valued Customer, we noticed unusual activity. Sign in at https://barclays-alert.com" },
  { "GB", "Hi {name:Sam}, it's Dave. Got a new number, call me on 07911 123456" },
  { "BE", "Subject: factuur\nTo: {name:Marie Lambert} <{email:marie.lambert@example.be}>\n\nBeste {name:Marie},\n\nGelieve te betalen op https://fac.top/?c={email:bWFyaWUubGFtYmVydEBleGFtcGxlLmJl}\n\nMet vriendelijke groeten,\nPieter Claes\nFacturatie" },
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
      redactions = tipoff_redactions_propose (c, verdict, NULL);
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

/* A message with marks: {type:personal} and [[evidence]]. */
typedef struct
{
  GString *text;
  GArray  *personal;    /* of TipoffSpan */
  GArray  *evidence;    /* of TipoffSpan */
} Marked;

static Marked
read_marked (const char *line)
{
  Marked marked = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (TipoffSpan)),
                    g_array_new (FALSE, FALSE, sizeof (TipoffSpan)) };
  TipoffSpan span = { 0, 0, 0 };

  for (const char *p = line; *p != '\0';)
    {
      if (g_str_has_prefix (p, "\\n"))
        {
          g_string_append_c (marked.text, '\n');
          p += 2;
        }
      else if (*p == '{' || g_str_has_prefix (p, "[["))
        {
          span.start = marked.text->len;
          p = *p == '{' ? strchr (p, ':') + 1 : p + 2;
        }
      else if (*p == '}' || g_str_has_prefix (p, "]]"))
        {
          span.end = marked.text->len;
          g_array_append_val (*p == '}' ? marked.personal : marked.evidence, span);
          p += *p == '}' ? 1 : 2;
        }
      else
        g_string_append_c (marked.text, *p++);
    }
  return marked;
}

static void
marked_clear (Marked *marked)
{
  g_string_free (marked->text, TRUE);
  g_array_unref (marked->personal);
  g_array_unref (marked->evidence);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Marked, marked_clear)

/* How many bytes of @span are masked. */
static gsize
masked_bytes (const GPtrArray *redactions,
              TipoffSpan       span)
{
  gsize bytes = 0;

  for (guint i = 0; i < redactions->len; i++)
    {
      const TipoffRedaction *redaction = g_ptr_array_index (redactions, i);
      gsize start = MAX (redaction->span.start, span.start);
      gsize end = MIN (redaction->span.end, span.end);

      if (redaction->masked && start < end)
        bytes += end - start;
    }
  return bytes;
}

typedef struct
{
  guint messages, personal, found, evidence, lost;
} Tally;

static void
count_line (Tally        *tally,
            const char   *region,
            TipoffChannel channel,
            const char   *line)
{
  g_auto (Marked) marked = read_marked (line);
  g_autoptr (TipoffCase) c = make_case (marked.text->str, channel, NULL, NULL);
  g_autoptr (TipoffVerdict) verdict = make_verdict (c, region);
  g_autoptr (GPtrArray) redactions = tipoff_redactions_propose (c, verdict, NULL);

  tally->messages++;
  for (guint i = 0; i < marked.personal->len; i++)
    {
      TipoffSpan span = g_array_index (marked.personal, TipoffSpan, i);
      gboolean found = masked_bytes (redactions, span) == span.end - span.start;

      tally->personal++;
      tally->found += found ? 1 : 0;
      if (!found)
        g_test_message ("missed “%.*s” in %s", (int) (span.end - span.start), marked.text->str + span.start, marked.text->str);
    }
  for (guint i = 0; i < marked.evidence->len; i++)
    {
      TipoffSpan span = g_array_index (marked.evidence, TipoffSpan, i);
      gboolean lost = masked_bytes (redactions, span) > 0;

      tally->evidence++;
      tally->lost += lost ? 1 : 0;
      if (lost)
        g_test_message ("lost “%.*s” of %s", (int) (span.end - span.start), marked.text->str + span.start, marked.text->str);
    }
}

/* The first column is the region, the last the message, and between them may be the channel. */
static void
count_file (Tally      *tally,
            const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "report", "data", name, NULL);
  g_autofree char *data = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (data, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      guint n = g_strv_length (columns);
      TipoffChannel channel = TIPOFF_CHANNEL_SMS;

      if (n > 2)
        g_assert_true (tipoff_channel_from_string (columns[1], &channel));
      count_line (tally, columns[0], channel, columns[n - 1]);
    }
}

/* What is personal goes, what is evidence stays: over all messages, the table's among them. */
static void
test_marked (void)
{
  Tally tally = { 0 };

  count_file (&tally, "marked.tsv");
  g_test_message ("written later: %u of %u pieces found, %u of %u of evidence lost", tally.found, tally.personal, tally.lost, tally.evidence);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    count_line (&tally, table[i].region, TIPOFF_CHANNEL_SMS, table[i].marked);
  g_test_message ("%u messages: %u of %u pieces found, %u of %u of evidence lost", tally.messages, tally.found, tally.personal,
                  tally.lost, tally.evidence);
  g_assert_cmpuint (tally.messages, >=, 300);
  g_assert_cmpuint (tally.found * 100, >=, tally.personal * 98);
  g_assert_cmpuint (tally.lost * 100, <=, tally.evidence * 2);
}

/* Messages of people who had not seen the finders, in three rounds. What each round got before anybody looked at it says
 * what a stranger's message gets: 52% of the first (409 messages), 86% of the second (330) and 84% of the third (200),
 * with 1.1%, 1.6% and 4.0% of evidence lost. The finders were mended by them since. The goal is the one above; these
 * are what was reached, so that it goes up only. */
static void
test_strangers (void)
{
  Tally tally = { 0 };

  count_file (&tally, "marked-stranger.tsv");
  count_file (&tally, "marked-later.tsv");
  g_test_message ("strangers': %u messages: %u of %u pieces found, %u of %u of evidence lost", tally.messages, tally.found,
                  tally.personal, tally.lost, tally.evidence);
  g_assert_cmpuint (tally.messages, >=, 900);
  g_assert_cmpuint (tally.found * 100, >=, tally.personal * 91);
  g_assert_cmpuint (tally.lost * 100, <=, tally.evidence);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/redaction/table", test_table);
  g_test_add_func ("/report/redaction/marked", test_marked);
  g_test_add_func ("/report/redaction/strangers", test_strangers);
  return g_test_run ();
}
