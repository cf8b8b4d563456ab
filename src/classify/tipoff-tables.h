/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-brand-table.h"
#include "tipoff-phrase-table.h"

G_BEGIN_DECLS

/* What compile/ makes of data/brands and data/lexicon while Tipoff is built: nothing of them is parsed
 * when it runs. No table holds a pointer, so that none has to be relocated at the start. */

/* Strings, each with a NUL behind it; a list of them ends with an empty one. Others tell by an offset. */
extern const char          tipoff_table_text[];
extern const TipoffBrands  tipoff_table_brands;
extern const TipoffPhrases tipoff_table_phrases;

/* "1-" and sixteen hex digits of the hash of all files. */
extern const char          tipoff_table_version[];

/* How people begin a letter, by language. */
typedef struct
{
  char    language[4];
  guint32 words;         /* a list of strings */
} TipoffGreetings;

/* The last has no language. */
extern const TipoffGreetings tipoff_table_greetings[];

G_END_DECLS
