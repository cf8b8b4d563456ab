/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-mail-parts.h"

#include "read-attachment.h"
#include "read-charset.h"
#include "read-html.h"
#include "read-mail-header.h"

#include "tipoff-limits.h"

#include <string.h>

/* Parts of one e-mail, one within the other, and side by side. */
#define MAX_DEPTH 24
#define MAX_PARTS 1024
/* Markup of one part; of that much hardly a tenth is text. */
#define MAX_MARKUP_BYTES ((gsize) 8 * 1024 * 1024)

static void walk (ReadMailParts *self, GMimeObject *part, guint depth);

/* -- text ----------------------------------------------------------------------------------- */

static gboolean
take_text (const char *bytes,
           gsize       length,
           gpointer    user_data)
{
  GString *all = user_data;

  g_string_append_len (all, bytes, (gssize) length);
  return all->len <= MAX_MARKUP_BYTES;
}

/* "<meta charset=…>" of a page whose part does not say it. */
static char *
find_charset (GString *bytes)
{
  g_autofree char *head = g_ascii_strdown (bytes->str, (gssize) MIN (bytes->len, (gsize) 1024));
  const char *found = strstr (head, "charset=");

  if (found == NULL)
    return NULL;
  found += strlen ("charset=");
  found += strspn (found, "\"' ");
  return g_strndup (found, strcspn (found, "\"' />;"));
}

static void
trim_end (GString *text)
{
  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
}

static void
add_plain (GString    *out,
           const char *text,
           gsize       length)
{
  for (const char *p = text; p < text + length; p++)
    if (*p != '\r')
      g_string_append_c (out, *p);
}

static void
add_text (ReadMailParts *self,
          GMimePart     *part,
          gboolean       is_html)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  const char *said = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");
  g_autofree char *found = NULL;
  g_autofree char *text = NULL;
  gsize length;

  read_part_decode (part, take_text, bytes);
  if (bytes->len > MAX_MARKUP_BYTES)
    self->is_too_large = TRUE;
  if (self->is_too_large)
    return;
  if (said == NULL && is_html)
    found = find_charset (bytes);
  text = read_charset_to_utf8 (bytes->str, bytes->len, said != NULL ? said : found, &length);
  trim_end (self->text);
  if (self->text->len > 0)
    g_string_append (self->text, "\n\n");
  if (is_html)
    read_html_to_text (text, length, self->text, self->links);
  else
    add_plain (self->text, text, length);
  trim_end (self->text);
  self->is_too_large = self->text->len > TIPOFF_LIMIT_TEXT_BYTES;
}

/* -- the tree ------------------------------------------------------------------------------- */

static gboolean
is_type (GMimeObject *part,
         const char  *type,
         const char  *subtype)
{
  GMimeContentType *content_type = g_mime_object_get_content_type (part);

  return content_type != NULL && g_mime_content_type_is_type (content_type, type, subtype);
}

static gboolean
is_shown (GMimeObject *part)
{
  const char *disposition = g_mime_object_get_disposition (part);

  return GMIME_IS_PART (part) && is_type (part, "text", "*") && (disposition == NULL || g_ascii_strcasecmp (disposition, "attachment") != 0)
         && (is_type (part, "text", "html") || is_type (part, "text", "plain"))
         && (disposition != NULL || g_mime_part_get_filename (GMIME_PART (part)) == NULL);
}

/* "Content-Type: text" is no type, and GMime then takes it for one of unknown bytes; mail programs show it. */
static gboolean
is_untyped (GMimeObject *part,
            guint        depth)
{
  return depth == 0 && GMIME_IS_PART (part) && is_type (part, "application", "octet-stream")
         && g_mime_part_get_filename (GMIME_PART (part)) == NULL && g_mime_object_get_disposition (part) == NULL;
}

/* What a mail program would rather show of several ways to say the same. */
static guint
rank (GMimeObject *part,
      guint        depth)
{
  guint best = 0;

  if (is_shown (part))
    return is_type (part, "text", "html") ? 2 : 1;
  if (!GMIME_IS_MULTIPART (part) || depth > MAX_DEPTH)
    return 0;
  for (int i = 0; i < MIN (g_mime_multipart_get_count (GMIME_MULTIPART (part)), MAX_PARTS); i++)
    best = MAX (best, rank (g_mime_multipart_get_part (GMIME_MULTIPART (part), i), depth + 1));
  return best;
}

/* Of several ways to say the same the best one that says anything is shown; what is no text is attached. */
static void
walk_alternatives (ReadMailParts  *self,
                   GMimeMultipart *multipart,
                   guint           depth)
{
  const int n = MIN (g_mime_multipart_get_count (multipart), MAX_PARTS);
  const gsize before = self->text->len;

  for (guint wanted = 2; wanted > 0 && self->text->len == before; wanted--)
    for (int i = n; i-- > 0 && self->text->len == before; )
      if (rank (g_mime_multipart_get_part (multipart, i), depth) == wanted)
        walk (self, g_mime_multipart_get_part (multipart, i), depth + 1);
  for (int i = 0; i < n; i++)
    if (rank (g_mime_multipart_get_part (multipart, i), depth) == 0)
      walk (self, g_mime_multipart_get_part (multipart, i), depth + 1);
}

/* A picture that the text itself shows is no attachment. */
static gboolean
is_decoration (GMimePart *part)
{
  const char *disposition = g_mime_object_get_disposition (GMIME_OBJECT (part));

  return is_type (GMIME_OBJECT (part), "image", "*") && !is_type (GMIME_OBJECT (part), "image", "svg+xml")
         && g_mime_part_get_content_id (part) != NULL
         && (disposition == NULL || g_ascii_strcasecmp (disposition, "attachment") != 0);
}

static void
walk_multipart (ReadMailParts  *self,
                GMimeMultipart *multipart,
                guint           depth)
{
  const int n = MIN (g_mime_multipart_get_count (multipart), MAX_PARTS);

  if (is_type (GMIME_OBJECT (multipart), "multipart", "alternative"))
    walk_alternatives (self, multipart, depth);
  else
    for (int i = 0; i < n; i++)
      walk (self, g_mime_multipart_get_part (multipart, i), depth + 1);
}

static void
walk (ReadMailParts *self,
      GMimeObject   *part,
      guint          depth)
{
  if (part == NULL || depth > MAX_DEPTH || ++self->n_parts > MAX_PARTS || self->is_too_large)
    return;
  if (GMIME_IS_MULTIPART (part))
    walk_multipart (self, GMIME_MULTIPART (part), depth);
  else if (GMIME_IS_MESSAGE_PART (part))
    {
      if (self->passed_on == NULL)
        self->passed_on = g_mime_message_part_get_message (GMIME_MESSAGE_PART (part));
    }
  else if (is_shown (part) || is_untyped (part, depth))
    add_text (self, GMIME_PART (part), is_type (part, "text", "html"));
  else if (GMIME_IS_PART (part) && !is_decoration (GMIME_PART (part)))
    g_ptr_array_add (self->attachments, part);
}

ReadMailParts *
read_mail_parts_new (GMimeMessage *mail)
{
  ReadMailParts *self = g_new0 (ReadMailParts, 1);

  self->text = g_string_new (NULL);
  self->links = read_links_new ();
  self->attachments = g_ptr_array_new ();
  walk (self, g_mime_message_get_mime_part (mail), 0);
  return self;
}

void
read_mail_parts_free (ReadMailParts *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->links);
  g_ptr_array_unref (self->attachments);
  g_free (self);
}

gboolean
read_mail_parts_cut (ReadMailParts *self,
                     gsize          start,
                     gsize          body)
{
  for (guint i = 0; i < self->links->len; i++)
    if (g_array_index (self->links, ReadLink, i).start < start && g_array_index (self->links, ReadLink, i).end > 0)
      return FALSE;
  for (guint i = self->links->len; i-- > 0; )
    {
      ReadLink *link = &g_array_index (self->links, ReadLink, i);

      if (link->end > 0 && link->start < body)
        {
          g_array_remove_index (self->links, i);        /* the sender's address, and the like */
          continue;
        }
      link->start -= link->end > 0 ? body : 0;
      link->end -= link->end > 0 ? body : 0;
    }
  g_string_erase (self->text, 0, (gssize) body);
  return TRUE;
}

/* -- links and attachments ------------------------------------------------------------------ */

/* "www.bpost.be" that leads to "https://www.bpost.be/": the text says it already. */
static gboolean
says_the_same (const char *shown,
               gsize       length,
               const char *target)
{
  const char *scheme = strstr (target, "://");
  gsize rest;

  if (length == strlen (target) && memcmp (shown, target, length) == 0)
    return TRUE;
  target = g_str_has_prefix (target, "mailto:") ? target + strlen ("mailto:") : scheme != NULL ? scheme + 3 : target;
  rest = strlen (target);
  if (rest > 0 && target[rest - 1] == '/')
    rest--;
  return length == rest && memcmp (shown, target, length) == 0;
}

static char *
make_key (const ReadLink *link,
          const char     *shown)
{
  return g_strdup_printf ("%s\n%.*s", link->target, (int) (link->end - link->start), shown);
}

static void
add_links (const ReadMailParts *self,
           TipoffMessage       *message)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->links->len; i++)
    {
      const ReadLink *link = &g_array_index (self->links, ReadLink, i);
      const char *shown = self->text->str + link->start;
      g_autofree char *key = make_key (link, shown);
      TipoffPart *part;

      if (link->end > self->text->len || says_the_same (shown, link->end - link->start, link->target)
          || !g_hash_table_add (seen, g_steal_pointer (&key)))
        continue;
      part = tipoff_message_add_part (message, TIPOFF_PART_LINK_TARGET, link->target, -1);
      part->shown_start = link->start;
      part->shown_end = link->end;
    }
}

/* An e-mail that is passed on beside other things is one of them. */
static void
add_passed_on (GMimeMessage  *mail,
               TipoffMessage *message)
{
  g_autofree char *subject = read_header_get_subject (mail);
  g_autofree char *name = g_strconcat (subject != NULL ? subject : "message", ".eml", NULL);

  tipoff_message_add_part (message, TIPOFF_PART_ATTACHMENT_NAME, name, -1);
}

void
read_mail_parts_add (const ReadMailParts *self,
                     TipoffMessage       *message)
{
  add_links (self, message);
  for (guint i = 0; i < self->attachments->len; i++)
    read_attachment_add (message, g_ptr_array_index (self->attachments, i));
  if (self->passed_on != NULL)
    add_passed_on (self->passed_on, message);
}
