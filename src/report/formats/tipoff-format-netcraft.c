/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-letter.h"
#include "tipoff-use.h"

#include <string.h>

/* POST /api/v3/report/urls of Netcraft: pages to look at, a reason for people, and the address of who reports.
 * A mistake is reported there by its link, which a correction does not tell again: it has none. */

#define MAX_URLS 50
#define MAX_REASON_CHARACTERS 1000

static char *
make_reason (const TipoffReport *report,
             TipoffMasked       *masked,
             TipoffTongue       *tongue)
{
  g_autofree char *title = tipoff_facts_make_title (report, tongue);
  g_autofree char *reasons = tipoff_letter_write_reasons (report, masked, tongue);
  g_autofree char *comment = tipoff_masked_scrub (masked, report->comment);
  g_autoptr (GPtrArray) facts = tipoff_facts_new (report, masked);
  g_autofree char *tlp = g_ascii_strup (tipoff_facts_get_tlp (report->tlp), -1);
  g_autoptr (GString) reason = g_string_new (title);

  g_string_append_printf (reason, "\n%s\n%s", tlp, reasons);
  if (comment != NULL && *comment != '\0')
    g_string_append_printf (reason, "%s\n", comment);
  for (guint i = 0; i < facts->len; i++)
    {
      const TipoffFact *fact = g_ptr_array_index (facts, i);

      if (!g_str_equal (fact->name, "comment") && !g_str_equal (fact->name, "contact") && !g_str_equal (fact->name, "reporter"))
        g_string_append_printf (reason, "%s: %s\n", fact->name, fact->value);
    }
  return tipoff_facts_shorten (reason->str, MAX_REASON_CHARACTERS);
}

static gboolean
is_country (const char *country)
{
  return country != NULL && strlen (country) == 2 && g_ascii_isupper (country[0]) && g_ascii_isupper (country[1]);
}

static void
write_urls (TipoffJsonWriter   *writer,
            const TipoffReport *report,
            char              **urls)
{
  tipoff_json_writer_name (writer, "urls");
  tipoff_json_writer_begin_array (writer);
  for (gsize i = 0; urls[i] != NULL && i < MAX_URLS; i++)
    {
      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "url", urls[i]);
      if (is_country (report->country))
        tipoff_json_writer_member_string (writer, "country", report->country);
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  g_autoptr (GPtrArray) findings = tipoff_findings_new (masked, report->verdict);
  g_auto (GStrv) urls = tipoff_findings_get_pages (findings);
  g_autofree char *reason = NULL;
  TipoffJsonWriter writer;

  if (urls[0] == NULL)
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN,
                           "Netcraft takes links to pages of a scam, and there is none in this");
      return NULL;
    }
  if (!tipoff_facts_has_identity (report, error))
    return NULL;
  reason = make_reason (report, masked, tipoff_facts_get_tongue (report->language, route));
  tipoff_json_writer_init (&writer, g_string_sized_new (2048));
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_member_string (&writer, "email", report->identity->email);
  tipoff_json_writer_member_string (&writer, "reason", reason);
  write_urls (&writer, report, urls);
  tipoff_json_writer_end_object (&writer);
  return tipoff_facts_take_bytes (writer.out);
}

const TipoffFormat tipoff_format_netcraft = { "netcraft", "application/json", encode, NULL, NULL };
