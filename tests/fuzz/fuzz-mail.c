/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "read-mail-header.h"
#include "read-mail.h"

/* What is made of an e-mail goes over the wire and comes out the same. */
static void
go_over_the_wire (const TipoffCase *c)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (TipoffCase) again = NULL;
  g_autoptr (GError) error = NULL;
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, line);
  tipoff_wire_write_case (&writer, c);
  object = tipoff_json_parse_object (line->str, (gssize) line->len, TIPOFF_WIRE_LINE_BYTES, &error);
  g_assert_no_error (error);
  again = tipoff_wire_read_case (object, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tipoff_case_get_n_parts (again), ==, tipoff_case_get_n_parts (c));
  for (guint i = 0; i < tipoff_case_get_n_parts (c); i++)
    g_assert_cmpstr (tipoff_case_get_part (again, i)->text, ==, tipoff_case_get_part (c, i)->text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static gsize prepared;
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *mail;

  if (g_once_init_enter (&prepared))
    {
      read_mail_prepare ();
      g_once_init_leave (&prepared, 1);
    }
  stream = g_mime_stream_mem_new_with_buffer ((const char *) data, size);
  parser = g_mime_parser_new_with_stream (stream);
  mail = g_mime_parser_construct_message (parser, read_mail_options ());
  if (mail != NULL)
    {
      g_autoptr (TipoffCase) c = read_mail_make_case (mail);

      if (c != NULL)
        go_over_the_wire (c);
      g_object_unref (mail);
    }
  g_object_unref (parser);
  g_object_unref (stream);
  return 0;
}
