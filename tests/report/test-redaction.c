/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make.h"

#include "tipoff-offset-map.h"

#include <string.h>

static GPtrArray *
propose (const char *text)
{
  g_autoptr (TipoffCase) c = make_case (text, TIPOFF_CHANNEL_SMS, NULL, NULL);
  g_autoptr (TipoffVerdict) verdict = make_verdict (c, "BE");

  return tipoff_redactions_propose (c, verdict, NULL);
}

static const TipoffRedaction *
at (GPtrArray *redactions,
    guint      i)
{
  return g_ptr_array_index (redactions, i);
}

static void
assert_masked (GPtrArray  *redactions,
               const char *text,
               const char *expected)
{
  g_autofree char *masked = tipoff_redactions_apply (redactions, 0, text, strlen (text), NULL);

  g_assert_cmpstr (masked, ==, expected);
}

#define TEXT "Beste Jan Peeters, uw code is 482913 en uw kaart 4532 0151 1283 0366."

static void
test_ids_in_order (void)
{
  g_autoptr (GPtrArray) redactions = propose (TEXT);

  g_assert_cmpuint (redactions->len, ==, 3);
  for (guint i = 0; i < redactions->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i + 1);

      g_assert_cmpstr (at (redactions, i)->id, ==, id);
      g_assert_true (at (redactions, i)->masked);
    }
  g_assert_cmpint (at (redactions, 0)->type, ==, TIPOFF_REDACTION_NAME);
  g_assert_cmpint (at (redactions, 1)->type, ==, TIPOFF_REDACTION_CODE);
  g_assert_cmpint (at (redactions, 2)->type, ==, TIPOFF_REDACTION_CARD);
}

static void
test_keep (void)
{
  g_autoptr (GPtrArray) redactions = propose (TEXT);

  assert_masked (redactions, TEXT, "Beste [redacted:name], uw code is [redacted:code] en uw kaart [redacted:card].");
  g_assert_true (tipoff_redactions_keep (redactions, "r2"));
  assert_masked (redactions, TEXT, "Beste [redacted:name], uw code is 482913 en uw kaart [redacted:card].");
  g_assert_false (tipoff_redactions_keep (redactions, "r9"));
  g_assert_false (tipoff_redactions_keep (redactions, NULL));
  g_assert_cmpuint (redactions->len, ==, 3);
}

static void
add (GPtrArray  *redactions,
     const char *text,
     const char *piece)
{
  const char *place = strstr (text, piece);
  TipoffSpan span = { 0, 0, 0 };

  g_assert_nonnull (place);
  span.start = (gsize) (place - text);
  span.end = span.start + strlen (piece);
  tipoff_redactions_add (redactions, span);
}

static void
test_add (void)
{
  g_autoptr (GPtrArray) redactions = propose (TEXT);

  /* Something new. */
  add (redactions, TEXT, "en uw");
  g_assert_cmpuint (redactions->len, ==, 4);
  g_assert_cmpint (at (redactions, 2)->type, ==, TIPOFF_REDACTION_OTHER);
  g_assert_cmpstr (at (redactions, 2)->id, ==, "r3");
  assert_masked (redactions, TEXT, "Beste [redacted:name], uw code is [redacted:code] [redacted:other] kaart [redacted:card].");
  /* Over the border of one: both become one. */
  add (redactions, TEXT, "Peeters, uw");
  g_assert_cmpuint (redactions->len, ==, 4);
  assert_masked (redactions, TEXT, "Beste [redacted:other] code is [redacted:code] [redacted:other] kaart [redacted:card].");
  /* Over everything. */
  add (redactions, TEXT, TEXT);
  g_assert_cmpuint (redactions->len, ==, 1);
  assert_masked (redactions, TEXT, "[redacted:other]");
}

/* Kept, then thought better of: it is masked again and is what it was. */
static void
test_add_again (void)
{
  g_autoptr (GPtrArray) redactions = propose (TEXT);

  g_assert_true (tipoff_redactions_keep (redactions, "r1"));
  add (redactions, TEXT, "Peeters");
  g_assert_cmpuint (redactions->len, ==, 3);
  assert_masked (redactions, TEXT, "Beste [redacted:name], uw code is [redacted:code] en uw kaart [redacted:card].");
}

static void
test_add_nothing (void)
{
  g_autoptr (GPtrArray) redactions = propose (TEXT);
  TipoffSpan empty = { 0, 5, 5 };
  TipoffSpan backwards = { 0, 5, 4 };

  tipoff_redactions_add (redactions, empty);
  tipoff_redactions_add (redactions, backwards);
  g_assert_cmpuint (redactions->len, ==, 3);
}

static void
test_add_to_another_part (void)
{
  g_autoptr (GPtrArray) redactions = propose (TEXT);
  TipoffSpan span = { 1, 0, 4 };
  g_autofree char *masked = NULL;

  tipoff_redactions_add (redactions, span);
  g_assert_cmpuint (redactions->len, ==, 4);
  g_assert_cmpuint (at (redactions, 3)->span.part, ==, 1);
  masked = tipoff_redactions_apply (redactions, 1, "Jan is er", 9, NULL);
  g_assert_cmpstr (masked, ==, "[redacted:other]is er");
}

static void
test_map (void)
{
  g_autoptr (GPtrArray) redactions = propose (TEXT);
  g_autoptr (TipoffOffsetMap) map = NULL;
  g_autofree char *masked = tipoff_redactions_apply (redactions, 0, TEXT, strlen (TEXT), &map);
  const char *code = strstr (masked, "[redacted:code]");
  gsize start, end;

  tipoff_offset_map_to_source (map, (gsize) (code - masked), (gsize) (code - masked) + strlen ("[redacted:code]"), &start, &end);
  g_assert_cmpuint (start, ==, (gsize) (strstr (TEXT, "482913") - TEXT));
  g_assert_cmpuint (end, ==, start + 6);
  code = strstr (masked, "kaart");
  tipoff_offset_map_to_source (map, (gsize) (code - masked), (gsize) (code - masked) + 5, &start, &end);
  g_assert_cmpuint (start, ==, (gsize) (strstr (TEXT, "kaart") - TEXT));
}

/* Selections at random keep the list in order, apart and numbered. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) redactions = propose (TEXT);

      for (guint i = 0; i < 20; i++)
        {
          TipoffSpan span = { (guint) g_rand_int_range (random, 0, 3), (gsize) g_rand_int_range (random, 0, 60), 0 };

          span.end = span.start + (gsize) g_rand_int_range (random, 0, 12);
          tipoff_redactions_add (redactions, span);
        }
      for (guint i = 0; i < redactions->len; i++)
        {
          g_autofree char *id = g_strdup_printf ("r%u", i + 1);

          g_assert_cmpstr (at (redactions, i)->id, ==, id);
          g_assert_cmpuint (at (redactions, i)->span.start, <, at (redactions, i)->span.end);
          if (i > 0 && at (redactions, i - 1)->span.part == at (redactions, i)->span.part)
            g_assert_cmpuint (at (redactions, i - 1)->span.end, <=, at (redactions, i)->span.start);
          if (i > 0)
            g_assert_cmpuint (at (redactions, i - 1)->span.part, <=, at (redactions, i)->span.part);
        }
    }
}

/* Headers, subject, attachment: the name that one part gives away is masked in all. */
static void
test_parts (void)
{
  g_autoptr (TipoffCase) c = make_case ("Beste Jan Peeters, zie bijlage.", TIPOFF_CHANNEL_EMAIL, "ing@kaart-nieuw.top", NULL);
  g_autoptr (TipoffVerdict) verdict = NULL;
  g_autoptr (GPtrArray) redactions = NULL;
  static const char *const expected[] = {
    "Beste [redacted:name], zie bijlage.",
    "Factuur voor [redacted:name]",
    "To: [redacted:name] <[redacted:email]>",
    "Received: from x by y for <[redacted:email]>; Tue, 24 Nov 2026",
    "factuur_[redacted:name]_[redacted:name].pdf",
    "ing@kaart-nieuw.top",
  };

  add_part (c, TIPOFF_PART_SUBJECT, "Factuur voor Jan");
  add_part (c, TIPOFF_PART_HEADER, "To: Jan Peeters <jan.peeters@example.be>");
  add_part (c, TIPOFF_PART_HEADER, "Received: from x by y for <jan.peeters@example.be>; Tue, 24 Nov 2026");
  add_part (c, TIPOFF_PART_ATTACHMENT_NAME, "factuur_Jan_Peeters.pdf");
  verdict = make_verdict (c, "BE");
  redactions = tipoff_redactions_propose (c, verdict, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const TipoffPart *part = tipoff_case_get_part (c, i);
      g_autofree char *masked = tipoff_redactions_apply (redactions, i, part->text, part->length, NULL);

      g_assert_cmpstr (masked, ==, expected[i]);
    }
}

static const TipoffRole stay_home[] = { TIPOFF_ROLE_RECIPIENT, TIPOFF_ROLE_BYSTANDER };

/* A role that the person or a reader gave decides, whatever the words around. */
static void
test_roles (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stay_home); i++)
    {
      g_autoptr (TipoffCase) c = make_case ("Bel 0470 12 34 56 of x@example.org", TIPOFF_CHANNEL_SMS, NULL, NULL);
      g_autoptr (TipoffVerdict) verdict = make_verdict (c, "BE");
      g_autoptr (GPtrArray) before = tipoff_redactions_propose (c, verdict, NULL);
      g_autoptr (GPtrArray) after = NULL;

      g_assert_cmpuint (before->len, ==, 0);
      g_assert_cmpuint (verdict->indicators->len, ==, 2);
      for (guint j = 0; j < verdict->indicators->len; j++)
        ((TipoffIndicator *) g_ptr_array_index (verdict->indicators, j))->role = stay_home[i];
      after = tipoff_redactions_propose (c, verdict, NULL);
      g_assert_cmpuint (after->len, ==, 2);
      g_assert_cmpint (at (after, 0)->type, ==, TIPOFF_REDACTION_PHONE);
      g_assert_cmpint (at (after, 1)->type, ==, TIPOFF_REDACTION_EMAIL);
    }
}

static char *
repeat (const char *piece,
        gsize       bytes)
{
  GString *text = g_string_new (NULL);

  while (text->len + strlen (piece) <= bytes)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

/* A megabyte of the worst takes its time once, not squared (a tenth of it under sanitizers). */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "Beste Jan Peeters, ", "hi A. ", "code 123456 ", "4532015112830366 ", "4 ", "@", "a@", "To: a@b.cd, ", "\nTo: x@example.org",
    "Kerkstraat 12 ", "rue de la de la ", "Ref: A-1-2-3-4-5 ", "https://a.top/?e=a%40b.cd ", "uw nummer ", "****", "van de ",
    "\xf0\x9f\x98\x80", "É", "1-", "X-", "dni ", "12 High ", "https://a.top/////", "BE", "Dear ",
    "mama Jan Peeters ", "Jan +32 470 12 34 56, ", "T. van de ", "A1-2B ", "Kerkplein 1, 1000 Brussel, ", "my password is a1 ", "password:1", "Jan_",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], HOSTILE_BYTES);
      gint64 before;
      g_autoptr (GPtrArray) redactions = NULL;
      g_autofree char *masked = NULL;
      g_autoptr (TipoffCase) c = make_case (text, TIPOFF_CHANNEL_SMS, "Jan", NULL);
      g_autoptr (TipoffVerdict) verdict = make_verdict (c, "BE");

      before = g_get_monotonic_time ();
      redactions = tipoff_redactions_propose (c, verdict, NULL);
      masked = tipoff_redactions_apply (redactions, 0, text, strlen (text), NULL);
      g_test_message ("%s: %u redactions in %" G_GINT64_FORMAT " ms", pieces[i], redactions->len,
                      (g_get_monotonic_time () - before) / 1000);
      g_assert_cmpint (g_get_monotonic_time () - before, <, (gint64) (TIME_BOUND * G_USEC_PER_SEC));
      g_assert_true (g_utf8_validate (masked, -1, NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/redaction/ids-in-order", test_ids_in_order);
  g_test_add_func ("/report/redaction/keep", test_keep);
  g_test_add_func ("/report/redaction/add", test_add);
  g_test_add_func ("/report/redaction/add-again", test_add_again);
  g_test_add_func ("/report/redaction/add-nothing", test_add_nothing);
  g_test_add_func ("/report/redaction/add-to-another-part", test_add_to_another_part);
  g_test_add_func ("/report/redaction/map", test_map);
  g_test_add_func ("/report/redaction/random", test_random);
  g_test_add_func ("/report/redaction/parts", test_parts);
  g_test_add_func ("/report/redaction/roles", test_roles);
  g_test_add_func ("/report/redaction/hostile", test_hostile);
  return g_test_run ();
}
