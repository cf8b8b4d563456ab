/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-taxonomy.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"
#include "tipoff-report-data.h"

#include <string.h>

static JsonObject *
get_taxonomy (void)
{
  static JsonObject *taxonomy;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes = tipoff_report_data_get ("taxonomy/taxonomy.json");
      g_autoptr (GError) error = NULL;

      taxonomy = tipoff_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                           TIPOFF_LIMIT_DATA_FILE_BYTES, &error);
      if (taxonomy == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (&once, 1);
    }
  return taxonomy;
}

/* The entry @name of the table @table: one that is not there is a fault of ours. */
static JsonObject *
get_entry (const char *table,
           const char *name)
{
  JsonObject *entries = tipoff_json_get_object_or_null (get_taxonomy (), table);
  JsonObject *entry = entries != NULL ? tipoff_json_get_object_or_null (entries, name) : NULL;

  if (entry == NULL)
    g_error ("The taxonomy has no “%s” in “%s”", name, table);
  return entry;
}

/**
 * tipoff_taxonomy_get_class:
 * @kind: of a verdict, also %TIPOFF_KIND_NONE
 * @channel: by which the message came
 *
 * Returns: (transfer none): a class of the Reference Security Incident Taxonomy
 */
const char *
tipoff_taxonomy_get_class (TipoffKind    kind,
                           TipoffChannel channel)
{
  JsonObject *entry = get_entry ("kinds", tipoff_kind_to_string (kind));
  JsonObject *by_channel = tipoff_json_get_object_or_null (entry, "class_of");

  return tipoff_json_get_string_or (by_channel, tipoff_channel_to_string (channel),
                                    tipoff_json_get_string_or (entry, "class", NULL));
}

/**
 * tipoff_taxonomy_format_class:
 * @class_name: "fraud/phishing"
 *
 * Returns: (transfer full): the same as a machine tag
 */
char *
tipoff_taxonomy_format_class (const char *class_name)
{
  const char *slash = strchr (class_name, '/');

  g_return_val_if_fail (slash != NULL, NULL);
  return g_strdup_printf ("rsit:%.*s=\"%s\"", (int) (slash - class_name), class_name, slash + 1);
}

static void
add_tags (GStrvBuilder *tags,
          JsonArray    *more)
{
  for (guint i = 0; more != NULL && i < json_array_get_length (more); i++)
    g_strv_builder_add (tags, json_array_get_string_element (more, i));
}

/**
 * tipoff_taxonomy_get_tags:
 * @kind: of a verdict
 * @channel: by which the message came
 *
 * Returns: (transfer full): machine tags, each once
 */
char **
tipoff_taxonomy_get_tags (TipoffKind    kind,
                          TipoffChannel channel)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  const char *class_name = tipoff_taxonomy_get_class (kind, channel);
  g_autofree char *class_tag = tipoff_taxonomy_format_class (class_name);
  JsonObject *by_class = tipoff_json_get_object_or_null (get_entry ("channels", tipoff_channel_to_string (channel)), "tags_of");

  g_strv_builder_add (tags, class_tag);
  add_tags (tags, tipoff_json_get_array_or_null (get_entry ("kinds", tipoff_kind_to_string (kind)), "tags"));
  add_tags (tags, tipoff_json_get_array_or_null (by_class, class_name));
  add_tags (tags, tipoff_json_get_array_or_null (get_entry ("classes", class_name), "tags"));
  return g_strv_builder_end (tags);
}

/**
 * tipoff_taxonomy_get_xarf:
 * @kind: of a verdict
 *
 * Returns: what XARF 4 calls a web page of such a scam
 */
TipoffXarfType
tipoff_taxonomy_get_xarf (TipoffKind kind)
{
  JsonObject *xarf = tipoff_json_get_object_or_null (get_entry ("kinds", tipoff_kind_to_string (kind)), "xarf");

  return (TipoffXarfType) {
    tipoff_json_get_string_or (xarf, "type", NULL),
    tipoff_json_get_string_or (xarf, "lure_type", NULL),
    tipoff_json_get_string_or (xarf, "fraud_type", NULL),
  };
}

const char *
tipoff_taxonomy_get_xarf_protocol (TipoffChannel channel)
{
  return tipoff_json_get_string_or (get_entry ("channels", tipoff_channel_to_string (channel)), "xarf", NULL);
}

static gboolean
is_listed (const char *list,
           const char *domain)
{
  JsonArray *domains = tipoff_json_get_array_or_null (get_taxonomy (), list);

  for (guint i = 0; i < json_array_get_length (domains); i++)
    if (g_str_equal (json_array_get_string_element (domains, i), domain))
      return TRUE;
  return FALSE;
}

/**
 * tipoff_taxonomy_is_popular:
 * @domain: registrable, small letters, A-labels
 */
gboolean
tipoff_taxonomy_is_popular (const char *domain)
{
  return is_listed ("popular_domains", domain);
}

/**
 * tipoff_taxonomy_is_mail_provider:
 * @host: of a mail address, small letters, A-labels
 */
gboolean
tipoff_taxonomy_is_mail_provider (const char *host)
{
  return is_listed ("mail_providers", host);
}
