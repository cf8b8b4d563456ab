/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include "tipoff-ids.h"

#include <string.h>

#define TEXT "Beste MULLER, uw nr +32470123456 won. Ansfrid-Loewik Müller wacht: " \
             "https://win.top/c/jp-muller-7?m=0470123456&t=a8f3c1d9 op mueller.top. Bel 02 555 12 12."

static char *
masked_text (const TipoffReport *report)
{
  const TipoffPart *part = tipoff_case_get_part (report->c, 0);

  return tipoff_redactions_apply (report->redactions, 0, part->text, part->length, NULL);
}

static void
test_own (void)
{
  g_autoptr (TipoffReport) report = make_report (TEXT);
  g_autofree char *before = masked_text (report);
  g_autofree char *masked = NULL;
  g_autofree char *again = NULL;

  g_assert_nonnull (strstr (before, "Ansfrid-Loewik"));
  tipoff_report_set_own (report, " Ansfrid-Loewik Müller;0470 12 34 56\n,");
  g_assert_cmpuint (g_strv_length (report->own), ==, 2);
  masked = masked_text (report);
  g_assert_cmpstr (masked, ==,
                   "Beste [redacted:name], uw nr [redacted:phone] won. [redacted:name] wacht: "
                   "https://win.top/c/jp-[redacted:name]-7?m=[redacted:phone]&t=a8f3c1d9 op mueller.top. Bel 02 555 12 12.");
  tipoff_report_set_own (report, NULL);
  again = masked_text (report);
  g_assert_cmpstr (again, ==, before);
}

/* Too little to tell anything by, or not text at all: nothing of the message goes. */
static void
test_own_nothing (void)
{
  static const char *const told[] = { "", " , ;\n", "a", "12", "\xff\xfe", "!!!" };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (TipoffReport) report = make_report ("a 12 b https://a.top/12/a");
      g_autofree char *masked = NULL;

      tipoff_report_set_own (report, told[i]);
      masked = masked_text (report);
      g_assert_cmpstr (masked, ==, "a 12 b https://a.top/12/a");
    }
}

/* What the person decided is not asked again. */
static void
test_told_stays (void)
{
  g_autoptr (TipoffReport) report = make_report ("Beste Jan Peeters, code 482913, stuur het naar Els.");
  g_autofree char *masked = NULL;
  TipoffSpan els = { 0, strlen ("Beste Jan Peeters, code 482913, stuur het naar "), strlen ("Beste Jan Peeters, code 482913, stuur het naar Els") };

  g_assert_true (tipoff_redactions_keep (report->redactions, "r2"));
  tipoff_redactions_add (report->redactions, els);
  tipoff_report_set_own (report, "stuur");
  masked = masked_text (report);
  g_assert_cmpstr (masked, ==, "Beste [redacted:name], code 482913, [redacted:name] het naar [redacted:other].");
}

static void
test_tokens (void)
{
  TipoffAuthority other = { .id = (char *) "xx.added", .origin = TIPOFF_ORIGIN_PERSON };
  TipoffAuthority cert = { .id = (char *) "be.cert" };
  TipoffRoute route = { .id = (char *) "xx.company.https" };
  g_autoptr (TipoffReport) report = make_report ("Betaal: https://fee.top/pay/q7Xk29Lm?id=8842199301&step=2 of bit.ly/3xYz9QaB");
  g_autofree char *open = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *back = NULL;

  tipoff_report_set_route (report, &cert, &route, "nl");
  open = masked_text (report);
  g_assert_cmpstr (open, ==, "Betaal: https://fee.top/pay/q7Xk29Lm?id=8842199301&step=2 of bit.ly/3xYz9QaB");
  tipoff_report_set_route (report, &other, &route, "nl");
  cut = masked_text (report);
  g_assert_cmpstr (cut, ==, "Betaal: https://fee.top/pay/[redacted:token]?id=[redacted:token]&step=2 of bit.ly/3xYz9QaB");
  g_assert_true (tipoff_redactions_keep (report->redactions, "r1"));
  tipoff_report_set_route (report, &other, &route, "nl");
  kept = masked_text (report);
  g_assert_cmpstr (kept, ==, "Betaal: https://fee.top/pay/q7Xk29Lm?id=[redacted:token]&step=2 of bit.ly/3xYz9QaB");
  tipoff_report_set_route (report, &cert, &route, "nl");
  back = masked_text (report);
  g_assert_cmpstr (back, ==, open);
  /* A company is no authority either. */
  cert.consent = json_object_new ();
  tipoff_report_set_route (report, &cert, &route, "nl");
  json_object_unref (cert.consent);
  g_free (back);
  back = masked_text (report);
  g_assert_cmpstr (back, ==, kept);
}

static char *
encode (const TipoffReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tipoff_report_encode (report, "tipoff", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_known_sender (void)
{
  TipoffCase *c = make_case ("Hoi, hier Els. Bel me op 0470 12 34 56 of 0903 12 345", TIPOFF_CHANNEL_WHATSAPP, "+32 470 12 34 56", NULL);
  g_autoptr (TipoffReport) report = tipoff_report_new ("3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10", 1795497720, c, make_verdict (c, "BE"));
  g_autofree char *shown = encode (report);
  g_autofree char *hidden = NULL;
  g_autofree char *again = NULL;

  g_assert_nonnull (strstr (shown, "\"sender\":\"+32 470 12 34 56\""));
  g_assert_nonnull (strstr (shown, "shown-sender"));
  tipoff_report_set_sender_known (report, TRUE);
  hidden = encode (report);
  g_assert_nonnull (strstr (hidden, "\"sender\":\"[redacted:sender]\",\"sender_known\":true"));
  g_assert_null (strstr (hidden, "470"));
  g_assert_null (strstr (hidden, "shown-sender"));
  g_assert_nonnull (strstr (hidden, "0903 12 345"));
  g_assert_true (tipoff_report_validate (hidden, strlen (hidden), NULL, NULL, NULL));
  tipoff_report_set_sender_known (report, FALSE);
  again = encode (report);
  g_assert_cmpstr (again, ==, shown);
}

static void
test_comment (void)
{
  g_autoptr (TipoffReport) report = make_report ("Beste Jan Peeters, bel 0903 12 345");
  g_autofree char *json = NULL;

  report->comment = g_strdup ("Ik heet Jan, rijksregisternummer 85.07.30-033.28, kaart 4532 0151 1283 0366, mijn zus Els. "
                              "Ze belden van 0903 12 345.");
  tipoff_report_set_own (report, "Els");
  json = encode (report);
  g_assert_nonnull (strstr (json, "\"comment\":\"Ik heet [redacted:name], rijksregisternummer [redacted:national-id], "
                                  "kaart [redacted:card], mijn zus [redacted:name]. Ze belden van 0903 12 345.\""));
  g_free (report->comment);
  report->comment = g_strdup ("  \n");
  g_free (json);
  json = encode (report);
  g_assert_null (strstr (json, "comment"));
}

static void
test_birth_dates (void)
{
  static const struct { const char *text, *masked; } rows[] = {
    { "Geboren op 12/03/1980 te Gent", "Geboren op [redacted:birth-date] te Gent" },
    { "DOB: 12 March 1980.", "DOB: [redacted:birth-date]." },
    { "born on March 12, 1980", "born on [redacted:birth-date]" },
    { "née le 1er mars 1980", "née le [redacted:birth-date]" },
    { "geb. am 12. März 1980", "geb. am [redacted:birth-date]" },
    { "Fecha de nacimiento: 12 de marzo de 1980", "Fecha de nacimiento: [redacted:birth-date]" },
    { "Geburtsdatum 1980-03-12", "Geburtsdatum [redacted:birth-date]" },
    { "Betaal voor 12/03/2026", "Betaal voor 12/03/2026" },
    { "born on the fourth of July, call 0903 12 345", "born on the fourth of July, call 0903 12 345" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffReport) report = make_report (rows[i].text);
      g_autofree char *masked = masked_text (report);

      g_assert_cmpstr (masked, ==, rows[i].masked);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/hints/own", test_own);
  g_test_add_func ("/report/hints/own-nothing", test_own_nothing);
  g_test_add_func ("/report/hints/told-stays", test_told_stays);
  g_test_add_func ("/report/hints/tokens", test_tokens);
  g_test_add_func ("/report/hints/known-sender", test_known_sender);
  g_test_add_func ("/report/hints/comment", test_comment);
  g_test_add_func ("/report/hints/birth-dates", test_birth_dates);
  return g_test_run ();
}
