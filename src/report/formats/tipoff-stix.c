/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-stix.h"

#include "tipoff-facts.h"
#include "tipoff-ids.h"

#include <string.h>

/* STIX 2.1, 2.9. */
#define OBSERVABLE_NAMESPACE "00abedb4-aa42-466c-9c01-fed23315a9b7"
/* When our own definitions were made: 2026-01-01T00:00:00Z. */
#define DEFINED G_GINT64_CONSTANT (1767225600)
#define TLP_EXTENSION "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

/* TLP 2.0 (OASIS STIX common object repository). */
static const struct
{
  const char *tlp;
  const char *label;
  const char *id;
} markings[] = {
  { "clear", "TLP:CLEAR", "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487" },
  { "green", "TLP:GREEN", "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb" },
  { "amber", "TLP:AMBER", "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421" },
  { "amber+strict", "TLP:AMBER+STRICT", "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003" },
  { "red", "TLP:RED", "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1" },
};

const char *const tipoff_stix_indicators[] = { "url", "domain", "phone", "email", "account", NULL };

void
tipoff_stix_append_canonical (GString    *out,
                              const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '\b': g_string_append (out, "\\b"); break;
      case '\t': g_string_append (out, "\\t"); break;
      case '\n': g_string_append (out, "\\n"); break;
      case '\f': g_string_append (out, "\\f"); break;
      case '\r': g_string_append (out, "\\r"); break;
      case '"':  g_string_append (out, "\\\""); break;
      case '\\': g_string_append (out, "\\\\"); break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (out, "\\u%04x", (guchar) *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

char *
tipoff_stix_make_observable_id (const char        *type,
                                const char *const *properties)
{
  g_autoptr (GString) canonical = g_string_new ("{");
  g_autofree char *uuid = NULL;

  for (gsize i = 0; properties[i] != NULL; i += 2)
    {
      if (i > 0)
        g_string_append_c (canonical, ',');
      tipoff_stix_append_canonical (canonical, properties[i]);
      g_string_append_c (canonical, ':');
      tipoff_stix_append_canonical (canonical, properties[i + 1]);
    }
  g_string_append_c (canonical, '}');
  uuid = tipoff_uuid_new_v5 (OBSERVABLE_NAMESPACE, canonical->str);
  return g_strdup_printf ("%s--%s", type, uuid);
}

char *
tipoff_stix_make_id (const TipoffStix *self,
                     const char       *type,
                     const char       *what)
{
  g_autofree char *name = g_strdup_printf ("stix/%s/%s", type, what);
  g_autofree char *uuid = tipoff_uuid_new_v5 (self->report_id, name);

  return g_strdup_printf ("%s--%s", type, uuid);
}

char *
tipoff_stix_format_time (gint64 seconds)
{
  g_autofree char *time = tipoff_time_format (seconds);

  return g_strdup_printf ("%.*s.000Z", (int) strlen ("2026-11-24T05:22:00"), time);
}

static void
begin (TipoffStix *self,
       const char *type,
       const char *id)
{
  tipoff_json_writer_begin_object (&self->writer);
  tipoff_json_writer_member_string (&self->writer, "type", type);
  tipoff_json_writer_member_string (&self->writer, "spec_version", "2.1");
  tipoff_json_writer_member_string (&self->writer, "id", id);
}

static void
write_time (TipoffStix *self,
            const char *name,
            gint64      seconds)
{
  g_autofree char *time = tipoff_stix_format_time (seconds);

  tipoff_json_writer_member_string (&self->writer, name, time);
}

void
tipoff_stix_write_strings (TipoffStix        *self,
                           const char        *name,
                           const char *const *strings)
{
  tipoff_json_writer_name (&self->writer, name);
  tipoff_json_writer_begin_array (&self->writer);
  for (gsize i = 0; strings[i] != NULL; i++)
    tipoff_json_writer_string (&self->writer, strings[i]);
  tipoff_json_writer_end_array (&self->writer);
}

static void
write_marking_ref (TipoffStix *self)
{
  const char *const refs[] = { self->marking, NULL };

  tipoff_stix_write_strings (self, "object_marking_refs", refs);
}

void
tipoff_stix_begin_object (TipoffStix *self,
                          const char *type,
                          const char *id,
                          gint64      created,
                          gint64      modified)
{
  begin (self, type, id);
  tipoff_json_writer_member_string (&self->writer, "created_by_ref", TIPOFF_STIX_IDENTITY);
  write_time (self, "created", created);
  write_time (self, "modified", modified);
  write_marking_ref (self);
}

void
tipoff_stix_begin_observable (TipoffStix *self,
                              const char *type,
                              const char *id)
{
  begin (self, type, id);
  write_marking_ref (self);
}

void
tipoff_stix_begin_indicator (TipoffStix *self,
                             const char *which,
                             gint64      created,
                             gint64      modified,
                             const char *name,
                             const char *pattern)
{
  static const char *const types[] = { "malicious-activity", NULL };
  g_autofree char *id = tipoff_stix_make_id (self, "indicator", which);

  tipoff_stix_begin_object (self, "indicator", id, created, modified);
  tipoff_json_writer_member_string (&self->writer, "name", name);
  tipoff_stix_write_strings (self, "indicator_types", types);
  tipoff_json_writer_member_string (&self->writer, "pattern", pattern);
  tipoff_json_writer_member_string (&self->writer, "pattern_type", "stix");
  tipoff_json_writer_member_string (&self->writer, "pattern_version", "2.1");
  write_time (self, "valid_from", created);
}

void
tipoff_stix_begin_extension (TipoffStix *self,
                             const char *type)
{
  tipoff_json_writer_name (&self->writer, "extensions");
  tipoff_json_writer_begin_object (&self->writer);
  tipoff_json_writer_name (&self->writer, TIPOFF_STIX_EXTENSION);
  tipoff_json_writer_begin_object (&self->writer);
  tipoff_json_writer_member_string (&self->writer, "extension_type", type);
}

void
tipoff_stix_end_extension (TipoffStix *self)
{
  tipoff_json_writer_end_object (&self->writer);
  tipoff_json_writer_end_object (&self->writer);
}

static void
write_marking (TipoffStix *self,
               gsize       level)
{
  begin (self, "marking-definition", markings[level].id);
  tipoff_json_writer_member_string (&self->writer, "created", "2022-10-01T00:00:00.000Z");
  tipoff_json_writer_member_string (&self->writer, "name", markings[level].label);
  tipoff_json_writer_name (&self->writer, "extensions");
  tipoff_json_writer_begin_object (&self->writer);
  tipoff_json_writer_name (&self->writer, TLP_EXTENSION);
  tipoff_json_writer_begin_object (&self->writer);
  tipoff_json_writer_member_string (&self->writer, "extension_type", "property-extension");
  tipoff_json_writer_member_string (&self->writer, "tlp_2_0", markings[level].tlp);
  tipoff_json_writer_end_object (&self->writer);
  tipoff_json_writer_end_object (&self->writer);
  tipoff_json_writer_end_object (&self->writer);
}

static void
write_identity (TipoffStix *self)
{
  begin (self, "identity", TIPOFF_STIX_IDENTITY);
  write_time (self, "created", DEFINED);
  write_time (self, "modified", DEFINED);
  tipoff_json_writer_member_string (&self->writer, "name", "Tipoff");
  tipoff_json_writer_member_string (&self->writer, "description", "A program with which people report suspicious messages");
  tipoff_json_writer_member_string (&self->writer, "identity_class", "system");
  tipoff_json_writer_end_object (&self->writer);
}

/* 7.3: the schema may be a text that explains it. */
static void
write_definition (TipoffStix *self)
{
  static const char *const types[] = { "new-sco", "property-extension", NULL };

  begin (self, "extension-definition", TIPOFF_STIX_EXTENSION);
  tipoff_json_writer_member_string (&self->writer, "created_by_ref", TIPOFF_STIX_IDENTITY);
  write_time (self, "created", DEFINED);
  write_time (self, "modified", DEFINED);
  tipoff_json_writer_member_string (&self->writer, "name", "Reports of suspicious messages");
  tipoff_json_writer_member_string (&self->writer, "schema",
    "x-phone-number: value (E.164 where it is known), country. x-text-message: protocol, body, and where known subject, "
    "header, link_targets, attachments, language, sender (as shown), sender_ref, received, received_precision (second, minute "
    "or day). x-payment-account: scheme (iban, bitcoin, ethereum), value. Of a report: what its person told and the program "
    "thinks, as strings.");
  tipoff_json_writer_member_string (&self->writer, "version", "1.0.0");
  tipoff_stix_write_strings (self, "extension_types", types);
  tipoff_json_writer_end_object (&self->writer);
}

void
tipoff_stix_init (TipoffStix *self,
                  const char *report_id,
                  const char *tlp)
{
  const char *label = tipoff_facts_get_tlp (tlp) + strlen ("tlp:");
  gsize level = 0;

  while (!g_str_equal (markings[level].tlp, label))
    level++;
  self->report_id = report_id;
  self->marking = markings[level].id;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tipoff_json_writer_init (&self->writer, g_string_sized_new (8192));
  tipoff_json_writer_begin_object (&self->writer);
  tipoff_json_writer_name (&self->writer, "objects");
  tipoff_json_writer_begin_array (&self->writer);
  write_marking (self, level);
  write_identity (self);
  write_definition (self);
}

GBytes *
tipoff_stix_finish (TipoffStix *self)
{
  tipoff_json_writer_end_array (&self->writer);
  tipoff_json_writer_end_object (&self->writer);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  return tipoff_facts_take_bytes (self->writer.out);
}
