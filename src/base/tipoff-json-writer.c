/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-json.h"

#include <math.h>
#include <string.h>

/* One bit a level in has_value, the outermost included. */
#define MAX_DEPTH 63
#define MAX_DECIMALS 9

/* Digits behind the wanted decimals that settle which way to round: no double
 * that is not a tie is closer than this to one. */
#define GUARD_DIGITS 40

/**
 * tipoff_json_writer_init:
 * @writer: a writer
 * @out: where to write; kept by the caller
 */
void
tipoff_json_writer_init (TipoffJsonWriter *writer,
                         GString          *out)
{
  *writer = (TipoffJsonWriter) { .out = out };
}

/* A value or a name comes: is a comma due? */
static void
begin_value (TipoffJsonWriter *writer)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << writer->depth;

  if (writer->after_name)
    {
      writer->after_name = FALSE;
      return;
    }
  if (writer->depth > 0 && (writer->has_value & bit) != 0)
    g_string_append_c (writer->out, ',');
  writer->has_value |= bit;
}

static void
begin_nested (TipoffJsonWriter *writer,
              char              bracket)
{
  g_return_if_fail (writer->depth < MAX_DEPTH);

  begin_value (writer);
  g_string_append_c (writer->out, bracket);
  writer->depth++;
  writer->has_value &= ~(G_GUINT64_CONSTANT (1) << writer->depth);
}

static void
end_nested (TipoffJsonWriter *writer,
            char              bracket)
{
  g_return_if_fail (writer->depth > 0 && !writer->after_name);

  g_string_append_c (writer->out, bracket);
  writer->depth--;
}

/**
 * tipoff_json_writer_begin_object:
 * @writer: a writer
 */
void
tipoff_json_writer_begin_object (TipoffJsonWriter *writer)
{
  begin_nested (writer, '{');
}

/**
 * tipoff_json_writer_end_object:
 * @writer: a writer
 */
void
tipoff_json_writer_end_object (TipoffJsonWriter *writer)
{
  end_nested (writer, '}');
}

/**
 * tipoff_json_writer_begin_array:
 * @writer: a writer
 */
void
tipoff_json_writer_begin_array (TipoffJsonWriter *writer)
{
  begin_nested (writer, '[');
}

/**
 * tipoff_json_writer_end_array:
 * @writer: a writer
 */
void
tipoff_json_writer_end_array (TipoffJsonWriter *writer)
{
  end_nested (writer, ']');
}

/* Characters that change how a line of output looks without being seen: controls,
 * line separators, directions. */
static gboolean
is_unseen (gunichar character)
{
  return character < 0x20 || (character >= 0x7F && character <= 0x9F) ||
         character == 0x061C || character == 0x200E || character == 0x200F ||
         (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069) || character == 0xFEFF;
}

static void
append_escaped (GString  *out,
                gunichar  character)
{
  switch (character)
    {
    case '\b': g_string_append (out, "\\b"); break;
    case '\f': g_string_append (out, "\\f"); break;
    case '\n': g_string_append (out, "\\n"); break;
    case '\r': g_string_append (out, "\\r"); break;
    case '\t': g_string_append (out, "\\t"); break;
    case '"':  g_string_append (out, "\\\""); break;
    case '\\': g_string_append (out, "\\\\"); break;
    default:   g_string_append_printf (out, "\\u%04x", character); break;
    }
}

/* Nearly every byte. */
static inline gboolean
is_plain (char byte)
{
  return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

static void
append_string (GString    *out,
               const char *value,
               gsize       length)
{
  const char *end = value + length;
  const char *plain = value;

  g_string_append_c (out, '"');
  for (const char *p = value; p < end;)
    {
      gunichar character = (guchar) *p;
      const char *next = p + 1;

      if (is_plain (*p))
        {
          p = next;
          continue;
        }
      if (character >= 0x80)
        {
          character = g_utf8_get_char_validated (p, end - p);
          /* Not text after all: a reader must still get valid JSON. */
          if (character >= 0x110000)
            character = 0xFFFD;
          else
            next = g_utf8_next_char (p);
        }
      if (is_unseen (character) || character == '"' || character == '\\' ||
          (character == 0xFFFD && next == p + 1))
        {
          g_string_append_len (out, plain, p - plain);
          append_escaped (out, character);
          plain = next;
        }
      p = next;
    }
  g_string_append_len (out, plain, end - plain);
  g_string_append_c (out, '"');
}

/**
 * tipoff_json_writer_name:
 * @writer: a writer, in an object
 * @name: the next member's name; its value comes next
 */
void
tipoff_json_writer_name (TipoffJsonWriter *writer,
                         const char       *name)
{
  g_return_if_fail (!writer->after_name);

  begin_value (writer);
  append_string (writer->out, name, strlen (name));
  g_string_append_c (writer->out, ':');
  writer->after_name = TRUE;
}

/**
 * tipoff_json_writer_string:
 * @writer: a writer
 * @value: (nullable): valid UTF-8; %NULL gives null
 *
 * Characters that cannot be seen (controls, line separators, directions) are
 * escaped, so that a line stays a line and a terminal shows what is there.
 */
void
tipoff_json_writer_string (TipoffJsonWriter *writer,
                           const char       *value)
{
  if (value == NULL)
    tipoff_json_writer_null (writer);
  else
    tipoff_json_writer_string_len (writer, value, strlen (value));
}

/**
 * tipoff_json_writer_string_len:
 * @writer: a writer
 * @value: valid UTF-8, not necessarily terminated
 * @length: its length in bytes
 */
void
tipoff_json_writer_string_len (TipoffJsonWriter *writer,
                               const char       *value,
                               gsize             length)
{
  begin_value (writer);
  append_string (writer->out, value, length);
}

/* @number in digits, with a point before the last @decimals and at least one digit before it. */
static void
append_digits (GString *out,
               guint64  number,
               guint    decimals)
{
  char buffer[32];
  gsize at = sizeof buffer;
  guint written = 0;

  do
    {
      if (written == decimals && decimals > 0)
        buffer[--at] = '.';
      buffer[--at] = (char) ('0' + number % 10);
      number /= 10;
      written++;
    }
  while (number != 0 || written <= decimals);
  g_string_append_len (out, buffer + at, (gssize) (sizeof buffer - at));
}

/**
 * tipoff_json_writer_int:
 * @writer: a writer
 * @value: a whole number
 */
void
tipoff_json_writer_int (TipoffJsonWriter *writer,
                        gint64            value)
{
  begin_value (writer);
  if (value < 0)
    g_string_append_c (writer->out, '-');
  append_digits (writer->out, value < 0 ? -(guint64) value : (guint64) value, 0);
}

/* Adds one to the last digit of "12.99", carrying to the left. */
static void
increment_decimal (GString *digits)
{
  for (gsize i = digits->len; i-- > 0;)
    {
      if (digits->str[i] == '.')
        continue;
      if (digits->str[i] < '9')
        {
          digits->str[i]++;
          return;
        }
      digits->str[i] = '0';
    }
  g_string_prepend_c (digits, '1');
}

/* @value ≥ 0 to @decimals, a tie away from zero. */
static GString *
round_decimal (double value,
               guint  decimals)
{
  char format[8], buffer[512];
  char next;
  GString *digits;

  g_snprintf (format, sizeof format, "%%.%uf", decimals + GUARD_DIGITS);
  digits = g_string_new (g_ascii_formatd (buffer, sizeof buffer, format, value));
  next = digits->str[digits->len - GUARD_DIGITS];

  g_string_truncate (digits, digits->len - GUARD_DIGITS);
  if (decimals == 0)
    g_string_truncate (digits, digits->len - 1);
  if (next >= '5')
    increment_decimal (digits);
  return digits;
}

/* Whole numbers in a double up to here leave room for a fraction that is exact to 2^-21. */
#define MOST_SCALED 4294967296.0
/* A fraction this close to a half is left to the digits; the product is nearer to the truth than that. */
#define NEAR_TIE 1e-6

/* @value times 10^@decimals, rounded; FALSE where it is too large or too near a tie to be sure. */
static gboolean
scale (double   value,
       guint    decimals,
       guint64 *rounded)
{
  static const double powers[MAX_DECIMALS + 1] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
  const double scaled = value * powers[decimals];
  double fraction;

  if (scaled >= MOST_SCALED)
    return FALSE;
  *rounded = (guint64) scaled;
  fraction = scaled - (double) *rounded;
  if (fabs (fraction - 0.5) < NEAR_TIE)
    return FALSE;
  *rounded += fraction > 0.5;
  return TRUE;
}

/**
 * tipoff_json_writer_fixed:
 * @writer: a writer
 * @value: a number; one that is not finite gives null
 * @decimals: how many to write, at most 9
 *
 * Writes exactly @decimals decimals, whatever the locale; a tie is rounded away from zero.
 */
void
tipoff_json_writer_fixed (TipoffJsonWriter *writer,
                          double            value,
                          guint             decimals)
{
  const guint n = MIN (decimals, MAX_DECIMALS);
  g_autoptr (GString) digits = NULL;
  guint64 rounded;

  if (!isfinite (value))
    {
      tipoff_json_writer_null (writer);
      return;
    }
  if (scale (fabs (value), n, &rounded))
    {
      begin_value (writer);
      if (value < 0 && rounded > 0)
        g_string_append_c (writer->out, '-');
      append_digits (writer->out, rounded, n);
      return;
    }
  digits = round_decimal (fabs (value), n);

  begin_value (writer);
  if (value < 0 && strspn (digits->str, "0.") < digits->len)
    g_string_append_c (writer->out, '-');
  g_string_append_len (writer->out, digits->str, (gssize) digits->len);
}

/**
 * tipoff_json_writer_boolean:
 * @writer: a writer
 * @value: true or false
 */
void
tipoff_json_writer_boolean (TipoffJsonWriter *writer,
                            gboolean          value)
{
  begin_value (writer);
  g_string_append (writer->out, value ? "true" : "false");
}

/**
 * tipoff_json_writer_null:
 * @writer: a writer
 */
void
tipoff_json_writer_null (TipoffJsonWriter *writer)
{
  begin_value (writer);
  g_string_append (writer->out, "null");
}

/* The shortest digits that read back as the same double. */
static void
write_double (TipoffJsonWriter *writer,
              double            value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      tipoff_json_writer_null (writer);
      return;
    }
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (memcmp (&(double) { g_ascii_strtod (buffer, NULL) }, &value, sizeof value) == 0)
        break;
    }
  begin_value (writer);
  g_string_append (writer->out, buffer);
  /* 1.0 stays a double when it is read again. */
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (writer->out, ".0");
}

static void
write_scalar (TipoffJsonWriter *writer,
              JsonNode         *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      tipoff_json_writer_string (writer, json_node_get_string (node));
      break;
    case G_TYPE_BOOLEAN:
      tipoff_json_writer_boolean (writer, json_node_get_boolean (node));
      break;
    case G_TYPE_DOUBLE:
      write_double (writer, json_node_get_double (node));
      break;
    default:
      tipoff_json_writer_int (writer, json_node_get_int (node));
      break;
    }
}

static void
write_object (TipoffJsonWriter *writer,
              JsonObject       *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  tipoff_json_writer_begin_object (writer);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      tipoff_json_writer_name (writer, name);
      tipoff_json_writer_node (writer, member);
    }
  tipoff_json_writer_end_object (writer);
}

/**
 * tipoff_json_writer_node:
 * @writer: a writer
 * @node: (nullable): a value, nested less than 63 deep; %NULL gives null
 *
 * Writes the whole value, members in the order in which they were set.
 */
void
tipoff_json_writer_node (TipoffJsonWriter *writer,
                         JsonNode         *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    tipoff_json_writer_null (writer);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (writer, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      tipoff_json_writer_begin_array (writer);
      for (guint i = 0; i < json_array_get_length (array); i++)
        tipoff_json_writer_node (writer, json_array_get_element (array, i));
      tipoff_json_writer_end_array (writer);
    }
  else
    write_scalar (writer, node);
}

/**
 * tipoff_json_writer_member_string:
 * @writer: a writer, in an object
 * @name: a name
 * @value: (nullable): valid UTF-8; %NULL gives null
 */
void
tipoff_json_writer_member_string (TipoffJsonWriter *writer,
                                  const char       *name,
                                  const char       *value)
{
  tipoff_json_writer_name (writer, name);
  tipoff_json_writer_string (writer, value);
}

/**
 * tipoff_json_writer_member_int:
 * @writer: a writer, in an object
 * @name: a name
 * @value: a whole number
 */
void
tipoff_json_writer_member_int (TipoffJsonWriter *writer,
                               const char       *name,
                               gint64            value)
{
  tipoff_json_writer_name (writer, name);
  tipoff_json_writer_int (writer, value);
}

/**
 * tipoff_json_writer_member_fixed:
 * @writer: a writer, in an object
 * @name: a name
 * @value: a number
 * @decimals: how many to write, at most 9
 */
void
tipoff_json_writer_member_fixed (TipoffJsonWriter *writer,
                                 const char       *name,
                                 double            value,
                                 guint             decimals)
{
  tipoff_json_writer_name (writer, name);
  tipoff_json_writer_fixed (writer, value, decimals);
}

/**
 * tipoff_json_writer_member_boolean:
 * @writer: a writer, in an object
 * @name: a name
 * @value: true or false
 */
void
tipoff_json_writer_member_boolean (TipoffJsonWriter *writer,
                                   const char       *name,
                                   gboolean          value)
{
  tipoff_json_writer_name (writer, name);
  tipoff_json_writer_boolean (writer, value);
}
