/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"

#include <string.h>

static const TipoffRoute *
get_route (TipoffAuthorities     **authorities,
           const char             *id,
           const TipoffAuthority **authority)
{
  g_autoptr (GError) error = NULL;
  const TipoffRoute *route = NULL;

  *authorities = tipoff_authorities_load (NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tipoff_authorities_find_route (*authorities, id, authority, &route));
  return route;
}

static JsonObject *
encode_json (const TipoffReport *report)
{
  g_autofree char *json = encode_report (report, "tipoff", NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  g_assert_true (tipoff_report_validate (json, strlen (json), NULL, NULL, &error));
  g_assert_no_error (error);
  object = tipoff_json_parse_object (json, -1, TIPOFF_LIMIT_REPORT_BYTES, &error);
  g_assert_no_error (error);
  return object;
}

static void
test_golden_tipoff (void)
{
  g_autoptr (TipoffReport) report = make_parcel ();
  g_autofree char *json = encode_report (report, "tipoff", NULL);

  assert_golden ("parcel.json", json);
}

static void
test_golden_eml (void)
{
  g_autoptr (TipoffReport) report = make_parcel ();
  g_autoptr (TipoffAuthorities) authorities = NULL;
  const TipoffRoute *route = get_route (&authorities, "be.safeonweb.email-en", NULL);
  g_autofree char *eml = encode_report (report, NULL, route);

  assert_golden ("parcel.eml", eml);
}

/* A desk takes links out by machine: they are whole and live, in a mail that is one plain text. */
static void
test_mail_of_links (void)
{
  static const char *const links[] = { "https://bpost-levering.top/be?id=7", "http://a.example/x", "bit.ly/3xYz" };
  g_autoptr (TipoffReport) report = make_report ("Betaal via https://bpost-levering.top/be?id=7 of http://a.example/x, bit.ly/3xYz");
  g_autoptr (TipoffAuthorities) authorities = NULL;
  const TipoffAuthority *authority;
  const TipoffRoute *route = get_route (&authorities, "be.safeonweb.email-nl", &authority);
  g_autofree char *eml = NULL;

  tipoff_report_set_route (report, authority, route, "nl");
  eml = encode_report (report, NULL, route);
  /* `=` is written =3D, and a long line goes on after =. */
  {
    g_auto (GStrv) lines = g_strsplit (eml, "=\r\n", -1);
    g_autofree char *joined = g_strjoinv ("", lines);
    g_auto (GStrv) signs = g_strsplit (joined, "=3D", -1);
    g_autofree char *text = g_strjoinv ("=", signs);

    for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
      g_assert_nonnull (strstr (text, links[i]));
    g_assert_null (strstr (text, "hxxp"));
    g_assert_null (strstr (text, "[.]"));
  }
  g_assert_null (strstr (eml, "multipart"));
  g_assert_null (strstr (eml, "report.json"));
  g_assert_null (strstr (eml, "application/json"));
}

static void
test_masks_link (void)
{
  const char *text = "Beste klant, betaal via https://bpost-levering.top/be binnen 24u.";
  const char *link = strstr (text, "https");
  const gsize start = (gsize) (link - text);
  const gsize end = start + strlen ("https://bpost-levering.top/be");
  const struct { gsize from, to; gboolean covers; } rows[] = {
    { 0, 5, FALSE }, { 0, start, FALSE }, { end, end + 4, FALSE },
    { start, start + 1, TRUE }, { end - 1, end, TRUE }, { start + 8, start + 12, TRUE }, { 0, end + 4, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffReport) report = make_report (text);

      g_assert_false (tipoff_report_masks_link (report));
      tipoff_redactions_add (report->redactions, (TipoffSpan) { 0, rows[i].from, rows[i].to });
      g_assert_true (tipoff_report_masks_link (report) == rows[i].covers);
      if (!rows[i].covers)
        continue;
      /* What is proposed, but kept, is no hole. */
      for (guint j = 0; j < report->redactions->len; j++)
        ((TipoffRedaction *) g_ptr_array_index (report->redactions, j))->masked = FALSE;
      g_assert_false (tipoff_report_masks_link (report));
    }
}

static char *
encode_text (const TipoffReport *report,
             const TipoffRoute  *route)
{
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  g_autoptr (GBytes) bytes = tipoff_report_encode_text (report, route, &type, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "text/plain");
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* For a form, an SMS or a call. */
static void
test_text (void)
{
  g_autoptr (TipoffReport) report = make_parcel ();
  const TipoffRoute form = { .id = (char *) "x.form", .way = TIPOFF_WAY_WEB_FORM };
  TipoffRoute sms = { .id = (char *) "x.sms", .way = TIPOFF_WAY_SMS };
  g_autofree char *in_form = encode_text (report, &form);
  g_autofree char *in_sms = encode_text (report, &sms);
  g_autoptr (JsonObject) texts = json_object_new ();
  g_autofree char *exact = NULL;
  g_autofree char *without = NULL;

  g_assert_true (g_str_has_prefix (in_form, "bpost: Beste [redacted:name], uw pakket [redacted:tracking]"));
  g_assert_true (g_str_has_suffix (in_form, "Uw nummer: [redacted:phone]\n+32 475 55 66 77"));
  /* The text message alone, without who sent it. */
  g_assert_true (g_str_has_suffix (in_sms, "Uw nummer: [redacted:phone]"));

  /* What the authority asks for, for what came that way. */
  json_object_set_string_member (texts, "sms", "REPORT {number} {date}");
  sms.text = texts;
  exact = encode_text (report, &sms);
  g_assert_true (g_str_has_prefix (exact, "REPORT +3290312345 2"));
  g_assert_cmpuint (strlen (exact), ==, strlen ("REPORT +3290312345 23.11.2026"));
  ((TipoffMessage *) g_ptr_array_index (report->c->messages, 0))->channel = TIPOFF_CHANNEL_WHATSAPP;
  without = encode_text (report, &sms);
  g_assert_cmpstr (without, ==, in_sms);
}

/* What a person may add to it. */
static void
test_told (void)
{
  const TipoffIdentity identity = { (char *) "Verein Musterstadt", NULL, (char *) "post@verein.example" };
  g_autoptr (TipoffReport) report = make_parcel ();
  g_autoptr (JsonObject) object = NULL;
  JsonObject *loss, *reporter, *indicator;

  report->opened = TIPOFF_OPENED_YES;
  report->data = g_strdup ("1-0123456789abcdef");
  tipoff_report_set_identity (report, &identity);
  g_assert_true (tipoff_report_set_loss (report, "1250.00", "EUR"));
  g_assert_false (tipoff_report_set_loss (report, "1.250,00", "EUR"));
  g_assert_false (tipoff_report_set_loss (report, "1250.5", "EUR"));
  g_assert_false (tipoff_report_set_loss (report, "1250.00", "euro"));
  g_assert_false (tipoff_report_set_role (report, report->verdict->indicators->len, TIPOFF_ROLE_IMPERSONATED));
  g_assert_true (tipoff_report_set_role (report, 0, TIPOFF_ROLE_IMPERSONATED));

  object = encode_json (report);
  g_assert_cmpstr (json_object_get_string_member (object, "link_opened"), ==, "yes");
  loss = json_object_get_object_member (object, "loss");
  g_assert_cmpstr (json_object_get_string_member (loss, "amount"), ==, "1250.00");
  g_assert_cmpstr (json_object_get_string_member (loss, "currency"), ==, "EUR");
  reporter = json_object_get_object_member (object, "reporter");
  g_assert_cmpstr (json_object_get_string_member (reporter, "organisation"), ==, "Verein Musterstadt");
  g_assert_false (json_object_has_member (reporter, "name"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "program"), "data"), ==,
                   "1-0123456789abcdef");
  indicator = json_array_get_object_element (json_object_get_array_member (object, "indicators"), 0);
  g_assert_cmpstr (json_object_get_string_member (indicator, "role"), ==, "impersonated");
  g_assert_true (json_object_get_boolean_member (indicator, "role_told"));
}

static void
test_sums (void)
{
  static const struct { const char *text, *sum; } rows[] = {
    { "1250", "1250.00" }, { "€ 1.250,50", "1250.50" }, { "1,250.5", "1250.50" }, { "1 250,00 €", "1250.00" },
    { "1'250.00", "1250.00" }, { "0,99", "0.99" }, { "12.345.678", "12345678.00" }, { "1.250", "1250.00" },
    { "", NULL }, { NULL, NULL }, { "many", NULL }, { "-5", NULL }, { "1..2", NULL }, { ",50", NULL }, { "1250.5.5", NULL },
    { "1.25.00", NULL }, { "9999999999999", NULL }, { "12e3", NULL }, { "\xff", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sum = tipoff_report_read_sum (rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (sum, ==, rows[i].sum);
    }
}

static void
test_correction (void)
{
  const TipoffCorrection correction = {
    .id = (char *) "0b8f4f9e-9d3c-4b57-8a39-6f9f2f0f6a11", .created = G_GINT64_CONSTANT (1795501320),
    .corrects = (char *) "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10", .corrects_created = G_GINT64_CONSTANT (1795497720),
    .reference = (char *) "TP-7K2M", .language = (char *) "nl", .tlp = (char *) "amber",
  };
  TipoffCorrection bad = correction;
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  g_autoptr (GBytes) bytes = tipoff_correction_encode (&correction, "tipoff", NULL, NULL, &type, &error);
  g_autofree char *id = NULL;
  g_autofree char *corrects = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "application/vnd.tipoff.correction+json; version=1");
  g_assert_true (tipoff_correction_validate (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &id, &corrects, NULL, &error));
  g_assert_cmpstr (id, ==, correction.id);
  g_assert_cmpstr (corrects, ==, correction.corrects);
  g_assert_false (tipoff_report_validate (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, NULL));

  bad.corrects = (char *) "../../etc/passwd";
  g_assert_null (tipoff_correction_encode (&bad, "tipoff", NULL, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (tipoff_correction_encode (&correction, "none", NULL, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_UNKNOWN_FORMAT);
}

static void
test_media_types (void)
{
  g_autoptr (TipoffReport) report = make_parcel ();
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  g_autoptr (GBytes) tipoff = tipoff_report_encode (report, "tipoff", NULL, NULL, &type, &error);
  g_autoptr (GBytes) eml = NULL;

  g_assert_cmpstr (type, ==, "application/vnd.tipoff.report+json; version=1");
  eml = tipoff_report_encode (report, "eml", NULL, NULL, &type, &error);
  g_assert_cmpstr (type, ==, "message/rfc822");
  g_assert_no_error (error);
  g_assert_nonnull (tipoff);
  g_assert_nonnull (eml);
}

/* Kept by the person: it is sent as it was, and so is the indicator. */
static void
test_keep_sends (void)
{
  g_autoptr (TipoffReport) report = make_report ("Uw nummer 0470 12 34 56 heeft gewonnen, zie https://win.top/");
  g_autofree char *before = encode_report (report, "tipoff", NULL);
  g_autofree char *after = NULL;

  g_assert_null (strstr (before, "32470123456"));
  g_assert_true (tipoff_redactions_keep (report->redactions, "r1"));
  after = encode_report (report, "tipoff", NULL);
  g_assert_nonnull (strstr (after, "Uw nummer 0470 12 34 56 heeft"));
  g_assert_nonnull (strstr (after, "+32470123456"));
}

static void
test_roles_stay_home (void)
{
  static const TipoffRole home[] = { TIPOFF_ROLE_RECIPIENT, TIPOFF_ROLE_BYSTANDER };

  for (gsize i = 0; i < G_N_ELEMENTS (home); i++)
    {
      g_autoptr (TipoffReport) report = make_report ("Bel 0470 12 34 56, zie https://win.top/");
      g_autofree char *json = NULL;

      /* Given after the report was made: nothing is masked, and it stays home all the same. */
      for (guint j = 0; j < report->verdict->indicators->len; j++)
        if (indicator_at (report->verdict, j)->type == TIPOFF_INDICATOR_PHONE)
          indicator_at (report->verdict, j)->role = home[i];
      json = encode_report (report, "tipoff", NULL);
      g_assert_null (strstr (json, "+32470123456"));
      g_assert_nonnull (strstr (json, "https://win.top/"));
    }
}

/* bpost's true site, a bank's true number as the sender, and one look-alike: only that is contact. */
static void
test_only_the_lookalike_is_contact (void)
{
  TipoffCase *c = make_case ("Volg uw pakket op https://track.bpost.be/ of betaal op https://bpost-levering.top/be",
                             TIPOFF_CHANNEL_SMS, "+32 2 222 11 11", NULL);
  TipoffVerdict *verdict = make_verdict (c, "BE");
  g_autoptr (TipoffReport) report = NULL;
  g_autoptr (JsonObject) json = NULL;
  JsonArray *indicators;
  guint contacts = 0;

  impersonate (verdict, "bpost.be");
  report = tipoff_report_new ("3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10", 0, c, verdict);
  json = encode_json (report);
  indicators = tipoff_json_get_array_or_null (json, "indicators");
  g_assert_cmpuint (json_array_get_length (indicators), ==, 3);
  for (guint i = 0; i < json_array_get_length (indicators); i++)
    {
      JsonObject *indicator = json_array_get_object_element (indicators, i);

      if (g_str_equal (tipoff_json_get_string_or (indicator, "role", ""), "contact"))
        {
          contacts++;
          g_assert_cmpstr (tipoff_json_get_string_or (indicator, "domain", NULL), ==, "bpost-levering.top");
        }
    }
  g_assert_cmpuint (contacts, ==, 1);
}

/* Spans in the document are those of the masked text: they must still point at their words. */
static void
test_spans_follow (void)
{
  g_autoptr (TipoffReport) report = make_parcel ();
  g_autoptr (JsonObject) json = encode_json (report);
  JsonArray *flags = tipoff_json_get_array_or_null (tipoff_json_get_object_or_null (json, "verdict"), "flags");
  JsonObject *message = json_array_get_object_element (tipoff_json_get_array_or_null (json, "messages"), 0);
  JsonArray *parts = tipoff_json_get_array_or_null (message, "parts");
  const char *text = tipoff_json_get_string_or (json_array_get_object_element (parts, 0), "text", NULL);
  static const char *const pieces[] = {
    "https://bpost-levering.top/be?e=[redacted:email]", "binnen 24u", "[redacted:name], uw pakket [redacted:tracking]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      JsonObject *span = json_array_get_object_element (
        tipoff_json_get_array_or_null (json_array_get_object_element (flags, (guint) i), "spans"), 0);
      gint64 start = tipoff_json_get_int_or (span, "start", -1);
      gint64 end = tipoff_json_get_int_or (span, "end", -1);
      g_autofree char *piece = g_strndup (text + start, (gsize) (end - start));

      g_assert_cmpstr (piece, ==, pieces[i]);
    }
  g_assert_cmpstr (tipoff_json_get_string_or (message, "sender", NULL), ==, "+32 475 55 66 77");
  g_assert_cmpstr (tipoff_json_get_string_or (message, "received", NULL), ==, "2026-11-23T20:41:07+01:00");
}

static void
test_optional_members (void)
{
  g_autoptr (TipoffReport) report = make_report ("Win nu!");
  g_autoptr (JsonObject) json = NULL;
  JsonObject *message;

  report->verdict->level = TIPOFF_LEVEL_CLEAR;
  report->verdict->kind = TIPOFF_KIND_NONE;
  report->test = TRUE;
  g_clear_pointer (&report->model, g_free);
  g_clear_pointer (&report->country, g_free);
  json = encode_json (report);
  message = json_array_get_object_element (tipoff_json_get_array_or_null (json, "messages"), 0);
  g_assert_false (json_object_has_member (tipoff_json_get_object_or_null (json, "verdict"), "kind"));
  g_assert_false (json_object_has_member (message, "sender"));
  g_assert_false (json_object_has_member (message, "received"));
  g_assert_false (json_object_has_member (json, "comment"));
  g_assert_false (json_object_has_member (json, "contact"));
  g_assert_false (json_object_has_member (json, "country"));
  g_assert_true (tipoff_json_get_boolean_or (json, "test", FALSE));
  g_assert_cmpstr (json_array_get_string_element (tipoff_json_get_array_or_null (json, "harms"), 0), ==, "received");
}

/* A time that is none is no time. */
static void
test_received_is_a_time (void)
{
  TipoffCase *c = make_case ("x", TIPOFF_CHANNEL_SMS, NULL, "yesterday\r\nBcc: a@b.cd");
  g_autoptr (TipoffReport) report = tipoff_report_new ("3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10", 0, c, make_verdict (c, "BE"));
  g_autoptr (JsonObject) json = encode_json (report);
  g_autofree char *eml = encode_report (report, "eml", NULL);

  g_assert_false (json_object_has_member (json_array_get_object_element (tipoff_json_get_array_or_null (json, "messages"), 0), "received"));
  g_assert_null (strstr (eml, "Bcc"));
}

/* Nothing that a stranger or the person wrote can begin a header. */
static void
test_no_header_injection (void)
{
  static const char evil[] = "x\r\nBcc: victim@example.org\r\n\r\n<b>hello</b>\n.\nFrom: a@b.cd";
  TipoffCase *c = make_case (evil, TIPOFF_CHANNEL_EMAIL, evil, NULL);
  g_autoptr (TipoffReport) report = NULL;
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_autofree char *eml = NULL;
  char *body;
  g_auto (GStrv) lines = NULL;
  static const char *const names[] = { "Date", "To", "Subject", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type",
                                       "Content-Transfer-Encoding", "Content-Language", NULL };

  add_part (c, TIPOFF_PART_SUBJECT, evil);
  report = tipoff_report_new ("3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10", 0, c, make_verdict (c, "BE"));
  report->comment = g_strdup (evil);
  report->contact = g_strdup (evil);
  report->country = g_strdup (evil);
  report->language = (g_free (report->language), g_strdup (evil));
  report->tlp = (g_free (report->tlp), g_strdup (evil));
  eml = encode_report (report, NULL, get_route (&authorities, "be.safeonweb.email-fr", NULL));
  body = strstr (eml, "\r\n\r\n");
  g_assert_nonnull (body);
  *body = '\0';
  lines = g_strsplit (eml, "\r\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (lines[i], strcspn (lines[i], ":"));

      g_assert_null (strpbrk (lines[i], "\r\n"));
      if (lines[i][0] != ' ')
        g_assert_true (g_strv_contains (names, name));
    }
  g_assert_nonnull (strstr (eml, "\r\nTo: suspect@safeonweb.be\r\n"));
  /* Every line is short and ends as it must. */
  for (char *p = body + 4; *p != '\0'; p++)
    if (*p == '\n')
      g_assert_cmpint (p[-1], ==, '\r');
}

static void
test_evil_address (void)
{
  static const char *const addresses[] = { "a@b.cd\r\nBcc: x@y.zz", "a@b.cd, x@y.zz", "nobody", "a@", "<a@b.cd>", "a@b@c.de", "" };
  g_autoptr (TipoffReport) report = make_report ("x");

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      TipoffRoute route = { (char *) "x.y.email", TIPOFF_WAY_EMAIL, (char *) addresses[i], (char *) "eml" };
      g_autoptr (GError) error = NULL;

      g_assert_null (tipoff_report_encode (report, NULL, &route, NULL, NULL, &error));
      g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN);
    }
}

static void
test_errors (void)
{
  g_autoptr (TipoffReport) report = make_report ("x");
  g_autoptr (TipoffAuthorities) authorities = NULL;
  const TipoffRoute *form = get_route (&authorities, "es.incibe.form", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tipoff_report_encode (report, "pdf", NULL, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_UNKNOWN_FORMAT);
  g_clear_error (&error);
  g_assert_null (tipoff_report_encode (report, NULL, form, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_UNKNOWN_FORMAT);
  g_clear_error (&error);
  g_assert_null (tipoff_report_encode (report, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_UNKNOWN_FORMAT);
  g_clear_error (&error);
  g_assert_null (tipoff_report_encode (report, "eml", form, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN);
  g_clear_error (&error);
  g_free (report->id);
  report->id = g_strdup ("3F2B1A60-6c0e-4a60-9f3c-1d6b8c1e7a10");
  g_assert_null (tipoff_report_encode (report, "tipoff", NULL, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_INVALID);
}

static void
test_too_large (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *large = g_strnfill (TIPOFF_LIMIT_TEXT_BYTES - 10, 'x');
  g_autoptr (TipoffReport) by_text = make_report (large);
  g_autoptr (TipoffReport) by_masks = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *many = NULL;
  g_autofree char *summary = NULL;

  g_assert_null (tipoff_report_encode (by_text, "tipoff", NULL, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "code %06u. ", i + 100000);
  many = g_string_free (text, FALSE);
  by_masks = make_report (many);
  g_assert_null (tipoff_report_encode (by_masks, "tipoff", NULL, NULL, NULL, &error));
  g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE);
  summary = tipoff_report_summarize (by_masks, tipoff_tongue_get ("en"));
  g_assert_null (strstr (summary, "100000"));
}

static void
test_summary (void)
{
  static const struct { TipoffLevel level; TipoffKind kind; const char *text, *summary; } table[] = {
    { TIPOFF_LEVEL_SCAM, TIPOFF_KIND_PARCEL, "Betaal op https://bpost-levering.top/be", "Parcel scam · bpost-levering[.]top" },
    { TIPOFF_LEVEL_SUSPICIOUS, TIPOFF_KIND_PARCEL, "Betaal op bpost-levering.top", "Suspicious message · bpost-levering[.]top" },
    { TIPOFF_LEVEL_CLEAR, TIPOFF_KIND_NONE, "Tot straks", "Message" },
    { TIPOFF_LEVEL_SCAM, TIPOFF_KIND_FAMILY, "Bel 0470 12 34 56", "Family emergency scam · +32470123456" },
    { TIPOFF_LEVEL_SCAM, TIPOFF_KIND_NONE, "x", "Scam" },
    { TIPOFF_LEVEL_SUSPICIOUS, TIPOFF_KIND_SPAM, "x", "Unwanted advertising" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (TipoffReport) report = make_report (table[i].text);
      g_autofree char *summary = NULL;

      report->verdict->level = table[i].level;
      report->verdict->kind = table[i].kind;
      summary = tipoff_report_summarize (report, tipoff_tongue_get ("en"));
      g_assert_cmpstr (summary, ==, table[i].summary);
    }
}

/* The mail says it in the language that the route reads. */
static void
test_eml_language (void)
{
  g_autoptr (TipoffReport) report = make_parcel ();
  g_autoptr (TipoffAuthorities) one = NULL;
  g_autoptr (TipoffAuthorities) two = NULL;
  g_autofree char *french = encode_report (report, NULL, get_route (&one, "be.safeonweb.email-fr", NULL));
  g_autofree char *own = encode_report (report, "eml", NULL);

  g_assert_nonnull (strstr (french, "Content-Language: fr\r\n"));
  g_assert_nonnull (strstr (own, "Content-Language: nl\r\n"));
  g_assert_null (strstr (own, "\r\nTo:"));
  g_assert_null (strstr (own, "\r\nFrom:"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/golden/tipoff", test_golden_tipoff);
  g_test_add_func ("/report/golden/eml", test_golden_eml);
  g_test_add_func ("/report/mail-of-links", test_mail_of_links);
  g_test_add_func ("/report/masks-link", test_masks_link);
  g_test_add_func ("/report/text", test_text);
  g_test_add_func ("/report/told", test_told);
  g_test_add_func ("/report/sums", test_sums);
  g_test_add_func ("/report/correction", test_correction);
  g_test_add_func ("/report/media-types", test_media_types);
  g_test_add_func ("/report/keep-sends", test_keep_sends);
  g_test_add_func ("/report/roles-stay-home", test_roles_stay_home);
  g_test_add_func ("/report/only-the-lookalike-is-contact", test_only_the_lookalike_is_contact);
  g_test_add_func ("/report/spans-follow", test_spans_follow);
  g_test_add_func ("/report/optional-members", test_optional_members);
  g_test_add_func ("/report/received-is-a-time", test_received_is_a_time);
  g_test_add_func ("/report/no-header-injection", test_no_header_injection);
  g_test_add_func ("/report/evil-address", test_evil_address);
  g_test_add_func ("/report/errors", test_errors);
  g_test_add_func ("/report/too-large", test_too_large);
  g_test_add_func ("/report/summary", test_summary);
  g_test_add_func ("/report/eml-language", test_eml_language);
  return g_test_run ();
}
