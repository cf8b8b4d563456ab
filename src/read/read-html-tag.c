/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-html-tag.h"

#include "read-entity.h"

#include "tipoff-limits.h"

#include <string.h>

/* An attribute's value. */
#define MAX_VALUE TIPOFF_LIMIT_URL_BYTES

/* The bytes from @p to @end that are still to be read. */
typedef struct
{
  const char *p;
  const char *end;
} Cursor;

static const struct
{
  const char *name;
  ReadTagFlags    flags;
} tags[] = {
  { "address", READ_TAG_BLOCK }, { "area", READ_TAG_VOID }, { "article", READ_TAG_BLOCK }, { "base", READ_TAG_VOID },
  { "blockquote", READ_TAG_BLOCK }, { "body", READ_TAG_BLOCK }, { "br", READ_TAG_VOID },
  { "center", READ_TAG_BLOCK }, { "col", READ_TAG_VOID }, { "dd", READ_TAG_BLOCK }, { "div", READ_TAG_BLOCK },
  { "dl", READ_TAG_BLOCK }, { "dt", READ_TAG_BLOCK }, { "embed", READ_TAG_VOID }, { "fieldset", READ_TAG_BLOCK },
  { "footer", READ_TAG_BLOCK }, { "form", READ_TAG_BLOCK }, { "h1", READ_TAG_BLOCK }, { "h2", READ_TAG_BLOCK },
  { "h3", READ_TAG_BLOCK }, { "h4", READ_TAG_BLOCK }, { "h5", READ_TAG_BLOCK }, { "h6", READ_TAG_BLOCK },
  { "head", READ_TAG_BLOCK | READ_TAG_HIDDEN }, { "header", READ_TAG_BLOCK },
  { "hr", READ_TAG_BLOCK | READ_TAG_VOID }, { "img", READ_TAG_VOID }, { "input", READ_TAG_VOID },
  { "li", READ_TAG_BLOCK }, { "link", READ_TAG_VOID }, { "main", READ_TAG_BLOCK }, { "meta", READ_TAG_VOID },
  { "nav", READ_TAG_BLOCK }, { "noscript", READ_TAG_HIDDEN }, { "ol", READ_TAG_BLOCK }, { "p", READ_TAG_BLOCK },
  { "param", READ_TAG_VOID }, { "pre", READ_TAG_BLOCK }, { "script", READ_TAG_HIDDEN | READ_TAG_RAW },
  { "section", READ_TAG_BLOCK }, { "source", READ_TAG_VOID }, { "style", READ_TAG_HIDDEN | READ_TAG_RAW },
  { "table", READ_TAG_BLOCK }, { "template", READ_TAG_HIDDEN }, { "title", READ_TAG_HIDDEN | READ_TAG_RAW },
  { "tr", READ_TAG_BLOCK }, { "ul", READ_TAG_BLOCK }, { "wbr", READ_TAG_VOID },
};

ReadTagFlags
read_tag_get_flags (const char *name)
{
  gsize low = 0, high = G_N_ELEMENTS (tags);

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;
      const int order = strcmp (tags[middle].name, name);

      if (order == 0)
        return tags[middle].flags;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return 0;
}

/* "display: none", "font-size:0px", as newsletters and scams hide text. */
static gboolean
style_hides (const char *style)
{
  static const char *const hiding[] = { "display:none", "visibility:hidden", "mso-hide:all", "opacity:0", "font-size:0", "max-height:0" };
  g_autofree char *small = g_ascii_strdown (style, -1);
  char *write = small;

  for (const char *read = small; *read != '\0'; read++)
    if (!g_ascii_isspace (*read))
      *write++ = *read;
  *write = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (hiding); i++)
    {
      const char *found = strstr (small, hiding[i]);
      const char *behind = found != NULL ? found + strlen (hiding[i]) : NULL;

      if (found != NULL && *behind != '.' && !g_ascii_isdigit (*behind))
        return TRUE;
    }
  return FALSE;
}

static void
skip_spaces (Cursor *cursor)
{
  while (cursor->p < cursor->end && g_ascii_isspace (*cursor->p))
    cursor->p++;
}

/* A name in small letters; a longer one is cut. */
static void
read_name (Cursor *cursor,
           char    name[READ_TAG_NAME + 1])
{
  gsize length = 0;

  for (; cursor->p < cursor->end && !g_ascii_isspace (*cursor->p) && strchr ("/>=", *cursor->p) == NULL; cursor->p++)
    if (length < READ_TAG_NAME)
      name[length++] = g_ascii_tolower (*cursor->p);
  name[length] = '\0';
}

static void
read_value (Cursor  *cursor,
            GString *value)
{
  const char quote = cursor->p < cursor->end && (*cursor->p == '"' || *cursor->p == '\'') ? *cursor->p++ : '\0';
  const char *end = cursor->p;

  if (quote != '\0')
    {
      end = memchr (cursor->p, quote, (gsize) (cursor->end - cursor->p));
      if (end == NULL)
        end = cursor->end;
    }
  else
    while (end < cursor->end && !g_ascii_isspace (*end) && *end != '>')
      end++;
  while (cursor->p < end)
    {
      const char *next = g_utf8_next_char (cursor->p);
      gunichar c = *cursor->p == '&' ? read_entity (cursor->p, end, &next) : 0;

      if (value->len < MAX_VALUE)
        g_string_append_unichar (value, c != 0 ? c : g_utf8_get_char (cursor->p));
      cursor->p = next;
    }
  if (quote != '\0' && cursor->p < cursor->end)
    cursor->p++;
}

static void
use_attribute (ReadTag    *tag,
               const char *name,
               GString    *value)
{
  if (g_str_equal (name, "href") || g_str_equal (name, "action") || g_str_equal (name, "formaction"))
    g_string_assign (tag->target, value->str);
  else if (g_str_equal (name, "alt"))
    g_string_assign (tag->alt, value->str);
  else if (g_str_equal (name, "content"))
    g_string_assign (tag->content, value->str);
  else if (g_str_equal (name, "hidden") || (g_str_equal (name, "style") && style_hides (value->str)))
    tag->hides = TRUE;
}

static void
read_attributes (Cursor  *cursor,
                 ReadTag *tag)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (skip_spaces (cursor); cursor->p < cursor->end && *cursor->p != '>'; skip_spaces (cursor))
    {
      char name[READ_TAG_NAME + 1];
      const char *before = cursor->p;

      read_name (cursor, name);
      skip_spaces (cursor);
      g_string_truncate (value, 0);
      if (cursor->p < cursor->end && *cursor->p == '=')
        {
          cursor->p++;
          skip_spaces (cursor);
          read_value (cursor, value);
        }
      if (cursor->p == before)
        cursor->p++;              /* a slash */
      use_attribute (tag, name, value);
    }
  if (cursor->p < cursor->end)
    cursor->p++;
}

void
read_tag_init (ReadTag     *tag,
               const char **p,
               const char  *end)
{
  Cursor cursor = { *p, end };

  memset (tag, 0, sizeof *tag);
  tag->is_end = cursor.p[1] == '/';
  tag->target = g_string_new (NULL);
  tag->alt = g_string_new (NULL);
  tag->content = g_string_new (NULL);
  cursor.p += tag->is_end ? 2 : 1;
  read_name (&cursor, tag->name);
  read_attributes (&cursor, tag);
  *p = cursor.p;
}

void
read_tag_clear (ReadTag *tag)
{
  g_string_free (tag->target, TRUE);
  g_string_free (tag->alt, TRUE);
  g_string_free (tag->content, TRUE);
}
