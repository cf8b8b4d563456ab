/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-plain-text.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"
#include "tipoff-utf8.h"

#include <string.h>

/* Characters that hide, or turn round what follows: they are left out. */
static gboolean
is_hidden (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_FORMAT || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

/**
 * tipoff_plain_text_clean:
 * @text: (nullable): anything
 *
 * Makes one line out of what a stranger wrote. Each run of white space and
 * control characters becomes one space; what cannot be seen is left out.
 *
 * Returns: (transfer full) (nullable): plain text, or %NULL where nothing is left
 */
char *
tipoff_plain_text_clean (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *valid = NULL;
  gsize length;

  if (text == NULL)
    return NULL;

  /* Four bytes of input at most give one that counts against the cap. */
  valid = tipoff_utf8_repair (text, strnlen (text, 4 * TIPOFF_DETAIL_BYTES), &length, NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_iscntrl (c) || g_unichar_isspace (c);

      if (is_hidden (c) || (is_space && (line->len == 0 || line->str[line->len - 1] == ' ')))
        continue;
      if (line->len + 6 > TIPOFF_DETAIL_BYTES)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, is_space ? ' ' : c);
    }

  g_strchomp (line->str);
  if (*line->str == '\0')
    return NULL;
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* MISP says in a member of its own what is wrong with which field. */
static char *
write_errors (JsonObject *problem)
{
  JsonNode *node = json_object_get_member (problem, "errors");
  g_autoptr (GString) text = g_string_new (NULL);
  TipoffJsonWriter writer;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (tipoff_json_get_string_or (problem, "errors", NULL));

  tipoff_json_writer_init (&writer, text);
  tipoff_json_writer_node (&writer, node);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * tipoff_plain_text_problem:
 * @problem: the object that an endpoint answered
 *
 * Reads what went wrong, in the words that are in use: title and detail of a
 * problem document (RFC 9457), title and description of TAXII 2.1, message
 * of Request Tracker, message and errors of MISP. It is shown as text,
 * whatever it contains: never as markup, never as a link.
 *
 * Returns: (transfer full) (nullable): "title: detail", or %NULL
 */
char *
tipoff_plain_text_problem (JsonObject *problem)
{
  g_autofree char *errors = write_errors (problem);
  g_autofree char *both = NULL;
  const char *title, *detail;

  title = tipoff_json_get_string_or (problem, "title", tipoff_json_get_string_or (problem, "message", NULL));
  detail = tipoff_json_get_string_or (problem, "detail", tipoff_json_get_string_or (problem, "description", errors));
  if (title != NULL && detail != NULL)
    both = g_strconcat (title, ": ", detail, NULL);

  return tipoff_plain_text_clean (both != NULL ? both : title != NULL ? title : detail);
}
