/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-archive.h"

#include "read-chat.h"

#include "tipoff-content-type.h"

#include <archive_entry.h>
#include <string.h>
#include <unistd.h>

/* An export is one text and the pictures beside it. */
#define MAX_ENTRIES 20000
/* Text is packed to a tenth; a bomb to a thousandth. Short texts do not matter. */
#define MAX_RATIO 200
#define HARMLESS_BYTES ((gsize) 4 * 1024 * 1024)
#define BLOCK_BYTES (64 * 1024)

/* A name that leads out of where it is unpacked, which an export never has. */
static gboolean
is_safe_name (const char *name)
{
  g_auto (GStrv) folders = NULL;

  if (name == NULL)
    return TRUE;
  folders = g_strsplit_set (name, "/\\", -1);
  return *name != '/' && *name != '\\' && !(g_ascii_isalpha (name[0]) && name[1] == ':')
         && !g_strv_contains ((const char *const *) folders, "..");
}

static gboolean
is_text_name (const char *name)
{
  const gsize length = name != NULL ? strlen (name) : 0;

  return length > 4 && g_ascii_strcasecmp (name + length - 4, ".txt") == 0;
}

/* All of one file; NULL with @why where it is larger than a conversation may be, or a bomb. */
static GByteArray *
unpack (struct archive  *archive,
        TipoffWireError *why)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 block[BLOCK_BYTES];
  gssize n;

  while ((n = archive_read_data (archive, block, sizeof block)) > 0)
    {
      g_byte_array_append (all, block, (guint) n);
      *why = TIPOFF_WIRE_UNSAFE;
      if (all->len > HARMLESS_BYTES && (gint64) all->len / MAX_RATIO > archive_filter_bytes (archive, -1))
        return NULL;
      *why = TIPOFF_WIRE_TOO_LARGE;
      if (all->len > TIPOFF_CHAT_MAX_BYTES)
        return NULL;
    }
  *why = TIPOFF_WIRE_DAMAGED;
  return n == 0 ? g_steal_pointer (&all) : NULL;
}

static gboolean
is_allowed (struct archive_entry *entry,
            TipoffWireError      *why)
{
  *why = TIPOFF_WIRE_UNSAFE;
  if (!is_safe_name (archive_entry_pathname (entry)) || archive_entry_filetype (entry) == AE_IFLNK
      || archive_entry_hardlink (entry) != NULL)
    return FALSE;
  *why = TIPOFF_WIRE_LOCKED;
  return !archive_entry_is_encrypted (entry);
}

/* FALSE where nothing more may be read. @chat: (out): where this is it. */
static gboolean
read_entry (struct archive        *archive,
            struct archive_entry  *entry,
            TipoffChat           **chat,
            TipoffWireError       *why)
{
  g_autoptr (GByteArray) bytes = NULL;

  if (!is_allowed (entry, why))
    return FALSE;
  if (archive_entry_filetype (entry) != AE_IFREG || !is_text_name (archive_entry_pathname (entry)))
    return TRUE;
  bytes = unpack (archive, why);
  if (bytes == NULL)
    return FALSE;
  if (tipoff_content_type_recognise ((const char *) bytes->data, bytes->len) != TIPOFF_CONTENT_CHAT_EXPORT)
    return TRUE;
  *chat = read_chat ((const char *) bytes->data, bytes->len, why);
  return FALSE;
}

TipoffChat *
read_archive (struct archive  *archive,
              TipoffWireError *why)
{
  struct archive_entry *entry;
  TipoffChat *chat = NULL;
  int status = ARCHIVE_OK;

  for (guint n = 0; n < MAX_ENTRIES; n++)
    {
      status = archive_read_next_header (archive, &entry);
      if (status == ARCHIVE_EOF || status < ARCHIVE_WARN)
        break;
      if (!read_entry (archive, entry, &chat, why))
        return chat;
    }
  *why = status == ARCHIVE_EOF ? TIPOFF_WIRE_NO_CONVERSATION : TIPOFF_WIRE_DAMAGED;
  return NULL;
}

void
read_archive_file (void)
{
  struct archive *archive = archive_read_new ();
  g_autoptr (TipoffChat) chat = NULL;
  TipoffWireError why = TIPOFF_WIRE_DAMAGED;

  archive_read_support_format_zip (archive);
  if (archive_read_open_fd (archive, STDIN_FILENO, BLOCK_BYTES) == ARCHIVE_OK)
    chat = read_archive (archive, &why);
  if (chat == NULL)
    read_answer_fail (why);
  read_answer_chat (chat);
  read_answer_end ();
}
