/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-facts.h"
#include "tipoff-format.h"
#include "tipoff-letter.h"
#include "tipoff-report-words.h"
#include "tipoff-stix.h"
#include "tipoff-use.h"

#include <string.h>

/* STIX 2.1 in an envelope of TAXII 2.1. What was seen is an observed-data for each role, with the role as
 * its label; only where the scam wants the person to go is an indicator. */

#define SHOWN_SENDER_LABEL "may-be-forged"

typedef struct
{
  TipoffStix          stix;
  const TipoffReport *report;
  TipoffMasked       *masked;
  TipoffTongue       *tongue;
  GPtrArray          *findings;     /* of TipoffFinding */
  GPtrArray          *refs;         /* of char: what the report refers to */
  gint64              first;        /* when all of it came, or was reported */
  gint64              last;
} Stix;

/* @what: tells it from the others; @labels: may be empty. */
static void
write_observed (Stix              *self,
                const char        *what,
                const char *const *labels,
                GPtrArray         *ids)
{
  TipoffJsonWriter *writer = &self->stix.writer;
  g_autofree char *id = tipoff_stix_make_id (&self->stix, "observed-data", what);
  g_autofree char *first = tipoff_stix_format_time (self->first);
  g_autofree char *last = tipoff_stix_format_time (self->last);

  tipoff_stix_begin_object (&self->stix, "observed-data", id, self->report->created, self->report->created);
  if (labels[0] != NULL)
    tipoff_stix_write_strings (&self->stix, "labels", labels);
  tipoff_json_writer_member_string (writer, "first_observed", first);
  tipoff_json_writer_member_string (writer, "last_observed", last);
  tipoff_json_writer_member_int (writer, "number_observed", 1);
  g_ptr_array_add (ids, NULL);
  tipoff_stix_write_strings (&self->stix, "object_refs", (const char *const *) ids->pdata);
  tipoff_json_writer_end_object (writer);
  g_ptr_array_add (self->refs, g_steal_pointer (&id));
}

static void
write_messages (Stix *self)
{
  const GPtrArray *messages = self->report->c->messages;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *const labels[] = { NULL };
  guint first = 0;

  for (guint i = 0; i < messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (messages, i);
      g_autofree char *id = tipoff_stix_write_message (&self->stix, self->report, self->masked, i, first);

      if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_steal_pointer (&id));
      first += message->parts->len;
    }
  write_observed (self, "messages", labels, ids);
}

/* What has @role, and may be told as @use. */
static void
write_found (Stix      *self,
             TipoffRole role)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *const labels[] = { tipoff_role_to_string (role), role == TIPOFF_ROLE_SHOWN_SENDER ? SHOWN_SENDER_LABEL : NULL, NULL };

  for (guint i = 0; i < self->findings->len; i++)
    {
      const TipoffFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->indicator->role == role)
        g_ptr_array_add (ids, tipoff_stix_write_value (&self->stix, finding->type, finding->value, finding->indicator));
    }
  if (ids->len > 0)
    write_observed (self, labels[0], labels, ids);
}

/* One for all values of a kind: see tipoff_stix_indicators. */
static void
write_indicator (Stix       *self,
                 const char *which,
                 const char *title)
{
  g_autoptr (GString) pattern = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const TipoffFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->use != TIPOFF_USE_DETECT || !g_str_equal (tipoff_stix_get_indicator (finding->type), which))
        continue;
      tipoff_stix_append_comparison (pattern, finding->type, finding->value);
      g_string_append_printf (values, "%s%s", values->len > 0 ? ", " : "", finding->value);
    }
  if (pattern->len == 0)
    return;
  tipoff_stix_begin_indicator (&self->stix, which, self->report->created, self->report->created, values->str, pattern->str);
  tipoff_json_writer_member_string (&self->stix.writer, "description", title);
  tipoff_json_writer_member_int (&self->stix.writer, "confidence", (gint64) (self->report->verdict->score * 100 + 0.5));
  tipoff_json_writer_end_object (&self->stix.writer);
  g_ptr_array_add (self->refs, tipoff_stix_make_id (&self->stix, "indicator", which));
}

/* Whom it speaks for. */
static void
write_brands (Stix *self)
{
  static const char *const labels[] = { "impersonated", NULL };
  g_auto (GStrv) brands = tipoff_use_get_brands (self->masked, self->report->verdict);

  for (gsize i = 0; brands[i] != NULL; i++)
    {
      char *id = tipoff_stix_make_id (&self->stix, "identity", brands[i]);

      tipoff_stix_begin_object (&self->stix, "identity", id, self->report->created, self->report->created);
      tipoff_stix_write_strings (&self->stix, "labels", labels);
      tipoff_json_writer_member_string (&self->stix.writer, "name", brands[i]);
      tipoff_json_writer_member_string (&self->stix.writer, "identity_class", "organization");
      tipoff_json_writer_end_object (&self->stix.writer);
      g_ptr_array_add (self->refs, id);
    }
}

static void
write_reference (TipoffStix *stix,
                 const char *report_id)
{
  tipoff_json_writer_name (&stix->writer, "external_references");
  tipoff_json_writer_begin_array (&stix->writer);
  tipoff_json_writer_begin_object (&stix->writer);
  tipoff_json_writer_member_string (&stix->writer, "source_name", "tipoff");
  tipoff_json_writer_member_string (&stix->writer, "external_id", report_id);
  tipoff_json_writer_end_object (&stix->writer);
  tipoff_json_writer_end_array (&stix->writer);
}

static void
write_told (Stix *self)
{
  g_autoptr (GPtrArray) facts = tipoff_facts_new (self->report, self->masked);

  tipoff_stix_begin_extension (&self->stix, "property-extension");
  for (guint i = 0; i < facts->len; i++)
    {
      const TipoffFact *fact = g_ptr_array_index (facts, i);

      tipoff_json_writer_member_string (&self->stix.writer, fact->name, fact->value);
    }
  tipoff_stix_end_extension (&self->stix);
}

static void
write_report (Stix       *self,
              const char *title)
{
  static const char *const types[] = { "observed-data", "indicator", NULL };
  TipoffJsonWriter *writer = &self->stix.writer;
  g_autofree char *id = tipoff_stix_make_id (&self->stix, "report", "report");
  g_autofree char *published = tipoff_stix_format_time (self->report->created);
  g_autofree char *reasons = tipoff_letter_write_reasons (self->report, self->masked, self->tongue);
  g_auto (GStrv) tags = tipoff_facts_get_tags (self->report);

  tipoff_stix_begin_object (&self->stix, "report", id, self->report->created, self->report->created);
  tipoff_json_writer_member_string (writer, "lang", tipoff_tongue_get_language (self->tongue));
  tipoff_json_writer_member_string (writer, "name", title);
  tipoff_facts_write_optional (writer, "description", reasons);
  tipoff_stix_write_strings (&self->stix, "report_types", types);
  tipoff_json_writer_member_string (writer, "published", published);
  tipoff_json_writer_member_int (writer, "confidence", (gint64) (self->report->verdict->score * 100 + 0.5));
  tipoff_stix_write_strings (&self->stix, "labels", (const char *const *) tags);
  write_reference (&self->stix, self->report->id);
  g_ptr_array_add (self->refs, NULL);
  tipoff_stix_write_strings (&self->stix, "object_refs", (const char *const *) self->refs->pdata);
  write_told (self);
  tipoff_json_writer_end_object (writer);
}

/* From the earliest to the latest that any of it may have come; else when it was reported. */
static void
find_times (Stix *self)
{
  gboolean known = FALSE;

  self->first = self->last = self->report->created;
  for (guint i = 0; i < self->report->c->messages->len; i++)
    {
      gint64 first, last;

      if (!tipoff_facts_get_received (g_ptr_array_index (self->report->c->messages, i), &first, &last))
        continue;
      self->first = known ? MIN (self->first, first) : first;
      self->last = known ? MAX (self->last, last) : last;
      known = TRUE;
    }
}

static GBytes *
encode (const TipoffReport    *report,
        TipoffMasked          *masked,
        const TipoffRoute     *route,
        const TipoffAuthority *authority,
        GError               **error)
{
  g_autoptr (GPtrArray) findings = tipoff_findings_new (masked, report->verdict);
  g_autoptr (GPtrArray) refs = g_ptr_array_new_with_free_func (g_free);
  Stix self = { .report = report, .masked = masked, .findings = findings, .refs = refs,
                .tongue = tipoff_facts_get_tongue (report->language, route) };
  g_autofree char *title = tipoff_facts_make_title (report, self.tongue);

  tipoff_stix_init (&self.stix, report->id, report->tlp);
  find_times (&self);
  write_messages (&self);
  for (guint role = 0; role <= TIPOFF_ROLE_UNKNOWN; role++)
    write_found (&self, (TipoffRole) role);
  for (gsize i = 0; tipoff_stix_indicators[i] != NULL; i++)
    write_indicator (&self, tipoff_stix_indicators[i], title);
  write_brands (&self);
  write_report (&self, title);
  return tipoff_stix_finish (&self.stix);
}

/* The same ids, revoked, later. Which indicators the first report had is not known any more, so each that
 * it may have had is; the pattern of a revoked one matches nothing. */
static GBytes *
encode_correction (const TipoffCorrection *correction,
                   const TipoffRoute      *route,
                   const TipoffAuthority  *authority,
                   GError                **error)
{
  static const char *const refs[] = { TIPOFF_STIX_IDENTITY, NULL };
  TipoffTongue *tongue = tipoff_facts_get_tongue (correction->language, route);
  const char *title = tipoff_tongue_text (tongue, N_("Report taken back"));
  const char *const labels[] = { "false-positive:confirmed=\"true\"", correction->test || correction->practice ? "rsit:test=\"test\"" : NULL, NULL };
  gint64 modified = MAX (correction->created, correction->corrects_created + 1);
  g_autofree char *letter = tipoff_letter_write_correction (correction, tongue);
  g_autofree char *published = tipoff_stix_format_time (correction->corrects_created);
  g_autofree char *nothing = g_strdup_printf ("[url:value = 'urn:uuid:%s']", correction->corrects);
  g_autofree char *id = NULL;
  TipoffStix stix;

  tipoff_stix_init (&stix, correction->corrects, correction->tlp);
  for (gsize i = 0; tipoff_stix_indicators[i] != NULL; i++)
    {
      tipoff_stix_begin_indicator (&stix, tipoff_stix_indicators[i], correction->corrects_created, modified, title, nothing);
      tipoff_json_writer_member_boolean (&stix.writer, "revoked", TRUE);
      tipoff_json_writer_end_object (&stix.writer);
    }
  id = tipoff_stix_make_id (&stix, "report", "report");
  tipoff_stix_begin_object (&stix, "report", id, correction->corrects_created, modified);
  tipoff_json_writer_member_string (&stix.writer, "lang", tipoff_tongue_get_language (tongue));
  tipoff_json_writer_member_boolean (&stix.writer, "revoked", TRUE);
  tipoff_json_writer_member_string (&stix.writer, "name", title);
  tipoff_json_writer_member_string (&stix.writer, "description", letter);
  tipoff_json_writer_member_string (&stix.writer, "published", published);
  tipoff_stix_write_strings (&stix, "labels", labels);
  write_reference (&stix, correction->corrects);
  tipoff_stix_write_strings (&stix, "object_refs", refs);
  tipoff_json_writer_end_object (&stix.writer);
  return tipoff_stix_finish (&stix);
}

const TipoffFormat tipoff_format_stix = {
  "stix", "application/taxii+json;version=2.1", encode, encode_correction, NULL,
};
