/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* What comes through a pipe is kept in memory. */
#define MAX_PIPE_BYTES ((gsize) 64 * 1024 * 1024)

static int
open_input (const char  *path,
            GError     **error)
{
  const int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be opened: %s", path, g_strerror (errno));
  return fd;
}

static gboolean
is_regular (int fd)
{
  struct stat file;

  return fstat (fd, &file) == 0 && S_ISREG (file.st_mode);
}

static gboolean
read_pipe (const char               *path,
           const TipoffReaderHints  *hints,
           const TipoffReaderFuncs  *funcs,
           gpointer                  user_data,
           GError                  **error)
{
  g_autoptr (GBytes) bytes = cli_read_input (path, MAX_PIPE_BYTES, error);

  return bytes != NULL && tipoff_reader_read_bytes (bytes, hints, funcs, user_data, NULL, error);
}

/**
 * cli_read:
 * @path: (nullable): a file; %NULL or "-" for standard input
 * @funcs: who takes what is read
 *
 * As tipoff_reader_read(), also of pipes and terminals.
 */
gboolean
cli_read (const char               *path,
          const CliCaseOptions     *options,
          const TipoffReaderFuncs  *funcs,
          gpointer                  user_data,
          GError                  **error)
{
  const TipoffReaderHints hints = { options->channel, options->sender, options->received };
  const gboolean is_input = path == NULL || g_str_equal (path, "-");
  const int fd = is_input ? STDIN_FILENO : open_input (path, error);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = is_regular (fd) ? tipoff_reader_read (fd, &hints, funcs, user_data, NULL, error)
                         : read_pipe (path, &hints, funcs, user_data, error);
  if (!is_input)
    close (fd);
  return done;
}

static gboolean
take_case (TipoffCase  *c,
           guint        number,
           gpointer     user_data,
           GError     **error)
{
  TipoffCase **taken = user_data;

  if (*taken == NULL)
    {
      *taken = c;
      return TRUE;
    }
  tipoff_case_free (c);
  g_set_error_literal (error, CLI_ERROR, CLI_ERROR_USAGE, "there is more than one message in it: a report is about one, so give each a file of its own");
  return FALSE;
}

static void
take_chat (TipoffChat *chat,
           gpointer    user_data)
{
  tipoff_chat_free (chat);
}

TipoffCase *
cli_read_case (Cli                   *cli,
               const char            *path,
               const CliCaseOptions  *options,
               GError               **error)
{
  const TipoffReaderFuncs funcs = { .take_case = take_case, .take_chat = take_chat };
  g_autoptr (TipoffCase) c = NULL;

  if (!cli_read (path, options, &funcs, &c, error))
    return NULL;
  return g_steal_pointer (&c);
}
