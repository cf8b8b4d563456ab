/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-misp.h"

#include "tipoff-facts.h"
#include "tipoff-ids.h"
#include "tipoff-report-words.h"

#include <string.h>

#define INHERIT "5"
/* MISP keeps a value in a column of 65,535 bytes. */
#define MAX_VALUE_BYTES 65000

static void
write_uuid (TipoffMispEvent *event,
            const char      *what)
{
  g_autofree char *name = g_strdup_printf ("misp/%s/%u", what, event->n_uuids++);
  g_autofree char *uuid = tipoff_uuid_new_v5 (event->id, name);

  tipoff_json_writer_member_string (&event->writer, "uuid", uuid);
}

void
tipoff_misp_write_attribute (TipoffMispEvent           *event,
                             const TipoffMispAttribute *attribute,
                             const char                *value)
{
  TipoffJsonWriter *writer = &event->writer;
  gsize length = strlen (value);

  if (length > MAX_VALUE_BYTES)
    length = (gsize) (g_utf8_find_prev_char (value, value + MAX_VALUE_BYTES) - value);
  if (length == 0)
    return;
  tipoff_json_writer_begin_object (writer);
  write_uuid (event, "attribute");
  tipoff_facts_write_optional (writer, "object_relation", attribute->relation);
  tipoff_json_writer_member_string (writer, "type", attribute->type);
  tipoff_json_writer_member_string (writer, "category", attribute->category);
  tipoff_json_writer_name (writer, "value");
  tipoff_json_writer_string_len (writer, value, length);
  tipoff_json_writer_member_boolean (writer, "to_ids", attribute->to_ids);
  tipoff_json_writer_member_string (writer, "distribution", INHERIT);
  if (attribute->ordinary)
    tipoff_json_writer_member_boolean (writer, "disable_correlation", TRUE);
  tipoff_facts_write_optional (writer, "comment", attribute->comment);
  tipoff_json_writer_end_object (writer);
}

gboolean
tipoff_misp_has_object (TipoffChannel channel)
{
  return channel != TIPOFF_CHANNEL_CALL && channel != TIPOFF_CHANNEL_WEB && channel != TIPOFF_CHANNEL_OTHER;
}

void
tipoff_misp_begin_object (TipoffMispEvent *event,
                          const char      *name,
                          const char      *category,
                          const char      *template_uuid,
                          const char      *template_version)
{
  TipoffJsonWriter *writer = &event->writer;

  tipoff_json_writer_begin_object (writer);
  write_uuid (event, "object");
  tipoff_json_writer_member_string (writer, "name", name);
  tipoff_json_writer_member_string (writer, "meta-category", category);
  tipoff_json_writer_member_string (writer, "template_uuid", template_uuid);
  tipoff_json_writer_member_string (writer, "template_version", template_version);
  tipoff_json_writer_member_string (writer, "distribution", INHERIT);
  tipoff_json_writer_name (writer, "Attribute");
  tipoff_json_writer_begin_array (writer);
}

void
tipoff_misp_end_object (TipoffMispEvent *event)
{
  tipoff_json_writer_end_array (&event->writer);
  tipoff_json_writer_end_object (&event->writer);
}

/* How the templates call what every message has. */
typedef struct
{
  TipoffMispAttribute body;
  TipoffMispAttribute number;                 /* or address */
  TipoffMispAttribute name;
} Relations;

static void
write_common (TipoffMispEvent     *event,
              const TipoffMessage *message,
              guint                first,
              Relations            relations,
              TipoffIndicatorType  type)
{
  const TipoffIndicator *shown = tipoff_facts_find_sender (event->masked, message, first, type);
  g_autofree char *text = tipoff_facts_get_text (event->masked, message, first);
  g_autofree char *sender = tipoff_facts_get_sender (event->masked, message, first);

  relations.number.comment = tipoff_tongue_text (event->tongue, tipoff_report_role_title (TIPOFF_ROLE_SHOWN_SENDER));
  relations.name.comment = relations.number.comment;
  tipoff_misp_write_attribute (event, &relations.body, text);
  if (shown != NULL)
    tipoff_misp_write_attribute (event, &relations.number, shown->value);
  if (sender != NULL && (shown == NULL || !g_str_equal (sender, shown->value)))
    tipoff_misp_write_attribute (event, &relations.name, sender);
}

static void
write_received (TipoffMispEvent     *event,
                const TipoffMessage *message)
{
  const TipoffMispAttribute attribute = { .relation = "received-date", .type = "datetime", .category = "Other", .ordinary = TRUE };
  gint64 from, to;

  if (tipoff_facts_get_received (message, &from, &to))
    tipoff_misp_write_attribute (event, &attribute, message->received);
}

static void
write_sms (TipoffMispEvent     *event,
           const TipoffMessage *message,
           guint                first)
{
  const Relations relations = {
    { .relation = "body", .type = "text", .category = "Other" },
    { .relation = "from", .type = "phone-number", .category = "Person" },
    { .relation = "name", .type = "text", .category = "Other" },
  };

  tipoff_misp_begin_object (event, "short-message-service", "misc", "4851a3dc-e1a6-43ac-9d97-f0d13a099fd2", "4");
  write_common (event, message, first, relations, TIPOFF_INDICATOR_PHONE);
  write_received (event, message);
  tipoff_misp_end_object (event);
}

static void
write_instant_message (TipoffMispEvent     *event,
                       const TipoffMessage *message,
                       guint                first)
{
  const Relations relations = {
    { .relation = "body", .type = "text", .category = "Other" },
    { .relation = "from-number", .type = "phone-number", .category = "Person" },
    { .relation = "from-name", .type = "text", .category = "Other" },
  };
  static const char *const apps[] = {
    [TIPOFF_CHANNEL_WHATSAPP] = "WhatsApp", [TIPOFF_CHANNEL_SIGNAL] = "Signal",
    [TIPOFF_CHANNEL_TELEGRAM] = "Telegram", [TIPOFF_CHANNEL_MESSENGER] = "Facebook Messenger",
  };
  const TipoffMispAttribute app = { .relation = "app-used", .type = "text", .category = "Other", .ordinary = TRUE };

  tipoff_misp_begin_object (event, "instant-message", "misc", "5fa51a24-f40f-4696-a77e-d31e26bab5fc", "3");
  tipoff_misp_write_attribute (event, &app, apps[message->channel]);
  write_common (event, message, first, relations, TIPOFF_INDICATOR_PHONE);
  write_received (event, message);
  tipoff_misp_end_object (event);
}

static void
write_email (TipoffMispEvent     *event,
             const TipoffMessage *message,
             guint                first)
{
  const Relations relations = {
    { .relation = "email-body", .type = "email-body", .category = "Payload delivery" },
    { .relation = "from", .type = "email-src", .category = "Payload delivery" },
    { .relation = "from-display-name", .type = "email-src-display-name", .category = "Payload delivery" },
  };
  const TipoffMispAttribute subject = { .relation = "subject", .type = "email-subject", .category = "Payload delivery" };
  const TipoffMispAttribute header = { .relation = "header", .type = "email-header", .category = "Payload delivery" };
  g_autofree char *subjects = tipoff_facts_get_parts (event->masked, message, first, TIPOFF_PART_SUBJECT);
  g_autofree char *headers = tipoff_facts_get_parts (event->masked, message, first, TIPOFF_PART_HEADER);

  tipoff_misp_begin_object (event, "email", "network", "a0c666e0-fc65-4be8-b48f-3423d788b552", "19");
  write_common (event, message, first, relations, TIPOFF_INDICATOR_EMAIL);
  if (subjects != NULL)
    tipoff_misp_write_attribute (event, &subject, subjects);
  if (headers != NULL)
    tipoff_misp_write_attribute (event, &header, headers);
  tipoff_misp_end_object (event);
}

void
tipoff_misp_write_message_object (TipoffMispEvent     *event,
                                  const TipoffMessage *message,
                                  guint                first)
{
  if (message->channel == TIPOFF_CHANNEL_SMS)
    write_sms (event, message, first);
  else if (message->channel == TIPOFF_CHANNEL_EMAIL)
    write_email (event, message, first);
  else if (tipoff_misp_has_object (message->channel))
    write_instant_message (event, message, first);
}
