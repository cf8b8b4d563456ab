/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authority-bytes.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"

#include <string.h>

static const char *
find_last (const char *data,
           gsize       length,
           char        byte)
{
  while (length > 0)
    if (data[--length] == byte)
      return data + length;
  return NULL;
}

static gboolean
is_space (const char *from,
          const char *to)
{
  while (from < to && g_ascii_isspace (*from))
    from++;
  return from == to;
}

/**
 * tipoff_authority_bytes_recognise:
 * @data: a file, or a text
 * @length: its length in bytes
 * @start: (out) (optional): where the offer begins
 * @end: (out) (optional): where it ends
 *
 * What the loader of authorities cannot parse is not recognised, since it can do no harm.
 *
 * Returns: %TRUE where @data is such a file; with @start and @end also where it holds one
 */
gboolean
tipoff_authority_bytes_recognise (const char *data,
                                  gsize       length,
                                  gsize      *start,
                                  gsize      *end)
{
  const char *first = length > 0 ? memchr (data, '{', length) : NULL;
  const char *last = first != NULL ? find_last (data, length, '}') : NULL;
  g_autoptr (JsonObject) object = NULL;

  if (last == NULL || last < first)
    return FALSE;
  if (start == NULL && (!is_space (data, first) || !is_space (last + 1, data + length)))
    return FALSE;
  object = tipoff_json_parse_object (first, last + 1 - first, TIPOFF_LIMIT_TEXT_BYTES, NULL);
  if (object == NULL || !json_object_has_member (object, "version") ||
      tipoff_json_get_array_or_null (object, "authorities") == NULL)
    return FALSE;
  if (start != NULL)
    *start = (gsize) (first - data);
  if (end != NULL)
    *end = (gsize) (last + 1 - data);
  return TRUE;
}
