/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The only place where JSON is parsed. json-glib 1.6 crashes on deep nesting
 * and takes the last of two equal names, so the text is read here, by our own
 * strict reader, into json-glib's nodes. */

#define TIPOFF_JSON_ERROR (tipoff_json_error_quark ())

typedef enum
{
  TIPOFF_JSON_ERROR_TOO_LARGE,
  TIPOFF_JSON_ERROR_TOO_DEEP,
  TIPOFF_JSON_ERROR_NOT_UTF8,
  TIPOFF_JSON_ERROR_DUPLICATE_NAME,
  TIPOFF_JSON_ERROR_SYNTAX,       /* also: something after the value, or no value */
  TIPOFF_JSON_ERROR_SHAPE,        /* a member is missing or of another type */
} TipoffJsonError;

GQuark       tipoff_json_error_quark (void);

JsonNode    *tipoff_json_parse       (const char  *data,
                                      gssize       length,
                                      gsize        max_bytes,
                                      GError     **error);
JsonObject  *tipoff_json_parse_object (const char *data,
                                      gssize       length,
                                      gsize        max_bytes,
                                      GError     **error);

/* Members. The plain getters fail with SHAPE; the _or getters fall back when
 * the member is absent or null, and on another type too. */
const char  *tipoff_json_get_string    (JsonObject *object, const char *name, GError **error);
JsonObject  *tipoff_json_get_object    (JsonObject *object, const char *name, GError **error);
JsonArray   *tipoff_json_get_array     (JsonObject *object, const char *name, GError **error);
gboolean     tipoff_json_get_int       (JsonObject *object, const char *name, gint64 *value, GError **error);
const char  *tipoff_json_get_string_or (JsonObject *object, const char *name, const char *fallback);
JsonObject  *tipoff_json_get_object_or_null (JsonObject *object, const char *name);
JsonArray   *tipoff_json_get_array_or_null  (JsonObject *object, const char *name);
gint64       tipoff_json_get_int_or    (JsonObject *object, const char *name, gint64 fallback);
double       tipoff_json_get_double_or (JsonObject *object, const char *name, double fallback);
gboolean     tipoff_json_get_boolean_or (JsonObject *object, const char *name, gboolean fallback);
/* An array of strings as a new strv; empty when absent; strings only, else SHAPE. */
char       **tipoff_json_get_strv      (JsonObject *object, const char *name, GError **error);

/* A compact writer into a GString: no allocation of its own, commas and
 * escapes by itself, numbers as they should look (0.981, not 0.98099999999999998). */
typedef struct
{
  GString *out;
  guint64  has_value;   /* one bit a level: a comma is due */
  guint    depth;
  gboolean after_name;
} TipoffJsonWriter;

void tipoff_json_writer_init         (TipoffJsonWriter *writer, GString *out);
void tipoff_json_writer_begin_object (TipoffJsonWriter *writer);
void tipoff_json_writer_end_object   (TipoffJsonWriter *writer);
void tipoff_json_writer_begin_array  (TipoffJsonWriter *writer);
void tipoff_json_writer_end_array    (TipoffJsonWriter *writer);
void tipoff_json_writer_name         (TipoffJsonWriter *writer, const char *name);
void tipoff_json_writer_string       (TipoffJsonWriter *writer, const char *value);  /* NULL gives null */
void tipoff_json_writer_string_len   (TipoffJsonWriter *writer, const char *value, gsize length);
void tipoff_json_writer_int          (TipoffJsonWriter *writer, gint64 value);
void tipoff_json_writer_fixed        (TipoffJsonWriter *writer, double value, guint decimals);
void tipoff_json_writer_boolean      (TipoffJsonWriter *writer, gboolean value);
void tipoff_json_writer_null         (TipoffJsonWriter *writer);
void tipoff_json_writer_node         (TipoffJsonWriter *writer, JsonNode *node);
/* Name and value in one call. */
void tipoff_json_writer_member_string  (TipoffJsonWriter *writer, const char *name, const char *value);
void tipoff_json_writer_member_int     (TipoffJsonWriter *writer, const char *name, gint64 value);
void tipoff_json_writer_member_fixed   (TipoffJsonWriter *writer, const char *name, double value, guint decimals);
void tipoff_json_writer_member_boolean (TipoffJsonWriter *writer, const char *name, gboolean value);

G_END_DECLS
