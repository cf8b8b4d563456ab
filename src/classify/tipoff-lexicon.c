/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-lexicon.h"
#include "tipoff-tables.h"

/**
 * tipoff_lexicon_get_greetings:
 * @language: two small letters
 *
 * Returns: (transfer none): one string behind the other until an empty one
 */
const char *
tipoff_lexicon_get_greetings (const char *language)
{
  const TipoffGreetings *greetings = tipoff_table_greetings;

  while (greetings->language[0] != '\0' && !g_str_equal (greetings->language, language))
    greetings++;
  return tipoff_table_text + greetings->words;
}
