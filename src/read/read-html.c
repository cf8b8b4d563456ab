/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-html.h"

#include "read-entity.h"
#include "read-html-tag.h"

#include <string.h>

/* Elements that are open at once; deeper ones are read as if they stood beside each other. */
#define MAX_DEPTH 256

/* An element that is open. */
typedef struct
{
  char     name[READ_TAG_NAME + 1];
  gboolean hides;
} Open;

typedef struct
{
  const char *p;
  const char *end;
  GString    *text;
  GArray     *links;
  Open        open[MAX_DEPTH];
  guint       depth;
  guint       hidden;         /* how many of them hide what is in them */
  guint       newlines;       /* before the next character */
  gboolean    space;
  gsize       joiners;        /* bytes of invisible characters at the end of @text */
  char       *target;         /* of the link that is open; NULL */
  gboolean    has_start;
  gsize       start;
} Html;

/* -- text ----------------------------------------------------------------------------------- */

static gboolean
is_invisible (gunichar c)
{
  return c == 0xad || c == 0x034f || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff;
}

/* Letters that hide between letters stay, since they are there to deceive. Those that fill the line
 * which a mailbox shows of a newsletter do not. */
static void
drop_joiners (Html *html)
{
  g_string_truncate (html->text, html->text->len - html->joiners);
  html->joiners = 0;
}

static void
break_line (Html *html,
            guint newlines)
{
  html->newlines = MAX (html->newlines, newlines);
  html->space = FALSE;
}

static void
add_char (Html     *html,
          gunichar  c)
{
  GString *text = html->text;

  if (html->hidden > 0)
    return;
  if (c == 0xa0 || g_unichar_isspace (c) || g_unichar_iscntrl (c))
    {
      html->space = TRUE;
      return;
    }
  if (is_invisible (c) && (html->space || html->newlines > 0 || text->len == 0))
    return;
  if (html->joiners > 0 && !is_invisible (c) && (html->space || html->newlines > 0))
    drop_joiners (html);
  if (text->len > 0 && html->newlines > 0)
    g_string_append_len (text, "\n\n", MIN (html->newlines, 2));
  else if (text->len > 0 && html->space)
    g_string_append_c (text, ' ');
  html->newlines = 0;
  html->space = FALSE;
  if (html->target != NULL && !html->has_start)
    {
      html->start = text->len;
      html->has_start = TRUE;
    }
  g_string_append_unichar (text, c);
  html->joiners = is_invisible (c) ? html->joiners + (gsize) g_unichar_to_utf8 (c, NULL) : 0;
}

static gboolean
is_in_pre (const Html *html)
{
  return html->depth > 0 && g_str_equal (html->open[html->depth - 1].name, "pre");
}

/* Text up to the next "<", which may be text too. */
static void
read_text (Html       *html,
           const char *end)
{
  const gboolean pre = is_in_pre (html);

  while (html->p < end)
    {
      const char *next = g_utf8_next_char (html->p);
      gunichar c = *html->p == '&' ? read_entity (html->p, end, &next) : 0;

      if (c == 0)
        c = g_utf8_get_char (html->p);
      if (pre && c == '\n')
        html->newlines++;
      else
        add_char (html, c);
      html->p = next;
    }
}

/* -- elements ------------------------------------------------------------------------------- */

static void
end_link (Html *html)
{
  const gsize end = html->text->len - html->joiners;     /* which may be dropped yet */
  const gboolean is_shown = html->has_start && html->start < end;

  if (html->target == NULL)
    return;
  read_links_add (html->links, html->target, is_shown ? html->start : 0, is_shown ? end : 0);
  g_clear_pointer (&html->target, g_free);
}

static guint
lines_around (const char *block)
{
  return g_str_equal (block, "p") ? 2 : 1;
}

static void
pop (Html  *html,
     guint  depth)
{
  while (html->depth > depth)
    {
      const Open *open = &html->open[--html->depth];

      if (open->hides)
        html->hidden--;
      if ((read_tag_get_flags (open->name) & READ_TAG_BLOCK) != 0)
        break_line (html, lines_around (open->name));
    }
}

/* The innermost element of that name and all within it end; where there is none, nothing does. */
static void
close_element (Html       *html,
               const char *name)
{
  if (g_str_equal (name, "a"))
    end_link (html);
  for (guint i = html->depth; i-- > 0; )
    if (g_str_equal (html->open[i].name, name))
      {
        pop (html, i);
        return;
      }
}

/* These end where the next one begins, a paragraph where any block does, and the head where there is something to see. */
static void
close_implied (Html         *html,
               const char   *name,
               ReadTagFlags  flags)
{
  static const char *const of_head[] = { "base", "link", "meta", "noscript", "script", "style", "template", "title", NULL };
  const char *innermost = html->depth > 0 ? html->open[html->depth - 1].name : "";
  const gboolean is_cell = g_str_equal (innermost, "td") || g_str_equal (innermost, "th");

  if ((g_str_equal (innermost, "head") && !g_strv_contains (of_head, name))
      || (g_str_equal (innermost, "p") && (flags & READ_TAG_BLOCK) != 0)
      || (g_str_equal (innermost, name) && (g_str_equal (name, "li") || g_str_equal (name, "option") || g_str_equal (name, "tr")))
      || (is_cell && (g_str_equal (name, "td") || g_str_equal (name, "th") || g_str_equal (name, "tr"))))
    pop (html, html->depth - 1);
}

static void
open_element (Html    *html,
              ReadTag *tag)
{
  const ReadTagFlags flags = read_tag_get_flags (tag->name);
  const gboolean hides = tag->hides || (flags & READ_TAG_HIDDEN) != 0;
  Open *open;

  close_implied (html, tag->name, flags);
  if ((flags & READ_TAG_BLOCK) != 0)
    break_line (html, lines_around (tag->name));
  if ((flags & READ_TAG_VOID) != 0 || html->depth == MAX_DEPTH)
    return;
  open = &html->open[html->depth++];
  g_strlcpy (open->name, tag->name, sizeof open->name);
  open->hides = hides;
  html->hidden += hides;
}

static void
add_alt (Html       *html,
         const char *alt)
{
  for (const char *p = alt; *p != '\0'; p = g_utf8_next_char (p))
    add_char (html, g_utf8_get_char (p));
}

/* What the element does beside being open. */
static void
act (Html    *html,
     ReadTag *tag)
{
  const char *url = strstr (tag->content->str, "url=");

  if (g_str_equal (tag->name, "br"))
    break_line (html, html->newlines > 0 ? 2 : 1);
  else if (g_str_equal (tag->name, "td") || g_str_equal (tag->name, "th"))
    html->space = TRUE;
  else if (g_str_equal (tag->name, "img") && !tag->hides)
    add_alt (html, tag->alt->str);
  else if (g_str_equal (tag->name, "meta") && url != NULL)
    read_links_add (html->links, url + strlen ("url="), 0, 0);
  if (g_str_equal (tag->name, "a"))
    {
      end_link (html);
      html->target = tag->target->len > 0 ? g_strdup (tag->target->str) : NULL;
      html->has_start = FALSE;
    }
  else if (tag->target->len > 0 && !g_str_equal (tag->name, "base") && !g_str_equal (tag->name, "link"))
    read_links_add (html->links, tag->target->str, 0, 0);
}

/* -- tags ----------------------------------------------------------------------------------- */

/* All up to "</script", which nobody sees. */
static void
skip_raw (Html       *html,
          const char *name)
{
  const gsize length = strlen (name);

  for (; html->p < html->end; html->p++)
    {
      const char *tag = memchr (html->p, '<', (gsize) (html->end - html->p));

      html->p = tag != NULL ? tag : html->end;
      if ((gsize) (html->end - html->p) > length + 2 && html->p[1] == '/' && g_ascii_strncasecmp (html->p + 2, name, length) == 0)
        return;
    }
}

static void
read_element (Html *html)
{
  g_auto (ReadTag) tag = { "" };

  read_tag_init (&tag, &html->p, html->end);
  if (tag.is_end)
    {
      close_element (html, tag.name);
      return;
    }
  open_element (html, &tag);
  act (html, &tag);
  if ((read_tag_get_flags (tag.name) & READ_TAG_RAW) != 0)
    skip_raw (html, tag.name);
}

/* "<!-- … -->", "<!doctype …>", "<?xml …>". What is not closed ends with the message. */
static void
skip_declaration (Html *html)
{
  const gsize left = (gsize) (html->end - html->p);
  const gboolean is_comment = left >= 4 && memcmp (html->p, "<!--", 4) == 0;
  const char *end = is_comment ? g_strstr_len (html->p + 4, (gssize) (left - 4), "-->") : memchr (html->p, '>', left);

  html->p = end == NULL ? html->end : end + (is_comment ? 3 : 1);
}

void
read_html_to_text (const char *source,
                   gsize       length,
                   GString    *text,
                   GArray     *links)
{
  g_autofree Html *html = g_new0 (Html, 1);

  html->p = source;
  html->end = source + length;
  html->text = text;
  html->links = links;
  while (html->p < html->end)
    {
      const char *tag = memchr (html->p, '<', (gsize) (html->end - html->p));

      read_text (html, tag != NULL ? tag : html->end);
      if (tag == NULL)
        break;
      if (tag + 1 < html->end && (g_ascii_isalpha (tag[1]) || (tag[1] == '/' && tag + 2 < html->end && g_ascii_isalpha (tag[2]))))
        read_element (html);
      else if (tag + 1 < html->end && (tag[1] == '!' || tag[1] == '?'))
        skip_declaration (html);
      else
        {
          add_char (html, '<');
          html->p++;
        }
    }
  end_link (html);
  drop_joiners (html);
}
