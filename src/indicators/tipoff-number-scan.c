/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-number-scan.h"

#include <string.h>

/* Neither part of a number nor a letter that could be dialled. */
#define COVER '|'

/* E.164, or what a person would dial: a short code has no other form. */
static char *
number_value (const TipoffPhoneNumber *number)
{
  const char *e164 = tipoff_phone_number_get_e164 (number);
  const char *raw = tipoff_phone_number_get_raw (number);
  g_autoptr (GString) dialled = NULL;

  if (e164 != NULL)
    return g_strdup (e164);
  dialled = g_string_new (NULL);
  for (const char *p = raw; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = g_unichar_digit_value (c);

      if (digit >= 0)
        g_string_append_c (dialled, (char) ('0' + digit));
      else if (c == '+' || c == '*' || c == '#')
        g_string_append_c (dialled, (char) c);
    }
  return g_string_free (g_steal_pointer (&dialled), FALSE);
}

static void
add_number (TipoffScan *scan, const TipoffPhoneNumber *number, gsize offset)
{
  TipoffIndicator *indicator;
  const char *start = scan->text + offset + tipoff_phone_number_get_start (number);
  const char *end = scan->text + offset + tipoff_phone_number_get_end (number);

  indicator = tipoff_scan_add (scan, TIPOFF_INDICATOR_PHONE, start, end, number_value (number));
  indicator->number = tipoff_phone_number_ref ((TipoffPhoneNumber *) number);
}

/* The text with everything covered that is no number, byte by byte, so that offsets stay. */
static char *
cover (const TipoffScan *scan, gsize length)
{
  char *text = g_strndup (scan->text, length);

  for (guint i = 0; i < scan->no_numbers->len; i++)
    {
      const TipoffSpan *span = &g_array_index (scan->no_numbers, TipoffSpan, i);

      memset (text + span->start, COVER, span->end - span->start);
    }
  return text;
}

void
tipoff_number_scan (TipoffScan *scan, const char *region, guint most)
{
  gsize length = scan->end - scan->text;
  g_autofree char *covered = scan->no_numbers->len > 0 ? cover (scan, length) : NULL;
  g_autoptr (GPtrArray) numbers = NULL;
  g_autoptr (GError) error = NULL;

  numbers = tipoff_phone_find (covered != NULL ? covered : scan->text, length, region, most, &error);
  if (numbers == NULL)
    {
      /* The other indicators are worth having without them. */
      g_debug ("No phone numbers: %s", error != NULL ? error->message : "none");
      return;
    }
  for (guint i = 0; i < numbers->len; i++)
    add_number (scan, g_ptr_array_index (numbers, i), 0);
}

/* Digits and what is written between them; at least three digits. */
static gboolean
looks_like_number (const char *text, const char *end)
{
  guint n_digits = 0;

  for (const char *p = text; p < end; p++)
    {
      if (g_ascii_isdigit (*p))
        n_digits++;
      else if (strchr ("+-. ()/*#", *p) == NULL && (guchar) *p < 0x80)
        return FALSE;
    }
  return n_digits >= 3;
}

void
tipoff_number_scan_sender (TipoffScan *scan, const char *region)
{
  g_autoptr (TipoffPhoneNumber) number = NULL;

  if (!looks_like_number (scan->text, scan->end))
    return;
  number = tipoff_phone_parse (scan->text, region, NULL);
  if (number != NULL)
    add_number (scan, number, 0);
}
