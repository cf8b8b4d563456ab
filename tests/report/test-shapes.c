/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-redact-shapes.h"

#include <string.h>

typedef gboolean (*Shape) (const char *text);

static const struct { Shape shape; const char *text; gboolean is; } table[] = {
  { tipoff_shape_is_card, "4532015112830366", TRUE },
  { tipoff_shape_is_card, "5425233430109903", TRUE },
  { tipoff_shape_is_card, "2221000000000009", TRUE },
  { tipoff_shape_is_card, "374245455400126", TRUE },
  { tipoff_shape_is_card, "6703444444444449", TRUE },
  { tipoff_shape_is_card, "4532015112830367", FALSE },
  { tipoff_shape_is_card, "2000000000000006", FALSE },
  { tipoff_shape_is_card, "453201511283", FALSE },
  { tipoff_shape_is_card, "0000000000000000", FALSE },
  { tipoff_shape_is_card, "45320151128303660000", FALSE },
  { tipoff_shape_is_card, "", FALSE },
  { tipoff_shape_is_belgian_id, "85073003328", TRUE },
  { tipoff_shape_is_belgian_id, "85073003329", FALSE },
  { tipoff_shape_is_belgian_id, "00012556777", TRUE },
  { tipoff_shape_is_belgian_id, "85993003328", FALSE },
  { tipoff_shape_is_belgian_id, "8507300332", FALSE },
  { tipoff_shape_is_spanish_id, "12345678Z", TRUE },
  { tipoff_shape_is_spanish_id, "12345678z", TRUE },
  { tipoff_shape_is_spanish_id, "12345678A", FALSE },
  { tipoff_shape_is_spanish_id, "X1234567L", TRUE },
  { tipoff_shape_is_spanish_id, "Y1234567X", TRUE },
  { tipoff_shape_is_spanish_id, "X1234567M", FALSE },
  { tipoff_shape_is_spanish_id, "1234567Z", FALSE },
  { tipoff_shape_is_french_id, "255081416802538", TRUE },
  { tipoff_shape_is_french_id, "255081416802539", FALSE },
  { tipoff_shape_is_french_id, "355081416802538", FALSE },
  { tipoff_shape_is_dutch_id, "111222333", TRUE },
  { tipoff_shape_is_dutch_id, "111222334", FALSE },
  { tipoff_shape_is_dutch_id, "000000000", FALSE },
  { tipoff_shape_is_postal_item, "RB123456785GB", TRUE },
  { tipoff_shape_is_postal_item, "CD123456785BE", TRUE },
  { tipoff_shape_is_postal_item, "RB123456784GB", FALSE },
  { tipoff_shape_is_postal_item, "RB12345678GB", FALSE },
};

static void
test_shapes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].shape (table[i].text) != table[i].is)
      g_error ("row %" G_GSIZE_FORMAT ": %s", i, table[i].text);
}

static void
test_email (void)
{
  static const struct { const char *text, *address; } rows[] = {
    { "jan@example.org", "jan@example.org" },
    { "to=jan.peeters+x@mail.example.be&x", "jan.peeters+x@mail.example.be" },
    { "<a@b.co>.", "a@b.co" },
    { "@home and x@y and z@example.org.", "z@example.org" },
    { "@@@@", NULL },
    { "a@b", NULL },
    { "a@.com", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize start = 0;
      gsize end = 0;
      gboolean found = tipoff_shape_find_email (rows[i].text, &start, &end);
      g_autofree char *address = found ? g_strndup (rows[i].text + start, end - start) : NULL;

      g_assert_cmpstr (address, ==, rows[i].address);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/shapes", test_shapes);
  g_test_add_func ("/report/shapes/email", test_email);
  return g_test_run ();
}
