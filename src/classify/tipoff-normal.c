/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-normal.h"

#include <string.h>

/* Folding one character gives at most this many bytes; never more than it had. */
#define MAX_FOLD 4
/* The blocks with almost all that is met in our languages are folded once, into a table. */
#define TABLE_LOW 0x600
#define TABLE_PUNCTUATION 0x2000
#define TABLE_PUNCTUATION_END 0x2200
#define TABLE_SIZE (TABLE_LOW + TABLE_PUNCTUATION_END - TABLE_PUNCTUATION)

typedef struct
{
  char   bytes[MAX_FOLD];
  guint8 length;
} Fold;

/* Letters that Unicode does not decompose, and punctuation in one form. */
static const struct { gunichar c; const char *to; } specials[] = {
  { 0x00df, "ss" }, { 0x1e9e, "ss" }, { 0x00e6, "ae" }, { 0x0153, "oe" }, { 0x00f8, "o" }, { 0x0111, "d" },
  { 0x00f0, "d" },  { 0x0142, "l" },  { 0x0131, "i" },  { 0x00fe, "th" }, { 0x0127, "h" }, { 0x0167, "t" },
  { 0x014b, "n" },  { 0x00b7, "." },  { 0x00b4, "'" },  { 0x2018, "'" },  { 0x2019, "'" }, { 0x201a, "'" },
  { 0x201b, "'" },  { 0x02bc, "'" },  { 0x2032, "'" },  { 0x201c, "\"" }, { 0x201d, "\"" }, { 0x201e, "\"" },
  { 0x00ab, "\"" }, { 0x00bb, "\"" }, { 0x2010, "-" },  { 0x2011, "-" },  { 0x2012, "-" }, { 0x2013, "-" },
  { 0x2014, "-" },  { 0x2015, "-" },  { 0x2212, "-" },  { 0x2022, "*" },  { 0x2044, "/" }, { 0x2215, "/" },
  { 0x3002, "." },  { 0x2028, "\n" }, { 0x2029, "\n" },
};

/* What stands in for a Latin letter (Unicode TR 39, confusables), as small letters. */
static const struct { gunichar c; char to; } homoglyphs[] = {
  { 0x0430, 'a' }, { 0x0432, 'b' }, { 0x0435, 'e' }, { 0x0455, 's' }, { 0x0456, 'i' }, { 0x0458, 'j' },
  { 0x043a, 'k' }, { 0x043c, 'm' }, { 0x043d, 'h' }, { 0x043e, 'o' }, { 0x0440, 'p' }, { 0x0441, 'c' },
  { 0x0442, 't' }, { 0x0443, 'y' }, { 0x0445, 'x' }, { 0x0501, 'd' }, { 0x04bb, 'h' }, { 0x051b, 'q' },
  { 0x051d, 'w' }, { 0x044c, 'b' }, { 0x04cf, 'l' }, { 0x0475, 'v' },
  { 0x03b1, 'a' }, { 0x03b2, 'b' }, { 0x03b5, 'e' }, { 0x03b7, 'n' }, { 0x03b9, 'i' }, { 0x03ba, 'k' },
  { 0x03bc, 'm' }, { 0x03bd, 'v' }, { 0x03bf, 'o' }, { 0x03c1, 'p' }, { 0x03c4, 't' }, { 0x03c5, 'u' },
  { 0x03c7, 'x' }, { 0x03b6, 'z' }, { 0x03b3, 'y' }, { 0x03c9, 'w' }, { 0x03c3, 'o' }, { 0x0585, 'o' }, { 0x0578, 'n' },
  { 0x057d, 'u' }, { 0x0251, 'a' }, { 0x0261, 'g' }, { 0x0262, 'g' }, { 0x0269, 'i' }, { 0x026a, 'i' },
  { 0x0274, 'n' }, { 0x0280, 'r' }, { 0x028f, 'y' }, { 0x0299, 'b' }, { 0x029c, 'h' }, { 0x029f, 'l' },
  { 0x1d00, 'a' }, { 0x1d04, 'c' }, { 0x1d05, 'd' }, { 0x1d07, 'e' }, { 0x1d0a, 'j' }, { 0x1d0b, 'k' },
  { 0x1d0d, 'm' }, { 0x1d0f, 'o' }, { 0x1d18, 'p' }, { 0x1d1b, 't' }, { 0x1d1c, 'u' }, { 0x1d20, 'v' },
  { 0x1d21, 'w' }, { 0x1d22, 'z' }, { 0xa730, 'f' }, { 0xa731, 's' },
};

/* Capitals that look like another Latin letter than their small ones do. */
static const struct { gunichar c; char to; } capital_homoglyphs[] = {
  { 0x0397, 'h' }, { 0x039d, 'n' }, { 0x03a5, 'y' },
};

static const gunichar accent_letters[TIPOFF_N_ACCENTS] = {
  0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee, 0xef, 0xf1, 0xf2,
  0xf3, 0xf4, 0xf5, 0xf6, 0xf9, 0xfa, 0xfb, 0xfc, 0xdf, 0x105, 0x107, 0x119, 0x142, 0x15b, 0x17c, 0xbf,
};

static Fold   fold_table[TABLE_SIZE];
static guint8 accent_table[TABLE_LOW];   /* 1 + number of the accent bit, 0 for none */

static gboolean
is_invisible (gunichar c)
{
  return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f)
         || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff
         || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff);
}

static const char *
find_special (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (specials); i++)
    if (specials[i].c == c)
      return specials[i].to;
  return NULL;
}

char
tipoff_normal_skeleton (gunichar c)
{
  if (c < 0x80)
    return (char) (g_ascii_isupper ((char) c) ? g_ascii_tolower ((char) c) : (char) c);
  for (gsize i = 0; i < G_N_ELEMENTS (capital_homoglyphs); i++)
    if (capital_homoglyphs[i].c == c)
      return capital_homoglyphs[i].to;
  c = g_unichar_tolower (c);
  for (gsize i = 0; i < G_N_ELEMENTS (homoglyphs); i++)
    if (homoglyphs[i].c == c)
      return homoglyphs[i].to;
  return 0;
}

/* Ornamental capitals that have no compatibility decomposition: 🅐 and 🅰. */
static gunichar
plain_ornament (gunichar c)
{
  if (c >= 0x1f150 && c <= 0x1f169)
    return 'a' + (c - 0x1f150);
  if (c >= 0x1f170 && c <= 0x1f189)
    return 'a' + (c - 0x1f170);
  return c;
}

static void
fold_slowly (gunichar c, Fold *fold)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  char bytes[G_UNICHAR_MAX_DECOMPOSITION_LENGTH * 6];
  char own[6];
  const gsize own_length = (gsize) g_unichar_to_utf8 (c, own);
  gsize n_parts, length = 0;

  fold->length = 0;
  if (is_invisible (c))
    return;
  n_parts = g_unichar_fully_decompose (plain_ornament (c), TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    {
      const gunichar small = g_unichar_tolower (parts[i]);
      const char *special = find_special (small);

      if (g_unichar_ismark (small))
        continue;
      if (special != NULL)
        {
          memcpy (bytes + length, special, strlen (special));
          length += strlen (special);
        }
      else
        length += (gsize) g_unichar_to_utf8 (small, bytes + length);
    }
  if (length > own_length || length > MAX_FOLD)
    {
      memcpy (bytes, own, own_length);
      length = own_length;
    }
  memcpy (fold->bytes, bytes, length);
  fold->length = (guint8) length;
}

static gpointer
build_tables (gpointer nothing)
{
  for (gunichar c = 0; c < TABLE_LOW; c++)
    fold_slowly (c, &fold_table[c]);
  for (gunichar c = TABLE_PUNCTUATION; c < TABLE_PUNCTUATION_END; c++)
    fold_slowly (c, &fold_table[TABLE_LOW + c - TABLE_PUNCTUATION]);
  for (guint i = 0; i < TIPOFF_N_ACCENTS; i++)
    accent_table[accent_letters[i]] = (guint8) (i + 1);
  return NULL;
}

static const Fold *
fold_char (gunichar c, Fold *scratch)
{
  if (c < TABLE_LOW)
    return &fold_table[c];
  if (c >= TABLE_PUNCTUATION && c < TABLE_PUNCTUATION_END)
    return &fold_table[TABLE_LOW + c - TABLE_PUNCTUATION];
  fold_slowly (c, scratch);
  return scratch;
}

/* TRUE where Latin letters, plain, full-width or ornamental, are at least a quarter of Latin, Greek and
 * Cyrillic ones: only there does a Cyrillic letter stand in for a Latin one. */
static gboolean
is_mostly_latin (const char *text, gsize length)
{
  gsize latin = 0, other = 0;

  for (gsize i = 0; i < length; i++)
    {
      const guchar byte = (guchar) text[i], next = i + 1 < length ? (guchar) text[i + 1] : 0;

      latin += g_ascii_isalpha (text[i]) || (byte >= 0xc3 && byte <= 0xc5)
               || (byte == 0xef && (next == 0xbc || next == 0xbd)) || (byte == 0xf0 && next == 0x9d);
      other += byte >= 0xcd && byte <= 0xd6;   /* lead bytes of Greek, Cyrillic and Armenian */
    }
  return latin * 3 >= other;
}

static void
emit (TipoffNormal *self, const char *bytes, gsize n, gsize source)
{
  for (gsize i = 0; i < n; i++)
    {
      self->text[self->length] = bytes[i];
      self->source[self->length++] = (guint32) source;
    }
}

static gsize
take_other (TipoffNormal *self, gsize at, gboolean latin)
{
  const char *p = self->original + at;
  const gunichar c = g_utf8_get_char (p);
  const gsize size = (gsize) (g_utf8_next_char (p) - p);
  Fold scratch;
  const Fold *fold = fold_char (c, &scratch);
  const gunichar small = g_unichar_tolower (c);

  if (small < TABLE_LOW && accent_table[small] != 0)
    self->accents |= 1u << (accent_table[small] - 1);
  if (g_unichar_isalpha (c))
    {
      self->letters++;
      self->capitals += g_unichar_isupper (c);
    }
  self->hidden += fold->length == 0 && is_invisible (c);
  if (latin && fold->length > 0 && (guchar) fold->bytes[0] >= 0x80)
    {
      char look = tipoff_normal_skeleton (c);

      if (look == 0)
        look = tipoff_normal_skeleton (g_utf8_get_char (fold->bytes));   /* without its accent */
      if (look != 0)
        {
          self->disguised++;
          emit (self, &look, 1, at);
          return size;
        }
    }
  emit (self, fold->bytes, fold->length, at);
  return size;
}

/* The end of a run of at least four single letters with the same separator between them that
 * begins at @start; @start where there is none. */
static gsize
spaced_run (const TipoffNormal *self, gsize start)
{
  const char *text = self->text;
  const char separator = start + 1 < self->length ? text[start + 1] : 0;
  gsize end = start + 1, n = 1;

  if (separator == 0 || strchr (" .-_*", separator) == NULL || !g_ascii_isalpha (text[start]))
    return start;
  while (end + 1 < self->length && text[end] == separator && g_ascii_isalpha (text[end + 1])
         && (end + 2 >= self->length || !g_ascii_isalnum (text[end + 2])))
    {
      end += 2;
      n++;
    }
  return n >= 4 ? end : start;
}

static gboolean
is_capital (const TipoffNormal *self, gsize at)
{
  return g_unichar_isupper (g_utf8_get_char (self->original + self->source[at]));
}

static void
join_spaced (TipoffNormal *self)
{
  gsize out = 0;

  for (gsize i = 0; i < self->length;)
    {
      const gboolean fresh = i == 0 || !g_ascii_isalnum (self->text[i - 1]);
      const gsize end = fresh ? spaced_run (self, i) : i;

      if (end == i)
        {
          self->text[out] = self->text[i];
          self->source[out++] = self->source[i++];
          continue;
        }
      for (gsize start = i; i < end; i += 2)
        {
          if (i > start && is_capital (self, i) && !is_capital (self, i - 2))
            {
              self->text[out] = ' ';   /* H a l l o M a m a */
              self->source[out++] = self->source[i - 1];
            }
          self->text[out] = self->text[i];
          self->source[out++] = self->source[i];
        }
      i = end;
    }
  self->length = out;
}

/* A quick look first: hardly any message has spaced letters. */
static gboolean
may_have_spaced (const TipoffNormal *self)
{
  const char *t = self->text;

  for (gsize i = 0; i + 6 < self->length; i++)
    if (t[i + 1] == t[i + 3] && t[i + 1] == t[i + 5] && !g_ascii_isalnum (t[i + 1]) && g_ascii_isalpha (t[i])
        && g_ascii_isalpha (t[i + 2]) && g_ascii_isalpha (t[i + 4]) && g_ascii_isalpha (t[i + 6]))
      return TRUE;
  return FALSE;
}

gsize
tipoff_normal_buffer_size (gsize length)
{
  const gsize text = (length + 1 + 7) & ~(gsize) 7;

  return text + (length + 1) * sizeof (guint32);
}

/**
 * tipoff_normal_init:
 * @text: valid UTF-8 of @length bytes, fewer than 2^32; outlives @self
 * @buffer: tipoff_normal_buffer_size() bytes for the result
 *
 * Folds @text: case, accents, compatibility forms (Unicode TR 15, NFKD), confusable letters of
 * TR 39 where the text is mainly Latin; drops what is invisible.
 */
void
tipoff_normal_init (TipoffNormal *self, const char *text, gsize length, gpointer buffer)
{
  static GOnce once = G_ONCE_INIT;
  gboolean latin = TRUE, asked = FALSE;

  g_once (&once, build_tables, NULL);
  *self = (TipoffNormal) { .original = text, .original_length = length, .source = buffer };
  self->text = (char *) buffer + (length + 1) * sizeof (guint32);
  for (gsize i = 0; i < length;)
    {
      const char c = text[i];

      if ((guchar) c < 0x80)
        {
          const gboolean capital = c >= 'A' && c <= 'Z';

          self->capitals += capital;
          self->letters += capital || (c >= 'a' && c <= 'z');
          self->text[self->length] = (char) (capital ? c | 0x20 : c);
          self->source[self->length++] = (guint32) i++;
          continue;
        }
      if (!asked)
        {
          latin = is_mostly_latin (text, length);
          asked = TRUE;
        }
      i += take_other (self, i, latin);
    }
  if (may_have_spaced (self))
    join_spaced (self);
  self->text[self->length] = '\0';
}

/**
 * tipoff_normal_to_source:
 *
 * Leads a range of the folded text back to whole characters of the original.
 */
void
tipoff_normal_to_source (const TipoffNormal *self, gsize start, gsize end, gsize *source_start, gsize *source_end)
{
  g_return_if_fail (start <= end && end <= self->length);

  *source_start = start < self->length ? self->source[start] : self->original_length;
  if (end == start)
    {
      *source_end = *source_start;
      return;
    }
  *source_end = self->source[end - 1];
  *source_end += (gsize) g_utf8_skip[(guchar) self->original[*source_end]];
}

/**
 * tipoff_normal_fold:
 *
 * For words of our own data, which must be compared with folded text.
 */
char *
tipoff_normal_fold (const char *text)
{
  const gsize length = strlen (text);
  g_autofree gpointer buffer = g_malloc (tipoff_normal_buffer_size (length));
  TipoffNormal normal;

  tipoff_normal_init (&normal, text, length, buffer);
  return g_strndup (normal.text, normal.length);
}
