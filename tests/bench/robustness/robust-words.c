/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tricks with letters: the reader still reads the same, or nearly. */
#include "robust.h"

#include <string.h>

typedef void (*WordTrick) (GString *out, const char *word, gsize length, guint number, GRand *rand);

/* NULL where nothing is left, or nothing has changed. */
static char *
finish (GString *out, const RobustScam *scam)
{
  char *text = g_string_free (out, FALSE);

  if (!g_str_equal (text, scam->text))
    return text;
  g_free (text);
  return NULL;
}

static gboolean
is_key (const RobustScam *scam, const TipoffSpan *word)
{
  for (guint i = 0; i < scam->verdict->words->len; i++)
    {
      const TipoffWord *heavy = &g_array_index (scam->verdict->words, TipoffWord, i);

      if (heavy->weight > 0 && heavy->span.part == 0 && heavy->span.start < word->end && word->start < heavy->span.end)
        return TRUE;
    }
  for (guint i = 0; i < scam->verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (scam->verdict->flags, i);

      for (guint j = 0; j < flag->spans->len; j++)
        {
          const TipoffSpan *span = &g_array_index (flag->spans, TipoffSpan, j);

          if (span->part == 0 && span->start < word->end && word->start < span->end)
            return TRUE;
        }
    }
  return FALSE;
}

static char *
rewrite (const RobustScam *scam, GRand *rand, gboolean only_keys, WordTrick trick)
{
  GString *out = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < scam->words->len; i++)
    {
      const TipoffSpan *word = &g_array_index (scam->words, TipoffSpan, i);

      g_string_append_len (out, scam->text + at, (gssize) (word->start - at));
      if (!only_keys || is_key (scam, word))
        trick (out, scam->text + word->start, word->end - word->start, i, rand);
      else
        g_string_append_len (out, scam->text + word->start, (gssize) (word->end - word->start));
      at = word->end;
    }
  g_string_append (out, scam->text + at);
  return finish (out, scam);
}

static void
keep (GString *out, const char *word, gsize length)
{
  g_string_append_len (out, word, (gssize) length);
}

/* One invisible character in the middle of each word of four letters and more. */
static void
hide_in_word (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  static const gunichar invisible[] = { 0x200b, 0x200c, 0x200d, 0x2060, 0xad, 0xfeff };
  const glong letters = g_utf8_strlen (word, (gssize) length);
  const char *middle = g_utf8_offset_to_pointer (word, letters / 2);

  if (letters < 4)
    {
      keep (out, word, length);
      return;
    }
  keep (out, word, (gsize) (middle - word));
  g_string_append_unichar (out, invisible[g_rand_int_range (rand, 0, G_N_ELEMENTS (invisible))]);
  keep (out, middle, length - (gsize) (middle - word));
}

static void
hide_everywhere (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      g_string_append_unichar (out, g_utf8_get_char (p));
      g_string_append_unichar (out, 0x200b);
    }
}

/* @limit letters of each word that have a twin in another alphabet or among the digits. */
static void
replace_letters (GString *out, const char *word, gsize length, const char *from, const gunichar *to, guint limit)
{
  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char *found = c < 0x80 && limit > 0 ? strchr (from, (int) c) : NULL;

      g_string_append_unichar (out, found != NULL ? to[found - from] : c);
      limit -= found != NULL;
    }
}

static const char cyrillic_from[] = "aceiopxysjABCEHIKMOPTXY";
static const gunichar cyrillic[] = {
  0x430, 0x441, 0x435, 0x456, 0x43e, 0x440, 0x445, 0x443, 0x455, 0x458, 0x410, 0x412, 0x421, 0x415, 0x41d, 0x406,
  0x41a, 0x41c, 0x41e, 0x420, 0x422, 0x425, 0x423,
};
static const char greek_from[] = "aeiopvxkntuyABEHIKMNOPTXYZ";
static const gunichar greek[] = {
  0x3b1, 0x3b5, 0x3b9, 0x3bf, 0x3c1, 0x3bd, 0x3c7, 0x3ba, 0x3b7, 0x3c4, 0x3c5, 0x3b3, 0x391, 0x392, 0x395, 0x397,
  0x399, 0x39a, 0x39c, 0x39d, 0x39f, 0x3a1, 0x3a4, 0x3a7, 0x3a5, 0x396,
};
static const char leet_from[] = "aeiostAEIOSTlb";
static const gunichar leet[] = { '4', '3', '1', '0', '5', '7', '4', '3', '1', '0', '5', '7', '1', '8' };
static const gunichar signs[] = { '@', '3', '!', '0', '$', '7', '@', '3', '!', '0', '$', '7', '|', '8' };
G_STATIC_ASSERT (G_N_ELEMENTS (cyrillic) == sizeof cyrillic_from - 1);
G_STATIC_ASSERT (G_N_ELEMENTS (greek) == sizeof greek_from - 1);
G_STATIC_ASSERT (G_N_ELEMENTS (leet) == sizeof leet_from - 1);
G_STATIC_ASSERT (G_N_ELEMENTS (signs) == sizeof leet_from - 1);

#define REPLACING(name, from, to, limit) \
  static void \
  name (GString *out, const char *word, gsize length, guint number, GRand *rand) \
  { \
    replace_letters (out, word, length, from, to, limit); \
  }

REPLACING (one_cyrillic, cyrillic_from, cyrillic, 1)
REPLACING (all_cyrillic, cyrillic_from, cyrillic, G_MAXUINT)
REPLACING (one_greek, greek_from, greek, 1)
REPLACING (all_greek, greek_from, greek, G_MAXUINT)
REPLACING (one_leet, leet_from, leet, 1)
REPLACING (all_leet, leet_from, leet, G_MAXUINT)
REPLACING (one_sign, leet_from, signs, 1)
REPLACING (all_signs, leet_from, signs, G_MAXUINT)

static void
space_with (GString *out, const char *word, gsize length, const char *between)
{
  if (g_utf8_strlen (word, (gssize) length) < 4)
    {
      keep (out, word, length);
      return;
    }
  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      if (p > word)
        g_string_append (out, between);
      g_string_append_unichar (out, g_utf8_get_char (p));
    }
}

static void
space_letters (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  space_with (out, word, length, " ");
}

static void
dot_letters (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  space_with (out, word, length, ".");
}

static void
widen (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, c > 0x20 && c < 0x7f ? c + 0xfee0 : c);
    }
}

/* Two letters inside a word of five and more change places. */
static void
swap_letters (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  const glong letters = g_utf8_strlen (word, (gssize) length);
  const char *one, *other, *rest;

  if (letters < 5)
    {
      keep (out, word, length);
      return;
    }
  one = g_utf8_offset_to_pointer (word, g_rand_int_range (rand, 1, (gint32) letters - 2));
  other = g_utf8_next_char (one);
  rest = g_utf8_next_char (other);
  keep (out, word, (gsize) (one - word));
  keep (out, other, (gsize) (rest - other));
  keep (out, one, (gsize) (other - one));
  keep (out, rest, length - (gsize) (rest - word));
}

/* A letter inside a word of five and more left out, or another in its place. */
static void
replace_one (GString *out, const char *word, gsize length, GRand *rand, const char *with)
{
  const glong letters = g_utf8_strlen (word, (gssize) length);
  const char *at, *rest;

  if (letters < 5)
    {
      keep (out, word, length);
      return;
    }
  at = g_utf8_offset_to_pointer (word, g_rand_int_range (rand, 1, (gint32) letters - 1));
  rest = g_utf8_next_char (at);
  keep (out, word, (gsize) (at - word));
  g_string_append (out, with);
  keep (out, rest, length - (gsize) (rest - word));
}

static void
leave_letter_out (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  replace_one (out, word, length, rand, "");
}

static void
change_letter (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  const char other[] = { (char) ('a' + g_rand_int_range (rand, 0, 26)), '\0' };

  replace_one (out, word, length, rand, other);
}

static void
swap_some (GString *out, const char *word, gsize length, guint number, GRand *rand)
{
  if (g_rand_int_range (rand, 0, 3) == 0)
    swap_letters (out, word, length, number, rand);
  else
    keep (out, word, length);
}

#define TRICK(name, only_keys, word_trick) \
  static char * \
  name (const RobustBench *bench, const RobustScam *scam, GRand *rand) \
  { \
    return rewrite (scam, rand, only_keys, word_trick); \
  }

TRICK (trick_hidden, FALSE, hide_in_word)
TRICK (trick_hidden_all, FALSE, hide_everywhere)
TRICK (trick_one_cyrillic, FALSE, one_cyrillic)
TRICK (trick_all_cyrillic, FALSE, all_cyrillic)
TRICK (trick_one_greek, FALSE, one_greek)
TRICK (trick_all_greek, FALSE, all_greek)
TRICK (trick_one_leet, FALSE, one_leet)
TRICK (trick_all_leet, FALSE, all_leet)
TRICK (trick_one_sign, FALSE, one_sign)
TRICK (trick_all_signs, FALSE, all_signs)
TRICK (trick_spaced, TRUE, space_letters)
TRICK (trick_dotted, TRUE, dot_letters)
TRICK (trick_wide, FALSE, widen)
TRICK (trick_swap_some, FALSE, swap_some)
TRICK (trick_swap_keys, TRUE, swap_letters)
TRICK (trick_swap_all, FALSE, swap_letters)
TRICK (trick_leave_out, FALSE, leave_letter_out)
TRICK (trick_leave_out_keys, TRUE, leave_letter_out)
TRICK (trick_change, FALSE, change_letter)
TRICK (trick_change_keys, TRUE, change_letter)

static char *
trick_upper (const RobustBench *bench, const RobustScam *scam, GRand *rand)
{
  g_autofree char *upper = g_utf8_strup (scam->text, -1);

  return finish (g_string_new (upper), scam);
}

static char *
trick_no_accents (const RobustBench *bench, const RobustScam *scam, GRand *rand)
{
  GString *out = g_string_new (NULL);

  for (const char *p = scam->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isalpha (c) && c != 0x142 && g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
        g_string_append_unichar (out, parts[0]);
      else
        g_string_append_unichar (out, c == 0x142 ? 'l' : c);
    }
  return finish (out, scam);
}

/* But for links, numbers and addresses. */
static char *
trick_no_punctuation (const RobustBench *bench, const RobustScam *scam, GRand *rand)
{
  GString *out = g_string_new (NULL);
  const char *p = scam->text;
  guint next = 0;

  while (*p != '\0')
    {
      const GPtrArray *indicators = scam->verdict->indicators;
      const TipoffIndicator *indicator = next < indicators->len ? g_ptr_array_index (indicators, next) : NULL;

      if (indicator != NULL && (gsize) (p - scam->text) == indicator->span.start)
        {
          keep (out, p, indicator->span.end - indicator->span.start);
          p = scam->text + indicator->span.end;
          next++;
          continue;
        }
      if (!g_unichar_ispunct (g_utf8_get_char (p)))
        g_string_append_unichar (out, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  return finish (out, scam);
}

const RobustTrickEntry robust_word_tricks[] = {
  { "zero-width character in each word", trick_hidden },
  { "zero-width character after each letter", trick_hidden_all },
  { "Cyrillic letter in each word", trick_one_cyrillic },
  { "Cyrillic letters wherever they have a twin", trick_all_cyrillic },
  { "Greek letter in each word", trick_one_greek },
  { "Greek letters wherever they have a twin", trick_all_greek },
  { "leetspeak, one digit a word", trick_one_leet },
  { "leetspeak, all digits", trick_all_leet },
  { "leetspeak, one sign a word", trick_one_sign },
  { "leetspeak, all signs", trick_all_signs },
  { "letters spaced in key words", trick_spaced },
  { "letters dotted in key words", trick_dotted },
  { "full-width letters", trick_wide },
  { "upper case", trick_upper },
  { "no accents", trick_no_accents },
  { "no punctuation", trick_no_punctuation },
  { "letters swapped in a third of the words", trick_swap_some },
  { "letters swapped in key words", trick_swap_keys },
  { "letters swapped in all words", trick_swap_all },
  { "a letter left out of key words", trick_leave_out_keys },
  { "a letter left out of all words", trick_leave_out },
  { "a wrong letter in key words", trick_change_keys },
  { "a wrong letter in all words", trick_change },
  { NULL },
};
