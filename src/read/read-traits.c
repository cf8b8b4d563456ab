/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE     /* memmem */
#include "read-traits.h"

#include <string.h>

/* A PDF that is encrypted names this in its trailer; an Office document that is, in the directory of the
 * container around it (in UTF-16). */
static const char encrypt_word[] = "/Encrypt";
static const char package_word[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g";
G_STATIC_ASSERT (sizeof package_word - 1 <= READ_TRAITS_CARRIED + 1);

#define IS_AT(self, offset, magic) is_at (self, offset, magic, sizeof magic - 1)

static gboolean
is_at (const ReadTraits *self,
       gsize             offset,
       const char       *magic,
       gsize             length)
{
  return self->n_beginning >= offset + length && memcmp (self->beginning + offset, magic, length) == 0;
}

static gboolean
has (const char *bytes,
     gsize       length,
     const char *word,
     gsize       word_length)
{
  return memmem (bytes, length, word, word_length) != NULL;
}

static void
look_for_words (ReadTraits *self,
                const char *bytes,
                gsize       length)
{
  self->has_encrypt_word = self->has_encrypt_word || has (bytes, length, encrypt_word, sizeof encrypt_word - 1);
  self->has_package_word = self->has_package_word || has (bytes, length, package_word, sizeof package_word - 1);
}

void
read_traits_take (ReadTraits *self,
                  const char *bytes,
                  gsize       length)
{
  const gsize wanted = MIN (length, READ_TRAITS_BEGINNING - self->n_beginning);
  const gsize few = MIN (length, READ_TRAITS_CARRIED);
  char border[2 * READ_TRAITS_CARRIED];

  memcpy (self->beginning + self->n_beginning, bytes, wanted);
  self->n_beginning += wanted;
  memcpy (border, self->carried, self->n_carried);
  memcpy (border + self->n_carried, bytes, few);
  look_for_words (self, border, self->n_carried + few);
  look_for_words (self, bytes, length);
  if (length >= READ_TRAITS_CARRIED)
    {
      memcpy (self->carried, bytes + length - READ_TRAITS_CARRIED, READ_TRAITS_CARRIED);
      self->n_carried = READ_TRAITS_CARRIED;
    }
  else
    {
      const gsize all = self->n_carried + length;
      const gsize kept = MIN (all, READ_TRAITS_CARRIED);

      memcpy (self->carried, border + all - kept, kept);
      self->n_carried = kept;
    }
}

/* What Windows, macOS, Linux, Android and Java run. */
static gboolean
is_program (const ReadTraits *self)
{
  return IS_AT (self, 0, "MZ") || IS_AT (self, 0, "\x7f" "ELF") || IS_AT (self, 0, "#!") || IS_AT (self, 0, "dex\n")
         || IS_AT (self, 0, "\xca\xfe\xba\xbe") || IS_AT (self, 0, "\xcf\xfa\xed\xfe") || IS_AT (self, 0, "\xce\xfa\xed\xfe")
         || IS_AT (self, 0, "L\0\0\0\x01\x14\x02\0")    /* a Windows shortcut */
         || IS_AT (self, 30, "AndroidManifest.xml");     /* the first file in a package */
}

static gboolean
is_web_page (const ReadTraits *self)
{
  static const char *const beginnings[] = { "<!doctype html", "<html", "<script", "<svg" };
  gsize at = IS_AT (self, 0, "\xef\xbb\xbf") ? 3 : 0;

  while (at < self->n_beginning && g_ascii_isspace (self->beginning[at]))
    at++;
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (self->n_beginning - at >= strlen (beginnings[i])
        && g_ascii_strncasecmp (self->beginning + at, beginnings[i], strlen (beginnings[i])) == 0)
      return TRUE;
  return FALSE;
}

/* ZIP: a bit in each file's header (APPNOTE.TXT 4.4.4). RAR 4: one in the archive's header, or in that of the
 * first file; RAR 5: the header of its encryption comes first. */
static gboolean
is_locked (const ReadTraits *self)
{
  const guchar *b = (const guchar *) self->beginning;

  if (IS_AT (self, 0, "PK\x03\x04") && self->n_beginning > 6)
    return (b[6] & 1) != 0;
  if (IS_AT (self, 0, "Rar!\x1a\x07\x01\0") && self->n_beginning > 13)
    return b[13] == 4 || (b[12] & 0x80 && b[14] == 4);
  if (IS_AT (self, 0, "Rar!\x1a\x07\0") && self->n_beginning > 24)
    return (b[10] & 0x80) != 0 || (b[22] == 0x74 && (b[23] & 4) != 0);
  if (IS_AT (self, 0, "%PDF-"))
    return self->has_encrypt_word;
  return IS_AT (self, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && self->has_package_word;
}

guint
read_traits_get (const ReadTraits *self)
{
  return (is_program (self) ? 1u << TIPOFF_ATTACHMENT_PROGRAM : 0) | (is_web_page (self) ? 1u << TIPOFF_ATTACHMENT_WEB_PAGE : 0)
         | (is_locked (self) ? 1u << TIPOFF_ATTACHMENT_LOCKED : 0);
}
