/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-mail.h"

#include "read-mail-header.h"
#include "read-mail-parts.h"
#include "read-quoted.h"

#include <unistd.h>

/* E-mails in e-mails: whoever passes one on is not passed on again more often. */
#define MAX_PASSED_ON 3

void
read_mail_prepare (void)
{
  g_mime_init ();
  read_mail_options ();
}

/* The body comes first, also where it is empty. */
static void
fill_message (TipoffMessage *message,
              GMimeMessage  *mail,
              ReadMailParts *parts)
{
  g_autofree char *subject = read_header_get_subject (mail);
  g_autofree char *header = read_header_collect (mail);
  g_autofree char *sender = read_header_get_sender (mail);

  tipoff_message_add_part (message, TIPOFF_PART_BODY, parts->text->str, (gssize) parts->text->len);
  if (subject != NULL)
    tipoff_message_add_part (message, TIPOFF_PART_SUBJECT, subject, -1);
  if (*header != '\0')
    tipoff_message_add_part (message, TIPOFF_PART_HEADER, header, -1);
  read_mail_parts_add (parts, message);
  tipoff_message_set_sender (message, sender);
  message->received = read_header_get_received (mail);
}

static gboolean
is_cover (const ReadMailParts *parts)
{
  return parts->passed_on != NULL && parts->attachments->len == 0 && parts->links->len == 0
         && read_quoted_is_cover (parts->text->str, parts->text->len);
}

/* The same within the text. Header and time are those of whoever passed it on, and say nothing of the other. */
static gboolean
fill_quoted (TipoffMessage *message,
             ReadMailParts *parts)
{
  g_auto (ReadQuoted) quoted = { 0 };

  if (!read_quoted_find (parts->text->str, &quoted) || !read_quoted_is_cover (parts->text->str, quoted.start)
      || !read_mail_parts_cut (parts, quoted.start, quoted.body))
    return FALSE;
  tipoff_message_add_part (message, TIPOFF_PART_BODY, parts->text->str, (gssize) parts->text->len);
  if (quoted.subject != NULL)
    tipoff_message_add_part (message, TIPOFF_PART_SUBJECT, quoted.subject, -1);
  read_mail_parts_add (parts, message);
  tipoff_message_set_sender (message, quoted.sender);
  return TRUE;
}

/* An e-mail that holds nothing but a few words and another e-mail passes that one on: a relative did, or the
 * person themselves. The other is the suspicious one. */
TipoffCase *
read_mail_make_case (GMimeMessage *mail)
{
  g_autoptr (TipoffCase) c = tipoff_case_new ();
  g_autoptr (ReadMailParts) parts = read_mail_parts_new (mail);
  TipoffMessage *message;

  for (guint i = 0; i < MAX_PASSED_ON && is_cover (parts); i++)
    {
      mail = parts->passed_on;
      read_mail_parts_free (g_steal_pointer (&parts));
      parts = read_mail_parts_new (mail);
      c->origin = TIPOFF_CASE_ATTACHED;
    }
  if (parts->is_too_large)
    return NULL;
  message = tipoff_case_add_message (c, TIPOFF_CHANNEL_EMAIL);
  if (fill_quoted (message, parts))
    c->origin = TIPOFF_CASE_QUOTED;
  else
    fill_message (message, mail, parts);
  return g_steal_pointer (&c);
}

void
read_mail_file (void)
{
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *mail;
  g_autoptr (TipoffCase) c = NULL;

  stream = g_mime_stream_fs_new (STDIN_FILENO);
  parser = g_mime_parser_new_with_stream (stream);
  mail = g_mime_parser_construct_message (parser, read_mail_options ());
  if (mail == NULL)
    read_answer_fail (TIPOFF_WIRE_DAMAGED);
  c = read_mail_make_case (mail);
  if (c == NULL || !read_answer_case (c))
    read_answer_fail (TIPOFF_WIRE_TOO_LARGE);
  read_answer_end ();
}
