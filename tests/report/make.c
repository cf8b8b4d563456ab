/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include <string.h>

#define ID "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10"
#define CREATED G_GINT64_CONSTANT (1795497720)    /* 2026-11-24T05:22:00Z */

TipoffCase *
make_case (const char   *text,
           TipoffChannel channel,
           const char   *sender,
           const char   *received)
{
  g_autoptr (GError) error = NULL;
  TipoffCase *c = tipoff_case_new_from_text (text, -1, channel, sender, received, &error);

  g_assert_no_error (error);
  return c;
}

void
add_part (TipoffCase    *c,
          TipoffPartType type,
          const char    *text)
{
  TipoffMessage *message = g_ptr_array_index (c->messages, 0);
  TipoffPart *part = g_new0 (TipoffPart, 1);
  guint at = message->parts->len;

  part->type = type;
  part->text = g_strdup (text);
  part->length = strlen (text);
  if (message->sender != NULL)
    at--;
  g_ptr_array_insert (message->parts, (int) at, part);
}

static void
free_flag (gpointer data)
{
  TipoffFlag *flag = data;

  g_array_unref (flag->spans);
  g_strfreev (flag->arguments);
  g_free (flag);
}

TipoffVerdict *
make_verdict (const TipoffCase *c,
              const char       *region)
{
  TipoffVerdict *verdict = g_new0 (TipoffVerdict, 1);

  verdict->level = TIPOFF_LEVEL_SCAM;
  verdict->score = 0.9812;
  verdict->kind = TIPOFF_KIND_PARCEL;
  verdict->language = "nl";
  verdict->flags = g_ptr_array_new_with_free_func (free_flag);
  verdict->words = g_array_new (FALSE, FALSE, sizeof (TipoffWord));
  verdict->indicators = tipoff_indicators_find (c, region);
  return verdict;
}

void
add_flag (TipoffVerdict     *verdict,
          const TipoffCase  *c,
          const char        *id,
          double             weight,
          const char        *needle,
          const char *const *arguments)
{
  TipoffFlag *flag = g_new0 (TipoffFlag, 1);
  const char *text = tipoff_case_get_part (c, 0)->text;
  const char *place = strstr (text, needle);
  TipoffSpan span = { 0, 0, 0 };

  g_assert_nonnull (place);
  span.start = (gsize) (place - text);
  span.end = span.start + strlen (needle);
  flag->id = id;
  flag->weight = weight;
  flag->spans = g_array_new (FALSE, FALSE, sizeof (TipoffSpan));
  g_array_append_val (flag->spans, span);
  flag->arguments = g_strdupv ((char **) arguments);
  g_ptr_array_add (verdict->flags, flag);
}

TipoffReport *
make_report (const char *text)
{
  TipoffCase *c = make_case (text, TIPOFF_CHANNEL_SMS, NULL, NULL);
  TipoffReport *report = tipoff_report_new (ID, CREATED, c, make_verdict (c, "BE"));

  report->country = g_strdup ("BE");
  report->model = g_strdup ("test-1");
  return report;
}

#define PARCEL                                                                                   \
  "bpost: Beste Jan Peeters, uw pakket 323212345678901234567890 wordt vastgehouden.\n"           \
  "Betaal 1,99 EUR via https://bpost-levering.top/be?e=jan.peeters%40example.be binnen 24u. "     \
  "Vragen? Bel 0903 12 345 of volg uw pakket op https://track.bpost.be/. Uw nummer: 0470 12 34 56"

TipoffIndicator *
indicator_at (const TipoffVerdict *verdict,
              guint                i)
{
  return g_ptr_array_index (verdict->indicators, i);
}

void
impersonate (TipoffVerdict *verdict,
             const char    *domain)
{
  for (guint i = 0; i < verdict->indicators->len; i++)
    if (g_strcmp0 (indicator_at (verdict, i)->domain, domain) == 0)
      indicator_at (verdict, i)->role = TIPOFF_ROLE_IMPERSONATED;
}

TipoffReport *
make_parcel (void)
{
  static const char *const arguments[] = { "host", "bpost-levering.top", "domain", "bpost.be", "brand", "bpost", NULL };
  TipoffCase *c = make_case (PARCEL, TIPOFF_CHANNEL_SMS, "+32 475 55 66 77", "2026-11-23T20:41:07+01:00");
  TipoffVerdict *verdict = make_verdict (c, "BE");
  TipoffReport *report;

  impersonate (verdict, "bpost.be");
  add_flag (verdict, c, "url.lookalike", 0.8, "https://bpost-levering.top/be?e=jan.peeters%40example.be", arguments);
  add_flag (verdict, c, "text.urgency", 0.3, "binnen 24u", NULL);
  add_flag (verdict, c, "text.asks-payment", 0.25, "Peeters, uw pakket 3232", NULL);
  report = tipoff_report_new (ID, CREATED, c, verdict);
  report->country = g_strdup ("BE");
  report->language = (g_free (report->language), g_strdup ("nl"));
  report->model = g_strdup ("test-1");
  report->harms = 1u << TIPOFF_HARM_ANSWERED | 1u << TIPOFF_HARM_DATA;
  report->comment = g_strdup ("Gericht aan Jan Peeters, \"dringend\".");
  return report;
}

char *
encode_report (const TipoffReport *report,
               const char         *format,
               const TipoffRoute  *route)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tipoff_report_encode (report, format, route, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* TIPOFF_UPDATE_GOLDEN=1 writes the file anew, for a person to look at the difference. */
void
assert_golden (const char *name,
               const char *got)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "report", "data", name, NULL);
  g_autofree char *wanted = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("TIPOFF_UPDATE_GOLDEN") != NULL)
    g_file_set_contents (path, got, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, wanted);
}
