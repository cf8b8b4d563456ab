/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-iodef.h"

#include "tipoff-facts.h"
#include "tipoff-ids.h"
#include "tipoff-report-words.h"
#include "tipoff-taxonomy.h"
#include "tipoff-use.h"

void
tipoff_iodef_write_texts (TipoffJsonWriter *writer,
                          const char       *member,
                          TipoffTongue     *tongue,
                          const char       *text)
{
  tipoff_json_writer_name (writer, member);
  tipoff_json_writer_begin_array (writer);
  if (tongue != NULL)
    {
      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "value", text);
      tipoff_json_writer_member_string (writer, "lang", tipoff_tongue_get_language (tongue));
      tipoff_json_writer_end_object (writer);
    }
  else
    tipoff_json_writer_string (writer, text);
  tipoff_json_writer_end_array (writer);
}

void
tipoff_iodef_write_extension (TipoffJsonWriter *writer,
                              const char       *name,
                              const char       *value)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "value", value);
  tipoff_json_writer_member_string (writer, "name", name);
  tipoff_json_writer_member_string (writer, "dtype", "string");
  tipoff_json_writer_end_object (writer);
}

/* "x", or "ext-value" and the member "ext-x" where the RFC has no such word. */
static void
write_word (TipoffJsonWriter *writer,
            const char       *word,
            const char       *extension)
{
  tipoff_json_writer_member_string (writer, "category", word != NULL ? word : "ext-value");
  if (word == NULL)
    tipoff_json_writer_member_string (writer, "ext-category", extension);
}

/* Its place in the event, by what may be said of it. */
static void
write_system_category (TipoffJsonWriter    *writer,
                       const TipoffFinding *finding)
{
  gboolean sender = finding->indicator->role == TIPOFF_ROLE_SHOWN_SENDER;

  if (finding->use == TIPOFF_USE_DETECT)
    write_word (writer, "infrastructure", NULL);
  else if (finding->use == TIPOFF_USE_TARGET)
    write_word (writer, "target", NULL);
  else if (finding->use == TIPOFF_USE_CONTEXT)
    write_word (writer, NULL, "bystander");
  else if (sender)
    write_word (writer, "source", NULL);
  else
    write_word (writer, NULL, "observed");
  if (sender)
    tipoff_json_writer_member_string (writer, "spoofed", "unknown");
}

static void
write_address (TipoffJsonWriter    *writer,
               const TipoffFinding *finding)
{
  tipoff_json_writer_name (writer, "Address");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "value", finding->value);
  switch (finding->type)
    {
    case TIPOFF_INDICATOR_URL:
      write_word (writer, "site-uri", NULL);
      break;
    case TIPOFF_INDICATOR_EMAIL:
      write_word (writer, "e-mail", NULL);
      break;
    case TIPOFF_INDICATOR_PHONE:
      write_word (writer, NULL, "phone-number");
      break;
    case TIPOFF_INDICATOR_IBAN:
      write_word (writer, NULL, "iban");
      break;
    case TIPOFF_INDICATOR_DOMAIN:
    case TIPOFF_INDICATOR_WALLET:
    default:
      write_word (writer, NULL, "wallet");
      break;
    }
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_array (writer);
}

static void
write_node (TipoffJsonWriter    *writer,
            const TipoffFinding *finding)
{
  tipoff_json_writer_name (writer, "Node");
  tipoff_json_writer_begin_object (writer);
  if (finding->type == TIPOFF_INDICATOR_DOMAIN)
    {
      tipoff_json_writer_name (writer, "DomainData");
      tipoff_json_writer_begin_array (writer);
      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "system-status", finding->use == TIPOFF_USE_DETECT ? "fraudulent" : "unknown");
      tipoff_json_writer_member_string (writer, "domain-status", "unknown");
      tipoff_json_writer_member_string (writer, "Name", finding->value);
      tipoff_json_writer_end_object (writer);
      tipoff_json_writer_end_array (writer);
    }
  else
    write_address (writer, finding);
  tipoff_json_writer_end_object (writer);
}

/* What it does; nothing is called a site of fraud but where the scam wants the person to go. */
static void
write_node_role (TipoffJsonWriter    *writer,
                 const TipoffFinding *finding,
                 const TipoffReport  *report)
{
  TipoffChannel channel = tipoff_facts_get_channel (report);
  gboolean phishing = g_str_equal (tipoff_taxonomy_get_class (report->verdict->kind, channel), "fraud/phishing");
  gboolean site = finding->type == TIPOFF_INDICATOR_URL || finding->type == TIPOFF_INDICATOR_DOMAIN;

  tipoff_json_writer_name (writer, "NodeRole");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_begin_object (writer);
  if (site && finding->use == TIPOFF_USE_DETECT)
    write_word (writer, phishing ? "phishing-site" : "fraudulent-site", NULL);
  else if (site)
    write_word (writer, "www", NULL);
  else if (finding->type == TIPOFF_INDICATOR_EMAIL)
    write_word (writer, "mail", NULL);
  else if (finding->type == TIPOFF_INDICATOR_PHONE)
    write_word (writer, finding->indicator->role == TIPOFF_ROLE_SHOWN_SENDER && channel != TIPOFF_CHANNEL_CALL ? "messaging" : "voice", NULL);
  else
    write_word (writer, NULL, "payment");
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_array (writer);
}

static void
write_systems (TipoffJsonWriter   *writer,
               const TipoffReport *report,
               TipoffMasked       *masked,
               TipoffTongue       *tongue)
{
  g_autoptr (GPtrArray) findings = tipoff_findings_new (masked, report->verdict);

  if (findings->len == 0)
    return;
  tipoff_json_writer_name (writer, "System");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < findings->len; i++)
    {
      const TipoffFinding *finding = g_ptr_array_index (findings, i);
      const char *role = tipoff_report_role_title (finding->indicator->role);

      tipoff_json_writer_begin_object (writer);
      write_system_category (writer, finding);
      write_node (writer, finding);
      write_node_role (writer, finding, report);
      tipoff_iodef_write_texts (writer, "Description", tongue, tipoff_tongue_text (tongue, role));
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
}

static void
write_record (TipoffJsonWriter    *writer,
              TipoffMasked        *masked,
              const TipoffMessage *message,
              guint                first)
{
  g_autoptr (GPtrArray) facts = tipoff_facts_new_of_message (message);
  g_autofree char *sender = tipoff_facts_get_sender (masked, message, first);
  gint64 from, to;

  tipoff_json_writer_begin_object (writer);
  if (tipoff_facts_get_received (message, &from, &to))
    {
      g_autofree char *time = tipoff_time_format (from);

      tipoff_json_writer_member_string (writer, "DateTime", time);
    }
  tipoff_json_writer_name (writer, "RecordItem");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < facts->len; i++)
    {
      const TipoffFact *fact = g_ptr_array_index (facts, i);

      tipoff_iodef_write_extension (writer, fact->name, fact->value);
    }
  if (sender != NULL)
    tipoff_iodef_write_extension (writer, "shown_sender", sender);
  for (guint i = 0; i < message->parts->len; i++)
    {
      const TipoffPart *part = g_ptr_array_index (message->parts, i);

      if (part->type != TIPOFF_PART_SENDER)
        tipoff_iodef_write_extension (writer, tipoff_part_type_to_string (part->type), tipoff_masked_get_text (masked, first + i));
    }
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
}

static void
write_times (TipoffJsonWriter   *writer,
             const TipoffReport *report)
{
  gint64 first, last;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (!tipoff_facts_get_received (g_ptr_array_index (report->c->messages, 0), &first, &last))
    return;
  start = tipoff_time_format (first);
  end = tipoff_time_format (last);
  tipoff_json_writer_member_string (writer, "StartTime", start);
  tipoff_json_writer_member_string (writer, "EndTime", end);
}

void
tipoff_iodef_write_event (TipoffJsonWriter   *writer,
                          const TipoffReport *report,
                          TipoffMasked       *masked,
                          TipoffTongue       *tongue)
{
  guint first = 0;

  tipoff_json_writer_name (writer, "EventData");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_begin_object (writer);
  write_times (writer, report);
  write_systems (writer, report, masked, tongue);
  tipoff_json_writer_name (writer, "RecordData");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < report->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (report->c->messages, i);

      write_record (writer, masked, message, first);
      first += message->parts->len;
    }
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_array (writer);
}
