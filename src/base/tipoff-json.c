/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-json.h"

#include "tipoff-json-reader.h"

#include <string.h>

G_DEFINE_QUARK (tipoff-json-error-quark, tipoff_json_error)

/**
 * tipoff_json_parse:
 * @data: the text
 * @length: its length in bytes, or -1 where it is terminated
 * @max_bytes: the most to take
 * @error: return location for an error of %TIPOFF_JSON_ERROR
 *
 * Reads one JSON value (RFC 8259) that a stranger wrote: no larger than
 * @max_bytes, no deeper than %TIPOFF_LIMIT_JSON_DEPTH, valid UTF-8, no name twice
 * in one object, nothing else around it. Strings come without NUL: an escaped one,
 * or half a surrogate pair, becomes U+FFFD.
 *
 * Returns: (transfer full): the value
 */
JsonNode *
tipoff_json_parse (const char  *data,
                   gssize       length,
                   gsize        max_bytes,
                   GError     **error)
{
  gsize size = length >= 0 ? (gsize) length : strlen (data);

  if (size > max_bytes)
    {
      g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_TOO_LARGE,
                   "JSON of more than %" G_GSIZE_FORMAT " bytes", max_bytes);
      return NULL;
    }
  if (!g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_NOT_UTF8,
                           "JSON that is not valid UTF-8");
      return NULL;
    }
  return tipoff_json_read (data, size, error);
}

/**
 * tipoff_json_parse_object:
 * @data: the text
 * @length: its length in bytes, or -1 where it is terminated
 * @max_bytes: the most to take
 * @error: return location for an error of %TIPOFF_JSON_ERROR
 *
 * As tipoff_json_parse (), where the value must be an object.
 *
 * Returns: (transfer full): the object
 */
JsonObject *
tipoff_json_parse_object (const char  *data,
                          gssize       length,
                          gsize        max_bytes,
                          GError     **error)
{
  g_autoptr (JsonNode) node = tipoff_json_parse (data, length, max_bytes, error);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE, "The JSON value is not an object");
      return NULL;
    }
  return json_node_dup_object (node);
}

static gboolean
holds_value (JsonNode *node,
             GType     type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static void
set_shape_error (GError     **error,
                 JsonNode    *node,
                 const char  *name,
                 const char  *expected)
{
  g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE,
               node == NULL ? "“%s” is missing: %s is expected" : "“%s” is not %s", name, expected);
}

/**
 * tipoff_json_get_string:
 * @object: an object
 * @name: a member's name
 * @error: return location for %TIPOFF_JSON_ERROR_SHAPE
 *
 * Returns: (transfer none): the member's string; lives as long as the member
 */
const char *
tipoff_json_get_string (JsonObject  *object,
                        const char  *name,
                        GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (holds_value (node, G_TYPE_STRING))
    return json_node_get_string (node);
  set_shape_error (error, node, name, "a string");
  return NULL;
}

/**
 * tipoff_json_get_object:
 * @object: an object
 * @name: a member's name
 * @error: return location for %TIPOFF_JSON_ERROR_SHAPE
 *
 * Returns: (transfer none): the member's object
 */
JsonObject *
tipoff_json_get_object (JsonObject  *object,
                        const char  *name,
                        GError     **error)
{
  JsonObject *found = tipoff_json_get_object_or_null (object, name);

  if (found == NULL)
    set_shape_error (error, json_object_get_member (object, name), name, "an object");
  return found;
}

/**
 * tipoff_json_get_array:
 * @object: an object
 * @name: a member's name
 * @error: return location for %TIPOFF_JSON_ERROR_SHAPE
 *
 * Returns: (transfer none): the member's array
 */
JsonArray *
tipoff_json_get_array (JsonObject  *object,
                       const char  *name,
                       GError     **error)
{
  JsonArray *found = tipoff_json_get_array_or_null (object, name);

  if (found == NULL)
    set_shape_error (error, json_object_get_member (object, name), name, "an array");
  return found;
}

/**
 * tipoff_json_get_int:
 * @object: an object
 * @name: a member's name
 * @value: (out): the member's whole number
 * @error: return location for %TIPOFF_JSON_ERROR_SHAPE
 *
 * Returns: %FALSE where the member is not a whole number of 64 bits
 */
gboolean
tipoff_json_get_int (JsonObject  *object,
                     const char  *name,
                     gint64      *value,
                     GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (holds_value (node, G_TYPE_INT64))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  set_shape_error (error, node, name, "a whole number");
  return FALSE;
}

/**
 * tipoff_json_get_string_or:
 * @object: an object
 * @name: a member's name
 * @fallback: (nullable): what to give where it is not a string
 *
 * Returns: (transfer none) (nullable): the member's string, or @fallback
 */
const char *
tipoff_json_get_string_or (JsonObject *object,
                           const char *name,
                           const char *fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return holds_value (node, G_TYPE_STRING) ? json_node_get_string (node) : fallback;
}

/**
 * tipoff_json_get_object_or_null:
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member's object, or %NULL
 */
JsonObject *
tipoff_json_get_object_or_null (JsonObject *object,
                                const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * tipoff_json_get_array_or_null:
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member's array, or %NULL
 */
JsonArray *
tipoff_json_get_array_or_null (JsonObject *object,
                               const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * tipoff_json_get_int_or:
 * @object: an object
 * @name: a member's name
 * @fallback: what to give where it is not a whole number
 *
 * Returns: the member's whole number, or @fallback
 */
gint64
tipoff_json_get_int_or (JsonObject *object,
                        const char *name,
                        gint64      fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return holds_value (node, G_TYPE_INT64) ? json_node_get_int (node) : fallback;
}

/**
 * tipoff_json_get_double_or:
 * @object: an object
 * @name: a member's name
 * @fallback: what to give where it is not a number
 *
 * Returns: the member's number, whole or not, or @fallback
 */
double
tipoff_json_get_double_or (JsonObject *object,
                           const char *name,
                           double      fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  if (holds_value (node, G_TYPE_INT64))
    return (double) json_node_get_int (node);
  return holds_value (node, G_TYPE_DOUBLE) ? json_node_get_double (node) : fallback;
}

/**
 * tipoff_json_get_boolean_or:
 * @object: an object
 * @name: a member's name
 * @fallback: what to give where it is not true or false
 *
 * Returns: the member's boolean, or @fallback
 */
gboolean
tipoff_json_get_boolean_or (JsonObject *object,
                            const char *name,
                            gboolean    fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return holds_value (node, G_TYPE_BOOLEAN) ? json_node_get_boolean (node) : fallback;
}

/**
 * tipoff_json_get_strv:
 * @object: an object
 * @name: a member's name
 * @error: return location for %TIPOFF_JSON_ERROR_SHAPE
 *
 * Returns: (transfer full): the strings of the member's array; empty where the
 *   member is absent or null
 */
char **
tipoff_json_get_strv (JsonObject  *object,
                      const char  *name,
                      GError     **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *member = json_object_get_member (object, name);
  JsonArray *array;

  if (member == NULL || JSON_NODE_HOLDS_NULL (member))
    return g_strv_builder_end (builder);

  array = tipoff_json_get_array (object, name, error);
  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!holds_value (node, G_TYPE_STRING))
        {
          set_shape_error (error, node, name, "an array of strings");
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}
