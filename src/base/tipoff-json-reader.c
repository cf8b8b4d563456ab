/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-json-reader.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint       depth;
  GString    *scratch;   /* the string or number being read */
} Reader;

static JsonNode *read_value (Reader *reader, GError **error);

/* Every error names the place, as a person's editor counts: line and column. */
static void
fail (Reader          *reader,
      GError         **error,
      TipoffJsonError  code,
      const char      *what)
{
  guint line = 1;
  const char *line_start = reader->start;

  for (const char *p = reader->start; p < reader->at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  g_set_error (error, TIPOFF_JSON_ERROR, code, "JSON, line %u, column %" G_GSIZE_FORMAT ": %s",
               line, (gsize) g_utf8_strlen (line_start, reader->at - line_start) + 1, what);
}

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end &&
         (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\n' || *reader->at == '\r'))
    reader->at++;
}

/* The next byte, 0 at the end: a NUL in the text never gets here. */
static char
peek (Reader *reader)
{
  return reader->at < reader->end ? *reader->at : '\0';
}

static gboolean
take (Reader *reader,
      char    byte)
{
  if (peek (reader) != byte)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
read_hex4 (Reader   *reader,
           gunichar *value)
{
  if (reader->end - reader->at < 4)
    return FALSE;

  *value = 0;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (reader->at[i]);

      if (digit < 0)
        return FALSE;
      *value = *value << 4 | (gunichar) digit;
    }
  reader->at += 4;
  return TRUE;
}

/* After "\u". NUL and half a surrogate pair are correct JSON but not text: they
 * become U+FFFD, as tipoff_utf8_repair () does with them. */
static gboolean
read_unicode_escape (Reader *reader)
{
  gunichar first, second;

  if (!read_hex4 (reader, &first))
    return FALSE;

  if (first >= 0xD800 && first <= 0xDBFF)
    {
      const char *before = reader->at;

      if (take (reader, '\\') && take (reader, 'u') && read_hex4 (reader, &second) &&
          second >= 0xDC00 && second <= 0xDFFF)
        first = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
      else
        {
          reader->at = before;
          first = 0xFFFD;
        }
    }
  else if (first == 0 || (first >= 0xDC00 && first <= 0xDFFF))
    first = 0xFFFD;

  g_string_append_unichar (reader->scratch, first);
  return TRUE;
}

static gboolean
read_escape (Reader *reader)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  char name = peek (reader);
  const char *found;

  if (take (reader, 'u'))
    return read_unicode_escape (reader);
  if (name == '\0' || (found = strchr (names, name)) == NULL)
    return FALSE;
  g_string_append_c (reader->scratch, values[found - names]);
  reader->at++;
  return TRUE;
}

/* Reads a string into scratch. */
static gboolean
read_string (Reader  *reader,
             GError **error)
{
  g_string_truncate (reader->scratch, 0);
  if (!take (reader, '"'))
    {
      fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a string in double quotes is expected");
      return FALSE;
    }

  while (TRUE)
    {
      const char *plain = reader->at;

      while (reader->at < reader->end && (guchar) *reader->at >= 0x20 &&
             *reader->at != '"' && *reader->at != '\\')
        reader->at++;
      g_string_append_len (reader->scratch, plain, reader->at - plain);

      if (take (reader, '"'))
        return TRUE;
      if (take (reader, '\\'))
        {
          if (read_escape (reader))
            continue;
          fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "no such escape in a string");
        }
      else if (reader->at < reader->end)
        fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a control character in a string");
      else
        fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a string does not end");
      return FALSE;
    }
}

static gboolean
skip_digits (Reader *reader)
{
  const char *before = reader->at;

  while (g_ascii_isdigit (peek (reader)))
    reader->at++;
  return reader->at > before;
}

/* RFC 8259, section 6. A whole number beyond 64 bits becomes a double, as most
 * readers have it. */
static JsonNode *
read_number (Reader  *reader,
             GError **error)
{
  const char *start = reader->at;
  gboolean whole = TRUE, correct;
  gint64 integer;
  double number;

  take (reader, '-');
  correct = take (reader, '0') || skip_digits (reader);
  if (correct && take (reader, '.'))
    {
      whole = FALSE;
      correct = skip_digits (reader);
    }
  if (correct && (peek (reader) == 'e' || peek (reader) == 'E'))
    {
      whole = FALSE;
      reader->at++;
      if (!take (reader, '+'))
        take (reader, '-');
      correct = skip_digits (reader);
    }
  if (!correct)
    {
      fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a digit is expected");
      return NULL;
    }

  g_string_truncate (reader->scratch, 0);
  g_string_append_len (reader->scratch, start, reader->at - start);
  if (whole && g_ascii_string_to_signed (reader->scratch->str, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    return json_node_init_int (json_node_alloc (), integer);

  number = g_ascii_strtod (reader->scratch->str, NULL);
  if (!isfinite (number))
    {
      fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a number is too large");
      return NULL;
    }
  return json_node_init_double (json_node_alloc (), number);
}

static JsonNode *
read_word (Reader  *reader,
           GError **error)
{
  static const char *const words[] = { "null", "false", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, words[i], length) != 0)
        continue;
      reader->at += length;
      return i == 0 ? json_node_init_null (json_node_alloc ())
                    : json_node_init_boolean (json_node_alloc (), i == 2);
    }
  fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a value is expected");
  return NULL;
}

static JsonNode *
read_array (Reader  *reader,
            GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  skip_space (reader);
  if (!take (reader, ']'))
    do
      {
        JsonNode *element = read_value (reader, error);

        if (element == NULL)
          return NULL;
        json_array_add_element (array, element);

        if (take (reader, ']'))
          break;
        if (!take (reader, ','))
          {
            fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a comma or the end of the array is expected");
            return NULL;
          }
      }
    while (TRUE);

  return json_node_init_array (json_node_alloc (), array);
}

/* Reads name and value into @object. */
static gboolean
read_member (Reader      *reader,
             JsonObject  *object,
             GError     **error)
{
  g_autofree char *name = NULL;
  JsonNode *value;

  skip_space (reader);
  if (!read_string (reader, error))
    return FALSE;

  /* json-glib's table is keyed by a hash that a stranger can fill with
   * collisions: a cap on members keeps the time bounded. */
  if (json_object_get_size (object) >= TIPOFF_LIMIT_JSON_MEMBERS)
    {
      fail (reader, error, TIPOFF_JSON_ERROR_TOO_LARGE, "an object has too many members");
      return FALSE;
    }
  if (json_object_has_member (object, reader->scratch->str))
    {
      fail (reader, error, TIPOFF_JSON_ERROR_DUPLICATE_NAME, "a name occurs twice in one object");
      return FALSE;
    }
  name = g_strndup (reader->scratch->str, reader->scratch->len);

  skip_space (reader);
  if (!take (reader, ':'))
    {
      fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a colon is expected");
      return FALSE;
    }
  value = read_value (reader, error);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  return TRUE;
}

static JsonNode *
read_object (Reader  *reader,
             GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  skip_space (reader);
  if (!take (reader, '}'))
    do
      {
        if (!read_member (reader, object, error))
          return NULL;
        if (take (reader, '}'))
          break;
        if (!take (reader, ','))
          {
            fail (reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a comma or the end of the object is expected");
            return NULL;
          }
      }
    while (TRUE);

  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_nested (Reader  *reader,
             GError **error)
{
  JsonNode *node;

  if (reader->depth >= TIPOFF_LIMIT_JSON_DEPTH)
    {
      fail (reader, error, TIPOFF_JSON_ERROR_TOO_DEEP, "values are nested too deeply");
      return NULL;
    }
  reader->depth++;
  node = take (reader, '[') ? read_array (reader, error)
                            : (reader->at++, read_object (reader, error));
  reader->depth--;
  return node;
}

/* A value and the space around it. */
static JsonNode *
read_value (Reader  *reader,
            GError **error)
{
  JsonNode *node = NULL;
  char first;

  skip_space (reader);
  first = peek (reader);
  if (first == '{' || first == '[')
    node = read_nested (reader, error);
  else if (first == '-' || g_ascii_isdigit (first))
    node = read_number (reader, error);
  else if (first != '"')
    node = read_word (reader, error);
  else if (read_string (reader, error))
    node = json_node_init_string (json_node_alloc (), reader->scratch->str);
  skip_space (reader);
  return node;
}

/**
 * tipoff_json_read:
 * @data: valid UTF-8, not necessarily terminated
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Reads exactly one value as RFC 8259 has it, and nothing that is looser: no
 * comments, no trailing commas, no byte order mark, no second value. Linear in
 * @length; recursion is bounded by %TIPOFF_LIMIT_JSON_DEPTH.
 *
 * Returns: (transfer full): the value
 */
JsonNode *
tipoff_json_read (const char  *data,
                  gsize        length,
                  GError     **error)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  Reader reader = { .start = data, .at = data, .end = data + length, .scratch = scratch };

  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      fail (&reader, error, TIPOFF_JSON_ERROR_SYNTAX, "a byte order mark is not allowed");
      return NULL;
    }
  node = read_value (&reader, error);
  if (node == NULL)
    return NULL;
  if (reader.at < reader.end)
    {
      fail (&reader, error, TIPOFF_JSON_ERROR_SYNTAX, "something follows the value");
      return NULL;
    }
  return g_steal_pointer (&node);
}
