/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-schema-private.h"

#include "tipoff-limits.h"

#include <string.h>

/* JSON Schema 2020-12 (draft-bhutton-json-schema-01 and -validation-01), the part that our
 * own schemas use. What is not implemented is refused when a schema is loaded, so that
 * no keyword is ever passed over in silence. */

#define MAX_PATTERN_BYTES 256

static gboolean check_schema (TipoffSchema *self, JsonNode *node, guint depth, GError **error);

static gboolean
bad_schema (GError    **error,
            const char *keyword)
{
  g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE, "schema: “%s” is not supported here", keyword);
  return FALSE;
}

JsonObject *
tipoff_schema_find_definition (TipoffSchema *self,
                               const char   *reference)
{
  JsonObject *definitions;

  if (!g_str_has_prefix (reference, "#/$defs/"))
    return NULL;
  definitions = tipoff_json_get_object_or_null (json_node_get_object (self->root), "$defs");
  return definitions == NULL ? NULL : tipoff_json_get_object_or_null (definitions, reference + strlen ("#/$defs/"));
}

static gboolean
check_schema_map (TipoffSchema *self,
                  JsonNode     *node,
                  guint         depth,
                  GError      **error)
{
  g_autoptr (GList) members = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bad_schema (error, "a list of schemas");
  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next)
    if (!check_schema (self, json_object_get_member (json_node_get_object (node), l->data), depth + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_schema_list (TipoffSchema *self,
                   JsonNode     *node,
                   guint         depth,
                   GError      **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
    return bad_schema (error, "a list of schemas");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!check_schema (self, json_array_get_element (json_node_get_array (node), i), depth + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_pattern (TipoffSchema *self,
               JsonNode     *node,
               GError      **error)
{
  const char *pattern = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
  GRegex *regex;

  if (pattern == NULL || strlen (pattern) > MAX_PATTERN_BYTES)
    return bad_schema (error, "pattern");
  /* ECMA-262: $ is the very end, not the place before a last line feed. */
  regex = g_regex_new (pattern, G_REGEX_DOLLAR_ENDONLY | G_REGEX_OPTIMIZE | G_REGEX_NO_AUTO_CAPTURE, 0, error);
  if (regex == NULL)
    return FALSE;
  g_hash_table_replace (self->patterns, g_strdup (pattern), regex);
  return TRUE;
}

static gboolean
is_type_name (JsonNode *node)
{
  static const char *const types[] = { "object", "array", "string", "number", "integer", "boolean", "null", NULL };

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_strv_contains (types, json_node_get_string (node));
}

static gboolean
check_type (JsonNode *node,
            GError  **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return is_type_name (node) || bad_schema (error, "type");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!is_type_name (json_array_get_element (array, i)))
      return bad_schema (error, "type");
  return TRUE;
}

gboolean
tipoff_json_node_is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) &&
         (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
check_keyword (TipoffSchema *self,
               const char   *keyword,
               JsonNode     *value,
               guint         depth,
               GError      **error)
{
  static const char *const notes[] = { "$schema", "$id", "$comment", "title", "description", NULL };
  static const char *const numbers[] = { "minLength", "maxLength", "minItems", "maxItems", "minProperties",
                                         "minimum", "maximum", NULL };
  static const char *const maps[] = { "properties", "$defs", NULL };

  if (g_strv_contains (notes, keyword))
    return TRUE;
  if (g_strv_contains (numbers, keyword))
    return tipoff_json_node_is_number (value) || bad_schema (error, keyword);
  if (g_strv_contains (maps, keyword))
    return check_schema_map (self, value, depth, error);
  if (g_str_equal (keyword, "items"))
    return check_schema (self, value, depth + 1, error);
  if (g_str_equal (keyword, "anyOf"))
    return check_schema_list (self, value, depth, error);
  if (g_str_equal (keyword, "additionalProperties"))
    return (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN) ||
           check_schema (self, value, depth + 1, error);
  if (g_str_equal (keyword, "type"))
    return check_type (value, error);
  if (g_str_equal (keyword, "const"))
    return TRUE;
  if (g_str_equal (keyword, "enum") || g_str_equal (keyword, "required"))
    return JSON_NODE_HOLDS_ARRAY (value) || bad_schema (error, keyword);
  if (g_str_equal (keyword, "pattern"))
    return check_pattern (self, value, error);
  if (g_str_equal (keyword, "$ref"))
    return (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING &&
            tipoff_schema_find_definition (self, json_node_get_string (value)) != NULL) || bad_schema (error, keyword);
  if (g_str_equal (keyword, "format"))
    return g_strcmp0 (json_node_get_string (value), "date-time") == 0 ||
           g_strcmp0 (json_node_get_string (value), "uuid") == 0 || bad_schema (error, keyword);
  return bad_schema (error, keyword);
}

static gboolean
check_schema (TipoffSchema *self,
              JsonNode     *node,
              guint         depth,
              GError      **error)
{
  g_autoptr (GList) members = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node) || depth > TIPOFF_LIMIT_JSON_DEPTH)
    return bad_schema (error, "a schema that is not an object");
  object = json_node_get_object (node);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    if (!check_keyword (self, l->data, json_object_get_member (object, l->data), depth, error))
      return FALSE;
  return TRUE;
}

/**
 * tipoff_schema_new:
 * @json: a schema, JSON
 * @length: bytes, or -1
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the schema; %NULL where it is not JSON or uses a
 *   keyword, a format or a reference that is not implemented
 */
TipoffSchema *
tipoff_schema_new (const char *json,
                   gssize      length,
                   GError    **error)
{
  g_autoptr (TipoffSchema) self = g_new0 (TipoffSchema, 1);

  self->patterns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_regex_unref);
  self->root = tipoff_json_parse (json, length, TIPOFF_LIMIT_DATA_FILE_BYTES, error);
  if (self->root == NULL || !check_schema (self, self->root, 0, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tipoff_schema_free (TipoffSchema *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->patterns, g_hash_table_unref);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self);
}
