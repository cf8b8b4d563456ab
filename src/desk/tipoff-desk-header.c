/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-header.h"

#include <libsoup/soup.h>
#include <string.h>

#define VALUE_BYTES 256

/* `; name=value …` after an item (RFC 8941, 3.1.2), roughly: what follows the
 * key is not looked at, but it must not be more of the key. */
static gboolean
is_rest_of_item (const char *text)
{
  text += strspn (text, " ");
  return *text == '\0' || *text == ';';
}

/**
 * tipoff_desk_parse_key:
 * @value: (nullable): the value of Idempotency-Key
 *
 * Reads a structured-field string: printable ASCII between quotes, in which a
 * quote or backslash has a backslash before it and nothing else has.
 *
 * Returns: (transfer full) (nullable): what is between the quotes
 */
char *
tipoff_desk_parse_key (const char *value)
{
  g_autoptr (GString) key = g_string_new (NULL);

  if (value == NULL || strnlen (value, VALUE_BYTES + 1) > VALUE_BYTES)
    return NULL;

  value += strspn (value, " ");
  if (*value++ != '"')
    return NULL;

  for (; *value != '"'; value++)
    {
      if (*value == '\\')
        {
          value++;
          if (*value != '"' && *value != '\\')
            return NULL;
        }
      else if (*value < 0x20 || *value > 0x7e)
        {
          return NULL;
        }
      g_string_append_c (key, *value);
    }

  return is_rest_of_item (value + 1) ? g_string_free (g_steal_pointer (&key), FALSE) : NULL;
}

/**
 * tipoff_desk_parse_type:
 * @value: (nullable): the value of Content-Type
 *
 * Returns: what the body is to be read as, in version 1
 */
TipoffDeskDocument
tipoff_desk_parse_type (const char *value)
{
  TipoffDeskDocument document = TIPOFF_DESK_DOCUMENT_NONE;
  g_autoptr (GHashTable) parameters = NULL;
  g_autofree char *type = NULL;
  const char *semicolon, *version;

  if (value == NULL || strnlen (value, VALUE_BYTES + 1) > VALUE_BYTES)
    return TIPOFF_DESK_DOCUMENT_NONE;

  semicolon = strchr (value, ';');
  type = g_strstrip (g_strndup (value, semicolon != NULL ? (gsize) (semicolon - value) : strlen (value)));
  if (g_ascii_strcasecmp (type, TIPOFF_DESK_REPORT_TYPE) == 0)
    document = TIPOFF_DESK_DOCUMENT_REPORT;
  else if (g_ascii_strcasecmp (type, TIPOFF_DESK_CORRECTION_TYPE) == 0)
    document = TIPOFF_DESK_DOCUMENT_CORRECTION;
  if (semicolon == NULL)
    return document;

  parameters = soup_header_parse_semi_param_list (semicolon + 1);
  version = g_hash_table_lookup (parameters, "version");
  return !g_hash_table_contains (parameters, "version") || g_strcmp0 (version, "1") == 0 ? document : TIPOFF_DESK_DOCUMENT_NONE;
}

/**
 * tipoff_desk_parse_bearer:
 * @value: (nullable): the value of Authorization
 *
 * Returns: (transfer full) (nullable): the token
 */
char *
tipoff_desk_parse_bearer (const char *value)
{
  g_autofree char *token = NULL;

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0)
    return NULL;

  token = g_strstrip (g_strndup (value + 7, VALUE_BYTES));
  return *token != '\0' ? g_steal_pointer (&token) : NULL;
}
