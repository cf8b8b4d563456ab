/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-case.h"

#include "tipoff-limits.h"

#include <string.h>

static TipoffCase *
new_case (const char *text, const char *sender, const char *received)
{
  g_autoptr (GError) error = NULL;
  TipoffCase *c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_SMS, sender, received, &error);

  g_assert_no_error (error);
  g_assert_nonnull (c);
  return c;
}

static const TipoffMessage *
only_message (const TipoffCase *c)
{
  g_assert_cmpuint (c->messages->len, ==, 1);
  return g_ptr_array_index (c->messages, 0);
}

static void
test_text (void)
{
  static const struct
  {
    const char *bytes;
    gssize      length;
    const char *text;
  } rows[] = {
    { "Uw pakket wacht", -1, "Uw pakket wacht" },
    { "  spaties blijven  \n", -1, "  spaties blijven  \n" },
    { "a\r\nb\rc\nd\r\n\r\ne", -1, "a\nb\nc\nd\n\ne" },
    { "\r", -1, NULL },
    { "a\r", -1, "a\n" },
    { "a\0b", 3, "a\xef\xbf\xbd" "b" },
    { "caf\xe9 gratis", -1, "caf\xef\xbf\xbd gratis" },
    { "\xef\xbb\xbf" "Dag", -1, "Dag" },
    { "\xff\xfeH\0i\0\r\0\n\0!\0", 12, "Hi\n!" },
    { "niet meer", 4, "niet" },
    { "\xf0\x9f\x8e\x81 e\xcc\x81 \xd7\xa9", -1, "\xf0\x9f\x8e\x81 e\xcc\x81 \xd7\xa9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TipoffCase) c = tipoff_case_new_from_text (rows[i].bytes, rows[i].length,
                                                            TIPOFF_CHANNEL_OTHER, NULL, NULL, &error);
      const TipoffPart *part;

      if (rows[i].text == NULL)
        {
          g_assert_error (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_EMPTY);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (tipoff_case_is_plain_text (c));
      part = tipoff_case_get_part (c, 0);
      g_assert_cmpstr (part->text, ==, rows[i].text);
      g_assert_cmpuint (part->length, ==, strlen (rows[i].text));
      g_assert_cmpint (part->type, ==, TIPOFF_PART_BODY);
      g_assert_true (g_utf8_validate (part->text, (gssize) part->length, NULL));
    }
}

static void
test_refused (void)
{
  g_autofree char *large = g_strnfill (TIPOFF_LIMIT_TEXT_BYTES + 1, 'a');
  g_autofree char *grows = g_strnfill (TIPOFF_LIMIT_TEXT_BYTES, 'a');
  const struct
  {
    const char *bytes;
    gssize      length;
    int         code;
  } rows[] = {
    { NULL, 0, TIPOFF_MESSAGE_ERROR_EMPTY },
    { NULL, -1, TIPOFF_MESSAGE_ERROR_EMPTY },
    { "", -1, TIPOFF_MESSAGE_ERROR_EMPTY },
    { " \t\r\n  ", -1, TIPOFF_MESSAGE_ERROR_EMPTY },
    { "\xc2\xa0\xe2\x80\x83\xe3\x80\x80", -1, TIPOFF_MESSAGE_ERROR_EMPTY },     /* blanks of other widths */
    { "\xe2\x80\x8b\xe2\x80\xae\xef\xbb\xbf", -1, TIPOFF_MESSAGE_ERROR_EMPTY }, /* zero width, direction */
    { large, (gssize) TIPOFF_LIMIT_TEXT_BYTES + 1, TIPOFF_MESSAGE_ERROR_TOO_LARGE },
    { grows, (gssize) TIPOFF_LIMIT_TEXT_BYTES, TIPOFF_MESSAGE_ERROR_TOO_LARGE },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0", 30, TIPOFF_MESSAGE_ERROR_BINARY },
    { "PK\3\4\24\0\0\0\10\0\0\0!\0\0\0\0\0\0\0\0\0\0\0", 25, TIPOFF_MESSAGE_ERROR_BINARY },
  };

  grows[TIPOFF_LIMIT_TEXT_BYTES / 2] = '\xff';    /* its replacement is two bytes longer */
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tipoff_case_new_from_text (rows[i].bytes, rows[i].length, TIPOFF_CHANNEL_OTHER,
                                                NULL, NULL, &error));
      g_assert_error (error, TIPOFF_MESSAGE_ERROR, rows[i].code);
    }
}

static void
test_largest (void)
{
  g_autofree char *text = g_strnfill (TIPOFF_LIMIT_TEXT_BYTES, 'a');
  g_autoptr (TipoffCase) c = new_case (text, NULL, NULL);

  g_assert_cmpuint (tipoff_case_get_part (c, 0)->length, ==, TIPOFF_LIMIT_TEXT_BYTES);
}

static void
test_sender (void)
{
  g_autofree char *long_sender = g_strnfill (TIPOFF_LIMIT_SENDER_BYTES + 100, 'x');
  g_autofree char *wide_sender = NULL;
  g_autoptr (GString) wide = g_string_new ("a");

  for (guint i = 0; i < TIPOFF_LIMIT_SENDER_BYTES; i++)
    g_string_append (wide, "\xe2\x82\xac");
  wide_sender = g_strndup (wide->str, 1 + 3 * ((TIPOFF_LIMIT_SENDER_BYTES - 1) / 3));

  {
    const struct
    {
      const char *given;
      const char *kept;
    } rows[] = {
      { "bpost", "bpost" },
      { "  +32 470 12 34 56 \n", "+32 470 12 34 56" },
      { "Bpost\r\nBcc: x", "Bpost  Bcc: x" },
      { "caf\xe9", "caf\xef\xbf\xbd" },
      { wide->str, wide_sender },
      { NULL, NULL }, { "", NULL }, { " \t", NULL }, { "\xe2\x80\x8b", NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        g_autoptr (TipoffCase) c = new_case ("Dag", rows[i].given, NULL);

        g_assert_cmpstr (only_message (c)->sender, ==, rows[i].kept);
        g_assert_cmpuint (tipoff_case_get_n_parts (c), ==, rows[i].kept != NULL ? 2 : 1);
        g_assert_true (tipoff_case_is_plain_text (c) == (rows[i].kept == NULL));
        if (rows[i].kept != NULL)
          {
            g_assert_cmpint (tipoff_case_get_part (c, 1)->type, ==, TIPOFF_PART_SENDER);
            g_assert_cmpstr (tipoff_case_get_part (c, 1)->text, ==, rows[i].kept);
          }
      }
  }

  {
    g_autoptr (TipoffCase) c = new_case ("Dag", long_sender, NULL);

    g_assert_cmpuint (strlen (only_message (c)->sender), ==, TIPOFF_LIMIT_SENDER_BYTES);
  }
}

static void
test_received (void)
{
  static const struct
  {
    const char *given;
    gboolean    kept;
  } rows[] = {
    { "2026-11-24T05:22:00Z", TRUE },
    { "2026-11-24T06:22:00+01:00", TRUE },
    { "gisteren", FALSE },
    { "24/11/2026 05:22", FALSE },
    { "2026-13-24T05:22:00Z", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffCase) c = new_case ("Dag", NULL, rows[i].given);

      g_assert_cmpstr (only_message (c)->received, ==, rows[i].kept ? rows[i].given : NULL);
    }
}

static void
test_set_sender (void)
{
  g_autoptr (TipoffCase) c = new_case ("Dag", NULL, NULL);
  TipoffMessage *message = g_ptr_array_index (c->messages, 0);

  tipoff_message_set_sender (message, "bpost");
  g_assert_cmpuint (message->parts->len, ==, 2);
  tipoff_message_set_sender (message, "KBC");
  g_assert_cmpuint (message->parts->len, ==, 2);
  g_assert_cmpstr (tipoff_case_get_part (c, 1)->text, ==, "KBC");
  tipoff_message_set_sender (message, message->sender);
  g_assert_cmpstr (message->sender, ==, "KBC");
  tipoff_message_set_sender (message, "  ");
  g_assert_null (message->sender);
  g_assert_true (tipoff_case_is_plain_text (c));
  tipoff_message_set_sender (message, NULL);
  g_assert_true (tipoff_case_is_plain_text (c));
}

static void
test_several_messages (void)
{
  g_autoptr (TipoffCase) c = tipoff_case_new ();
  g_autoptr (TipoffCase) copy = NULL;
  TipoffMessage *first = tipoff_case_add_message (c, TIPOFF_CHANNEL_EMAIL);
  TipoffMessage *second = tipoff_case_add_message (c, TIPOFF_CHANNEL_WHATSAPP);

  tipoff_message_add_part (first, TIPOFF_PART_BODY, "een\r\ntwee", -1);
  tipoff_message_set_sender (first, "info@bpost.top");
  tipoff_message_add_part (first, TIPOFF_PART_SUBJECT, "Uw pakket", 5);
  tipoff_message_add_part (second, TIPOFF_PART_TURN, "hoi\xff", -1);

  g_assert_cmpuint (tipoff_case_get_n_parts (c), ==, 4);
  g_assert_cmpstr (tipoff_case_get_part (c, 0)->text, ==, "een\ntwee");
  g_assert_cmpstr (tipoff_case_get_part (c, 1)->text, ==, "Uw pa");
  g_assert_cmpint (tipoff_case_get_part (c, 2)->type, ==, TIPOFF_PART_SENDER);
  g_assert_cmpstr (tipoff_case_get_part (c, 3)->text, ==, "hoi\xef\xbf\xbd");
  g_assert_null (tipoff_case_get_part (c, 4));
  g_assert_null (tipoff_case_get_part (c, G_MAXUINT));
  g_assert_true (tipoff_case_get_message_of_part (c, 2) == first);
  g_assert_true (tipoff_case_get_message_of_part (c, 3) == second);
  g_assert_null (tipoff_case_get_message_of_part (c, 4));
  g_assert_false (tipoff_case_is_plain_text (c));

  copy = tipoff_case_copy (c);
  tipoff_message_set_sender (first, NULL);
  g_assert_cmpuint (tipoff_case_get_n_parts (c), ==, 3);
  g_assert_cmpuint (tipoff_case_get_n_parts (copy), ==, 4);
  g_assert_cmpstr (tipoff_case_get_part (copy, 2)->text, ==, "info@bpost.top");
  g_assert_cmpint (((TipoffMessage *) g_ptr_array_index (copy->messages, 1))->channel, ==, TIPOFF_CHANNEL_WHATSAPP);
  tipoff_case_free (NULL);
}

static void
test_names (void)
{
  TipoffChannel channel;
  TipoffPartType type;

  for (guint i = 0; i < TIPOFF_N_CHANNELS; i++)
    {
      g_assert_true (tipoff_channel_from_string (tipoff_channel_to_string (i), &channel));
      g_assert_cmpint (channel, ==, i);
    }
  g_assert_cmpstr (tipoff_channel_to_string (TIPOFF_CHANNEL_OTHER), ==, "other");
  g_assert_false (tipoff_channel_from_string ("fax", &channel));
  g_assert_true (tipoff_part_type_from_string ("link-target", &type));
  g_assert_cmpint (type, ==, TIPOFF_PART_LINK_TARGET);
  g_assert_cmpstr (tipoff_part_type_to_string (TIPOFF_PART_TURN), ==, "turn");
}

/* One case more, as far as a report has room. */
static void
test_append (void)
{
  g_autoptr (TipoffCase) c = tipoff_case_new ();
  g_autoptr (TipoffCase) other = tipoff_case_new ();
  TipoffMessage *message = tipoff_case_add_message (other, TIPOFF_CHANNEL_EMAIL);
  const TipoffAttachment attachment = { (char *) "a/b", 7, (char *) "00", 1u << TIPOFF_ATTACHMENT_LOCKED };
  const TipoffPart *part;
  guint n = 0;

  tipoff_message_add_part (message, TIPOFF_PART_BODY, "Dag", -1);
  tipoff_part_set_attachment (tipoff_message_add_part (message, TIPOFF_PART_ATTACHMENT_NAME, "x.zip", -1), &attachment);
  tipoff_message_set_sender (message, "Jan");
  while (tipoff_case_append (c, other))
    n++;
  g_assert_cmpuint (n, ==, TIPOFF_LIMIT_PARTS / 3);
  g_assert_cmpuint (tipoff_case_get_n_parts (c), ==, n * 3);
  part = tipoff_case_get_part (c, 4);
  g_assert_cmpstr (part->text, ==, "x.zip");
  g_assert_cmpuint (part->attachment->size, ==, 7);
  g_assert_cmpuint (part->attachment->traits, ==, 1u << TIPOFF_ATTACHMENT_LOCKED);
  g_assert_true (part->attachment->sha256 != attachment.sha256);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/case/text", test_text);
  g_test_add_func ("/message/case/refused", test_refused);
  g_test_add_func ("/message/case/largest", test_largest);
  g_test_add_func ("/message/case/sender", test_sender);
  g_test_add_func ("/message/case/received", test_received);
  g_test_add_func ("/message/case/set-sender", test_set_sender);
  g_test_add_func ("/message/case/several-messages", test_several_messages);
  g_test_add_func ("/message/case/names", test_names);
  g_test_add_func ("/message/case/append", test_append);
  return g_test_run ();
}
