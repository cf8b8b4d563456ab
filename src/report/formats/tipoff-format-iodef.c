/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-ids.h"
#include "tipoff-iodef.h"
#include "tipoff-letter.h"
#include "tipoff-use.h"

#include <string.h>

/* An incident in IODEF 2 as JSON (RFC 8727, section 6; the model is RFC 7970). Names of a class are those of
 * the RFC without "iodef-". What was found is a System each: tipoff-iodef-event.c. */

/* Harms of which something came, not only a risk. */
#define ACTUAL_HARMS (1u << TIPOFF_HARM_DATA | 1u << TIPOFF_HARM_PAID | 1u << TIPOFF_HARM_DEVICE | 1u << TIPOFF_HARM_ACCOUNT \
                      | 1u << TIPOFF_HARM_IDENTITY | 1u << TIPOFF_HARM_HANDED_OVER)

/* TLP 2.0 has two levels for which RFC 8727 has no word. */
static void
write_restriction (TipoffJsonWriter *writer,
                   const char       *tlp)
{
  const char *level = tipoff_facts_get_tlp (tlp) + strlen ("tlp:");

  if (g_str_equal (level, "clear"))
    level = "white";
  if (g_str_equal (level, "amber+strict"))
    {
      tipoff_json_writer_member_string (writer, "restriction", "ext-value");
      tipoff_json_writer_member_string (writer, "ext-restriction", level);
    }
  else
    tipoff_json_writer_member_string (writer, "restriction", level);
}

static void
write_time (TipoffJsonWriter *writer,
            const char       *name,
            gint64            seconds)
{
  g_autofree char *time = tipoff_time_format (seconds);

  tipoff_json_writer_member_string (writer, name, time);
}

static void
write_incident_id (TipoffJsonWriter *writer,
                   const char       *id)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "id", id);
  tipoff_json_writer_member_string (writer, "name", "tipoff");
  tipoff_json_writer_end_object (writer);
}

static void
begin_incident (TipoffJsonWriter *writer,
                const char       *id,
                const char       *status,
                const char       *tlp,
                gint64            created,
                TipoffTongue     *tongue)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "version", "2.0");
  tipoff_json_writer_member_string (writer, "lang", tipoff_tongue_get_language (tongue));
  tipoff_json_writer_name (writer, "Incident");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "purpose", "reporting");
  tipoff_json_writer_member_string (writer, "status", status);
  write_restriction (writer, tlp);
  tipoff_json_writer_name (writer, "IncidentID");
  write_incident_id (writer, id);
  write_time (writer, "ReportTime", created);
  write_time (writer, "GenerationTime", created);
}

static GBytes *
end_incident (TipoffJsonWriter *writer)
{
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_array (writer);
  tipoff_json_writer_end_object (writer);
  return tipoff_facts_take_bytes (writer->out);
}

static void
write_contact (TipoffJsonWriter *writer,
               const char       *role,
               const char       *type,
               const char       *name,
               const char       *email)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "role", role);
  tipoff_json_writer_member_string (writer, "type", type);
  tipoff_iodef_write_texts (writer, "ContactName", NULL, name);
  if (email != NULL)
    {
      tipoff_json_writer_name (writer, "Email");
      tipoff_json_writer_begin_array (writer);
      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "EmailTo", email);
      tipoff_json_writer_end_object (writer);
      tipoff_json_writer_end_array (writer);
    }
  tipoff_json_writer_end_object (writer);
}

/* @identity: (nullable): the person stays anonymous; the program has no address. */
static void
write_contacts (TipoffJsonWriter     *writer,
                const TipoffIdentity *identity)
{
  tipoff_json_writer_name (writer, "Contact");
  tipoff_json_writer_begin_array (writer);
  write_contact (writer, "creator", "organization", "Tipoff", NULL);
  if (identity == NULL)
    write_contact (writer, "reporter", "person", "anonymous", NULL);
  else if (identity->organisation != NULL && *identity->organisation != '\0')
    write_contact (writer, "reporter", "organization", identity->organisation, identity->email);
  else
    write_contact (writer, "reporter", "person", identity->name != NULL && *identity->name != '\0' ? identity->name : identity->email,
                   identity->email);
  tipoff_json_writer_end_array (writer);
}

static void
write_impact (TipoffJsonWriter *writer,
              const char       *class_name,
              const char       *type,
              const char       *severity)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_name (writer, class_name);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "severity", severity);
  tipoff_json_writer_member_string (writer, "type", type);
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_object (writer);
}

static void
write_loss (TipoffJsonWriter   *writer,
            const TipoffReport *report)
{
  double amount = report->loss_amount != NULL ? g_ascii_strtod (report->loss_amount, NULL) : 0;

  /* PositiveFloatType. */
  if (amount <= 0)
    return;
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_name (writer, "MonetaryImpact");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_fixed (writer, "value", amount, 2);
  tipoff_json_writer_member_string (writer, "currency", report->loss_currency);
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_object (writer);
}

static void
write_impacts (TipoffJsonWriter   *writer,
               const TipoffReport *report)
{
  static const struct { TipoffHarm harm; const char *class_name, *type; } impacts[] = {
    { TIPOFF_HARM_DATA, "BusinessImpact", "breach-credential" },
    { TIPOFF_HARM_PAID, "BusinessImpact", "theft-financial" },
    { TIPOFF_HARM_DEVICE, "SystemImpact", "takeover-system" },
    { TIPOFF_HARM_ACCOUNT, "SystemImpact", "takeover-account" },
    { TIPOFF_HARM_IDENTITY, "BusinessImpact", "breach-privacy" },
    { TIPOFF_HARM_HANDED_OVER, "BusinessImpact", "theft-financial" },
  };

  tipoff_json_writer_name (writer, "Impact");
  tipoff_json_writer_begin_array (writer);
  for (gsize i = 0; i < G_N_ELEMENTS (impacts); i++)
    if ((report->harms & (1u << impacts[i].harm)) != 0)
      write_impact (writer, impacts[i].class_name, impacts[i].type, "medium");
  if ((report->harms & ACTUAL_HARMS) == 0)
    write_impact (writer, "BusinessImpact", report->verdict->kind == TIPOFF_KIND_EXTORTION ? "extortion" : "theft-financial", "low");
  write_loss (writer, report);
  tipoff_json_writer_end_array (writer);
}

static void
write_assessment (TipoffJsonWriter   *writer,
                  const TipoffReport *report)
{
  g_auto (GStrv) tags = tipoff_facts_get_tags (report);

  tipoff_json_writer_name (writer, "Assessment");
  tipoff_json_writer_begin_array (writer);
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "occurrence", (report->harms & ACTUAL_HARMS) != 0 ? "actual" : "potential");
  tipoff_json_writer_name (writer, "IncidentCategory");
  tipoff_json_writer_begin_array (writer);
  for (gsize i = 0; tags[i] != NULL; i++)
    if (!g_str_has_prefix (tags[i], "tlp:"))
      tipoff_json_writer_string (writer, tags[i]);
  tipoff_json_writer_end_array (writer);
  write_impacts (writer, report);
  tipoff_json_writer_name (writer, "Confidence");
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_fixed (writer, "value", report->verdict->score * 100, 1);
  tipoff_json_writer_member_string (writer, "rating", "numeric");
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_object (writer);
  tipoff_json_writer_end_array (writer);
}

/* What was told, and whom it speaks for. */
static void
write_told (TipoffJsonWriter   *writer,
            const TipoffReport *report,
            TipoffMasked       *masked)
{
  g_autoptr (GPtrArray) facts = tipoff_facts_new (report, masked);
  g_auto (GStrv) brands = tipoff_use_get_brands (masked, report->verdict);

  tipoff_json_writer_name (writer, "AdditionalData");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < facts->len; i++)
    {
      const TipoffFact *fact = g_ptr_array_index (facts, i);

      tipoff_iodef_write_extension (writer, fact->name, fact->value);
    }
  for (gsize i = 0; brands[i] != NULL; i++)
    tipoff_iodef_write_extension (writer, "target_brand", brands[i]);
  tipoff_json_writer_end_array (writer);
}

static gint64
find_detect_time (const TipoffReport *report)
{
  gint64 first, last;

  return tipoff_facts_get_received (g_ptr_array_index (report->c->messages, 0), &first, &last) ? first : report->created;
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  TipoffTongue *tongue = tipoff_facts_get_tongue (report->language, route);
  g_autofree char *title = tipoff_facts_make_title (report, tongue);
  g_autofree char *reasons = tipoff_letter_write_reasons (report, masked, tongue);
  g_autofree char *description = g_strconcat (title, "\n", reasons, NULL);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, g_string_sized_new (4096));
  begin_incident (&writer, report->id, "new", report->tlp, report->created, tongue);
  write_time (&writer, "DetectTime", find_detect_time (report));
  tipoff_iodef_write_texts (&writer, "Description", tongue, description);
  write_assessment (&writer, report);
  write_contacts (&writer, report->identity);
  tipoff_iodef_write_event (&writer, report, masked, tongue);
  write_told (&writer, report, masked);
  return end_incident (&writer);
}

/* An incident of its own whose related activity is the first. */
static GBytes *
encode_correction (const TipoffCorrection *correction,
                   const TipoffRoute      *route,
                   const TipoffAuthority  *authority,
                   GError                **error)
{
  TipoffTongue *tongue = tipoff_facts_get_tongue (correction->language, route);
  g_autofree char *letter = tipoff_letter_write_correction (correction, tongue);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, g_string_sized_new (1024));
  begin_incident (&writer, correction->id, "resolved", correction->tlp, correction->created, tongue);
  tipoff_json_writer_name (&writer, "RelatedActivity");
  tipoff_json_writer_begin_array (&writer);
  tipoff_json_writer_begin_object (&writer);
  tipoff_json_writer_name (&writer, "IncidentID");
  tipoff_json_writer_begin_array (&writer);
  write_incident_id (&writer, correction->corrects);
  tipoff_json_writer_end_array (&writer);
  tipoff_json_writer_name (&writer, "Description");
  tipoff_json_writer_begin_array (&writer);
  tipoff_json_writer_string (&writer, tipoff_tongue_text (tongue, N_("Report taken back")));
  tipoff_json_writer_end_array (&writer);
  tipoff_json_writer_end_object (&writer);
  tipoff_json_writer_end_array (&writer);
  tipoff_iodef_write_texts (&writer, "Description", tongue, letter);
  write_contacts (&writer, NULL);
  tipoff_json_writer_name (&writer, "AdditionalData");
  tipoff_json_writer_begin_array (&writer);
  tipoff_iodef_write_extension (&writer, "corrects", correction->corrects);
  tipoff_iodef_write_extension (&writer, "reason", "mistake");
  if (correction->test || correction->practice)
    tipoff_iodef_write_extension (&writer, "rsit", "test/test");
  tipoff_json_writer_end_array (&writer);
  return end_incident (&writer);
}

const TipoffFormat tipoff_format_iodef = { "iodef", "application/json", encode, encode_correction, NULL };
