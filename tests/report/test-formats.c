/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include "tipoff-limits.h"
#include "tipoff-taxonomy.h"
#include "tipoff-use.h"

#include <string.h>

/* What holds for every format. What each writes is looked at by test_documents.py. */

static const TipoffIdentity identity = { (char *) "Verein Musterstadt", NULL, (char *) "post@verein-muster.de" };

/* NULL where the format does not take such a report. */
static char *
encode_if_taken (const TipoffReport *report,
                 const char         *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tipoff_report_encode (report, format, NULL, NULL, NULL, &error);

  if (bytes == NULL)
    {
      g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN);
      return NULL;
    }
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
append_quoted_printable (GString    *out,
                         const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != '=' || p[1] == '\0' || p[2] == '\0')
        g_string_append_c (out, *p);
      else if (p[1] == '\r' && p[2] == '\n')
        p += 2;
      else if (g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          g_string_append_c (out, (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2])));
          p += 2;
        }
      else
        g_string_append_c (out, *p);
    }
}

/* Every run that may be base64, decoded. */
static void
append_base64 (GString    *out,
               const char *text)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  while (*text != '\0')
    {
      gsize length = strspn (text, alphabet);
      g_autofree char *run = g_strndup (text, length);
      gsize size;
      g_autofree guchar *data = length >= 40 ? g_base64_decode (run, &size) : NULL;

      for (gsize i = 0; data != NULL && i < size; i++)
        g_string_append_c (out, data[i] == '\0' ? ' ' : (char) data[i]);
      text += MAX (length, 1);
    }
}

/* The bytes, and all that is hidden in them by quoted-printable, percent signs and base64. */
static char *
reveal (const char *bytes)
{
  g_autofree char *plain = g_uri_unescape_string (bytes, NULL);
  GString *all = g_string_new (bytes);

  g_string_append_c (all, '\n');
  g_string_append (all, plain != NULL ? plain : "");
  g_string_append_c (all, '\n');
  append_quoted_printable (all, bytes);
  for (guint i = 0; i < 2; i++)     /* base64 of a mail that holds quoted-printable, and so on */
    {
      g_autofree char *so_far = g_strdup (all->str);
      g_autofree char *found = NULL;

      append_base64 (all, so_far);
      found = g_strdup (all->str + strlen (so_far));
      append_quoted_printable (all, found);
    }
  return g_string_free (all, FALSE);
}

/* A whole mail, so that every format takes it. */
static TipoffReport *
make_whole (const char *text)
{
  TipoffCase *c = make_case (text, TIPOFF_CHANNEL_EMAIL, "KBC <info@kbc-veilig.top>", "2026-11-23T20:41:07+01:00");
  TipoffReport *report;

  add_part (c, TIPOFF_PART_SUBJECT, text);
  add_part (c, TIPOFF_PART_HEADER, "Received: from mx.kbc-veilig.top by mail.example.net\nFrom: KBC <info@kbc-veilig.top>");
  report = tipoff_report_new ("3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10", G_GINT64_CONSTANT (1795497720), c, make_verdict (c, "BE"));
  tipoff_report_set_identity (report, &identity);
  return report;
}

#define LINK "Dag, zie https://evil-levering.top/be of bel 0903 12 345"

static void
test_golden (void)
{
  for (gsize i = 0; tipoff_report_formats ()[i] != NULL; i++)
    {
      const char *format = tipoff_report_formats ()[i];
      gboolean whole = g_str_equal (format, "signal-spam");
      g_autoptr (TipoffReport) report = whole ? make_whole (LINK) : make_parcel ();
      g_autofree char *name = g_strconcat (whole ? "mail" : "parcel", ".", format, NULL);
      g_autofree char *bytes = NULL;

      /* These have names that their readers know. */
      if (g_str_equal (format, "tipoff") || g_str_equal (format, "eml"))
        continue;
      tipoff_report_set_identity (report, &identity);
      bytes = encode_report (report, format, NULL);
      assert_golden (name, bytes);
    }
}

/* No clock, no random number, no state: twice the same, and a copy as well. */
static void
test_pure (void)
{
  const char *const *formats = tipoff_report_formats ();
  g_autoptr (TipoffReport) one = make_whole (LINK);
  g_autoptr (TipoffReport) two = make_whole (LINK);
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; formats[i] != NULL; i++)
    g_ptr_array_add (first, encode_report (one, formats[i], NULL));
  g_usleep (1100 * 1000);
  for (gsize i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *again = encode_report (one, formats[i], NULL);
      g_autofree char *other = encode_report (two, formats[i], NULL);

      g_assert_cmpstr (g_ptr_array_index (first, i), ==, again);
      g_assert_cmpstr (g_ptr_array_index (first, i), ==, other);
    }
}

static void
test_nothing_masked_leaks (void)
{
  static const char *const secrets[] = { "Jan", "Peeters", "jan.peeters", "323212345678901234567890", "0470", "32470123456" };
  g_autoptr (TipoffReport) parcel = make_parcel ();
  g_autofree char *summary = tipoff_report_summarize (parcel, tipoff_tongue_get ("en"));
  g_autofree char *text = g_strdup (tipoff_case_get_part (parcel->c, 0)->text);
  g_autoptr (TipoffReport) mail = make_whole (text);

  tipoff_report_set_identity (parcel, &identity);
  mail->comment = g_strdup (parcel->comment);
  for (gsize i = 0; tipoff_report_formats ()[i] != NULL; i++)
    {
      const char *format = tipoff_report_formats ()[i];
      g_autofree char *of_parcel = encode_if_taken (parcel, format);
      g_autofree char *of_mail = encode_report (mail, format, NULL);
      g_autofree char *all = g_strconcat (summary, of_mail, of_parcel, NULL);
      g_autofree char *shown = reveal (all);

      for (gsize j = 0; j < G_N_ELEMENTS (secrets); j++)
        if (strstr (shown, secrets[j]) != NULL)
          g_error ("%s tells “%s”", format, secrets[j]);
      /* The evidence is there, so reveal() finds what there is to find. */
      g_assert_nonnull (strstr (shown, "https://bpost-levering.top/be?e="));
    }
}

/* Whatever the person masks by hand is gone from everything that leaves, wherever it was. */
static void
test_hand_masks_leak_nowhere (void)
{
  static const char text[] = "Bel qqzw of mail qqzw@evil-qqzw.top, zie https://evil.top/qqzw en qqzw.be. Betaal aan qqzw. https://evil.top/";
  g_autoptr (TipoffReport) report = make_whole (text);

  report->comment = g_strdup ("qqzw belde mij (qqzw)");
  for (guint part = 0; part < tipoff_case_get_n_parts (report->c); part++)
    {
      const char *start = tipoff_case_get_part (report->c, part)->text;

      for (const char *p = start; (p = strstr (p, "qqzw")) != NULL; p += 4)
        {
          TipoffSpan span = { part, (gsize) (p - start), (gsize) (p - start) + 4 };

          tipoff_redactions_add (report->redactions, span);
        }
    }
  for (gsize i = 0; tipoff_report_formats ()[i] != NULL; i++)
    {
      g_autofree char *bytes = encode_report (report, tipoff_report_formats ()[i], NULL);
      g_autofree char *shown = reveal (bytes);

      g_assert_null (strstr (shown, "qqzw"));
    }
}

/* No address of ours ever stands in for one of theirs. */
static void
test_identity (void)
{
  static const struct { const char *format; TipoffIdentity identity; gboolean taken; } table[] = {
    { "netcraft", { NULL, NULL, (char *) "erika@muster.de" }, TRUE },
    { "netcraft", { (char *) "Muster", NULL, (char *) "erika@muster.de, x@y.zz" }, FALSE },
    { "netcraft", { (char *) "Muster", NULL, (char *) "erika" }, FALSE },
    { "netcraft", { (char *) "Muster", NULL, NULL }, FALSE },
    { "xarf", { NULL, NULL, (char *) "erika@muster.de" }, FALSE },
    { "xarf", { NULL, (char *) "Erika Muster", (char *) "erika@muster.de" }, TRUE },
    { "xarf", { (char *) "Verein", NULL, (char *) "erika@muster.de" }, TRUE },
    { "xarf", { (char *) "Verein", NULL, (char *) "a@b\r\nBcc: c@d.ee" }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (TipoffReport) report = make_parcel ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      tipoff_report_set_identity (report, &table[i].identity);
      bytes = tipoff_report_encode (report, table[i].format, NULL, NULL, NULL, &error);
      g_assert_true ((bytes != NULL) == table[i].taken);
      if (bytes == NULL)
        g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NO_IDENTITY);
    }
}

/* A link without its page: what stood alone as a domain is its front page; a telephone number is a source. */
static void
test_pages (void)
{
  g_autoptr (TipoffReport) domain = make_report ("Ga naar evil-levering.top");
  g_autoptr (TipoffReport) number = make_report ("Bel 0903 12 345");
  g_autofree char *of_domain = NULL;
  g_autofree char *of_number = NULL;

  tipoff_report_set_identity (domain, &identity);
  tipoff_report_set_identity (number, &identity);
  of_domain = encode_report (domain, "netcraft", NULL);
  of_number = encode_report (number, "xarf", NULL);
  g_assert_nonnull (strstr (of_domain, "\"url\":\"http://evil-levering.top/\""));
  g_assert_nonnull (strstr (of_number, "\"source_identifier\":\"+3290312345\",\"category\":\"messaging\",\"type\":\"spam\""));
  g_assert_nonnull (strstr (of_number, "\"protocol\":\"sms\""));
}

/* The queue is the route's, where its file names one. */
static void
test_queue (void)
{
  static const struct { const char *queue, *written; } table[] = {
    { "General", "\"Queue\":\"General\"" },
    { NULL, "\"Queue\":\"Incident Reports\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const TipoffRoute route = { .id = (char *) "x.y.rt", .way = TIPOFF_WAY_HTTPS, .address = (char *) "https://rt.example/",
                                  .format = (char *) "rt", .queue = (char *) table[i].queue };
      g_autoptr (TipoffReport) report = make_report ("x");
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = tipoff_report_encode (report, NULL, &route, NULL, NULL, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_assert_nonnull (strstr (text, table[i].written));
    }
}

static void
test_too_large (void)
{
  g_autofree char *large = g_strnfill (TIPOFF_LIMIT_TEXT_BYTES - 10, 'x');
  g_autofree char *text = g_strconcat ("https://evil-levering.top/be ", NULL);
  g_autoptr (TipoffReport) report = NULL;

  memcpy (large, text, strlen (text));
  report = make_whole (large);
  for (gsize i = 0; tipoff_report_formats ()[i] != NULL; i++)
    {
      const char *format = tipoff_report_formats ()[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = tipoff_report_encode (report, format, NULL, NULL, NULL, &error);

      if (bytes != NULL)
        g_assert_cmpuint (g_bytes_get_size (bytes), <=, TIPOFF_LIMIT_REPORT_BYTES);
      else
        g_assert_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE);
    }
}

static TipoffUse
decide (const char *text,
        TipoffRole  role,
        TipoffLevel level,
        gboolean    told)
{
  g_autoptr (TipoffCase) c = make_case (text, TIPOFF_CHANNEL_SMS, NULL, NULL);
  g_autoptr (TipoffVerdict) verdict = make_verdict (c, "BE");

  g_assert_cmpuint (verdict->indicators->len, ==, 1);
  verdict->level = level;
  indicator_at (verdict, 0)->role = role;
  indicator_at (verdict, 0)->role_told = told;
  return tipoff_use_decide (indicator_at (verdict, 0), verdict);
}

static void
test_use (void)
{
  static const struct { const char *text; TipoffRole role; TipoffLevel level; gboolean told; TipoffUse wanted; } table[] = {
    { "https://evil.top/", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_DETECT },
    { "https://evil.top/", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SUSPICIOUS, FALSE, TIPOFF_USE_DETECT },
    { "https://evil.top/", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_CLEAR, FALSE, TIPOFF_USE_OBSERVE },
    { "https://evil.top/", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_CLEAR, TRUE, TIPOFF_USE_DETECT },
    { "https://evil.top/", TIPOFF_ROLE_UNKNOWN, TIPOFF_LEVEL_SCAM, TRUE, TIPOFF_USE_OBSERVE },
    { "https://evil.top/", TIPOFF_ROLE_SHOWN_SENDER, TIPOFF_LEVEL_SCAM, TRUE, TIPOFF_USE_OBSERVE },
    { "https://evil.top/", TIPOFF_ROLE_IMPERSONATED, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_TARGET },
    { "0470 12 34 56", TIPOFF_ROLE_RECIPIENT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_CONTEXT },
    { "0470 12 34 56", TIPOFF_ROLE_BYSTANDER, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_CONTEXT },
    /* Where others are as well, only the whole link says anything. */
    { "https://bit.ly/3xYz", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_DETECT },
    { "https://bit.ly/", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_OBSERVE },
    { "evil.github.io", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_OBSERVE },
    { "https://www.bpost.be/", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, TRUE, TIPOFF_USE_OBSERVE },
    { "https://duckduckgo.com", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_OBSERVE },
    { "http://203.0.113.9/", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_DETECT },
    /* A bank's own number, an emergency number and a short code are nobody's to block. */
    { "0903 12 345", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_DETECT },
    { "+32 16 43 20 00", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, TRUE, TIPOFF_USE_OBSERVE },
    { "x@evil.top", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_DETECT },
    { "x@gmail.com", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_DETECT },
    { "x@gmail.com", TIPOFF_ROLE_IMPERSONATED, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_OBSERVE },
    { "info@bpost.be", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, TRUE, TIPOFF_USE_OBSERVE },
    { "BE68 5390 0754 7034", TIPOFF_ROLE_CONTACT, TIPOFF_LEVEL_SCAM, FALSE, TIPOFF_USE_DETECT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (decide (table[i].text, table[i].role, table[i].level, table[i].told) != table[i].wanted)
      g_error ("%s, %s", table[i].text, tipoff_role_to_string (table[i].role));
}

/* The same value in two roles: whose it is outweighs that the scam points there too. */
static void
test_use_of_one_value (void)
{
  g_autoptr (TipoffReport) report = make_report ("Bel 0903 12 345 of 0903 12 345. Zie https://evil.top/ en https://evil.top/");
  g_autoptr (TipoffMasked) masked = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  static const TipoffUse wanted[] = { TIPOFF_USE_DETECT, TIPOFF_USE_TARGET, TIPOFF_USE_DETECT };

  g_assert_cmpuint (report->verdict->indicators->len, ==, 4);
  indicator_at (report->verdict, 0)->role = TIPOFF_ROLE_SHOWN_SENDER;
  indicator_at (report->verdict, 3)->role = TIPOFF_ROLE_IMPERSONATED;
  masked = tipoff_masked_new (report);
  findings = tipoff_findings_new (masked, report->verdict);
  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpint (((const TipoffFinding *) g_ptr_array_index (findings, i))->use, ==, wanted[i]);
}

static void
test_taxonomy (void)
{
  for (guint kind = 0; kind <= TIPOFF_KIND_NONE; kind++)
    {
      g_assert_nonnull (tipoff_taxonomy_get_xarf ((TipoffKind) kind).type);
      for (guint channel = 0; channel < TIPOFF_N_CHANNELS; channel++)
        {
          g_auto (GStrv) tags = tipoff_taxonomy_get_tags ((TipoffKind) kind, (TipoffChannel) channel);

          g_assert_true (g_str_has_prefix (tags[0], "rsit:"));
          g_assert_nonnull (tipoff_taxonomy_get_xarf_protocol ((TipoffChannel) channel));
          for (gsize i = 0; tags[i] != NULL; i++)
            for (gsize j = 0; j < i; j++)
              g_assert_cmpstr (tags[i], !=, tags[j]);
        }
    }
  g_assert_cmpstr (tipoff_taxonomy_get_class (TIPOFF_KIND_BANK, TIPOFF_CHANNEL_CALL), ==, "fraud/masquerade");
  g_assert_cmpstr (tipoff_taxonomy_get_class (TIPOFF_KIND_BANK, TIPOFF_CHANNEL_SMS), ==, "fraud/phishing");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/golden", test_golden);
  g_test_add_func ("/formats/pure", test_pure);
  g_test_add_func ("/formats/nothing-masked-leaks", test_nothing_masked_leaks);
  g_test_add_func ("/formats/hand-masks-leak-nowhere", test_hand_masks_leak_nowhere);
  g_test_add_func ("/formats/identity", test_identity);
  g_test_add_func ("/formats/pages", test_pages);
  g_test_add_func ("/formats/queue", test_queue);
  g_test_add_func ("/formats/too-large", test_too_large);
  g_test_add_func ("/formats/use", test_use);
  g_test_add_func ("/formats/use-of-one-value", test_use_of_one_value);
  g_test_add_func ("/formats/taxonomy", test_taxonomy);
  return g_test_run ();
}
