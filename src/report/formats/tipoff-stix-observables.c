/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-stix.h"

#include "tipoff-facts.h"

/* Messages, and the values in them. Where STIX has an object it is used (email-message, url, …); the
 * others are of our extension. */

/* How STIX calls what was found. */
typedef struct
{
  const char *type;                 /* of the observable */
  const char *indicator;            /* of tipoff_stix_indicators */
  gboolean    own;                  /* of our extension */
} ObservableType;

static ObservableType
get_type (TipoffIndicatorType type)
{
  static const ObservableType types[] = {
    [TIPOFF_INDICATOR_URL] = { "url", "url", FALSE },
    [TIPOFF_INDICATOR_DOMAIN] = { "domain-name", "domain", FALSE },
    [TIPOFF_INDICATOR_PHONE] = { "x-phone-number", "phone", TRUE },
    [TIPOFF_INDICATOR_EMAIL] = { "email-addr", "email", FALSE },
    [TIPOFF_INDICATOR_IBAN] = { "x-payment-account", "account", TRUE },
    [TIPOFF_INDICATOR_WALLET] = { "x-payment-account", "account", TRUE },
  };

  return types[type];
}

static char *
make_value_id (TipoffIndicatorType type,
               const char         *value)
{
  const char *const properties[] = { "value", value, NULL };

  return tipoff_stix_make_observable_id (get_type (type).type, properties);
}

char *
tipoff_stix_write_value (TipoffStix            *self,
                         TipoffIndicatorType    type,
                         const char            *value,
                         const TipoffIndicator *indicator)
{
  TipoffJsonWriter *writer = &self->writer;
  ObservableType observable = get_type (type);
  char *id = make_value_id (type, value);

  if (!g_hash_table_add (self->seen, g_strdup (id)))
    return id;
  tipoff_stix_begin_observable (self, observable.type, id);
  if (type == TIPOFF_INDICATOR_IBAN)
    tipoff_json_writer_member_string (writer, "scheme", "iban");
  else if (type == TIPOFF_INDICATOR_WALLET)
    tipoff_facts_write_optional (writer, "scheme", indicator->currency);
  tipoff_json_writer_member_string (writer, "value", value);
  if (type == TIPOFF_INDICATOR_PHONE && indicator->number != NULL)
    tipoff_facts_write_optional (writer, "country", tipoff_phone_number_get_region (indicator->number));
  if (observable.own)
    {
      tipoff_stix_begin_extension (self, "new-sco");
      tipoff_stix_end_extension (self);
    }
  tipoff_json_writer_end_object (writer);
  return id;
}

static void
write_received (TipoffStix          *self,
                const TipoffMessage *message)
{
  g_autoptr (GPtrArray) facts = tipoff_facts_new_of_message (message);

  for (guint i = 0; i < facts->len; i++)
    {
      const TipoffFact *fact = g_ptr_array_index (facts, i);

      if (!g_str_equal (fact->name, "channel"))
        tipoff_json_writer_member_string (&self->writer, fact->name, fact->value);
    }
}

/* Parts that standard objects have no place for. */
static void
write_other_parts (TipoffStix          *self,
                   TipoffMasked        *masked,
                   const TipoffMessage *message,
                   guint                first)
{
  static const struct { TipoffPartType type; const char *name; } parts[] = {
    { TIPOFF_PART_HEADER, "header" }, { TIPOFF_PART_LINK_TARGET, "link_targets" }, { TIPOFF_PART_ATTACHMENT_NAME, "attachments" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = tipoff_facts_get_parts (masked, message, first, parts[i].type);

      tipoff_facts_write_optional (&self->writer, parts[i].name, text);
    }
}

static const char *
get_language (const TipoffReport *report)
{
  return g_strcmp0 (report->verdict->language, "und") == 0 ? NULL : report->verdict->language;
}

/* Properties that are there, by name: what the id of an email-message is made of (6.6). */
static char *
make_email_id (const char *body,
               const char *from,
               const char *subject)
{
  const char *properties[7] = { "body", body };
  gsize n = 2;

  if (from != NULL)
    {
      properties[n++] = "from_ref";
      properties[n++] = from;
    }
  if (subject != NULL)
    {
      properties[n++] = "subject";
      properties[n++] = subject;
    }
  return tipoff_stix_make_observable_id ("email-message", properties);
}

static char *
write_email (TipoffStix          *self,
             const TipoffReport  *report,
             TipoffMasked        *masked,
             const TipoffMessage *message,
             guint                first)
{
  TipoffJsonWriter *writer = &self->writer;
  const TipoffIndicator *shown = tipoff_facts_find_sender (masked, message, first, TIPOFF_INDICATOR_EMAIL);
  g_autofree char *from = shown != NULL ? tipoff_stix_write_value (self, shown->type, shown->value, shown) : NULL;
  g_autofree char *sender = tipoff_facts_get_sender (masked, message, first);
  g_autofree char *body = tipoff_facts_get_text (masked, message, first);
  g_autofree char *subject = tipoff_facts_get_parts (masked, message, first, TIPOFF_PART_SUBJECT);
  char *id = make_email_id (body, from, subject);

  tipoff_stix_begin_observable (self, "email-message", id);
  tipoff_json_writer_member_boolean (writer, "is_multipart", FALSE);
  if (from != NULL)
    tipoff_json_writer_member_string (writer, "from_ref", from);
  if (subject != NULL)
    tipoff_json_writer_member_string (writer, "subject", subject);
  tipoff_json_writer_member_string (writer, "body", body);
  tipoff_stix_begin_extension (self, "property-extension");
  tipoff_facts_write_optional (writer, "sender", sender);
  tipoff_facts_write_optional (writer, "language", get_language (report));
  write_received (self, message);
  write_other_parts (self, masked, message, first);
  tipoff_stix_end_extension (self);
  tipoff_json_writer_end_object (writer);
  return id;
}

static char *
write_text_message (TipoffStix          *self,
                    const TipoffReport  *report,
                    TipoffMasked        *masked,
                    const TipoffMessage *message,
                    guint                first,
                    guint                number)
{
  TipoffJsonWriter *writer = &self->writer;
  const TipoffIndicator *shown = tipoff_facts_find_sender (masked, message, first, TIPOFF_INDICATOR_PHONE);
  g_autofree char *from = shown != NULL ? tipoff_stix_write_value (self, shown->type, shown->value, shown) : NULL;
  g_autofree char *sender = tipoff_facts_get_sender (masked, message, first);
  g_autofree char *body = tipoff_facts_get_text (masked, message, first);
  g_autofree char *subject = tipoff_facts_get_parts (masked, message, first, TIPOFF_PART_SUBJECT);
  g_autofree char *name = g_strdup_printf ("%u", number);
  char *id = tipoff_stix_make_id (self, "x-text-message", name);

  tipoff_stix_begin_observable (self, "x-text-message", id);
  tipoff_json_writer_member_string (writer, "protocol", tipoff_channel_to_string (message->channel));
  tipoff_facts_write_optional (writer, "subject", subject);
  tipoff_json_writer_member_string (writer, "body", body);
  tipoff_facts_write_optional (writer, "language", get_language (report));
  tipoff_facts_write_optional (writer, "sender", sender);
  tipoff_facts_write_optional (writer, "sender_ref", from);
  write_received (self, message);
  write_other_parts (self, masked, message, first);
  tipoff_stix_begin_extension (self, "new-sco");
  tipoff_stix_end_extension (self);
  tipoff_json_writer_end_object (writer);
  return id;
}

char *
tipoff_stix_write_message (TipoffStix         *self,
                           const TipoffReport *report,
                           TipoffMasked       *masked,
                           guint               number,
                           guint               first)
{
  const TipoffMessage *message = g_ptr_array_index (report->c->messages, number);

  if (message->channel == TIPOFF_CHANNEL_EMAIL)
    return write_email (self, report, masked, message, first);
  return write_text_message (self, report, masked, message, first, number);
}

const char *
tipoff_stix_get_indicator (TipoffIndicatorType type)
{
  return get_type (type).indicator;
}

void
tipoff_stix_append_comparison (GString            *pattern,
                               TipoffIndicatorType type,
                               const char         *value)
{
  g_string_append_printf (pattern, "%s[%s:value = '", pattern->len > 0 ? " OR " : "", get_type (type).type);
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append (pattern, "']");
}
