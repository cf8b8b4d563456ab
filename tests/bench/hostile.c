/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long messages take that were made to take long: milliseconds at an eighth, a quarter, a half
 * and a whole of the largest text. Where a row does not double from column to column, it is not linear.
 * No limit is asserted: figures depend on the machine. */
#include "tipoff-classifier.h"
#include "tipoff-limits.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SIZES 4

/* Each is repeated until the message is full. */
static const struct { const char *name, *unit; } hostile[] = {
  { "digits", "7" },
  { "digits of many kinds", "0470 12 34 56 " },
  { "digits and dots", "1.2." },
  { "digits and dashes", "12-" },
  { "digits and slashes", "1/2/" },
  { "one digit a word", "1 " },
  { "@", "@" },
  { "a@", "a@" },
  { "a@b.", "a@b." },
  { "addresses", "ann@example.org " },
  { "http://", "http://" },
  { "http://a", "http://a" },
  { "http:// and spaces", "http:// " },
  { "https://a.b/", "https://a.b/" },
  { "hxxp[:]//", "hxxp[:]//" },
  { "links", "https://pay.example.com/a?b=c " },
  { "different brands", "https://dhl.com-parcel.example/ bpost.be " },
  { "link of one host", "www." },
  { "a.", "a." },
  { "a.com", "a.com" },
  { "a.com and spaces", "a.com " },
  { "one letter", "a" },
  { "one letter and space", "a " },
  { "one capital", "A" },
  { "capital and letter", "Aa" },
  { "leet", "a1" },
  { "leet signs", "a$" },
  { "(", "(" },
  { "[", "[" },
  { "([{<", "([{<" },
  { "<a", "<a" },
  { "&lt;", "&lt;" },
  { "&", "&" },
  { "%", "%" },
  { "%41", "%41" },
  { "(.)", "(.)" },
  { "[.]", "[.]" },
  { "a[.]", "a[.]" },
  { "punctuation", "!?;:,.-_'\"*/\\#~=^`|" },
  { "quotes", "\"" },
  { "newlines", "\n" },
  { "newlines and letters", "a\n" },
  { "carriage returns", "\r" },
  { "spaces", " " },
  { "tabs", "\t" },
  { ".", "." },
  { ". and spaces", ". " },
  { "+", "+" },
  { "+3", "+3" },
  { "+32 4", "+32 4" },
  { "(0)", "(0)" },
  { "-", "-" },
  { "_", "_" },
  { "/", "/" },
  { ":", ":" },
  { "$", "$" },
  { "sums", "€1" },
  { "sums and spaces", "€1 " },
  { "zero width", "\xe2\x80\x8b" },
  { "zero width in letters", "a\xe2\x80\x8b" },
  { "soft hyphens", "a\xc2\xad" },
  { "directions", "\xe2\x80\xae" },
  { "combining marks", "e\xcc\x81" },
  { "marks alone", "\xcc\x81" },
  { "Cyrillic look-alikes", "\xd0\xb0" },
  { "fullwidth", "\xef\xbc\xa1" },
  { "ligatures", "\xef\xb7\xba" },           /* U+FDFA: one character, 18 when taken apart */
  { "fullwidth digits", "\xef\xbc\x91" },
  { "emoji", "\xf0\x9f\x98\x80" },
  { "flags", "\xf0\x9f\x87\xa7\xf0\x9f\x87\xaa" },
  { "Chinese", "\xe4\xb8\xad" },
  { "phrase", "click here to verify your account " },
  { "phrases with gaps", "your x x x account x x is x x " },
  { "phrases begun", "please please please click " },
  { "brand", "PayPal " },
  { "family", "hi mum this is my new number " },
  { "IBAN", "BE68539007547034 " },
  { "IBAN without end", "BE68" },
  { "IBAN in groups", "BE68 5390 0754 7034 " },
  { "card", "4111 1111 1111 1111 " },
  { "wallet", "0x52908400098527886E0F7030069857D2E4169EE7 " },
  { "wallet without end", "0x" },
  { "wallet of letters", "bc1q" },
  { "base58", "1BvBMSEYstWetqTFn5Au4m4GFgXJNaQMHx7b " },
  { "references", "REF: " },
  { "1Z", "1Z" },
  { "chat lines", "[24/11/2026, 10:00] Ann: hello\n" },
  { "sentences", "Pay now. " },
  { "questions", "Why? " },
  { "times", "10:00 " },
  { "dates", "24/11/2026 " },
};

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

/* @head, @unit as often as it fits, @tail. */
static char *
fill (const char *head, const char *unit, const char *tail, gsize size)
{
  const gsize length = strlen (unit), room = size - strlen (head) - strlen (tail);
  GString *text = g_string_sized_new (size + 1);

  g_string_append (text, head);
  for (gsize i = 0; i < room / length; i++)
    g_string_append_len (text, unit, (gssize) length);
  g_string_append (text, tail);
  return g_string_free (text, FALSE);
}

static double
time_check (TipoffClassifier *classifier, const char *text)
{
  double start = now ();
  g_autoptr (TipoffCase) c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_SMS, NULL, NULL, NULL);
  g_autoptr (TipoffVerdict) verdict = c != NULL ? tipoff_classifier_check (classifier, c, "BE") : NULL;

  return now () - start;
}

static void
time_row (TipoffClassifier *classifier, const char *name, const char *head, const char *unit, const char *tail)
{
  double taken[SIZES];

  for (guint i = 0; i < SIZES; i++)
    {
      g_autofree char *text = fill (head, unit, tail, TIPOFF_LIMIT_TEXT_BYTES >> (SIZES - 1 - i));

      taken[i] = time_check (classifier, text);
    }
  g_print ("%-26s %8.1f %8.1f %8.1f %8.1f ms  last step x %.1f%s%s\n", name, taken[0], taken[1], taken[2], taken[3],
           taken[3] / taken[2], taken[3] > 500 ? "  SLOW" : "",
           taken[3] > 50 && taken[3] > 2.8 * taken[2] ? "  NOT LINEAR" : "");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TipoffClassifier) classifier = argc > 1 ? tipoff_classifier_new (argv[1], &error) : NULL;

  if (classifier == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "hostile MODEL [NAME…]");
      return 2;
    }
  time_check (classifier, "Call 0470 12 34 56");   /* opens what is opened at first need */
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    if (argc == 2 || g_strv_contains ((const char *const *) argv + 2, hostile[i].name))
      time_row (classifier, hostile[i].name, "", hostile[i].unit, "");
  if (argc > 2)
    return 0;
  time_row (classifier, "newlines, then a word", "", "\n", "pay");
  time_row (classifier, "a word, then dots", "pay", ".", "");
  time_row (classifier, "a link that goes on", "https://example.com/", "a", "");
  time_row (classifier, "a query that goes on", "https://example.com/?", "a=b&", "");
  time_row (classifier, "a host that goes on", "https://", "a.", "com/");
  time_row (classifier, "an address behind words", "", "a ", "ann@example.org");
  time_row (classifier, "an address that goes on", "", "a.", "@example.org");
  time_row (classifier, "a number behind dashes", "+32", "-", "470123456");
  return 0;
}
