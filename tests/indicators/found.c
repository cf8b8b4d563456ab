/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "found.h"

#include <string.h>

GPtrArray *
find_in (const char *text, TipoffCase **c)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  *c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_OTHER, NULL, NULL, &error);
  g_assert_no_error (error);
  found = tipoff_indicators_find (*c, "BE");
  check_spans (*c, found);
  return found;
}

static gboolean
is_border (const TipoffPart *part, gsize offset)
{
  return offset == part->length || ((guchar) part->text[offset] & 0xc0) != 0x80;
}

void
check_spans (const TipoffCase *c, const GPtrArray *found)
{
  guint number = 0;
  gsize last_end = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (found, i);
      const TipoffSpan *span = &indicator->span;
      const TipoffPart *part = tipoff_case_get_part (c, span->part);

      g_assert_nonnull (part);
      g_assert_cmpuint (span->part, >=, number);
      if (span->part > number)
        last_end = 0;
      number = span->part;
      g_assert_cmpuint (span->start, >=, last_end);
      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, part->length);
      g_assert_true (is_border (part, span->start));
      g_assert_true (is_border (part, span->end));
      last_end = span->end;

      g_assert_nonnull (indicator->value);
      g_assert_cmpstr (indicator->value, !=, "");
      g_assert_true (g_utf8_validate (indicator->value, -1, NULL));
    }
}

static void
check_one (const TipoffCase *c, const TipoffIndicator *indicator, const Expected *expected)
{
  const TipoffPart *part = tipoff_case_get_part (c, indicator->span.part);
  g_autofree char *source = g_strndup (part->text + indicator->span.start,
                                       indicator->span.end - indicator->span.start);

  g_assert_cmpstr (tipoff_indicator_type_to_string (indicator->type), ==, expected->type);
  g_assert_cmpstr (source, ==, expected->source);
  g_assert_cmpstr (indicator->value, ==, expected->value != NULL ? expected->value : expected->source);
  g_assert_cmpstr (indicator->host, ==, expected->host);
  g_assert_cmpstr (indicator->domain, ==, expected->domain);
  g_assert_cmphex (indicator->url_flags, ==, expected->flags);
}

static void
check_row (const Row *row, const char *before, const char *behind)
{
  g_autofree char *text = g_strconcat (before, row->text, behind, NULL);
  g_autoptr (TipoffCase) c = NULL;
  g_autoptr (GPtrArray) found = find_in (text, &c);
  guint n = 0;

  g_test_message ("\"%s\"", text);
  while (n < MAX_EXPECTED && row->expected[n].type != NULL)
    n++;
  for (guint i = 0; i < MIN (n, found->len); i++)
    check_one (c, g_ptr_array_index (found, i), &row->expected[i]);
  g_assert_cmpuint (found->len, ==, n);
}

void
check_rows (const Row *rows, gsize n_rows)
{
  static const char *const around[][2] = {
    { "", "" },
    { "Dag, ", " en tot straks" },
    { "\xf0\x9f\x8e\x81\xef\xb8\x8f ", " \xf0\x9f\x8e\x81" },                       /* a present, as emoji */
    { "e\xcc\x81t\xc3\xa9 ", "\n" },                                                /* combining and not */
    { "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d ", " \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },   /* Hebrew */
    { "\xe2\x80\xae", "" },                                                         /* from right to left */
    { "een\ntwee\n", "\ndrie" },
    { "\xc2\xab\xe2\x80\xaf", "\xe2\x80\xaf\xc2\xbb" },                             /* quotes */
  };

  for (gsize i = 0; i < n_rows; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (around); k++)
      check_row (&rows[i], around[k][0], around[k][1]);
}

void
check_none (const char *const *texts)
{
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = find_in (texts[i], &c);

      g_test_message ("\"%s\"", texts[i]);
      if (found->len > 0)
        {
          const TipoffIndicator *indicator = g_ptr_array_index (found, 0);

          g_test_message ("found %s", indicator->value);
        }
      g_assert_cmpuint (found->len, ==, 0);
    }
}
