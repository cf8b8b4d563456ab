/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-report.h"

#include "tipoff-ids.h"
#include "tipoff-limits.h"
#include "tipoff-report-data.h"
#include "tipoff-schema.h"

#include <string.h>

/* What a desk does with what arrives. Everything here was written by a stranger. */

typedef struct
{
  const char   *name;
  gsize         once;
  TipoffSchema *schema;
} Document;

static Document report_document = { "schema/report-1.schema.json", 0, NULL };
static Document correction_document = { "schema/correction-1.schema.json", 0, NULL };

static TipoffSchema *
get_schema (Document *document)
{
  if (g_once_init_enter (&document->once))
    {
      g_autoptr (GBytes) bytes = tipoff_report_data_get (document->name);
      g_autoptr (GError) error = NULL;

      document->schema = tipoff_schema_new (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
      if (document->schema == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (&document->once, 1);
    }
  return document->schema;
}

static gboolean
invalid (GError    **error,
         const char *what)
{
  g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_INVALID, what);
  return FALSE;
}

/* The texts of all parts, in order; borrowed from @report. */
static GPtrArray *
collect_texts (JsonObject *report)
{
  GPtrArray *texts = g_ptr_array_new ();
  JsonArray *messages = tipoff_json_get_array_or_null (report, "messages");

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonArray *parts = tipoff_json_get_array_or_null (json_array_get_object_element (messages, i), "parts");

      for (guint j = 0; j < json_array_get_length (parts); j++)
        g_ptr_array_add (texts, (char *) tipoff_json_get_string_or (json_array_get_object_element (parts, j), "text", ""));
    }
  return texts;
}

static gboolean
is_border (const char *text,
           gsize       length,
           gint64      offset)
{
  return offset >= 0 && (gsize) offset <= length && ((guchar) text[offset] & 0xC0) != 0x80;
}

/* @lengths: of @texts, counted once. */
static gboolean
check_span (JsonObject *span,
            GPtrArray  *texts,
            GArray     *lengths,
            GError    **error)
{
  gint64 part = tipoff_json_get_int_or (span, "part", -1);
  gint64 start = tipoff_json_get_int_or (span, "start", -1);
  gint64 end = tipoff_json_get_int_or (span, "end", -1);
  const char *text;
  gsize length;

  if (part < 0 || part >= texts->len)
    return invalid (error, "A span names a part that is not there");
  text = g_ptr_array_index (texts, part);
  length = g_array_index (lengths, gsize, part);
  if (start > end || !is_border (text, length, start) || !is_border (text, length, end))
    return invalid (error, "A span does not lie on characters of its part");
  return TRUE;
}

static gboolean
check_spans (JsonArray *spans,
             GPtrArray *texts,
             GArray    *lengths,
             GError   **error)
{
  for (guint i = 0; i < json_array_get_length (spans); i++)
    if (!check_span (json_array_get_object_element (spans, i), texts, lengths, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_all_spans (JsonObject *report,
                 GError    **error)
{
  g_autoptr (GPtrArray) texts = collect_texts (report);
  g_autoptr (GArray) lengths = g_array_sized_new (FALSE, FALSE, sizeof (gsize), texts->len);
  JsonArray *flags = tipoff_json_get_array_or_null (tipoff_json_get_object_or_null (report, "verdict"), "flags");

  if (texts->len > TIPOFF_LIMIT_PARTS)
    return invalid (error, "There are too many parts");
  for (guint i = 0; i < texts->len; i++)
    {
      gsize length = strlen (g_ptr_array_index (texts, i));

      g_array_append_val (lengths, length);
    }
  for (guint i = 0; i < json_array_get_length (flags); i++)
    if (!check_spans (tipoff_json_get_array_or_null (json_array_get_object_element (flags, i), "spans"), texts, lengths, error))
      return FALSE;
  return check_spans (tipoff_json_get_array_or_null (report, "indicators"), texts, lengths, error) &&
         check_spans (tipoff_json_get_array_or_null (report, "redactions"), texts, lengths, error);
}

static gboolean
is_id (JsonObject *document,
       const char *name,
       GError    **error)
{
  return tipoff_uuid_is_valid (tipoff_json_get_string_or (document, name, ""))
         || invalid (error, "A report’s id is not a UUID in small letters");
}

/* A guarded parse, the schema, and the id. */
static JsonNode *
read_document (Document   *kind,
               const char *data,
               gsize       length,
               GError    **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) fault = NULL;

  if (length > TIPOFF_LIMIT_REPORT_BYTES)
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE, "The report is larger than 1 MiB");
      return NULL;
    }
  node = tipoff_json_parse (data, (gssize) length, TIPOFF_LIMIT_REPORT_BYTES, error);
  if (node == NULL)
    return NULL;
  if (!tipoff_schema_validate (get_schema (kind), node, &fault))
    {
      invalid (error, fault->message);
      return NULL;
    }
  return is_id (json_node_get_object (node), "report_id", error) ? g_steal_pointer (&node) : NULL;
}

/**
 * tipoff_report_validate:
 * @data: a report in the format `tipoff`, as it arrived
 * @length: its bytes
 * @id: (out) (optional) (transfer full): the report's id
 * @test: (out) (optional): whether it is marked as a test
 * @error: return location for an error
 *
 * A guarded parse, the schema, and what a schema cannot say: that every span lies on
 * characters of a part that is there, and that the id is in small letters.
 *
 * Returns: %TRUE where the report is valid
 */
gboolean
tipoff_report_validate (const char *data,
                        gsize       length,
                        char      **id,
                        gboolean   *test,
                        GError    **error)
{
  g_autoptr (JsonNode) node = read_document (&report_document, data, length, error);
  JsonObject *report;

  if (node == NULL)
    return FALSE;
  report = json_node_get_object (node);
  if (!check_all_spans (report, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (tipoff_json_get_string_or (report, "report_id", NULL));
  if (test != NULL)
    *test = tipoff_json_get_boolean_or (report, "test", FALSE);
  return TRUE;
}

/**
 * tipoff_correction_validate:
 * @data: a correction in the format `tipoff`, as it arrived
 * @length: its bytes
 * @id: (out) (optional) (transfer full): the correction's own id
 * @corrects: (out) (optional) (transfer full): the id of the report that it takes back
 * @test: (out) (optional): whether it is marked as a test
 * @error: return location for an error
 *
 * Returns: %TRUE where the correction is valid
 */
gboolean
tipoff_correction_validate (const char *data,
                            gsize       length,
                            char      **id,
                            char      **corrects,
                            gboolean   *test,
                            GError    **error)
{
  g_autoptr (JsonNode) node = read_document (&correction_document, data, length, error);
  JsonObject *correction = node != NULL ? json_node_get_object (node) : NULL;

  if (correction == NULL || !is_id (correction, "corrects", error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (tipoff_json_get_string_or (correction, "report_id", NULL));
  if (corrects != NULL)
    *corrects = g_strdup (tipoff_json_get_string_or (correction, "corrects", NULL));
  if (test != NULL)
    *test = tipoff_json_get_boolean_or (correction, "test", FALSE);
  return TRUE;
}
