/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-mbox.h"

#include "read-mail-header.h"

#include <sys/stat.h>
#include <unistd.h>

/* One that is no e-mail does not keep the others from being read. */
static void
answer_mail (GMimeMessage *mail)
{
  g_autoptr (TipoffCase) c = read_mail_make_case (mail);

  if (c == NULL || !read_answer_case (c))
    read_answer_refuse (TIPOFF_WIRE_TOO_LARGE);
}

void
read_mbox_file (void)
{
  struct stat file = { 0 };
  GMimeStream *stream;
  GMimeParser *parser;

  fstat (STDIN_FILENO, &file);
  stream = g_mime_stream_fs_new (STDIN_FILENO);
  parser = g_mime_parser_new_with_stream (stream);
  g_mime_parser_set_format (parser, GMIME_FORMAT_MBOX);
  while (!g_mime_parser_eos (parser))
    {
      GMimeMessage *mail = g_mime_parser_construct_message (parser, read_mail_options ());

      if (mail == NULL)
        break;
      answer_mail (mail);
      g_object_unref (mail);
      read_answer_progress ((guint64) MAX (g_mime_parser_tell (parser), 0), (guint64) file.st_size);
    }
  read_answer_end ();
}
