/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "read-answer.h"
#include "read-charset.h"
#include "read-chat.h"
#include "read-sandbox.h"
#ifdef HAVE_MAIL
# include "read-mbox.h"
#endif
#ifdef HAVE_ARCHIVES
# include "read-archive.h"
#endif

#include "tipoff-content-type.h"

#include <errno.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What tipoff_content_type_recognise() looks at. */
#define BEGINNING_BYTES (64 * 1024)

static TipoffContentType
recognise (void)
{
  g_autofree char *beginning = g_malloc (BEGINNING_BYTES);
  gsize length = 0;

  while (length < BEGINNING_BYTES)
    {
      const gssize n = pread (STDIN_FILENO, beginning + length, BEGINNING_BYTES - length, (off_t) length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        read_answer_fail (TIPOFF_WIRE_DAMAGED);
      if (n == 0)
        break;
      length += (gsize) n;
    }
  return tipoff_content_type_recognise (beginning, length);
}

/* Whatever opens a file does it here: later nothing can. */
static void
prepare (void)
{
  setlocale (LC_ALL, "C.UTF-8");
  read_charset_open_all ();
#ifdef HAVE_MAIL
  read_mail_prepare ();
#endif
}

G_NORETURN static void
read_file (void)
{
  switch (recognise ())
    {
    case TIPOFF_CONTENT_CHAT_EXPORT:
      read_chat_file ();
#ifdef HAVE_MAIL
    case TIPOFF_CONTENT_EMAIL:
      read_mail_file ();
    case TIPOFF_CONTENT_MBOX:
      read_mbox_file ();
#else
    case TIPOFF_CONTENT_EMAIL:
    case TIPOFF_CONTENT_MBOX:
      read_answer_fail (TIPOFF_WIRE_NO_MAIL_READER);
#endif
    case TIPOFF_CONTENT_ZIP:
#ifdef HAVE_ARCHIVES
      read_archive_file ();
#else
      read_answer_fail (TIPOFF_WIRE_NO_ARCHIVE_READER);
#endif
    case TIPOFF_CONTENT_TEXT:
    case TIPOFF_CONTENT_IMAGE:
    case TIPOFF_CONTENT_OUTLOOK:
    case TIPOFF_CONTENT_OTHER:
    default:
      read_answer_fail (TIPOFF_WIRE_UNSUPPORTED);
    }
}

/* Nothing is read from the command line, nor from the environment. */
int
main (int    argc,
      char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      const char version[] = "tipoff-read " TIPOFF_VERSION "\n";

      return write (STDOUT_FILENO, version, strlen (version)) < 0;
    }
  prepare ();
  syscall (__NR_close_range, 3u, ~0u, 0u);
  if (!read_sandbox_enter ())
    read_answer_fail (TIPOFF_WIRE_UNPROTECTED);
  read_file ();
}
