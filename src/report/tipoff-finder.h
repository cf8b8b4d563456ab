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
void     tipoff_find_street_addresses  (TipoffFinder *self);
/* What names the recipient inside a link, also when it is encoded. */
void     tipoff_find_in_links          (TipoffFinder *self);

G_END_DECLS
