/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include <stdio.h>
#include <string.h>

/* For test_documents.py. `encode-tool CASE FORMAT`: the bytes of one of the cases below on standard
 * output; `encode-tool --correction FORMAT`: those of a correction; `encode-tool --every`: lines
 * "KIND CHANNEL FORMAT" and the document of one line, for all kinds and channels. Exit status 3,
 * and the error's number and words, where the format does not take it. */

#define HOSTILE                                                                                         \
  "x' OR [url:value = 'y\\\\'] \"quoted\" \x01\x1b[31m \xe2\x80\xae\xf0\x9f\x98\x80 </script>\r\n"       \
  "Bcc: victim@example.org\r\n\r\n.\r\nFrom: a@b.cd\n"                                                  \
  "https://evil-levering.top/a'b\\c?q=%27%22&x=\xc3\xa9 of https://evil-levering.top/[x]{y}|z "          \
  "IBAN BE68 5390 0754 7034, o'brien@evil-levering.top"

static const TipoffIdentity identity = { (char *) "Verein \"Muster\" Stadt", (char *) "Erika O'Muster", (char *) "post@verein-muster.de" };

static TipoffReport *
finish (TipoffCase *c,
        const char *brand_domain)
{
  TipoffVerdict *verdict = make_verdict (c, "BE");
  TipoffReport *report;

  if (brand_domain != NULL)
    impersonate (verdict, brand_domain);
  report = tipoff_report_new ("9b2c1f7e-52a0-4d5e-8f0a-3c6d7e8f9a0b", G_GINT64_CONSTANT (1795497720), c, verdict);
  report->country = g_strdup ("BE");
  report->model = g_strdup ("test-1");
  tipoff_report_set_identity (report, &identity);
  return report;
}

/* What may never be on a block list, and the one thing that may. */
static TipoffReport *
make_roles (void)
{
  TipoffCase *c = make_case ("KBC: volg uw pakket op https://track.bpost.be/etr/light of betaal op https://bpost-levering.top/be "
                             "of via https://bit.ly/3xYzAbC, https://sites.google.com/view/pakket-be, https://duckduckgo.com/, "
                             "https://evil.github.io/be en https://www.bpost.be/. Antwoord aan hulp@gmail.com",
                             TIPOFF_CHANNEL_SMS, "+32 16 43 20 00", "2026-11-23T20:41:00+01:00");
  TipoffReport *report;

  ((TipoffMessage *) g_ptr_array_index (c->messages, 0))->precision = TIPOFF_PRECISION_MINUTE;
  report = finish (c, "bpost.be");
  for (guint i = 0; i < report->verdict->indicators->len; i++)
    if (indicator_at (report->verdict, i)->type == TIPOFF_INDICATOR_EMAIL)
      indicator_at (report->verdict, i)->role = TIPOFF_ROLE_UNKNOWN;
  return report;
}

static TipoffReport *
make_told (void)
{
  TipoffReport *report = make_parcel ();

  report->opened = TIPOFF_OPENED_YES;
  report->data = g_strdup ("1-0123456789abcdef");
  report->contact = g_strdup ("0470 99 88 77");
  report->test = TRUE;
  report->tlp = (g_free (report->tlp), g_strdup ("amber+strict"));
  tipoff_report_set_loss (report, "1250.00", "EUR");
  tipoff_report_set_identity (report, &identity);
  return report;
}

static TipoffReport *
make_mail (void)
{
  TipoffCase *c = make_case ("Uw rekening is geblokkeerd. Meld u aan op https://secure-belfius.top/login of bel 0903 12 345.\nDe bank",
                             TIPOFF_CHANNEL_EMAIL, "Belfius <noreply@belfius-secure.top>", "2026-11-23T00:00:00+01:00");

  ((TipoffMessage *) g_ptr_array_index (c->messages, 0))->precision = TIPOFF_PRECISION_DAY;
  add_part (c, TIPOFF_PART_SUBJECT, "Uw rekening\nis geblokkeerd");
  return finish (c, NULL);
}

/* The same with the header as it was received. */
static TipoffReport *
make_whole_mail (void)
{
  TipoffReport *report = make_mail ();

  add_part (report->c, TIPOFF_PART_HEADER,
            "Received: from mx.belfius-secure.top ([203.0.113.9])\n\tby mail.example.net; Mon, 23 Nov 2026 20:41:07 +0100\n"
            "From: Belfius <noreply@belfius-secure.top>\nSubject: Uw rekening is geblokkeerd\n"
            "Content-Type: multipart/alternative; boundary=x\nDelivered-To: jan@example.net\nno field at all\nDate: Mon, 23 Nov 2026 20:41:07 +0100");
  return report;
}

static TipoffReport *
make_hostile (void)
{
  TipoffCase *c = make_case (HOSTILE, TIPOFF_CHANNEL_EMAIL, "x' OR 1\\\"\r\nBcc: v@example.org", NULL);
  TipoffReport *report;

  add_part (c, TIPOFF_PART_SUBJECT, HOSTILE);
  add_part (c, TIPOFF_PART_HEADER, "Received: from x\r\nX: " HOSTILE);
  report = finish (c, NULL);
  report->comment = g_strdup (HOSTILE);
  report->contact = g_strdup (HOSTILE);
  report->country = (g_free (report->country), g_strdup ("B'\r\nX: y"));
  report->tlp = (g_free (report->tlp), g_strdup (HOSTILE));
  report->model = (g_free (report->model), g_strdup (HOSTILE));
  return report;
}

static TipoffReport *
make_clear (void)
{
  TipoffReport *report = finish (make_case ("Tot straks bij https://fietsclub-heide.top/agenda", TIPOFF_CHANNEL_WHATSAPP, "Jan", NULL), NULL);

  report->verdict->level = TIPOFF_LEVEL_CLEAR;
  report->verdict->kind = TIPOFF_KIND_NONE;
  return report;
}

/* No identity, no link: only what stays in a call. */
static TipoffReport *
make_call (void)
{
  TipoffReport *report = finish (make_case ("Zogezegd van de bank. Ik moest terugbellen op 0903 12 345.", TIPOFF_CHANNEL_CALL, "+32 2 222 11 11", NULL), NULL);

  tipoff_report_set_identity (report, NULL);
  report->verdict->kind = TIPOFF_KIND_BANK;
  report->practice = TRUE;
  return report;
}

static const struct { const char *name; TipoffReport *(*make) (void); } cases[] = {
  { "parcel", make_parcel }, { "roles", make_roles }, { "told", make_told }, { "mail", make_mail }, { "whole-mail", make_whole_mail },
  { "hostile", make_hostile }, { "clear", make_clear }, { "call", make_call },
};

static int
show (GBytes *bytes,
      GError *error)
{
  if (bytes == NULL)
    {
      g_printerr ("%d %s\n", error->code, error->message);
      return 3;
    }
  fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), stdout);
  return 0;
}

static int
show_correction (const char *format)
{
  const TipoffCorrection correction = {
    .id = (char *) "0b8f4f9e-9d3c-4b57-8a39-6f9f2f0f6a11", .created = G_GINT64_CONSTANT (1795501320),
    .corrects = (char *) "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10", .corrects_created = G_GINT64_CONSTANT (1795497720),
    .reference = (char *) "TP-7K2M", .language = (char *) "fr", .tlp = (char *) "amber", .test = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tipoff_correction_encode (&correction, format, NULL, NULL, NULL, &error);

  return show (bytes, error);
}

static int
show_every (void)
{
  for (guint kind = 0; kind <= TIPOFF_KIND_NONE; kind++)
    for (guint channel = 0; channel < TIPOFF_N_CHANNELS; channel++)
      for (gsize i = 0; tipoff_report_formats ()[i] != NULL; i++)
        {
          const char *format = tipoff_report_formats ()[i];
          g_autoptr (TipoffReport) report = finish (make_case ("Ga naar https://evil-levering.top/a", (TipoffChannel) channel, NULL, NULL), NULL);
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) bytes = NULL;

          report->verdict->kind = (TipoffKind) kind;
          bytes = tipoff_report_encode (report, format, NULL, NULL, NULL, &error);
          if (bytes == NULL || memchr (g_bytes_get_data (bytes, NULL), '\n', g_bytes_get_size (bytes)) != NULL)
            continue;
          g_print ("%s %s %s %.*s\n", tipoff_kind_to_string ((TipoffKind) kind), tipoff_channel_to_string ((TipoffChannel) channel),
                   format, (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL));
        }
  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 2 && strcmp (argv[1], "--every") == 0)
    return show_every ();
  if (argc != 3)
    return 2;
  if (strcmp (argv[1], "--correction") == 0)
    return show_correction (argv[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (strcmp (cases[i].name, argv[1]) == 0)
      {
        g_autoptr (TipoffReport) report = cases[i].make ();
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = tipoff_report_encode (report, argv[2], NULL, NULL, NULL, &error);

        return show (bytes, error);
      }
  return 2;
}
