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

static char *
list_authors (const TipoffChat *chat)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < chat->authors->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (chat->authors, i));
  return g_string_free (list, FALSE);
}

TipoffSide *
cli_check_chat (Cli                   *cli,
                const TipoffChat      *chat,
                const CliCaseOptions  *options,
                GError               **error)
{
  g_autofree char *authors = NULL;
  guint author;

  if (options->suspect == NULL)
    return tipoff_side_check (cli_get_classifier (cli, NULL), chat, NULL, options->country, NULL, error);
  if (tipoff_chat_find_author (chat, options->suspect, &author))
    return tipoff_side_check (cli_get_classifier (cli, NULL), chat, &author, options->country, NULL, error);
  authors = list_authors (chat);
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "nobody in this conversation is called “%s”: give --suspect and one of %s",
               options->suspect, authors);
  return NULL;
}

/* What is read for one report. */
typedef struct
{
  Cli                  *cli;
  const CliCaseOptions *options;
  TipoffCase           *c;
  TipoffVerdict        *verdict;
} One;

static gboolean
take_case (TipoffCase  *c,
           guint        number,
           gpointer     user_data,
           GError     **error)
{
  One *one = user_data;

  if (one->c == NULL)
    {
      one->c = c;
      one->verdict = tipoff_classifier_check (cli_get_classifier (one->cli, NULL), c, one->options->country);
      return TRUE;
    }
  tipoff_case_free (c);
  g_set_error_literal (error, CLI_ERROR, CLI_ERROR_USAGE,
                       "there is more than one message in it: a report is about one, so give each a file of its own");
  return FALSE;
}

static gboolean
take_chat (TipoffChat  *taken,
           gpointer     user_data,
           GError     **error)
{
  One *one = user_data;
  g_autoptr (TipoffChat) chat = taken;
  g_autoptr (TipoffSide) side = cli_check_chat (one->cli, chat, one->options, error);

  if (side == NULL)
    return FALSE;
  one->c = g_steal_pointer (&side->c);
  one->verdict = g_steal_pointer (&side->verdict);
  return TRUE;
}

TipoffCase *
cli_read_case (Cli                   *cli,
               const char            *path,
               const CliCaseOptions  *options,
               TipoffVerdict        **verdict,
               GError               **error)
{
  const TipoffReaderFuncs funcs = { .take_case = take_case, .take_chat = take_chat };
  One one = { cli, options, NULL, NULL };

  if (cli_read (path, options, &funcs, &one, error))
    {
      *verdict = one.verdict;
      return one.c;
    }
  tipoff_case_free (one.c);
  tipoff_verdict_free (one.verdict);
  return NULL;
}
