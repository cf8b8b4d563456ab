/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train-wear.h"

#include "tipoff-ids.h"

#include <string.h>

/* Of a hundred words so many are lost, and so many misspelt. */
#define LOST 15
#define MISSPELT 30
/* A shorter word is not misspelt. */
#define MIN_MISSPELT 4

/* One letter too few, a wrong one, or two that changed places. */
static void
append_misspelt (GString *out, const char *word, gsize length, GRand *dice)
{
  const gsize at = out->len + (gsize) g_rand_int_range (dice, 1, (gint) length - 1);
  const gint chance = g_rand_int_range (dice, 0, 4);

  g_string_append_len (out, word, (gssize) length);
  if (!g_ascii_isalpha (out->str[at]) || !g_ascii_isalpha (out->str[at - 1]))
    return;
  if (chance == 0)
    g_string_erase (out, (gssize) at, 1);
  else if (chance == 1)
    out->str[at] = (char) ('a' + g_rand_int_range (dice, 0, 26));
  else
    {
      const char letter = out->str[at];

      out->str[at] = out->str[at - 1];
      out->str[at - 1] = letter;
    }
}

static void
append_worn (GString *out, const char *word, gsize length, GRand *dice)
{
  const gint chance = g_rand_int_range (dice, 0, 100);
  const gboolean fixed = strcspn (word, "0123456789./@") < length && word[length - 1] != '.';

  if (fixed || chance >= LOST + MISSPELT)
    g_string_append_len (out, word, (gssize) length);
  else if (chance >= LOST && length >= MIN_MISSPELT)
    append_misspelt (out, word, length, dice);
}

char *
train_wear (const char *text)
{
  GRand *dice = g_rand_new_with_seed ((guint32) tipoff_hash64 (text, strlen (text), 1));
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const gsize length = strcspn (text, " \n\t");

      if (length > 0)
        append_worn (out, text, length, dice);
      text += length;
      if (*text != '\0')
        g_string_append_c (out, *text++);
    }
  g_rand_free (dice);
  return g_string_free (out, FALSE);
}
