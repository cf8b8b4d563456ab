/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

/* "Kerkstraat 12 bus 3, 9000 Gent" · "12, rue de la Loi, 1040 Bruxelles" · "Calle Mayor 5,
 * 28013 Madrid" · "Hauptstraße 12" · "12 High Street". */

#define MAX_STREET_WORDS 6

static const TipoffRedactWord *
word (TipoffFinder *self,
      guint         i)
{
  return tipoff_redact_text_word (self->text, i);
}

static gboolean
exists (TipoffFinder *self,
        guint         i)
{
  return i < self->text->words->len;
}

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
    return i + 1;
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
    }
}
