/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-tokens.h"
#include "tipoff-figures.h"

#include "tipoff-ids.h"

#include <string.h>

/* Word n-grams are made of the first letters: endings are grammar, and some collections lost theirs. */
#define STEM_BYTES 6
/* A longer run of letters is no word. */
#define MAX_WORD_BYTES 64
#define WORD_SEED 0x7469706f66660001ULL
#define MASK_SEED 0x7469706f66660002ULL

/* One collection holds English with every verb in its plain form: so do we. */
static const struct { const char *form, *plain; } plain_forms[] = {
  { "am", "be" }, { "are", "be" }, { "been", "be" }, { "being", "be" }, { "did", "do" }, { "does", "do" },
  { "had", "have" }, { "has", "have" }, { "is", "be" }, { "was", "be" }, { "were", "be" },
};

/* What is left of a link that a collector tore apart. */
static const char *const link_debris[] = { "com", "net", "org", "html", "php", "index", "htm" };

static const struct { const char *name; TipoffTokenType type; } written_masks[] = {
  { "url", TIPOFF_TOKEN_URL }, { "link", TIPOFF_TOKEN_URL }, { "email", TIPOFF_TOKEN_EMAIL },
  { "phone", TIPOFF_TOKEN_PHONE }, { "telephone", TIPOFF_TOKEN_PHONE }, { "number", TIPOFF_TOKEN_NUMBER },
  { "num", TIPOFF_TOKEN_NUMBER }, { "decimal", TIPOFF_TOKEN_NUMBER }, { "#", TIPOFF_TOKEN_NUMBER },
  { "amount", TIPOFF_TOKEN_MONEY }, { "money", TIPOFF_TOKEN_MONEY }, { "date", TIPOFF_TOKEN_DATE },
  { "time", TIPOFF_TOKEN_TIME }, { "code", TIPOFF_TOKEN_CODE }, { "ip", TIPOFF_TOKEN_URL },
};

typedef struct
{
  GArray       *tokens;
  TipoffNormal *normal;
  guint16       part;
  gboolean      leet;      /* written with digits for letters throughout */
} Reader;

guint64
tipoff_token_hash_word (const char *folded, gsize length)
{
  return tipoff_hash64 (folded, length, WORD_SEED);
}

guint64
tipoff_token_hash_mask (TipoffTokenType type)
{
  const guint8 byte = (guint8) type;

  return tipoff_hash64 (&byte, 1, MASK_SEED);
}

static guint64
hash_stem (const char *word, gsize length, guint64 whole)
{
  if (length <= 5)
    for (gsize i = 0; i < G_N_ELEMENTS (plain_forms); i++)
      if (plain_forms[i].form[0] == word[0] && strncmp (plain_forms[i].form, word, length) == 0 && plain_forms[i].form[length] == '\0')
        return tipoff_token_hash_word (plain_forms[i].plain, strlen (plain_forms[i].plain));
  return length <= STEM_BYTES ? whole : tipoff_token_hash_word (word, STEM_BYTES);
}

static void
add_mask (Reader *reader, TipoffTokenType type, gsize start, gsize end)
{
  GArray *tokens = reader->tokens;
  TipoffToken *last = tokens->len > 0 ? &g_array_index (tokens, TipoffToken, tokens->len - 1) : NULL;
  TipoffToken token = { .type = (guint8) type, .part = reader->part, .start = (guint32) start, .end = (guint32) end };

  if (last != NULL && last->type == type && last->part == reader->part && (type == TIPOFF_TOKEN_URL || type == TIPOFF_TOKEN_NUMBER)
      && start - last->end <= 2)
    {
      last->end = (guint32) end;   /* one link or number in pieces is one */
      return;
    }
  token.stem = tipoff_token_hash_mask (type);
  token.hash = tipoff_token_hash_word (reader->normal->text + start, MIN (end - start, MAX_WORD_BYTES));
  g_array_append_val (tokens, token);
}

static void
add_word (Reader *reader, gsize start, gsize end)
{
  const char *word = reader->normal->text + start;
  const gsize length = MIN (end - start, MAX_WORD_BYTES);
  TipoffToken token = { .type = TIPOFF_TOKEN_WORD, .part = reader->part, .start = (guint32) start, .end = (guint32) end };

  token.hash = tipoff_token_hash_word (word, length);
  token.stem = hash_stem (word, length, token.hash);
  g_array_append_val (reader->tokens, token);
}

static gboolean
is_word_byte (char c)
{
  const guchar byte = (guchar) c;

  /* Letters of other scripts; not the leads of symbols (U+00A0-BF, U+2000-2FFF, emoji). */
  return g_ascii_isalpha (c) || (byte >= 0x80 && byte != 0xc2 && byte != 0xe2 && byte != 0xf0);
}

static gboolean
is_vowel (char c)
{
  return c != 0 && strchr ("aeiou34@0!", c) != NULL;
}

/* What [@start, @end) has at @at in place of a letter; 0 where that is none. A one is read as the letter that
 * fits: paypa1 and p1ay, but n1cht. */
static char
letter_of_leet (const char *text, gsize start, gsize end, gsize at)
{
  const char before = at > start ? text[at - 1] : 0, after = at + 1 < end ? text[at + 1] : 0;

  switch (text[at])
    {
    case '0': return 'o';
    case '1': return (after == 0 ? is_vowel (before) : is_vowel (after) && (before == 0 || is_vowel (before)
                                                                            || (strchr ("bcfgkp", before) != NULL && after != 'e')))
                     ? 'l' : 'i';
    case '3': return 'e';
    case '4': return 'a';
    case '5': return 's';
    case '7': return 't';
    case '8': return 'b';
    case '$': return 's';
    case '@': return 'a';
    case '!': return 'i';
    case '|': return 'l';
    default:  return 0;
    }
}

/* A digit or sign between two letters, and few of them: it stands in for a letter. Where a message does so
 * throughout, also at the edges of words and in most of one; but 1980euro has a number. */
static gboolean
read_leet (TipoffNormal *normal, gsize start, gsize end, gboolean throughout)
{
  char *text = normal->text;
  char plain[MAX_WORD_BYTES];
  gsize letters = 0, others = 0, figures = 0;

  if (end - start > sizeof plain)
    return FALSE;
  for (gsize i = start; i < end; i++)
    {
      plain[i - start] = is_word_byte (text[i]) ? text[i] : letter_of_leet (text, start, end, i);
      if (plain[i - start] == 0 || (!is_word_byte (text[i]) && i + 1 >= end && !throughout))
        return FALSE;
      letters += is_word_byte (text[i]) != 0;
      others += !is_word_byte (text[i]);
      figures += letters == 0;
    }
  if (others == 0 || (throughout ? letters == 0 || figures > 2 : letters < 3 || letters < others * 2))
    return FALSE;
  memcpy (text + start, plain, end - start);
  return TRUE;
}

static gboolean
is_debris (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (link_debris); i++)
    if (strlen (link_debris[i]) == length && strncmp (link_debris[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
follows_link (const Reader *reader, gsize start)
{
  const TipoffToken *last;

  if (reader->tokens->len == 0)
    return FALSE;
  last = &g_array_index (reader->tokens, TipoffToken, reader->tokens->len - 1);
  return last->type == TIPOFF_TOKEN_URL && last->part == reader->part && start - last->end <= 2;
}

static gboolean
word_is (const char *word, gsize length, const char *other)
{
  return strlen (other) == length && strncmp (word, other, length) == 0;
}

static gboolean
is_leet_sign (char c)
{
  return c == '$' || c == '@' || c == '|' || c == '!';
}

/* The end of a word that begins at @start, with signs that stand in for letters. */
static gsize
scan_word (const TipoffNormal *normal, gsize start, gboolean leet)
{
  const char *text = normal->text;
  gsize end = start;

  while (end < normal->length
         && (is_word_byte (text[end]) || g_ascii_isdigit (text[end])
             || (is_leet_sign (text[end]) && (leet || (end > start && is_word_byte (text[end - 1])))
                 && (is_word_byte (text[end + 1]) || (leet && (is_leet_sign (text[end + 1]) || g_ascii_isdigit (text[end + 1])))))))
    end++;
  return end;
}

/* So many words with a digit or sign between two letters, in so large a part of all, are a way of writing. */
#define MIN_LEET_WORDS 3
#define LEET_SHARE 5

/* Mostly letters; two in five will do where they are small, unlike those of a code. */
static gboolean
is_leet_word (const TipoffNormal *normal, gsize start, gsize end)
{
  const char *text = normal->text;
  gsize letters = 0, small = 0;
  gboolean inside = FALSE;

  for (gsize i = start; i < end; i++)
    {
      if (is_word_byte (text[i]))
        {
          letters++;
          small += !g_ascii_isupper (normal->original[normal->source[i]]);
        }
      else if (letter_of_leet (text, start, end, i) == 0)
        return FALSE;
      else
        inside = inside || (i > start && i + 1 < end && is_word_byte (text[i - 1]) && is_word_byte (text[i + 1]));
    }
  return inside && (small > 0 ? letters * 5 >= (end - start) * 2 : letters * 5 >= (end - start) * 3);
}

static gboolean
is_written_in_leet (const TipoffNormal *normal, const TipoffMask *masks, gsize n_masks)
{
  gsize words = 0, leet = 0, mask = 0;

  for (gsize i = 0; i < normal->length;)
    {
      const gsize end = scan_word (normal, i, FALSE);

      while (mask < n_masks && masks[mask].end <= normal->source[i])
        mask++;
      if (end > i && !(mask < n_masks && masks[mask].start <= normal->source[i]))
        {
          words++;
          leet += is_leet_word (normal, i, end);
        }
      i = MAX (end, i + 1);
    }
  return leet >= MIN_LEET_WORDS && leet * LEET_SHARE >= words;
}

static gboolean
is_link_word (const char *word, gsize length)
{
  if (word[0] == 'w')
    return word_is (word, length, "www");
  return word[0] == 'h' && (word_is (word, length, "http") || word_is (word, length, "https")
                            || word_is (word, length, "hxxp") || word_is (word, length, "hxxps"));
}

static gsize
read_word (Reader *reader, gsize start)
{
  TipoffNormal *normal = reader->normal;
  const char *text = normal->text;
  const gsize end = scan_word (normal, start, reader->leet);
  gsize letters = start;

  while (letters < end && is_word_byte (text[letters]))
    letters++;
  if (letters == end || read_leet (normal, start, end, reader->leet))
    {
      const gsize length = end - start;

      if (is_link_word (text + start, length)
          || (follows_link (reader, start) && is_debris (text + start, length)))
        add_mask (reader, TIPOFF_TOKEN_URL, start, end);
      else
        add_word (reader, start, end);
      return end;
    }
  if (follows_link (reader, start))
    add_mask (reader, TIPOFF_TOKEN_URL, start, end);
  else if (letters - start >= 3 && end - letters <= 4)
    {
      add_word (reader, start, letters);   /* covid19 */
      return letters;
    }
  else
    add_mask (reader, TIPOFF_TOKEN_CODE, start, end);
  return end;
}

/* A word that begins with a digit or sign; 0 where it is none. */
static gsize
read_leet_word (Reader *reader, gsize start)
{
  const char *text = reader->normal->text;
  gsize end;

  if (!g_ascii_isdigit (text[start]) && !is_leet_sign (text[start]))
    return 0;
  end = scan_word (reader->normal, start, TRUE);
  if (end < start + 2 || !read_leet (reader->normal, start, end, TRUE))
    return 0;
  add_word (reader, start, end);
  return end;
}

static gsize
read_number (Reader *reader, gsize start)
{
  const TipoffNormal *normal = reader->normal;
  TipoffTokenType type;
  gsize end = tipoff_figure_scan (normal, start, &type);

  if (end < normal->length && is_word_byte (normal->text[end]) && g_ascii_isalnum (normal->text[start])
      && (type == TIPOFF_TOKEN_NUMBER || type == TIPOFF_TOKEN_CODE || type == TIPOFF_TOKEN_PHONE))
    {
      const gsize word_end = scan_word (normal, end, FALSE);
      gboolean digits_again = FALSE;

      for (gsize i = end; i < word_end; i++)
        digits_again = digits_again || g_ascii_isdigit (normal->text[i]);
      if (digits_again || word_end - end > 4)
        {
          type = TIPOFF_TOKEN_CODE;   /* 3f9k2; not 50gb, 1st */
          end = word_end;
        }
    }
  if (follows_link (reader, start) && type == TIPOFF_TOKEN_CODE)
    type = TIPOFF_TOKEN_URL;
  add_mask (reader, type, start, MAX (end, start + 1));
  return MAX (end, start + 1);
}

/* <URL>, [PHONE], {amount}, &lt;#&gt; as collectors write them. Its end, or 0. */
static gsize
read_written_mask (Reader *reader, gsize start)
{
  const char *text = reader->normal->text + start;
  const gboolean entity = strncmp (text, "&lt;", 4) == 0;
  const gsize open = entity ? 4 : 1;
  gsize length = 0;

  if (!entity && strchr ("<[{", text[0]) == NULL)
    return 0;
  while (length < 10 && (g_ascii_isalpha (text[open + length]) || text[open + length] == '#'))
    length++;
  if (length == 0 || (entity ? strncmp (text + open + length, "&gt;", 4) != 0 : strchr (">]}", text[open + length]) == NULL
                                                                                || text[open + length] == '\0'))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (written_masks); i++)
    if (word_is (text + open, length, written_masks[i].name))
      {
        const gsize end = start + open + length + (entity ? 4 : 1);

        add_mask (reader, written_masks[i].type, start, end);
        return end;
      }
  return 0;
}

/* Entities of HTML that somebody left in a text are no words. */
static gsize
skip_entity (const char *text)
{
  static const char *const entities[] = { "&lt;", "&gt;", "&amp;", "&nbsp;", "&quot;" };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strncmp (text, entities[i], strlen (entities[i])) == 0)
      return strlen (entities[i]);
  return 1;
}

/**
 * tipoff_tokens_add:
 *
 * One pass over the folded text.
 */
void
tipoff_tokens_add (GArray *tokens, TipoffNormal *normal, const TipoffMask *masks, gsize n_masks, guint16 part)
{
  Reader reader = { tokens, normal, part, is_written_in_leet (normal, masks, n_masks) };
  gsize mask = 0;

  for (gsize i = 0; i < normal->length;)
    {
      const char c = normal->text[i];
      gsize end = 0;

      while (mask < n_masks && masks[mask].end <= normal->source[i])
        mask++;
      if (mask < n_masks && masks[mask].start <= normal->source[i])
        {
          for (end = i; end < normal->length && normal->source[end] < masks[mask].end;)
            end++;
          add_mask (&reader, masks[mask].type, i, end);
        }
      else if (c == '<' || c == '[' || c == '{' || c == '&')
        end = read_written_mask (&reader, i);
      else if (reader.leet && (end = read_leet_word (&reader, i)) != 0)
        ;
      else if (tipoff_figure_starts (normal, i))
        end = read_number (&reader, i);
      else if (is_word_byte (c))
        end = read_word (&reader, i);
      if (end == 0)
        end = i + (c == '&' ? skip_entity (normal->text + i) : 1);
      i = end;
    }
}
