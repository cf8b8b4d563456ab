/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-html.h"

#include "read-entity.h"

#include "tipoff-limits.h"

#include <string.h>

/* Elements that are open at once; deeper ones are read as if they stood beside each other. */
#define MAX_DEPTH 256
/* An attribute's value, and a name. */
#define MAX_VALUE TIPOFF_LIMIT_URL_BYTES
#define MAX_NAME 15

typedef enum
{
  TAG_BLOCK   = 1 << 0,     /* begins and ends a line */
  TAG_VOID    = 1 << 1,     /* has no end */
  TAG_HIDDEN  = 1 << 2,     /* is not shown */
  TAG_RAW     = 1 << 3,     /* has no tags inside */
} TagFlags;

static const struct
{
  const char *name;
  TagFlags    flags;
} tags[] = {
  { "address", TAG_BLOCK }, { "area", TAG_VOID }, { "article", TAG_BLOCK }, { "base", TAG_VOID }, { "blockquote", TAG_BLOCK },
  { "body", TAG_BLOCK }, { "br", TAG_VOID }, { "center", TAG_BLOCK }, { "col", TAG_VOID }, { "dd", TAG_BLOCK },
  { "div", TAG_BLOCK }, { "dl", TAG_BLOCK }, { "dt", TAG_BLOCK }, { "embed", TAG_VOID }, { "fieldset", TAG_BLOCK },
  { "footer", TAG_BLOCK }, { "form", TAG_BLOCK }, { "h1", TAG_BLOCK }, { "h2", TAG_BLOCK }, { "h3", TAG_BLOCK },
  { "h4", TAG_BLOCK }, { "h5", TAG_BLOCK }, { "h6", TAG_BLOCK }, { "head", TAG_BLOCK | TAG_HIDDEN }, { "header", TAG_BLOCK },
  { "hr", TAG_BLOCK | TAG_VOID }, { "img", TAG_VOID }, { "input", TAG_VOID }, { "li", TAG_BLOCK }, { "link", TAG_VOID },
  { "main", TAG_BLOCK }, { "meta", TAG_VOID }, { "nav", TAG_BLOCK }, { "noscript", TAG_HIDDEN }, { "ol", TAG_BLOCK },
  { "p", TAG_BLOCK }, { "param", TAG_VOID }, { "pre", TAG_BLOCK }, { "script", TAG_HIDDEN | TAG_RAW }, { "section", TAG_BLOCK },
  { "source", TAG_VOID }, { "style", TAG_HIDDEN | TAG_RAW }, { "table", TAG_BLOCK }, { "template", TAG_HIDDEN },
  { "title", TAG_HIDDEN | TAG_RAW }, { "tr", TAG_BLOCK }, { "ul", TAG_BLOCK }, { "wbr", TAG_VOID },
};

/* An element that is open. */
typedef struct
{
  char     name[MAX_NAME + 1];
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

/* What of a tag's attributes counts. */
typedef struct
{
  char     name[MAX_NAME + 1];
  gboolean is_end;
  gboolean hides;
  GString *target;            /* href, action, formaction */
  GString *alt;
  GString *content;           /* of meta */
} Tag;

/* -- links ---------------------------------------------------------------------------------- */

static void
link_clear (gpointer data)
{
  g_clear_pointer (&((ReadLink *) data)->target, g_free);
}

GArray *
read_links_new (void)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  g_array_set_clear_func (links, link_clear);
  return links;
}

/* As a browser cleans an address: no white space around it, no control characters in it (WHATWG URL). */
static char *
clean_target (const char *target)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = target; *p != '\0' && clean->len < TIPOFF_LIMIT_URL_BYTES; p = g_utf8_next_char (p))
    if ((guchar) *p >= ' ' && *p != 0x7f)
      g_string_append_len (clean, p, g_utf8_next_char (p) - p);
  return g_strstrip (g_string_free (clean, FALSE));
}

void
read_links_add (GArray     *links,
                const char *target,
                gsize       start,
                gsize       end)
{
  ReadLink link = { clean_target (target), start, end };

  if (*link.target == '\0' || *link.target == '#' || g_ascii_strncasecmp (link.target, "cid:", 4) == 0
      || links->len >= READ_MAX_LINKS)
    g_free (link.target);
  else
    g_array_append_val (links, link);
}

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

static TagFlags
get_flags (const char *name)
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
      if ((get_flags (open->name) & TAG_BLOCK) != 0)
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

/* These end where the next one begins, and a paragraph where any block does. */
static void
close_implied (Html       *html,
               const char *name,
               TagFlags    flags)
{
  const char *innermost = html->depth > 0 ? html->open[html->depth - 1].name : "";
  const gboolean is_cell = g_str_equal (innermost, "td") || g_str_equal (innermost, "th");

  if ((g_str_equal (innermost, "p") && (flags & TAG_BLOCK) != 0)
      || (g_str_equal (innermost, name) && (g_str_equal (name, "li") || g_str_equal (name, "option") || g_str_equal (name, "tr")))
      || (is_cell && (g_str_equal (name, "td") || g_str_equal (name, "th") || g_str_equal (name, "tr"))))
    pop (html, html->depth - 1);
}

static void
open_element (Html *html,
              Tag  *tag)
{
  const TagFlags flags = get_flags (tag->name);
  const gboolean hides = tag->hides || (flags & TAG_HIDDEN) != 0;
  Open *open;

  close_implied (html, tag->name, flags);
  if ((flags & TAG_BLOCK) != 0)
    break_line (html, lines_around (tag->name));
  if ((flags & TAG_VOID) != 0 || html->depth == MAX_DEPTH)
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
act (Html *html,
     Tag  *tag)
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
skip_spaces (Html *html)
{
  while (html->p < html->end && g_ascii_isspace (*html->p))
    html->p++;
}

/* A name in small letters; a longer one is cut. */
static void
read_name (Html *html,
           char  name[MAX_NAME + 1])
{
  gsize length = 0;

  for (; html->p < html->end && !g_ascii_isspace (*html->p) && strchr ("/>=", *html->p) == NULL; html->p++)
    if (length < MAX_NAME)
      name[length++] = g_ascii_tolower (*html->p);
  name[length] = '\0';
}

static void
read_value (Html    *html,
            GString *value)
{
  const char quote = html->p < html->end && (*html->p == '"' || *html->p == '\'') ? *html->p++ : '\0';
  const char *end = html->p;

  if (quote != '\0')
    {
      end = memchr (html->p, quote, (gsize) (html->end - html->p));
      if (end == NULL)
        end = html->end;
    }
  else
    while (end < html->end && !g_ascii_isspace (*end) && *end != '>')
      end++;
  while (html->p < end)
    {
      const char *next = g_utf8_next_char (html->p);
      gunichar c = *html->p == '&' ? read_entity (html->p, end, &next) : 0;

      if (value->len < MAX_VALUE)
        g_string_append_unichar (value, c != 0 ? c : g_utf8_get_char (html->p));
      html->p = next;
    }
  if (quote != '\0' && html->p < html->end)
    html->p++;
}

static void
use_attribute (Tag        *tag,
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
read_attributes (Html *html,
                 Tag  *tag)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (skip_spaces (html); html->p < html->end && *html->p != '>'; skip_spaces (html))
    {
      char name[MAX_NAME + 1];
      const char *before = html->p;

      read_name (html, name);
      skip_spaces (html);
      g_string_truncate (value, 0);
      if (html->p < html->end && *html->p == '=')
        {
          html->p++;
          skip_spaces (html);
          read_value (html, value);
        }
      if (html->p == before)
        html->p++;              /* a slash */
      use_attribute (tag, name, value);
    }
  if (html->p < html->end)
    html->p++;
}

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

/* At "<" and a letter, or "</" and a letter. */
static void
read_tag (Html *html)
{
  Tag tag = { .is_end = html->p[1] == '/' };

  tag.target = g_string_new (NULL);
  tag.alt = g_string_new (NULL);
  tag.content = g_string_new (NULL);
  html->p += tag.is_end ? 2 : 1;
  read_name (html, tag.name);
  read_attributes (html, &tag);
  if (tag.is_end)
    close_element (html, tag.name);
  else
    {
      open_element (html, &tag);
      act (html, &tag);
      if ((get_flags (tag.name) & TAG_RAW) != 0)
        skip_raw (html, tag.name);
    }
  g_string_free (tag.target, TRUE);
  g_string_free (tag.alt, TRUE);
  g_string_free (tag.content, TRUE);
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
        read_tag (html);
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
