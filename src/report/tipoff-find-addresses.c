/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

/* "Kerkstraat 12 bus 3, 9000 Gent" · "12, rue de la Loi, 1040 Bruxelles" · "Calle Mayor 5,
 * 28013 Madrid" · "Hauptstraße 12" · "12 High Street". */

#define MAX_STREET_WORDS 6
#define MAX_ADDRESS_WORDS 12
#define MAX_PREFIX_WORDS 4

/* "12", "12a", "12A". */
static gboolean
is_house_number (TipoffFinder *self,
                 guint         i)
{
  return exists (self, i) && word (self, i)->n_digits >= 1 && word (self, i)->n_digits <= 4 &&
         word (self, i)->n_letters <= 1 && g_ascii_isdigit (word (self, i)->folded[0]);
}

static gboolean
is_name (TipoffFinder *self,
         guint         i)
{
  return exists (self, i) && word (self, i)->upper && word (self, i)->n_digits == 0;
}

/* "bus 3", ", 9000 Gent", ", 28013 Madrid": one past the last word of it. */
static guint
extend (TipoffFinder *self,
        guint         end)
{
  guint box = tipoff_redact_match (TIPOFF_CONTEXT_HOUSE, self->text, end);

  if (box > 0 && is_house_number (self, end + box) && tipoff_redact_text_joins (self->text, end, ", ") &&
      tipoff_redact_text_joins (self->text, end + box, " .°º"))
    end += box + 1;
  if (exists (self, end + 1) && word (self, end)->n_digits >= 4 && word (self, end)->n_digits <= 5 &&
      word (self, end)->n_letters == 0 && tipoff_redact_text_joins (self->text, end, ",. \n-") &&
      is_name (self, end + 1) && tipoff_redact_text_joins (self->text, end + 1, " "))
    {
      end += 2;
      while (is_name (self, end) && tipoff_redact_text_joins (self->text, end, " -'’"))
        end++;
    }
  return end;
}

static void
add (TipoffFinder *self,
     guint         first,
     guint         end)
{
  end = extend (self, end);
  tipoff_finder_add (self, TIPOFF_REDACTION_ADDRESS, word (self, first)->start, word (self, end - 1)->end, FALSE);
}

/* The number behind a street that ends before word @i; one past it, or 0. */
static guint
number_after (TipoffFinder *self,
              guint         i)
{
  guint box = tipoff_redact_match (TIPOFF_CONTEXT_HOUSE, self->text, i);

  if (is_house_number (self, i) && tipoff_redact_text_joins (self->text, i, ", .°º"))
    {
      /* "44/2/17": house, stairs, door. */
      while (is_house_number (self, i + 1) && tipoff_redact_text_joins (self->text, i + 1, "/"))
        i++;
      return i + 1;
    }
  if (box > 0 && tipoff_redact_text_joins (self->text, i, ", ") && is_house_number (self, i + box) &&
      tipoff_redact_text_joins (self->text, i + box, " .°º"))
    return i + box + 1;
  return 0;
}

/* Dutch and German: the kind of street is the end of its name. */
static void
find_suffixed (TipoffFinder *self,
               guint         i)
{
  gboolean whole = tipoff_redact_match (TIPOFF_CONTEXT_STREET_SUFFIX, self->text, i) > 0;
  guint first = i;
  guint end;

  if (!word (self, i)->upper || word (self, i)->n_digits > 0)
    return;
  if (whole)
    {
      /* "Brusselse Steenweg 12", "Grote Markt 1". */
      if (i == 0 || !is_name (self, i - 1) || !tipoff_redact_text_joins (self->text, i, " -"))
        return;
      first = i - 1;
      /* "Am Alten Markt 3". */
      if (first > 0 && is_name (self, first - 1) && tipoff_redact_text_joins (self->text, first, " "))
        first--;
    }
  else if (!tipoff_redact_has_ending (TIPOFF_CONTEXT_STREET_SUFFIX, word (self, i)) ||
           tipoff_redact_match (TIPOFF_CONTEXT_NOT_STREET, self->text, i) > 0)
    return;
  /* "Lange Nieuwstraat 88" where a line begins. */
  else if (i > 0 && is_name (self, i - 1) && (i == 1 || self->text->text[word (self, i - 1)->start - 1] == '\n') && tipoff_redact_text_joins (self->text, i, " ") && tipoff_redact_match (TIPOFF_CONTEXT_BRAND, self->text, i - 1) == 0)
    first = i - 1;
  end = number_after (self, i + 1);
  if (end > 0)
    add (self, first, end);
}

/* French and Spanish: the kind of street comes first, the number before or after. */
static void
find_prefixed (TipoffFinder *self,
               guint         i)
{
  guint n = tipoff_redact_match (TIPOFF_CONTEXT_STREET_PREFIX, self->text, i);
  guint first = i;
  guint at = i + n;
  guint names = 0;
  guint end;

  if (n == 0 || !tipoff_redact_text_joins (self->text, at, " ./"))
    return;
  while (exists (self, at) && at < i + n + MAX_STREET_WORDS && word (self, at)->n_digits == 0 &&
         (at == i + n || tipoff_redact_text_joins (self->text, at, " -'’.")) &&
         (word (self, at)->upper || tipoff_redact_match (TIPOFF_CONTEXT_PARTICLE, self->text, at) > 0))
    {
      names += word (self, at)->upper ? 1 : 0;
      at++;
    }
  if (names == 0)
    return;
  end = number_after (self, at);
  if (end == 0 && i > 0 && tipoff_redact_text_joins (self->text, i, ", "))
    {
      /* "12, rue …", "27 bis, rue …". */
      guint number = i - 1;

      if (number > 0 && tipoff_redact_match (TIPOFF_CONTEXT_HOUSE, self->text, number) == 1 &&
          tipoff_redact_text_joins (self->text, number, " "))
        number--;
      if (is_house_number (self, number))
        {
          first = number;
          end = at;
        }
    }
  if (end > 0)
    add (self, first, end);
}

/* English: number, names, kind of street. */
static void
find_english (TipoffFinder *self,
              guint         i)
{
  guint at = i + 1;

  if (!is_house_number (self, i))
    return;
  while (is_name (self, at) && at <= i + 4 && tipoff_redact_text_joins (self->text, at, " ,'’"))
    {
      if (at > i + 1 && tipoff_redact_match (TIPOFF_CONTEXT_STREET_WORD, self->text, at) > 0)
        {
          /* ", London". */
          if (is_name (self, at + 1) && tipoff_redact_text_joins (self->text, at + 1, ", ") &&
              self->text->text[word (self, at)->end] == ',')
            at++;
          add (self, i, at + 1);
          return;
        }
      at++;
    }
}

/* "1000 Brussel", "B-3600 Genk", "28013 Madrid": one past the town, or 0. */
static guint
end_of_town (TipoffFinder *self,
             guint         i)
{
  guint at = i;

  if (exists (self, at) && word (self, at)->n_digits == 0 && word (self, at)->n_letters <= 2 && word (self, at)->upper
      && tipoff_redact_text_joins (self->text, at + 1, "-"))
    at++;
  if (!tipoff_finder_is_digits (self, at, 4, 5))
    return 0;
  at++;
  /* "3921 AB Elst". */
  if (is_name (self, at) && word (self, at)->n_letters == 2 && tipoff_redact_text_joins (self->text, at, " "))
    at++;
  if (!is_name (self, at) || !tipoff_redact_text_joins (self->text, at, " "))
    return 0;
  at++;
  while (is_name (self, at) && tipoff_redact_text_joins (self->text, at, " -'’"))
    at++;
  return at;
}

/* "Tampa, FL 33607": one past it, or 0. */
static guint
end_of_american_code (TipoffFinder *self,
                      guint         i)
{
  return is_name (self, i) && word (self, i)->end - word (self, i)->start == 2 && tipoff_finder_is_digits (self, i + 1, 5, 5)
         && tipoff_redact_text_joins (self->text, i + 1, " ") ? i + 2 : 0;
}

/* "LS6 1QF", "EC1A 1BB" and the Irish "H91 X2K7": one past it, or 0. */
static guint
end_of_british_code (TipoffFinder *self,
                     guint         i)
{
  const TipoffRedactWord *a = word (self, i);
  const TipoffRedactWord *b;

  if (!a->upper || a->n_digits == 0 || a->n_digits > 2 || a->n_letters > 3 || a->end - a->start > 4 || !tipoff_redact_text_joins (self->text, i + 1, " "))
    return 0;
  b = word (self, i + 1);
  if (b->end - b->start == 3)
    return g_ascii_isdigit (b->folded[0]) && b->n_digits == 1 ? i + 2 : 0;
  return a->n_letters == 1 && a->n_digits == 2 && b->end - b->start == 4 && b->upper && b->n_digits > 0 ? i + 2 : 0;
}

static gboolean
is_part_of_street (TipoffFinder *self,
                   guint         i)
{
  const TipoffRedactWord *w = word (self, i);

  /* "3.º B". */
  return is_name (self, i) || is_house_number (self, i) || tipoff_redact_match (TIPOFF_CONTEXT_HOUSE, self->text, i) == 1
         || (w->n_letters == 1 && w->n_digits == 0 && !g_ascii_isalpha (self->text->text[w->start]));
}

/* "Camino de" before "Ronda", "rue de la" before "Loi": small words are a street's only behind its kind. */
static guint
begin_of_prefix (TipoffFinder *self,
                 guint         i)
{
  for (guint n = 1; n <= MAX_PREFIX_WORDS && n <= i && tipoff_redact_text_joins (self->text, i - n + 1, " .'’/"); n++)
    if (tipoff_redact_match (TIPOFF_CONTEXT_STREET_PREFIX, self->text, i - n) > 0)
      return i - n;
  return i;
}

/* The street before a postcode, whatever the street is called: a name and a number in one line or the one above. */
static void
find_before_postcode (TipoffFinder *self,
                      guint         i)
{
  guint end = end_of_town (self, i);
  guint first = i;
  gboolean numbered = FALSE;

  if (end == 0)
    end = end_of_british_code (self, i);
  if (end == 0)
    end = end_of_american_code (self, i);
  if (end == 0)
    return;
  for (guint n = 0; n < MAX_ADDRESS_WORDS && first > 0; n++)
    {
      if (!tipoff_redact_text_joins (self->text, first, n == 0 ? " ,\n-" : " ,.-'’/ºª") || !is_part_of_street (self, first - 1))
        break;
      first--;
      numbered = numbered || is_house_number (self, first) || tipoff_redact_match (TIPOFF_CONTEXT_STREET_WORD, self->text, first) > 0;
    }
  if (numbered && first < i)
    tipoff_finder_add (self, TIPOFF_REDACTION_ADDRESS, word (self, begin_of_prefix (self, first))->start, word (self, end - 1)->end, FALSE);
}

void
tipoff_find_street_addresses (TipoffFinder *self)
{
  if (self->type == TIPOFF_PART_SENDER || self->type == TIPOFF_PART_LINK_TARGET || self->type == TIPOFF_PART_HEADER)
    return;
  for (guint i = 0; exists (self, i); i++)
    {
      find_suffixed (self, i);
      find_prefixed (self, i);
      find_english (self, i);
      find_before_postcode (self, i);
    }
}
