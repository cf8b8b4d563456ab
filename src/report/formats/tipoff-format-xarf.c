/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-ids.h"
#include "tipoff-letter.h"
#include "tipoff-taxonomy.h"
#include "tipoff-use.h"

#include <string.h>

/* XARF 4.2.0 (xarf/xarf-spec, schemas/v4), for those on whose machines the scam is: content/phishing and
 * content/fraud name a page, messaging/spam a number or an address. Who was only shown as the sender is never
 * the source. E-mail needs an envelope that nobody has here. There is no way to take a report back. */

#define VERSION "4.2.0"
#define MAX_ORGANISATION_CHARACTERS 200
#define MAX_DESCRIPTION_CHARACTERS 1000
#define MAX_MESSAGES 49             /* of 50 pieces of evidence; the last is what was told */
#define MAX_BRAND_CHARACTERS 200

/* What the report is about: a page, or else a number or address. */
typedef struct
{
  char                  *url;       /* NULL */
  const TipoffIndicator *indicator;
  const char            *type;      /* of XARF */
} Subject;

static gboolean
find_subject (Subject            *subject,
              GPtrArray          *findings,
              const TipoffReport *report)
{
  g_auto (GStrv) pages = tipoff_findings_get_pages (findings);
  const char *type = tipoff_taxonomy_get_xarf (report->verdict->kind).type;
  gboolean spam = g_str_equal (type, "spam");

  *subject = (Subject) { NULL, NULL, spam || pages[0] == NULL ? "spam" : type };
  subject->indicator = tipoff_findings_get_source (findings, pages[0] != NULL);
  if (subject->indicator == NULL)
    return FALSE;
  subject->url = g_strdup (pages[0]);
  return !g_str_equal (subject->type, "spam") || tipoff_facts_get_channel (report) != TIPOFF_CHANNEL_EMAIL;
}

static void
write_party (TipoffJsonWriter     *writer,
             const char           *name,
             const TipoffIdentity *identity)
{
  const char *known = identity->organisation != NULL && *identity->organisation != '\0' ? identity->organisation : identity->name;
  g_autofree char *organisation = tipoff_facts_shorten (known, MAX_ORGANISATION_CHARACTERS);

  tipoff_json_writer_name (writer, name);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "org", organisation);
  tipoff_json_writer_member_string (writer, "contact", identity->email);
  tipoff_json_writer_member_string (writer, "domain", strchr (identity->email, '@') + 1);
  tipoff_json_writer_end_object (writer);
}

static void
write_evidence_item (TipoffJsonWriter *writer,
                     const char       *description,
                     const char       *text)
{
  gsize length = strlen (text);
  g_autofree char *payload = g_base64_encode ((const guchar *) text, length);
  g_autofree char *digest = tipoff_sha256_hex (text, length);
  g_autofree char *hash = g_strconcat ("sha256:", digest, NULL);

  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "content_type", "text/plain");
  tipoff_json_writer_member_string (writer, "description", description);
  tipoff_json_writer_member_string (writer, "payload", payload);
  tipoff_json_writer_member_string (writer, "hash", hash);
  tipoff_json_writer_member_int (writer, "size", (gint64) length);
  tipoff_json_writer_end_object (writer);
}

static void
append_facts (GString   *text,
              GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const TipoffFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (text, "%s: %s\n", fact->name, fact->value);
    }
}

static void
write_evidence (TipoffJsonWriter   *writer,
                const TipoffReport *report,
                TipoffMasked       *masked)
{
  g_autoptr (GPtrArray) told = tipoff_facts_new (report, masked);
  g_autoptr (GString) facts = g_string_new (NULL);
  guint first = 0;

  tipoff_json_writer_name (writer, "evidence");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < report->c->messages->len && i < MAX_MESSAGES; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (report->c->messages, i);
      g_autoptr (GPtrArray) of_message = tipoff_facts_new_of_message (message);
      g_autofree char *text = tipoff_facts_get_text (masked, message, first);
      g_autofree char *sender = tipoff_facts_get_sender (masked, message, first);

      append_facts (facts, of_message);
      if (sender != NULL)
        g_string_append_printf (facts, "shown_sender_may_be_forged: %s\n", sender);
      write_evidence_item (writer, "Message", text);
      first += message->parts->len;
    }
  append_facts (facts, told);
  write_evidence_item (writer, "What was told, and what the program thinks of it", facts->str);
  tipoff_json_writer_end_array (writer);
}

/* "namespace:predicate", in small letters. */
static void
write_tag (TipoffJsonWriter *writer,
           const char       *space,
           const char       *word)
{
  g_autofree char *tag = g_strdup_printf ("%s:%s", space, word);

  tipoff_json_writer_string (writer, tag);
}

static void
write_tags (TipoffJsonWriter   *writer,
            const TipoffReport *report)
{
  TipoffChannel channel = tipoff_facts_get_channel (report);

  tipoff_json_writer_name (writer, "tags");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_string (writer, tipoff_facts_get_tlp (report->tlp));
  if (report->test || report->practice)
    tipoff_json_writer_string (writer, "rsit:test");
  write_tag (writer, "rsit", strchr (tipoff_taxonomy_get_class (report->verdict->kind, channel), '/') + 1);
  write_tag (writer, "channel", tipoff_channel_to_string (channel));
  write_tag (writer, "kind", tipoff_kind_to_string (report->verdict->kind));
  if (report->opened != TIPOFF_OPENED_NOT_TOLD)
    write_tag (writer, "link-opened", tipoff_opened_to_string (report->opened));
  for (guint harm = 0; harm < TIPOFF_N_HARMS; harm++)
    if ((report->harms & (1u << harm)) != 0)
      write_tag (writer, "harm", tipoff_harm_to_string ((TipoffHarm) harm));
  tipoff_json_writer_end_array (writer);
}

static void
write_loss (TipoffJsonWriter   *writer,
            const TipoffReport *report)
{
  if (report->loss_amount == NULL)
    return;
  tipoff_json_writer_name (writer, "loss_amount");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "currency", report->loss_currency);
  tipoff_json_writer_member_fixed (writer, "amount", g_ascii_strtod (report->loss_amount, NULL), 2);
  tipoff_json_writer_end_object (writer);
}

static void
write_content (TipoffJsonWriter   *writer,
               const Subject      *subject,
               const TipoffReport *report,
               TipoffMasked       *masked)
{
  TipoffXarfType type = tipoff_taxonomy_get_xarf (report->verdict->kind);
  g_auto (GStrv) brands = tipoff_use_get_brands (masked, report->verdict);

  tipoff_json_writer_member_string (writer, "evidence_source", "user_report");
  tipoff_json_writer_member_string (writer, "verification_method", "user_report");
  tipoff_json_writer_member_string (writer, "url", subject->url);
  if (subject->indicator->domain != NULL)
    tipoff_json_writer_member_string (writer, "domain", subject->indicator->host);
  if (brands[0] != NULL)
    {
      g_autofree char *brand = tipoff_facts_shorten (brands[0], MAX_BRAND_CHARACTERS);

      tipoff_json_writer_member_string (writer, "target_brand", brand);
    }
  tipoff_facts_write_optional (writer, "lure_type", type.lure_type);
  tipoff_facts_write_optional (writer, "fraud_type", type.fraud_type);
  if (type.fraud_type != NULL)
    write_loss (writer, report);
}

static void
write_messaging (TipoffJsonWriter   *writer,
                 const Subject      *subject,
                 const TipoffReport *report)
{
  const char *language = report->verdict->language;

  tipoff_json_writer_member_string (writer, "evidence_source", "user_complaint");
  tipoff_json_writer_member_string (writer, "protocol", tipoff_taxonomy_get_xarf_protocol (tipoff_facts_get_channel (report)));
  if (language != NULL && strlen (language) == 2)
    tipoff_json_writer_member_string (writer, "language", language);
  if (subject->url == NULL)
    return;
  tipoff_json_writer_name (writer, "spam_indicators");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_name (writer, "suspicious_links");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_string (writer, subject->url);
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}

static void
write_description (TipoffJsonWriter   *writer,
                   const TipoffReport *report,
                   TipoffMasked       *masked,
                   TipoffTongue       *tongue)
{
  g_autofree char *title = tipoff_facts_make_title (report, tongue);
  g_autofree char *reasons = tipoff_letter_write_reasons (report, masked, tongue);
  g_autofree char *text = g_strconcat (title, "\n", reasons, NULL);
  g_autofree char *description = tipoff_facts_shorten (text, MAX_DESCRIPTION_CHARACTERS);

  tipoff_json_writer_member_string (writer, "description", description);
}

static void
write_document (TipoffJsonWriter   *writer,
                const Subject      *subject,
                const TipoffReport *report,
                TipoffMasked       *masked,
                TipoffTongue       *tongue)
{
  gboolean messaging = g_str_equal (subject->type, "spam");
  const TipoffMessage *message = g_ptr_array_index (report->c->messages, 0);
  g_autofree char *time = NULL;
  gint64 first, last;

  time = tipoff_time_format (tipoff_facts_get_received (message, &first, &last) ? first : report->created);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "xarf_version", VERSION);
  tipoff_json_writer_member_string (writer, "report_id", report->id);
  tipoff_json_writer_member_string (writer, "timestamp", time);
  write_party (writer, "reporter", report->identity);
  write_party (writer, "sender", report->identity);
  tipoff_json_writer_member_string (writer, "source_identifier",
                                    subject->url != NULL ? subject->indicator->host : subject->indicator->value);
  tipoff_json_writer_member_string (writer, "category", messaging ? "messaging" : "content");
  tipoff_json_writer_member_string (writer, "type", subject->type);
  if (messaging)
    write_messaging (writer, subject, report);
  else
    write_content (writer, subject, report, masked);
  tipoff_json_writer_member_fixed (writer, "confidence", report->verdict->score, 3);
  write_description (writer, report, masked, tongue);
  write_tags (writer, report);
  write_evidence (writer, report, masked);
  tipoff_json_writer_end_object (writer);
}

static gboolean
has_name (const TipoffReport *report,
          GError            **error)
{
  const TipoffIdentity *identity = report->identity;

  if ((identity->organisation != NULL && *identity->organisation != '\0') || (identity->name != NULL && *identity->name != '\0'))
    return TRUE;
  g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NO_IDENTITY,
                       "This format needs the name of an organisation or a person who reports");
  return FALSE;
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  g_autoptr (GPtrArray) findings = tipoff_findings_new (masked, report->verdict);
  TipoffJsonWriter writer;
  Subject subject;

  if (!find_subject (&subject, findings, report))
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN,
                           "XARF takes a page, a number or an address of a scam, and there is none in this that it could name");
      g_free (subject.url);
      return NULL;
    }
  if (!tipoff_facts_has_identity (report, error) || !has_name (report, error))
    {
      g_free (subject.url);
      return NULL;
    }
  tipoff_json_writer_init (&writer, g_string_sized_new (4096));
  write_document (&writer, &subject, report, masked, tipoff_facts_get_tongue (report->language, route));
  g_free (subject.url);
  return tipoff_facts_take_bytes (writer.out);
}

const TipoffFormat tipoff_format_xarf = { "xarf", "application/json", encode, NULL, NULL };
