/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-attachment.h"

#include "read-mail-header.h"
#include "read-traits.h"

#include "tipoff-limits.h"

#define BLOCK_BYTES 4096

void
read_part_decode (GMimePart *part,
                  gboolean (*take) (const char *bytes, gsize length, gpointer user_data),
                  gpointer   user_data)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream = content != NULL ? g_mime_data_wrapper_get_stream (content) : NULL;
  g_autofree char *decoded = NULL;
  char block[BLOCK_BYTES];
  GMimeEncoding decoder;
  gssize n;

  if (stream == NULL || g_mime_stream_reset (stream) != 0)
    return;
  g_mime_encoding_init_decode (&decoder, g_mime_data_wrapper_get_encoding (content));
  decoded = g_malloc (g_mime_encoding_outlen (&decoder, BLOCK_BYTES));
  while ((n = g_mime_stream_read (stream, block, sizeof block)) > 0)
    if (!take (decoded, g_mime_encoding_step (&decoder, block, (gsize) n, decoded), user_data))
      return;
  take (decoded, g_mime_encoding_flush (&decoder, NULL, 0, decoded), user_data);
}

typedef struct
{
  GChecksum  *checksum;
  guint64     size;
  ReadTraits  traits;
} Content;

static gboolean
take_content (const char *bytes,
              gsize       length,
              gpointer    user_data)
{
  Content *content = user_data;

  g_checksum_update (content->checksum, (const guchar *) bytes, (gssize) length);
  content->size += length;
  read_traits_take (&content->traits, bytes, length);
  return TRUE;
}

static char *
get_media_type (GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  g_autofree char *name = type != NULL ? g_mime_content_type_get_mime_type (type) : NULL;
  g_autofree char *small = g_ascii_strdown (name != NULL ? name : "application/octet-stream", -1);

  return g_utf8_validate (small, -1, NULL) ? g_strndup (small, TIPOFF_LIMIT_SENDER_BYTES) : g_strdup ("application/octet-stream");
}

void
read_attachment_add (TipoffMessage *message,
                     GMimePart     *part)
{
  const char *said = g_mime_part_get_filename (part);
  g_autofree char *name = said != NULL ? read_header_clean (said) : NULL;
  g_autofree char *media_type = get_media_type (part);
  Content content = { .checksum = g_checksum_new (G_CHECKSUM_SHA256) };
  TipoffAttachment attachment = { .media_type = media_type };

  read_part_decode (part, take_content, &content);
  attachment.size = content.size;
  attachment.sha256 = g_strdup (g_checksum_get_string (content.checksum));
  attachment.traits = read_traits_get (&content.traits);
  tipoff_part_set_attachment (tipoff_message_add_part (message, TIPOFF_PART_ATTACHMENT_NAME, name != NULL && *name != '\0' ? name : media_type, -1),
                              &attachment);
  g_free (attachment.sha256);
  g_checksum_free (content.checksum);
}
