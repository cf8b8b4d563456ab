/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-finder.h"

#include <stdlib.h>
#include <string.h>

gboolean
tipoff_finder_is_year (const TipoffFinder *self,
                       guint               i)
{
  const char *digits = word (self, i)->folded;

  return word (self, i)->n_digits == 4 && (g_str_has_prefix (digits, "19") || g_str_has_prefix (digits, "20"));
}

gboolean
tipoff_finder_is_amount (const TipoffFinder *self,
                         guint               i)
{
  static const char *const currencies[] = { "€", "$", "£", NULL };
  static const char *const names[] = { "eur", "euro", "euros", "chf", "gbp", "usd", "usdt", "btc", "eth", "pln", "franke", "franken",
                                       "francs", "pounds", "dollar", "dollars", "dólares", NULL };
  const char *before = self->text->text + word (self, i)->start;
  const char *after = self->text->text + word (self, i)->end;
  gsize left = word (self, i)->start;

  while (left > 0 && before[-1] == ' ')
    {
      before--;
      left--;
    }
  /* Cents: "1.245,30 €". */
  if (*after == ',' && g_ascii_isdigit (after[1]) && g_ascii_isdigit (after[2]) && !g_ascii_isdigit (after[3]))
    after += 3;
  while (*after == ' ')
    after++;
  for (gsize j = 0; currencies[j] != NULL; j++)
    {
      gsize length = strlen (currencies[j]);

      if (g_str_has_prefix (after, currencies[j]) || (left >= length && strncmp (before - length, currencies[j], length) == 0))
        return TRUE;
    }
  return (exists (self, i + 1) && tipoff_redact_text_joins (self->text, i + 1, " .–-") && g_strv_contains (names, word (self, i + 1)->folded))
         || (i > 0 && tipoff_redact_text_joins (self->text, i, " ") && g_strv_contains (names, word (self, i - 1)->folded));
}

gboolean
tipoff_finder_is_digits (const TipoffFinder *self,
                         guint               i,
                         guint               least,
                         guint               most)
{
  return exists (self, i) && word (self, i)->n_letters == 0 && word (self, i)->n_digits >= least &&
         word (self, i)->n_digits <= most;
}

gboolean
tipoff_finder_ends_sentence (const TipoffFinder *self,
                             guint               i)
{
  const char *text = self->text->text;
  gsize from = word (self, i - 1)->end;
  gsize to = word (self, i)->start;

  for (gsize at = from; at < to; at++)
    if (strchr (".!?\n", text[at]) != NULL)
      return TRUE;
  return FALSE;
}

/* A day and a month in either order, with or without a year. */
static gboolean
is_day_and_month (int a,
                  int b)
{
  return a >= 1 && b >= 1 && ((a <= 31 && b <= 12) || (a <= 12 && b <= 31));
}

guint
tipoff_finder_match_date (const TipoffFinder *self,
                          guint               i)
{
  int numbers[3];

  if (!tipoff_redact_text_joins (self->text, i + 1, "/.-") || !tipoff_redact_text_joins (self->text, i + 2, "/.-"))
    return 0;
  for (guint j = 0; j < 3; j++)
    {
      if (!tipoff_finder_is_digits (self, i + j, 1, 4))
        return 0;
      numbers[j] = atoi (word (self, i + j)->folded);
    }
  if (word (self, i)->n_digits == 4)
    return is_day_and_month (numbers[2], numbers[1]) ? 3 : 0;
  return word (self, i + 2)->n_digits % 2 == 0 && is_day_and_month (numbers[0], numbers[1]) ? 3 : 0;
}

gboolean
tipoff_finder_is_word_with_number (const TipoffFinder *self,
                                   guint               i)
{
  const TipoffRedactWord *w = word (self, i);

  if (w->n_letters <= 2 || w->n_digits == 0 || w->n_digits > 4)
    return FALSE;
  for (gsize at = w->end - w->n_digits; at < w->end; at++)
    if (!g_ascii_isdigit (self->text->text[at]))
      return FALSE;
  return TRUE;
}

/* What the person tells is theirs: "mijn nummer is", "my card". A message that they received says "mine" of the one
 * who wrote it. */
gboolean
tipoff_finder_is_told (const TipoffFinder *self)
{
  guint part = 0;

  for (guint i = 0; i < self->c->messages->len; i++)
    {
      const TipoffMessage *message = g_ptr_array_index (self->c->messages, i);

      part += message->parts->len;
      if (self->part < part)
        return message->channel == TIPOFF_CHANNEL_CALL || message->channel == TIPOFF_CHANNEL_OTHER;
    }
  return FALSE;
}
