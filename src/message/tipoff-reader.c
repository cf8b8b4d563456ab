/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE     /* memfd_create */
#include "tipoff-reader.h"

#include "tipoff-answer-reader.h"
#include "tipoff-limits.h"
#include "tipoff-tongue.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What tipoff_content_type_recognise() looks at. */
#define BEGINNING_BYTES (64 * 1024)

static gboolean
set_errno (GError **error)
{
  const int saved = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
  return FALSE;
}

/* At most @size bytes from the beginning. */
static gssize
read_beginning (int     fd,
                char   *buffer,
                gsize   size,
                GError **error)
{
  gsize length = 0;

  while (length < size)
    {
      const gssize n = pread (fd, buffer + length, size - length, (off_t) length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno (error);
          return -1;
        }
      if (n == 0)
        break;
      length += (gsize) n;
    }
  return (gssize) length;
}

/* What is plain text needs no program apart: this station reads it itself. */
static gboolean
read_text (int                       fd,
           const TipoffReaderHints  *hints,
           const TipoffReaderFuncs  *funcs,
           gpointer                  user_data,
           GError                  **error)
{
  g_autofree char *buffer = g_malloc (TIPOFF_LIMIT_TEXT_BYTES + 1);
  const gssize length = read_beginning (fd, buffer, TIPOFF_LIMIT_TEXT_BYTES + 1, error);
  TipoffCase *c;

  if (length < 0)
    return FALSE;
  c = tipoff_case_new_from_text (buffer, length, hints->channel, hints->sender, hints->received, error);
  return c != NULL && funcs->take_case (c, 0, user_data, error);
}

/**
 * tipoff_reader_read:
 * @fd: an open regular file; its offset does not matter and may change
 * @hints: what the person said of it
 * @funcs: who takes what is read, in this thread
 * @cancellable: (nullable): ends the reading at once
 *
 * Recognises the file by its content and reads it. Blocks: not for the main thread.
 *
 * Returns: %FALSE with a #TipoffMessageError, a #GIOErrorEnum, or the error of take_case; what was
 *   taken before stays taken
 */
gboolean
tipoff_reader_read (int                       fd,
                    const TipoffReaderHints  *hints,
                    const TipoffReaderFuncs  *funcs,
                    gpointer                  user_data,
                    GCancellable             *cancellable,
                    GError                  **error)
{
  g_autofree char *beginning = g_malloc (BEGINNING_BYTES);
  TipoffContentType type;
  struct stat file;
  gssize length;

  if (fstat (fd, &file) != 0)
    return set_errno (error);
  if (!S_ISREG (file.st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "Not a regular file");
      return FALSE;
    }
  length = read_beginning (fd, beginning, BEGINNING_BYTES, error);
  if (length < 0 || !tipoff_case_accepts_file (beginning, (gsize) length, error))
    return FALSE;
  type = tipoff_content_type_recognise (beginning, (gsize) length);
  if (funcs->begin != NULL)
    funcs->begin (type, user_data);
  if (type == TIPOFF_CONTENT_TEXT)
    return read_text (fd, hints, funcs, user_data, error);
  if ((guint64) file.st_size > TIPOFF_READER_MAX_FILE_BYTES)
    {
      g_set_error_literal (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_TOO_LARGE,
                           N_("This is larger than Tipoff reads. Bring the suspicious message alone."));
      return FALSE;
    }
  return tipoff_answer_read (fd, hints, funcs, user_data, cancellable, error);
}

/* A file without a name, in memory. */
static int
open_bytes (GBytes  *bytes,
            GError **error)
{
  const int fd = memfd_create ("message", MFD_CLOEXEC);
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);

  while (fd >= 0 && left > 0)
    {
      const gssize n = write (fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_errno (error);
          close (fd);
          return -1;
        }
      data += n;
      left -= (gsize) n;
    }
  if (fd < 0)
    set_errno (error);
  return fd;
}

/**
 * tipoff_reader_read_bytes:
 *
 * As tipoff_reader_read().
 */
gboolean
tipoff_reader_read_bytes (GBytes                   *bytes,
                          const TipoffReaderHints  *hints,
                          const TipoffReaderFuncs  *funcs,
                          gpointer                  user_data,
                          GCancellable             *cancellable,
                          GError                  **error)
{
  const int fd = open_bytes (bytes, error);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = tipoff_reader_read (fd, hints, funcs, user_data, cancellable, error);
  close (fd);
  return done;
}
