/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-redact-words.h"
#include "tipoff-redaction.h"

G_BEGIN_DECLS

/* Inside the station: the search for personal data. Each finder looks at one part and adds
 * what it found; evidence is protected afterwards, unless what was found is personal for sure. */

typedef struct
{
  TipoffRedactionType type;
  TipoffSpan          span;
  gboolean            sure;     /* personal even where it looks like evidence */
} TipoffFound;

typedef struct
{
  const TipoffCase    *c;
  const TipoffVerdict *verdict;
  GArray              *found;       /* of TipoffFound */
  GHashTable          *names;       /* words of the recipient's name, as written */
  GHashTable          *addresses;   /* the recipient's e-mail addresses, small letters */
  GHashTable          *numbers;     /* the recipient's phone numbers: last nine digits */
  GHashTable          *own_words;   /* that the person named, without case and accents */
  GPtrArray           *own_digits;  /* of numbers that the person named */
  gboolean             sender_known;
  char                *evidence;    /* hosts of links and senders, small letters */
  GHashTable          *judged;      /* word → whether it is in @evidence */
  /* The part that is looked at. */
  guint                part;
  TipoffPartType       type;
  TipoffRedactText    *text;
} TipoffFinder;

static inline const TipoffRedactWord *
word (const TipoffFinder *self,
      guint               i)
{
  return tipoff_redact_text_word (self->text, i);
}

static inline gboolean
exists (const TipoffFinder *self,
        guint               i)
{
  return i < self->text->words->len;
}

void     tipoff_finder_add             (TipoffFinder *self, TipoffRedactionType type, gsize start, gsize end, gboolean sure);
/* TRUE where more was found than can be reviewed: the search may stop. */
gboolean tipoff_finder_is_full         (const TipoffFinder *self);
/* TRUE where @word (small letters) is part of a link's host or of the sender. */
gboolean tipoff_finder_is_evidence     (TipoffFinder *self, const char *word);
/* Remembers whose message this is. */
void     tipoff_finder_know_address    (TipoffFinder *self, const char *address);
void     tipoff_finder_know_number     (TipoffFinder *self, const char *number);
gboolean tipoff_finder_knows_address   (TipoffFinder *self, const char *address);
gboolean tipoff_finder_knows_number    (TipoffFinder *self, const char *number);

/* What a word of digits is. */
gboolean tipoff_finder_is_digits       (const TipoffFinder *self, guint i, guint least, guint most);
gboolean tipoff_finder_is_year         (const TipoffFinder *self, guint i);
gboolean tipoff_finder_is_amount       (const TipoffFinder *self, guint i);
/* "SAVE20", "ZOMER2026": everybody's. */
gboolean tipoff_finder_is_word_with_number (const TipoffFinder *self, guint i);
/* "14/07/2025", "2025-07-14", "14.7." : from @i on; the number of its words, or 0. */
guint    tipoff_finder_match_date      (const TipoffFinder *self, guint i);
/* TRUE where a sentence ends between word @i and the one before. */
gboolean tipoff_finder_ends_sentence   (const TipoffFinder *self, guint i);

/* TRUE where the person tells it in their own words. */
gboolean tipoff_finder_is_told         (const TipoffFinder *self);
/* One past the last word of the name that begins at @i; @i where none does. */
guint    tipoff_finder_end_of_name     (const TipoffFinder *self, guint i);
/* TRUE where word @i is a greeting's own ("customer") or begins a sentence ("please"). */
gboolean tipoff_finder_is_no_name      (const TipoffFinder *self, guint i);
/* Adds it, and remembers its words: they are the recipient's wherever they stand again. */
void     tipoff_finder_add_name        (TipoffFinder *self, guint first, guint end);

/* What the person said is theirs, and whom they know. */
void     tipoff_finder_learn_hints     (TipoffFinder *self, const TipoffRedactionHints *hints);
void     tipoff_find_hinted            (TipoffFinder *self);
/* "Beste Jan Peeters," "t.a.v. …" "To: …" and the same name again. */
void     tipoff_find_names             (TipoffFinder *self);
void     tipoff_find_names_again       (TipoffFinder *self);
/* "uw nummer …", "sent to …": an address, number or account that is the recipient's own. */
void     tipoff_find_own               (TipoffFinder *self);
/* Cards, national numbers, parcel numbers by their check digits. */
void     tipoff_find_numbers           (TipoffFinder *self);
/* One-time codes, parcel and order numbers by the words around them. */
void     tipoff_find_codes             (TipoffFinder *self);
/* What looks like the number of a parcel, an order or a contract, whatever it is called. */
void     tipoff_find_series            (TipoffFinder *self);
/* Names that nobody is greeted with: "your son Max", "…, Jan Peeters", "T. Peeters". */
void     tipoff_find_people            (TipoffFinder *self);
void     tipoff_find_street_addresses  (TipoffFinder *self);
/* What names the recipient inside a link, also when it is encoded. */
void     tipoff_find_in_links          (TipoffFinder *self);

G_END_DECLS
