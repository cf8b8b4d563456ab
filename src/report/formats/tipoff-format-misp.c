/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-ids.h"
#include "tipoff-letter.h"
#include "tipoff-misp.h"
#include "tipoff-report-words.h"
#include "tipoff-use.h"

#include <string.h>

/* An event in the MISP core format (draft-dulaunoy-misp-core-format-20), as POST /events/add takes it.
 * All numbers are strings. Types, categories and object templates are those of PyMISP's
 * describeTypes.json and of MISP/misp-objects, read on 2026-11-23. */

#define OWN_ORGANISATION "0"
#define INITIAL "0"

static char *
make_event_uuid (const char *report_id)
{
  return tipoff_uuid_new_v5 (report_id, "misp/event");
}

static TipoffMispAttribute
describe_finding (const TipoffFinding *finding)
{
  TipoffMispAttribute attribute = { .type = "text", .category = "Other", .to_ids = finding->use == TIPOFF_USE_DETECT };

  switch (finding->type)
    {
    case TIPOFF_INDICATOR_URL:
      attribute.type = "url";
      attribute.category = "Network activity";
      break;
    case TIPOFF_INDICATOR_DOMAIN:
      attribute.type = g_strcmp0 (finding->value, finding->indicator->domain) == 0 ? "domain" : "hostname";
      attribute.category = "Network activity";
      break;
    case TIPOFF_INDICATOR_PHONE:
      attribute.type = "phone-number";
      attribute.category = attribute.to_ids ? "Financial fraud" : "Other";
      break;
    case TIPOFF_INDICATOR_EMAIL:
      attribute.type = finding->indicator->role == TIPOFF_ROLE_SHOWN_SENDER ? "email-src" : "email-dst";
      attribute.category = "Payload delivery";
      break;
    case TIPOFF_INDICATOR_IBAN:
      attribute.type = "iban";
      attribute.category = "Financial fraud";
      break;
    case TIPOFF_INDICATOR_WALLET:
    default:
      if (g_strcmp0 (finding->indicator->currency, "bitcoin") == 0)
        attribute.type = "btc";
      attribute.category = "Financial fraud";
      break;
    }
  return attribute;
}

static void
write_findings (TipoffMispEvent *event)
{
  g_autoptr (GPtrArray) findings = tipoff_findings_new (event->masked, event->report->verdict);

  for (guint i = 0; i < findings->len; i++)
    {
      const TipoffFinding *finding = g_ptr_array_index (findings, i);
      TipoffMispAttribute attribute = describe_finding (finding);

      attribute.comment = tipoff_tongue_text (event->tongue, tipoff_report_role_title (finding->indicator->role));
      tipoff_misp_write_attribute (event, &attribute, finding->value);
    }
}

static void
write_facts (TipoffMispEvent *event,
             GPtrArray       *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const TipoffFact *fact = g_ptr_array_index (facts, i);
      TipoffMispAttribute attribute = { .type = "text", .category = "Other", .comment = fact->name, .ordinary = TRUE };

      if (g_str_equal (fact->name, "report_id"))
        attribute.category = "Internal reference";
      else if (g_str_equal (fact->name, "redactions"))
        attribute.type = "anonymised";
      tipoff_misp_write_attribute (event, &attribute, fact->value);
    }
}

/* What the templates have no place for. */
static void
write_message_attributes (TipoffMispEvent     *event,
                          const TipoffMessage *message,
                          guint                first)
{
  static const TipoffPartType others[] = { TIPOFF_PART_LINK_TARGET, TIPOFF_PART_ATTACHMENT_NAME };
  g_autoptr (GPtrArray) facts = tipoff_facts_new_of_message (message);
  TipoffMispAttribute attribute = { .type = "text", .category = "Other" };

  write_facts (event, facts);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *text = tipoff_facts_get_parts (event->masked, message, first, others[i]);

      attribute.comment = tipoff_tongue_text (event->tongue, tipoff_report_part_title (others[i]));
      if (text != NULL)
        tipoff_misp_write_attribute (event, &attribute, text);
    }
  if (!tipoff_misp_has_object (message->channel))
    {
      g_autofree char *text = tipoff_facts_get_text (event->masked, message, first);
      g_autofree char *subject = tipoff_facts_get_parts (event->masked, message, first, TIPOFF_PART_SUBJECT);

      attribute.comment = tipoff_tongue_text (event->tongue, tipoff_report_channel_title (message->channel));
      tipoff_misp_write_attribute (event, &attribute, text);
      if (subject != NULL)
        tipoff_misp_write_attribute (event, &attribute, subject);
    }
}

static void
for_each_message (TipoffMispEvent *event,
                  void (*write) (TipoffMispEvent *event, const TipoffMessage *message, guint first))
{
  const GPtrArray *messages = event->report->c->messages;
  guint first = 0;

  for (guint i = 0; i < messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (messages, i);

      write (event, message, first);
      first += message->parts->len;
    }
}

/* Whom it speaks for. */
static void
write_brands (TipoffMispEvent *event)
{
  const TipoffMispAttribute name = { .relation = "real-name", .type = "text", .category = "Other" };
  g_auto (GStrv) brands = tipoff_use_get_brands (event->masked, event->report->verdict);

  for (gsize i = 0; brands[i] != NULL; i++)
    {
      tipoff_misp_begin_object (event, "impersonation", "misc", "01833a92-d2ff-11e9-8016-d3b988153702", "1");
      tipoff_misp_write_attribute (event, &name, brands[i]);
      tipoff_misp_end_object (event);
    }
}

static void
write_tags (TipoffMispEvent   *event,
            const char *const *tags)
{
  tipoff_json_writer_name (&event->writer, "Tag");
  tipoff_json_writer_begin_array (&event->writer);
  for (gsize i = 0; tags[i] != NULL; i++)
    {
      tipoff_json_writer_begin_object (&event->writer);
      tipoff_json_writer_member_string (&event->writer, "name", tags[i]);
      tipoff_json_writer_end_object (&event->writer);
    }
  tipoff_json_writer_end_array (&event->writer);
}

/* @extends: (nullable): the event that this one is about. */
static void
begin_event (TipoffMispEvent *event,
             gint64           created,
             const char      *info,
             const char      *threat_level,
             const char      *extends)
{
  TipoffJsonWriter *writer = &event->writer;
  g_autofree char *uuid = make_event_uuid (event->id);
  g_autofree char *time = tipoff_time_format (created);
  g_autofree char *date = g_strndup (time, strlen ("2026-11-24"));

  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_name (writer, "Event");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "uuid", uuid);
  tipoff_json_writer_member_string (writer, "info", info);
  tipoff_json_writer_member_string (writer, "date", date);
  tipoff_json_writer_member_string (writer, "threat_level_id", threat_level);
  tipoff_json_writer_member_string (writer, "analysis", INITIAL);
  tipoff_json_writer_member_string (writer, "distribution", OWN_ORGANISATION);
  tipoff_json_writer_member_boolean (writer, "published", FALSE);
  tipoff_facts_write_optional (writer, "extends_uuid", extends);
}

static GBytes *
end_event (TipoffMispEvent *event)
{
  tipoff_json_writer_end_object (&event->writer);
  tipoff_json_writer_end_object (&event->writer);
  return tipoff_facts_take_bytes (event->writer.out);
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  TipoffMispEvent event = { .report = report, .masked = masked, .id = report->id,
                  .tongue = tipoff_facts_get_tongue (report->language, route) };
  g_autofree char *title = tipoff_facts_make_title (report, event.tongue);
  g_auto (GStrv) tags = tipoff_facts_get_tags (report);
  g_autoptr (GPtrArray) facts = tipoff_facts_new (report, masked);

  tipoff_json_writer_init (&event.writer, g_string_sized_new (4096));
  /* 3 is low, 4 undefined. */
  begin_event (&event, report->created, title, report->verdict->level == TIPOFF_LEVEL_SCAM ? "3" : "4", NULL);
  write_tags (&event, (const char *const *) tags);
  tipoff_json_writer_name (&event.writer, "Attribute");
  tipoff_json_writer_begin_array (&event.writer);
  write_findings (&event);
  for_each_message (&event, write_message_attributes);
  write_facts (&event, facts);
  tipoff_json_writer_end_array (&event.writer);
  tipoff_json_writer_name (&event.writer, "Object");
  tipoff_json_writer_begin_array (&event.writer);
  for_each_message (&event, tipoff_misp_write_message_object);
  write_brands (&event);
  tipoff_json_writer_end_array (&event.writer);
  return end_event (&event);
}

/* An event of its own that extends the first and calls it a false positive. */
static GBytes *
encode_correction (const TipoffCorrection *correction,
                   const TipoffRoute      *route,
                   const TipoffAuthority  *authority,
                   GError                **error)
{
  TipoffMispEvent event = { .id = correction->id, .tongue = tipoff_facts_get_tongue (correction->language, route) };
  const TipoffMispAttribute comment = { .type = "comment", .category = "Internal reference" };
  const gboolean marked = correction->test || correction->practice;
  const char *const tags[] = { tipoff_facts_get_tlp (correction->tlp), "false-positive:confirmed=\"true\"",
                               marked ? "rsit:test=\"test\"" : NULL, NULL };
  g_autofree char *extends = make_event_uuid (correction->corrects);
  g_autofree char *letter = tipoff_letter_write_correction (correction, event.tongue);

  tipoff_json_writer_init (&event.writer, g_string_sized_new (1024));
  begin_event (&event, correction->created, tipoff_tongue_text (event.tongue, N_("Report taken back")), "4", extends);
  write_tags (&event, tags);
  tipoff_json_writer_name (&event.writer, "Attribute");
  tipoff_json_writer_begin_array (&event.writer);
  tipoff_misp_write_attribute (&event, &comment, letter);
  tipoff_json_writer_end_array (&event.writer);
  return end_event (&event);
}

const TipoffFormat tipoff_format_misp = { "misp", "application/json", encode, encode_correction, NULL };
