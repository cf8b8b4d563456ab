/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "found.h"

#include "tipoff-limits.h"

/* Numbers in a text, beside all else that has digits. */
static void
test_numbers (void)
{
#define PHONE(source, value) { "phone", source, value, NULL, NULL, 0 }
  static const Row rows[] = {
    { "Bel 0470 12 34 56 nu", { PHONE ("0470 12 34 56", "+32470123456") } },
    { "+32 2 201 23 45", { PHONE ("+32 2 201 23 45", "+3222012345") } },
    { "tel:+34912345678", { PHONE ("+34912345678", "+34912345678") } },
    { "BE68 5390 0754 7034 0470 12 34 56", { { "iban", "BE68 5390 0754 7034", "BE68539007547034", NULL, NULL, 0 }, PHONE ("0470 12 34 56", "+32470123456") } },
    { "https://x.top/0470123456 0470 12 34 57", { { "url", "https://x.top/0470123456", NULL, "x.top", "x.top", TIPOFF_URL_HAS_SCHEME }, PHONE ("0470 12 34 57", "+32470123457") } },
    { "a0470123456@bpost.be", { { "email", "a0470123456@bpost.be", NULL, "bpost.be", "bpost.be", 0 } } },
    { "4111 1111 1111 1111", { { NULL } } },
    { "5500-0000-0000-0004", { { NULL } } },
    { "3782 822463 10005", { { NULL } } },
    { "mededeling +++123/4567/89012+++", { { NULL } } },
    { "mededeling ***090/9337/55493***", { { NULL } } },
  };
#undef PHONE

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_number_fields (void)
{
  g_autoptr (TipoffCase) c = NULL;
  g_autoptr (GPtrArray) found = find_in ("Bel 0470 12 34 56", &c);
  g_autoptr (TipoffIndicator) copy = NULL;
  const TipoffIndicator *indicator;

  g_assert_cmpuint (found->len, ==, 1);
  indicator = g_ptr_array_index (found, 0);
  g_assert_cmpstr (tipoff_phone_number_get_region (indicator->number), ==, "BE");
  g_assert_cmpstr (tipoff_phone_number_get_raw (indicator->number), ==, "0470 12 34 56");

  copy = tipoff_indicator_copy (indicator);
  g_clear_pointer (&found, g_ptr_array_unref);
  g_assert_cmpstr (copy->value, ==, "+32470123456");
  g_assert_cmpstr (tipoff_phone_number_get_e164 (copy->number), ==, "+32470123456");
  tipoff_indicator_free (NULL);
}

typedef struct
{
  TipoffPartType type;
  const char    *text;
  const char    *value;       /* of the first indicator; NULL: none */
  TipoffRole     role;
} RoleRow;

static void
test_roles (void)
{
  static const RoleRow rows[] = {
    { TIPOFF_PART_BODY, "Mail info@bpost.top", "info@bpost.top", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_BODY, "Bel 0470 12 34 56", "+32470123456", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_BODY, "To: a@bpost.be", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_BODY, "Dag\n> *Aan:* Jan <a@bpost.be>", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_BODY, "\xc3\x80 : a@bpost.be", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_BODY, "Para: a@bpost.be", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_BODY, "AN: a@bpost.be", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_BODY, "Cc: a@bpost.be", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_BODY, "Aan: +32 470 12 34 56", "+32470123456", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_BODY, "Van: Bpost <info@bpost.top>", "info@bpost.top", TIPOFF_ROLE_SHOWN_SENDER },
    { TIPOFF_PART_BODY, "From: info@bpost.top", "info@bpost.top", TIPOFF_ROLE_SHOWN_SENDER },
    { TIPOFF_PART_BODY, "De: info@bpost.top", "info@bpost.top", TIPOFF_ROLE_SHOWN_SENDER },
    { TIPOFF_PART_BODY, "Reply-To: info@bpost.top", "info@bpost.top", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_BODY, "To pay: mail a@bpost.be", "a@bpost.be", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_BODY, "Aan: https://bpost.top/", "https://bpost.top/", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_BODY, "To:\na@bpost.be", "a@bpost.be", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_SUBJECT, "bpost.top", "bpost.top", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_TURN, "bpost.top", "bpost.top", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_LINK_TARGET, "https://bpost.top/", "https://bpost.top/", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_ATTACHMENT_NAME, "factuur.be", NULL, 0 },
    { TIPOFF_PART_HEADER, "Delivered-To: a@bpost.be", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_HEADER, "To: a@bpost.be", "a@bpost.be", TIPOFF_ROLE_RECIPIENT },
    { TIPOFF_PART_HEADER, "From: x <a@bpost.top>", "a@bpost.top", TIPOFF_ROLE_SHOWN_SENDER },
    { TIPOFF_PART_HEADER, "Reply-To: a@bpost.top", "a@bpost.top", TIPOFF_ROLE_CONTACT },
    { TIPOFF_PART_HEADER, "X-Sender-Id: a@bpost.top", "a@bpost.top", TIPOFF_ROLE_UNKNOWN },
    { TIPOFF_PART_SENDER, "+32 470 12 34 56", "+32470123456", TIPOFF_ROLE_SHOWN_SENDER },
    { TIPOFF_PART_SENDER, "0470/12.34.56", "+32470123456", TIPOFF_ROLE_SHOWN_SENDER },
    { TIPOFF_PART_SENDER, "Bpost <info@bpost.top>", "info@bpost.top", TIPOFF_ROLE_SHOWN_SENDER },
    { TIPOFF_PART_SENDER, "bpost", NULL, 0 },
    { TIPOFF_PART_SENDER, "bpost.be", NULL, 0 },
    { TIPOFF_PART_SENDER, "https://bpost.top/", NULL, 0 },
    { TIPOFF_PART_SENDER, "KBC 24", NULL, 0 },
    { TIPOFF_PART_SENDER, "12", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TipoffCase) c = tipoff_case_new ();
      TipoffMessage *message = tipoff_case_add_message (c, TIPOFF_CHANNEL_OTHER);
      g_autoptr (GPtrArray) found = NULL;

      g_test_message ("%s", rows[i].text);
      tipoff_message_add_part (message, TIPOFF_PART_BODY, "Dag", -1);
      tipoff_message_add_part (message, rows[i].type, rows[i].text, -1);
      found = tipoff_indicators_find (c, "BE");
      check_spans (c, found);
      g_assert_cmpuint (found->len, ==, rows[i].value != NULL ? 1 : 0);
      if (rows[i].value != NULL)
        {
          const TipoffIndicator *indicator = g_ptr_array_index (found, 0);

          g_assert_cmpstr (indicator->value, ==, rows[i].value);
          g_assert_cmpint (indicator->role, ==, rows[i].role);
          g_assert_cmpuint (indicator->span.part, ==, 1);
        }
    }
}

/* A short code as sender has no E.164 form: it is as dialled. */
static void
test_short_code (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text ("Dag", -1, TIPOFF_CHANNEL_SMS, "8810", NULL, &error);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_no_error (error);
  found = tipoff_indicators_find (c, "BE");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((TipoffIndicator *) found->pdata[0])->value, ==, "8810");
  g_assert_cmpint (((TipoffIndicator *) found->pdata[0])->role, ==, TIPOFF_ROLE_SHOWN_SENDER);
  g_assert_cmpuint (((TipoffIndicator *) found->pdata[0])->span.end, ==, 4);
}

static void
test_many_parts (void)
{
  g_autoptr (TipoffCase) c = tipoff_case_new ();
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 3; i++)
    {
      TipoffMessage *message = tipoff_case_add_message (c, TIPOFF_CHANNEL_WHATSAPP);

      tipoff_message_add_part (message, TIPOFF_PART_TURN, "0470 12 34 56 en bpost.top", -1);
      tipoff_message_add_part (message, TIPOFF_PART_TURN, "niets", -1);
    }
  found = tipoff_indicators_find (c, "BE");
  check_spans (c, found);
  g_assert_cmpuint (found->len, ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (found, i);

      g_assert_cmpuint (indicator->span.part, ==, i / 2 * 2);
      g_assert_cmpint (indicator->type, ==, i % 2 == 0 ? TIPOFF_INDICATOR_PHONE : TIPOFF_INDICATOR_DOMAIN);
    }
}

/* The first ones are kept, of whatever type. */
static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new ("0470 12 34 56 ");
  g_autoptr (TipoffCase) c = NULL;
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 2 * TIPOFF_LIMIT_INDICATORS; i++)
    g_string_append_printf (text, "https://a%u.top/ ", i);
  g_string_append (text, "0470 12 34 57");
  found = find_in (text->str, &c);
  g_assert_cmpuint (found->len, ==, TIPOFF_LIMIT_INDICATORS);
  g_assert_cmpint (((TipoffIndicator *) found->pdata[0])->type, ==, TIPOFF_INDICATOR_PHONE);
  g_assert_cmpstr (((TipoffIndicator *) found->pdata[1])->host, ==, "a0.top");
  g_assert_cmpstr (((TipoffIndicator *) found->pdata[TIPOFF_LIMIT_INDICATORS - 1])->host, ==, "a510.top");
}

static void
test_names (void)
{
  TipoffIndicatorType type;
  TipoffRole role;

  g_assert_true (tipoff_indicator_type_from_string ("wallet", &type));
  g_assert_cmpint (type, ==, TIPOFF_INDICATOR_WALLET);
  g_assert_cmpstr (tipoff_role_to_string (TIPOFF_ROLE_SHOWN_SENDER), ==, "shown-sender");
  g_assert_true (tipoff_role_from_string ("unknown", &role));
  g_assert_cmpint (role, ==, TIPOFF_ROLE_UNKNOWN);
  g_assert_false (tipoff_role_from_string ("friend", &role));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/indicators/roles/numbers", test_numbers);
  g_test_add_func ("/indicators/roles/number-fields", test_number_fields);
  g_test_add_func ("/indicators/roles/roles", test_roles);
  g_test_add_func ("/indicators/roles/short-code", test_short_code);
  g_test_add_func ("/indicators/roles/many-parts", test_many_parts);
  g_test_add_func ("/indicators/roles/limit", test_limit);
  g_test_add_func ("/indicators/roles/names", test_names);
  return g_test_run ();
}
