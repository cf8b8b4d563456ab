/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-eml.h"

#include "tipoff-utf8.h"

#include <string.h>

#define BOUNDARY_BYTES 70   /* RFC 2046, 5.1.1 */
#define ADDRESSES 16
#define FILE_NAME_BYTES 100
#define FILE_NAME_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_ "

/* A piece of the message; not terminated. */
typedef struct
{
  const char *start;
  gsize       length;
} Piece;

static char *
to_text (const char *bytes,
         gsize       length)
{
  gsize out_length;

  return tipoff_utf8_repair (bytes, length, &out_length, NULL);
}

/* The next line of @rest without its end, CRLF or LF; FALSE after the last. */
static gboolean
next_line (Piece *rest,
           Piece *line)
{
  const char *end;

  if (rest->length == 0)
    return FALSE;

  end = memchr (rest->start, '\n', rest->length);
  line->start = rest->start;
  line->length = end != NULL ? (gsize) (end - rest->start) : rest->length;
  rest->length -= MIN (line->length + 1, rest->length);
  rest->start += line->length + (end != NULL ? 1 : 0);
  if (line->length > 0 && line->start[line->length - 1] == '\r')
    line->length--;
  return TRUE;
}

/* Names in lower case → unfolded values; @rest is left at the body. The first
 * of equal names counts. */
static GHashTable *
read_headers (Piece *rest)
{
  GHashTable *headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_free);
  g_autoptr (GString) field = g_string_new (NULL);
  Piece line;

  for (;;)
    {
      gboolean more = next_line (rest, &line);
      gboolean folded = more && line.length > 0 && (*line.start == ' ' || *line.start == '\t');

      if (!folded && field->len > 0)
        {
          char *colon = strchr (field->str, ':');

          if (colon != NULL)
            {
              g_autofree char *name = g_ascii_strdown (field->str, colon - field->str);

              if (!g_hash_table_contains (headers, name))
                g_hash_table_insert (headers, g_strdup (name), g_strstrip (g_strdup (colon + 1)));
            }
          g_string_truncate (field, 0);
        }
      if (!more || line.length == 0)
        return headers;
      g_string_append_len (field, line.start, (gssize) line.length);
    }
}

static int
hex_pair (const char *text)
{
  int high = g_ascii_xdigit_value (text[0]);
  int low = high < 0 ? -1 : g_ascii_xdigit_value (text[1]);

  return low < 0 ? -1 : high * 16 + low;
}

/* Quoted-printable (RFC 2045, 6.7); in headers (RFC 2047, 4.2) `_` is a space. */
static GString *
decode_quoted (Piece    text,
               gboolean is_header)
{
  GString *out = g_string_sized_new (text.length);

  for (gsize i = 0; i < text.length; i++)
    {
      char c = text.start[i];
      int byte = c == '=' && i + 2 < text.length ? hex_pair (text.start + i + 1) : -1;

      if (byte >= 0)
        {
          g_string_append_c (out, (char) byte);
          i += 2;
        }
      else if (c == '=' && i + 1 < text.length && text.start[i + 1] == '\n')
        i += 1;
      else if (c == '=' && i + 2 < text.length && text.start[i + 1] == '\r' && text.start[i + 2] == '\n')
        i += 2;
      else
        g_string_append_c (out, is_header && c == '_' ? ' ' : c);
    }

  return out;
}

static GString *
decode_base64 (Piece text)
{
  g_autofree char *copy = g_strndup (text.start, text.length);
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  bytes = g_base64_decode (copy, &length);
  return g_string_new_len ((const char *) bytes, (gssize) length);
}

/* One encoded word at @text, `=?charset?B?…?=`; its end is returned, or NULL
 * where there is none. */
static const char *
decode_word (const char *text,
             GString    *out)
{
  const char *charset, *encoding, *end;
  g_autoptr (GString) decoded = NULL;
  Piece payload;

  if (!g_str_has_prefix (text, "=?"))
    return NULL;
  charset = text + 2;
  if (g_ascii_strncasecmp (charset, "utf-8?", 6) != 0)
    return NULL;
  encoding = charset + 6;
  if (*encoding == '\0' || encoding[1] != '?')
    return NULL;
  payload.start = encoding + 2;
  end = strstr (payload.start, "?=");
  if (end == NULL)
    return NULL;

  payload.length = (gsize) (end - payload.start);
  if (g_ascii_toupper (*encoding) == 'B')
    decoded = decode_base64 (payload);
  else if (g_ascii_toupper (*encoding) == 'Q')
    decoded = decode_quoted (payload, TRUE);
  else
    return NULL;

  g_string_append_len (out, decoded->str, (gssize) decoded->len);
  return end + 2;
}

/* A header's value; white space between encoded words is no part of it. */
static char *
decode_header (const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean after_word = FALSE;

  if (value == NULL)
    return NULL;

  for (const char *p = value; *p != '\0';)
    {
      const char *word = after_word ? p + strspn (p, " \t") : p;
      const char *end = decode_word (word, out);

      after_word = end != NULL;
      if (end != NULL)
        p = end;
      else
        g_string_append_c (out, *p++);
    }

  return to_text (out->str, out->len);
}

/* The value of a parameter such as `boundary`, with or without quotes. */
static char *
get_parameter (const char *value,
               const char *name)
{
  gsize length = strlen (name);

  for (const char *p = strchr (value, ';'); p != NULL; p = strchr (p, ';'))
    {
      p += 1 + strspn (p + 1, " \t");
      if (g_ascii_strncasecmp (p, name, length) != 0 || p[length] != '=')
        continue;

      p += length + 1;
      return *p == '"' ? g_strndup (p + 1, strcspn (p + 1, "\"")) : g_strndup (p, strcspn (p, "; \t"));
    }

  return NULL;
}

static gboolean
has_type (GHashTable *headers,
          const char *type)
{
  const char *value = g_hash_table_lookup (headers, "content-type");

  return g_ascii_strncasecmp (value != NULL ? value : "text/plain", type, strlen (type)) == 0;
}

static GString *
decode_bytes (GHashTable *headers,
              Piece       body)
{
  const char *encoding = g_hash_table_lookup (headers, "content-transfer-encoding");

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "quoted-printable") == 0)
    return decode_quoted (body, FALSE);
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "base64") == 0)
    return decode_base64 (body);
  return g_string_new_len (body.start, (gssize) body.length);
}

/* A part's body as text. */
static char *
decode_body (GHashTable *headers,
             Piece       body)
{
  g_autoptr (GString) decoded = decode_bytes (headers, body);
  g_autofree char *text = to_text (decoded->str, decoded->len);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '\r')
      g_string_append_c (lines, *p);

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* What a mail program shows, and we may write as a file: no folder, nothing hidden, nothing odd. */
static char *
get_file_name (GHashTable *headers,
               guint       n)
{
  const char *disposition = g_hash_table_lookup (headers, "content-disposition");
  const char *type = g_hash_table_lookup (headers, "content-type");
  g_autofree char *name = disposition != NULL ? get_parameter (disposition, "filename") : NULL;

  if (name == NULL && type != NULL)
    name = get_parameter (type, "name");
  if (name == NULL || *name == '\0' || *name == '.' || strlen (name) > FILE_NAME_BYTES)
    return g_strdup_printf ("attachment-%u", n + 1);
  return g_strcanon (g_steal_pointer (&name), FILE_NAME_LETTERS, '_');
}

static void
add_attachment (TipoffEml  *self,
                GHashTable *headers,
                Piece       body)
{
  TipoffEmlAttachment *attachment;

  if (self->n_attachments == TIPOFF_EML_ATTACHMENTS)
    return;
  attachment = &self->attachments[self->n_attachments];
  attachment->name = get_file_name (headers, self->n_attachments);
  attachment->bytes = g_string_free_to_bytes (decode_bytes (headers, body));
  self->n_attachments++;
}

static gboolean
is_delimiter (Piece       line,
              const char *boundary)
{
  gsize length = strlen (boundary);

  return line.length >= length + 2 && memcmp (line.start, "--", 2) == 0 && memcmp (line.start + 2, boundary, length) == 0;
}

static gboolean
is_end (Piece       line,
        const char *boundary)
{
  gsize length = strlen (boundary) + 2;

  return line.length >= length + 2 && memcmp (line.start + length, "--", 2) == 0;
}

static Piece
without_last_break (Piece part)
{
  if (part.length > 0 && part.start[part.length - 1] == '\n')
    part.length--;
  if (part.length > 0 && part.start[part.length - 1] == '\r')
    part.length--;
  return part;
}

/* The first text/plain part is the text, any other an attachment. */
static void
read_parts (TipoffEml  *self,
            Piece       body,
            const char *boundary)
{
  Piece line;
  gboolean more = next_line (&body, &line);

  while (more)
    {
      g_autoptr (GHashTable) headers = NULL;
      Piece part;

      if (!is_delimiter (line, boundary))
        {
          more = next_line (&body, &line);
          continue;
        }
      if (is_end (line, boundary))
        return;

      headers = read_headers (&body);
      part = body;
      /* A part ends before the line break in front of the next delimiter (RFC 2046, 5.1.1). */
      while ((more = next_line (&body, &line)) && !is_delimiter (line, boundary))
        continue;
      if (more)
        part.length = (gsize) (line.start - part.start);
      if (self->text == NULL && has_type (headers, "text/plain"))
        self->text = decode_body (headers, part);
      else
        add_attachment (self, headers, without_last_break (part));
    }
}

/**
 * tipoff_eml_get_addresses:
 * @recipients: the value of a header such as To
 *
 * Returns: (transfer full): each address alone, without the name before it
 */
char **
tipoff_eml_get_addresses (const char *recipients)
{
  g_auto (GStrv) pieces = g_strsplit (recipients, ",", ADDRESSES);
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (gsize i = 0; pieces[i] != NULL; i++)
    {
      const char *open = strrchr (pieces[i], '<');
      g_autofree char *address = open != NULL ? g_strndup (open + 1, strcspn (open + 1, ">")) : g_strdup (pieces[i]);

      g_strstrip (address);
      if (*address != '\0')
        g_strv_builder_add (addresses, address);
    }
  return g_strv_builder_end (addresses);
}

/**
 * tipoff_eml_read:
 * @bytes: an Internet message (RFC 5322, MIME)
 * @length: its length in bytes
 *
 * Returns: (transfer full): recipient, subject and text, each %NULL where it
 *   is not there, and what is attached
 */
TipoffEml *
tipoff_eml_read (const char *bytes,
                 gsize       length)
{
  TipoffEml *self = g_new0 (TipoffEml, 1);
  Piece rest = { bytes, length };
  g_autoptr (GHashTable) headers = read_headers (&rest);

  self->to = decode_header (g_hash_table_lookup (headers, "to"));
  self->subject = decode_header (g_hash_table_lookup (headers, "subject"));
  if (has_type (headers, "multipart/"))
    {
      g_autofree char *boundary = get_parameter (g_hash_table_lookup (headers, "content-type"), "boundary");

      if (boundary != NULL && *boundary != '\0' && strlen (boundary) <= BOUNDARY_BYTES)
        read_parts (self, rest, boundary);
    }
  else if (has_type (headers, "text/plain"))
    {
      self->text = decode_body (headers, rest);
    }

  return self;
}

void
tipoff_eml_free (TipoffEml *self)
{
  if (self == NULL)
    return;

  g_free (self->to);
  g_free (self->subject);
  g_free (self->text);
  for (guint i = 0; i < self->n_attachments; i++)
    {
      g_free (self->attachments[i].name);
      g_bytes_unref (self->attachments[i].bytes);
    }
  g_free (self);
}
