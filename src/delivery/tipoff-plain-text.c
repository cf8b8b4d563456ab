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

/**
 * tipoff_plain_text_problem:
 * @body: the body of an answer
 * @length: its length in bytes
 *
 * Reads a problem document (RFC 9457). It is shown as text, whatever it
 * contains: never as markup, never as a link.
 *
 * Returns: (transfer full) (nullable): "title: detail", or %NULL
 */
char *
tipoff_plain_text_problem (const char *body,
                           gsize       length)
{
  g_autoptr (JsonObject) problem = NULL;
  g_autofree char *both = NULL;
  const char *title, *detail;

  problem = tipoff_json_parse_object (body, (gssize) length, TIPOFF_LIMIT_ANSWER_BYTES, NULL);
  if (problem == NULL)
    return NULL;

  title = tipoff_json_get_string_or (problem, "title", NULL);
  detail = tipoff_json_get_string_or (problem, "detail", NULL);
  if (title != NULL && detail != NULL)
    both = g_strconcat (title, ": ", detail, NULL);

  return tipoff_plain_text_clean (both != NULL ? both : title != NULL ? title : detail);
}
