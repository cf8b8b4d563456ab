/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"

#include <string.h>

/* What an e-mail brings beside its words: where its links really go, and what is attached. */

/* Endings of what runs, or opens as something that runs, on Windows, macOS, Android and Linux; documents with
 * macros; and images of disks, which hide where they came from. In order. */
static const char *const programs[] = {
  "apk", "app", "appx", "bat", "cab", "chm", "cmd", "com", "cpl", "deb", "dmg", "docm", "dotm", "exe", "gadget", "hta", "img", "inf",
  "iso", "jar", "js", "jse", "lnk", "msc", "msi", "msix", "msp", "pif", "pkg", "pptm", "ps1", "reg", "rpm", "scf", "scr", "sh", "url",
  "vb", "vbe", "vbs", "vhd", "vhdx", "ws", "wsf", "wsh", "xlam", "xll", "xlsm", "xpi",
};
static const char *const web_pages[] = { "htm", "html", "mht", "mhtml", "shtml", "svg", "xht", "xhtml" };
/* Endings that promise a document or a picture. */
static const char *const documents[] = {
  "avi", "bmp", "csv", "doc", "docx", "eml", "gif", "jpeg", "jpg", "mov", "mp3", "mp4", "odt", "pdf", "png", "ppt", "pptx", "rtf",
  "tif", "tiff", "txt", "wav", "webp", "xls", "xlsx", "zip",
};

static gboolean
is_one_of (const char *ending, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (list[i], ending))
      return TRUE;
  return FALSE;
}

/* Cuts the ending off @name, without the dots and spaces that hide it; "" where there is none. */
static char *
take_ending (char *name)
{
  char *dot = strrchr (name, '.');
  g_autofree char *ending = NULL;

  if (dot == NULL)
    return g_strdup ("");
  ending = g_utf8_strdown (dot + 1, -1);
  *dot = '\0';
  for (gsize n = strlen (name); n > 0 && strchr (". _", name[n - 1]) != NULL; n--)
    name[n - 1] = '\0';
  return g_strstrip (g_steal_pointer (&ending));
}

/* "cod.exe" written backwards after this looks like "exe.doc" (U+202E). */
static gboolean
turns_around (const char *name)
{
  return strstr (name, "\xe2\x80\xae") != NULL;
}

static void
raise_attachment (TipoffAnalysis *self, TipoffFlagType flag, TipoffLevel level, guint number, const TipoffPart *part)
{
  tipoff_analysis_raise_apart (self, level, &(TipoffRaise) { flag, { number, 0, part->length }, NULL, NULL, NULL });
}

static void
read_attachment (TipoffAnalysis *self, guint number, const TipoffPart *part)
{
  g_autofree char *name = g_strchomp (g_strdup (part->text));
  g_autofree char *last = take_ending (name);
  g_autofree char *before = take_ending (name);
  const guint traits = part->attachment != NULL ? part->attachment->traits : 0;
  const gboolean is_program = is_one_of (last, programs, G_N_ELEMENTS (programs))
                              || (traits & (1u << TIPOFF_ATTACHMENT_PROGRAM)) != 0;
  const gboolean is_page = is_one_of (last, web_pages, G_N_ELEMENTS (web_pages))
                           || (traits & (1u << TIPOFF_ATTACHMENT_WEB_PAGE)) != 0;

  if (turns_around (part->text) || ((is_program || is_page) && is_one_of (before, documents, G_N_ELEMENTS (documents))))
    raise_attachment (self, TIPOFF_FLAG_ATTACHMENT_DOUBLE_EXTENSION, TIPOFF_LEVEL_SUSPICIOUS, number, part);
  if (is_program)
    raise_attachment (self, TIPOFF_FLAG_ATTACHMENT_PROGRAM, TIPOFF_LEVEL_SUSPICIOUS, number, part);
  else if (is_page)
    raise_attachment (self, TIPOFF_FLAG_ATTACHMENT_WEB_PAGE, TIPOFF_LEVEL_CLEAR, number, part);
  if ((traits & (1u << TIPOFF_ATTACHMENT_LOCKED)) != 0)
    raise_attachment (self, TIPOFF_FLAG_ATTACHMENT_LOCKED, TIPOFF_LEVEL_CLEAR, number, part);
}

/* The address in [@start, @end) of a part; NULL where none stands there. */
static TipoffIndicator *
find_link (const TipoffAnalysis *self, guint part, gsize start, gsize end)
{
  for (guint i = 0; i < self->indicators->len; i++)
    {
      TipoffIndicator *indicator = g_ptr_array_index (self->indicators, i);

      if (indicator->span.part == part && indicator->span.start >= start && indicator->span.end <= end
          && (indicator->type == TIPOFF_INDICATOR_URL || indicator->type == TIPOFF_INDICATOR_DOMAIN) && indicator->host != NULL)
        return indicator;
    }
  return NULL;
}

/* Newsletters count clicks by way of others: it is alarming only where the address that is shown is a brand's own.
 * What is shown is no place where anybody gets, and belongs to those who are imitated. */
static void
compare_shown (TipoffAnalysis *self, guint body, guint number, const TipoffPart *part)
{
  TipoffIndicator *shown = find_link (self, body, part->shown_start, part->shown_end);
  const TipoffIndicator *target = find_link (self, number, 0, part->length);
  TipoffHostFlags flags;
  const TipoffBrand *owner, *other;

  if (shown == NULL || target == NULL || g_strcmp0 (shown->domain, target->domain) == 0)
    return;
  owner = tipoff_brands_get_host_owner (self->knowledge->brands, shown->host, &flags);
  other = tipoff_brands_get_host_owner (self->knowledge->brands, target->host, &flags);
  if (owner != NULL && owner == other)
    return;
  shown->role = TIPOFF_ROLE_IMPERSONATED;
  for (guint i = 0; i < 2; i++)
    tipoff_analysis_raise_apart (self, owner != NULL ? TIPOFF_LEVEL_SUSPICIOUS : TIPOFF_LEVEL_CLEAR,
                                 &(TipoffRaise) { TIPOFF_FLAG_LINK_SHOWN_ELSEWHERE, i == 0 ? shown->span : target->span,
                                                  NULL, target, shown });
}

/**
 * tipoff_analysis_raise_attached:
 *
 * Flags of links whose text says something else, and of attachments.
 */
void
tipoff_analysis_raise_attached (TipoffAnalysis *self)
{
  guint first = 0;

  for (guint i = 0; i < self->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->c->messages, i);

      for (guint k = 0; k < message->parts->len; k++)
        {
          const TipoffPart *part = g_ptr_array_index (message->parts, k);

          if (part->type == TIPOFF_PART_ATTACHMENT_NAME)
            read_attachment (self, first + k, part);
          else if (part->type == TIPOFF_PART_LINK_TARGET && part->shown_start < part->shown_end)
            compare_shown (self, first, first + k, part);
        }
      first += message->parts->len;
    }
}
