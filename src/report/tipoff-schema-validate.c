/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-schema-private.h"

#include "tipoff-ids.h"

#include <math.h>

/* References that lead to each other without going deeper into the document. */
#define MAX_DEPTH 64

typedef struct
{
  TipoffSchema *schema;
  GString      *path;        /* JSON pointer (RFC 6901) to where we are */
  guint         depth;
} Walk;

static gboolean validate_node (Walk *walk, JsonObject *schema, JsonNode *node, GError **error);

static gboolean
fault (Walk       *walk,
       GError    **error,
       const char *what,
       const char *detail)
{
  g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE, "%s: %s%s%s",
               walk->path->len > 0 ? walk->path->str : "/", what, detail != NULL ? " " : "", detail != NULL ? detail : "");
  return FALSE;
}

/* Appends one step to the pointer and gives the length to go back to. */
static gsize
enter (Walk       *walk,
       const char *name)
{
  gsize before = walk->path->len;

  g_string_append_c (walk->path, '/');
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (walk->path, "~0");
      else if (*p == '/')
        g_string_append (walk->path, "~1");
      else
        g_string_append_c (walk->path, *p);
    }
  return before;
}

static double
as_number (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_INT64 ? (double) json_node_get_int (node) : json_node_get_double (node);
}

static gboolean
has_type (JsonNode   *node,
          const char *type)
{
  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (node);
  if (g_str_equal (type, "array"))
    return JSON_NODE_HOLDS_ARRAY (node);
  if (g_str_equal (type, "null"))
    return JSON_NODE_HOLDS_NULL (node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (g_str_equal (type, "string"))
    return json_node_get_value_type (node) == G_TYPE_STRING;
  if (g_str_equal (type, "boolean"))
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN;
  if (!tipoff_json_node_is_number (node))
    return FALSE;
  /* 1.0 is an integer (validation 6.1.1). */
  return g_str_equal (type, "number") || floor (as_number (node)) == as_number (node);
}

static gboolean equal_nodes (JsonNode *a, JsonNode *b);

static gboolean
equal_objects (JsonObject *a,
               JsonObject *b)
{
  g_autoptr (GList) members = json_object_get_members (a);

  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;
  for (GList *l = members; l != NULL; l = l->next)
    if (!json_object_has_member (b, l->data) ||
        !equal_nodes (json_object_get_member (a, l->data), json_object_get_member (b, l->data)))
      return FALSE;
  return TRUE;
}

static gboolean
equal_nodes (JsonNode *a,
             JsonNode *b)
{
  if (tipoff_json_node_is_number (a) && tipoff_json_node_is_number (b))
    return as_number (a) == as_number (b);
  if (json_node_get_node_type (a) != json_node_get_node_type (b))
    return FALSE;
  if (JSON_NODE_HOLDS_NULL (a))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (a))
    return equal_objects (json_node_get_object (a), json_node_get_object (b));
  if (JSON_NODE_HOLDS_ARRAY (a))
    {
      JsonArray *x = json_node_get_array (a);
      JsonArray *y = json_node_get_array (b);

      if (json_array_get_length (x) != json_array_get_length (y))
        return FALSE;
      for (guint i = 0; i < json_array_get_length (x); i++)
        if (!equal_nodes (json_array_get_element (x, i), json_array_get_element (y, i)))
          return FALSE;
      return TRUE;
    }
  if (json_node_get_value_type (a) != json_node_get_value_type (b))
    return FALSE;
  if (json_node_get_value_type (a) == G_TYPE_STRING)
    return g_str_equal (json_node_get_string (a), json_node_get_string (b));
  return json_node_get_boolean (a) == json_node_get_boolean (b);
}

static gboolean
validate_type (Walk       *walk,
               JsonObject *schema,
               JsonNode   *node,
               GError    **error)
{
  JsonNode *type = json_object_get_member (schema, "type");

  if (type == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (type))
    {
      JsonArray *types = json_node_get_array (type);

      for (guint i = 0; i < json_array_get_length (types); i++)
        if (has_type (node, json_array_get_string_element (types, i)))
          return TRUE;
      return fault (walk, error, "has the wrong type", NULL);
    }
  return has_type (node, json_node_get_string (type)) ||
         fault (walk, error, "must be of type", json_node_get_string (type));
}

static gboolean
validate_values (Walk       *walk,
                 JsonObject *schema,
                 JsonNode   *node,
                 GError    **error)
{
  JsonNode *constant = json_object_get_member (schema, "const");
  JsonArray *values = tipoff_json_get_array_or_null (schema, "enum");

  if (constant != NULL && !equal_nodes (constant, node))
    return fault (walk, error, "is not the value that is due", NULL);
  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    if (equal_nodes (json_array_get_element (values, i), node))
      return TRUE;
  return values == NULL || fault (walk, error, "is not one of the known words", NULL);
}

static gboolean
validate_number (Walk       *walk,
                 JsonObject *schema,
                 JsonNode   *node,
                 GError    **error)
{
  double number = as_number (node);

  if (number < tipoff_json_get_double_or (schema, "minimum", -HUGE_VAL))
    return fault (walk, error, "is too small", NULL);
  if (number > tipoff_json_get_double_or (schema, "maximum", HUGE_VAL))
    return fault (walk, error, "is too large", NULL);
  return TRUE;
}

/* Letters as in the standard's "uuid" (RFC 9562): either case. */
static gboolean
is_uuid (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return tipoff_uuid_is_valid (lower);
}

static gboolean
validate_string (Walk       *walk,
                 JsonObject *schema,
                 JsonNode   *node,
                 GError    **error)
{
  const char *text = json_node_get_string (node);
  double length = (double) g_utf8_strlen (text, -1);
  const char *pattern = tipoff_json_get_string_or (schema, "pattern", NULL);
  const char *format = tipoff_json_get_string_or (schema, "format", NULL);
  gint64 seconds;

  if (length < tipoff_json_get_double_or (schema, "minLength", 0))
    return fault (walk, error, "is too short", NULL);
  if (length > tipoff_json_get_double_or (schema, "maxLength", HUGE_VAL))
    return fault (walk, error, "is too long", NULL);
  if (pattern != NULL && !g_regex_match (g_hash_table_lookup (walk->schema->patterns, pattern), text, 0, NULL))
    return fault (walk, error, "does not have the form", pattern);
  if (g_strcmp0 (format, "date-time") == 0 && !tipoff_time_parse (text, &seconds))
    return fault (walk, error, "is not a time (RFC 3339)", NULL);
  if (g_strcmp0 (format, "uuid") == 0 && !is_uuid (text))
    return fault (walk, error, "is not a UUID", NULL);
  return TRUE;
}

static gboolean
validate_array (Walk       *walk,
                JsonObject *schema,
                JsonArray  *array,
                GError    **error)
{
  JsonObject *items = tipoff_json_get_object_or_null (schema, "items");
  double length = json_array_get_length (array);

  if (length < tipoff_json_get_double_or (schema, "minItems", 0))
    return fault (walk, error, "has too few items", NULL);
  if (length > tipoff_json_get_double_or (schema, "maxItems", HUGE_VAL))
    return fault (walk, error, "has too many items", NULL);
  for (guint i = 0; items != NULL && i < json_array_get_length (array); i++)
    {
      char name[16];
      gsize before;

      g_snprintf (name, sizeof name, "%u", i);
      before = enter (walk, name);
      if (!validate_node (walk, items, json_array_get_element (array, i), error))
        return FALSE;
      g_string_truncate (walk->path, before);
    }
  return TRUE;
}

static gboolean
validate_member (Walk       *walk,
                 JsonObject *schema,
                 const char *name,
                 JsonNode   *value,
                 GError    **error)
{
  JsonObject *properties = tipoff_json_get_object_or_null (schema, "properties");
  JsonObject *member = properties == NULL ? NULL : tipoff_json_get_object_or_null (properties, name);
  gsize before = enter (walk, name);

  if (member == NULL && json_object_has_member (schema, "additionalProperties"))
    {
      if (!tipoff_json_get_boolean_or (schema, "additionalProperties", TRUE))
        return fault (walk, error, "is not a member that is known", NULL);
      member = tipoff_json_get_object_or_null (schema, "additionalProperties");
    }
  if (member != NULL && !validate_node (walk, member, value, error))
    return FALSE;
  g_string_truncate (walk->path, before);
  return TRUE;
}

static gboolean
validate_object (Walk       *walk,
                 JsonObject *schema,
                 JsonObject *object,
                 GError    **error)
{
  JsonArray *required = tipoff_json_get_array_or_null (schema, "required");
  g_autoptr (GList) members = json_object_get_members (object);

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    if (!json_object_has_member (object, json_array_get_string_element (required, i)))
      return fault (walk, error, "lacks the member", json_array_get_string_element (required, i));
  if (json_object_get_size (object) < tipoff_json_get_double_or (schema, "minProperties", 0))
    return fault (walk, error, "has too few members", NULL);
  for (GList *l = members; l != NULL; l = l->next)
    if (!validate_member (walk, schema, l->data, json_object_get_member (object, l->data), error))
      return FALSE;
  return TRUE;
}

static gboolean
validate_any_of (Walk       *walk,
                 JsonObject *schema,
                 JsonNode   *node,
                 GError    **error)
{
  JsonArray *choices = tipoff_json_get_array_or_null (schema, "anyOf");
  gsize before = walk->path->len;

  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    {
      if (validate_node (walk, json_array_get_object_element (choices, i), node, NULL))
        return TRUE;
      g_string_truncate (walk->path, before);
    }
  return choices == NULL || fault (walk, error, "fits none of the forms that are allowed", NULL);
}

static gboolean
validate_node (Walk       *walk,
               JsonObject *schema,
               JsonNode   *node,
               GError    **error)
{
  const char *reference = tipoff_json_get_string_or (schema, "$ref", NULL);
  gboolean ok;

  if (walk->depth >= MAX_DEPTH)
    return fault (walk, error, "is nested too deeply", NULL);
  walk->depth++;
  ok = (reference == NULL || validate_node (walk, tipoff_schema_find_definition (walk->schema, reference), node, error)) &&
       validate_type (walk, schema, node, error) &&
       validate_values (walk, schema, node, error) &&
       validate_any_of (walk, schema, node, error);
  if (ok && tipoff_json_node_is_number (node))
    ok = validate_number (walk, schema, node, error);
  else if (ok && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    ok = validate_string (walk, schema, node, error);
  else if (ok && JSON_NODE_HOLDS_ARRAY (node))
    ok = validate_array (walk, schema, json_node_get_array (node), error);
  else if (ok && JSON_NODE_HOLDS_OBJECT (node))
    ok = validate_object (walk, schema, json_node_get_object (node), error);
  walk->depth--;
  return ok;
}

/**
 * tipoff_schema_validate:
 * @self: a schema
 * @node: a document, parsed by tipoff_json_parse()
 * @error: return location for an error: where the first fault is, and what is wrong
 *
 * Returns: %TRUE where @node is valid
 */
gboolean
tipoff_schema_validate (TipoffSchema *self,
                        JsonNode     *node,
                        GError      **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Walk walk = { self, path, 0 };

  return validate_node (&walk, json_node_get_object (self->root), node, error);
}
