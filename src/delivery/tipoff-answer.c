/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-answer.h"

#include "tipoff-json.h"
#include "tipoff-plain-text.h"

#include <string.h>

#define REFERENCE_BYTES 128

/* RFC 6839, 3.1: what ends in +json is JSON. */
static gboolean
is_json (const TipoffAnswer *self)
{
  return self->content_type != NULL &&
         (g_str_equal (self->content_type, "application/json") || g_str_has_suffix (self->content_type, "+json"));
}

/**
 * tipoff_answer_read_object:
 * @self: an answer
 *
 * Returns: (transfer full) (nullable): the JSON object that is its body, or
 *   %NULL where it says that it is something else, or is something else
 */
JsonObject *
tipoff_answer_read_object (const TipoffAnswer *self)
{
  gsize length;
  const char *body = g_bytes_get_data (self->body, &length);

  if (!is_json (self))
    return NULL;
  return tipoff_json_parse_object (body, (gssize) length, length, NULL);
}

/* A reference is read to somebody on the telephone: short, visible, one line. */
static gboolean
is_reference (const char *reference)
{
  gsize length = strnlen (reference, REFERENCE_BYTES + 1);

  if (length == 0 || length > REFERENCE_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (reference[i]))
      return FALSE;
  return TRUE;
}

/**
 * tipoff_answer_dup_reference:
 * @object: of an answer
 * @name: a member
 *
 * Returns: (transfer full) (nullable): the member's value, verbatim, where it
 *   is a reference: visible ASCII, not too long; some write it as a number
 */
char *
tipoff_answer_dup_reference (JsonObject *object,
                             const char *name)
{
  const char *text = tipoff_json_get_string_or (object, name, NULL);
  gint64 number;

  if (text != NULL)
    return is_reference (text) ? g_strdup (text) : NULL;

  number = tipoff_json_get_int_or (object, name, 0);
  return number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

/**
 * tipoff_answer_read_problem:
 * @self: an answer that says no
 *
 * Returns: (transfer full): what it says, or its status where it says nothing
 */
char *
tipoff_answer_read_problem (const TipoffAnswer *self)
{
  g_autoptr (JsonObject) object = tipoff_answer_read_object (self);
  char *problem = object != NULL ? tipoff_plain_text_problem (object) : NULL;

  return problem != NULL ? problem : g_strdup_printf ("HTTP status %u", self->status);
}
