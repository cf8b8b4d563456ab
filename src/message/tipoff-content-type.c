/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE     /* memmem */
#include "tipoff-content-type.h"

#include "tipoff-chat-line.h"
#include "tipoff-utf8.h"

#include <string.h>

/* What a file is shows in its beginning; more is never looked at. */
#define LOOKED_AT ((gsize) 64 * 1024)

/* Documents of old Office and Outlook's messages are in the same container ([MS-CFB]); the messages have
 * streams in it whose names begin so, in UTF-16 ([MS-OXMSG]). */
#define COMPOUND "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
static const char outlook_stream[] = "_\0_\0s\0u\0b\0s\0t\0g\0001\0.\0000\0_";

typedef struct
{
  const char        *bytes;
  gsize              length;
  gsize              offset;
  TipoffContentType  type;
} Magic;

#define MAGIC(string, at, type) { string, sizeof string - 1, at, type }

/* Signatures that no text begins with. */
static const Magic magics[] = {
  MAGIC ("\x89PNG\r\n\x1a\n", 0, TIPOFF_CONTENT_IMAGE),
  MAGIC ("\xff\xd8\xff", 0, TIPOFF_CONTENT_IMAGE),
  MAGIC ("PK\x03\x04", 0, TIPOFF_CONTENT_ZIP),
  MAGIC ("PK\x05\x06", 0, TIPOFF_CONTENT_ZIP),                  /* an empty archive */
  MAGIC ("%PDF-", 0, TIPOFF_CONTENT_OTHER),
  MAGIC ("{\\rtf", 0, TIPOFF_CONTENT_OTHER),
  MAGIC ("GIF87a", 0, TIPOFF_CONTENT_OTHER),
  MAGIC ("GIF89a", 0, TIPOFF_CONTENT_OTHER),
  MAGIC ("II*\0", 0, TIPOFF_CONTENT_OTHER),                     /* TIFF */
  MAGIC ("MM\0*", 0, TIPOFF_CONTENT_OTHER),
  MAGIC ("ftyp", 4, TIPOFF_CONTENT_OTHER),                      /* HEIC, MP4, 3GP */
  MAGIC ("\x1f\x8b", 0, TIPOFF_CONTENT_OTHER),                  /* gzip */
  MAGIC ("7z\xbc\xaf\x27\x1c", 0, TIPOFF_CONTENT_OTHER),
  MAGIC ("Rar!\x1a\x07", 0, TIPOFF_CONTENT_OTHER),
  MAGIC (COMPOUND, 0, TIPOFF_CONTENT_OTHER),                    /* old Office */
  MAGIC ("\x7f" "ELF", 0, TIPOFF_CONTENT_OTHER),
  MAGIC ("OggS", 0, TIPOFF_CONTENT_OTHER),                      /* voice messages */
  MAGIC ("SQLite format 3\0", 0, TIPOFF_CONTENT_OTHER),
};

static gboolean
starts_with (const char *bytes, gsize length, gsize offset, const char *prefix, gsize prefix_length)
{
  return length >= offset + prefix_length && memcmp (bytes + offset, prefix, prefix_length) == 0;
}

static gboolean
recognise_magic (const char *bytes, gsize length, TipoffContentType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (starts_with (bytes, length, magics[i].offset, magics[i].bytes, magics[i].length))
      {
        *type = magics[i].type;
        if (g_str_equal (magics[i].bytes, COMPOUND)
            && memmem (bytes, length, outlook_stream, sizeof outlook_stream - 1) != NULL)
          *type = TIPOFF_CONTENT_OUTLOOK;
        return TRUE;
      }

  if (starts_with (bytes, length, 0, "RIFF", 4))
    {
      *type = starts_with (bytes, length, 8, "WEBP", 4) ? TIPOFF_CONTENT_IMAGE : TIPOFF_CONTENT_OTHER;
      return TRUE;
    }
  return FALSE;
}

/* The line at *@cursor without its end, which *@cursor moves past; FALSE at the end. */
static gboolean
next_line (const char **cursor, const char *end, const char **line, gsize *line_length)
{
  const char *newline;

  if (*cursor >= end)
    return FALSE;
  *line = *cursor;
  newline = memchr (*cursor, '\n', end - *cursor);
  *cursor = newline != NULL ? newline + 1 : end;
  *line_length = (newline != NULL ? newline : end) - *line;
  if (*line_length > 0 && (*line)[*line_length - 1] == '\r')
    (*line_length)--;
  return TRUE;
}

static gboolean
is_empty_line (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

/* Length of the field name of "Name: value" (RFC 5322, 3.6.8), or 0. "https://…" is none. */
static gsize
field_name_length (const char *line, gsize length)
{
  for (gsize i = 0; i < MIN (length, 78); i++)
    {
      if (line[i] == ':')
        return length > i + 2 && line[i + 1] == '/' && line[i + 2] == '/' ? 0 : i;
      if (line[i] <= ' ' || line[i] >= 0x7f)
        return 0;
    }
  return 0;
}

static gboolean
name_is_one_of (const char *name, gsize length, const char *const *list)
{
  for (gsize i = 0; list[i] != NULL; i++)
    if (strlen (list[i]) == length && g_ascii_strncasecmp (name, list[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* A run of header lines up to an empty line or the end, with one field that says who
 * or by which way, and another that a mail has. "Note: …" above a text is not enough. */
static gboolean
is_mail_header (const char *text, const char *end)
{
  static const char *const origin[] = { "From", "Received", "Return-Path", "Delivered-To", NULL };
  static const char *const other[] = {
    "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Reply-To", "Sender",
    "DKIM-Signature", "Authentication-Results", "List-Unsubscribe", "X-Mailer", NULL
  };
  const char *line;
  gsize length;
  guint n_origin = 0, n_other = 0, n_lines = 0;

  while (next_line (&text, end, &line, &length) && !is_empty_line (line, length))
    {
      gsize name = field_name_length (line, length);

      if (n_lines > 0 && (line[0] == ' ' || line[0] == '\t'))
        continue;                                       /* a folded line */
      if (name == 0)
        return FALSE;
      n_lines++;
      n_origin += name_is_one_of (line, name, origin);
      n_other += name_is_one_of (line, name, other);
    }
  return n_origin > 0 && n_origin + n_other >= 2;
}

/* "From address date" (RFC 4155), then a mail. A sentence that begins with "From"
 * is not followed by header lines. */
static gboolean
is_mbox (const char *text, const char *end)
{
  const char *line;
  gsize length;

  return starts_with (text, end - text, 0, "From ", 5) &&
         next_line (&text, end, &line, &length) &&
         is_mail_header (text, end);
}

/* An export begins with a line that has a date, and has at least two of them: the
 * notice about encryption, and a message. */
static gboolean
is_chat_export (const char *text, const char *end)
{
  const char *line;
  gsize length;
  guint n_dated = 0;
  TipoffChatStamp stamp;

  while (n_dated < 2 && next_line (&text, end, &line, &length))
    {
      if (tipoff_chat_line_read (line, length, &stamp))
        n_dated++;
      else if (n_dated == 0)
        return FALSE;
    }
  return n_dated == 2;
}

/**
 * tipoff_content_type_recognise:
 * @bytes: (array length=length): the beginning of a file, or all of it
 * @length: its length in bytes
 *
 * Says what a file is from its first 64 KiB, never from its name. Linear.
 *
 * Returns: TIPOFF_CONTENT_TEXT for what is text and nothing more particular,
 *   TIPOFF_CONTENT_OTHER for what cannot be read
 */
TipoffContentType
tipoff_content_type_recognise (const char *bytes, gsize length)
{
  TipoffContentType type;
  const char *text = bytes;
  const char *end;

  length = MIN (length, LOOKED_AT);
  if (length == 0)
    return TIPOFF_CONTENT_TEXT;
  if (recognise_magic (bytes, length, &type))
    return type;
  if (tipoff_utf8_looks_binary (bytes, length))
    return TIPOFF_CONTENT_OTHER;

  end = bytes + length;
  if (starts_with (text, length, 0, "\xef\xbb\xbf", 3))         /* byte order mark */
    text += 3;
  while (text < end && g_ascii_isspace (*text))
    text++;

  if (is_mbox (text, end))
    return TIPOFF_CONTENT_MBOX;
  if (is_mail_header (text, end))
    return TIPOFF_CONTENT_EMAIL;
  if (is_chat_export (text, end))
    return TIPOFF_CONTENT_CHAT_EXPORT;
  return TIPOFF_CONTENT_TEXT;
}
