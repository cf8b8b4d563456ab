/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Inside the station: a text as words, and what words mean around personal data
 * (data/redaction/LL.json, all languages at once: a message may mix them). */

typedef struct
{
  gsize    start;      /* bytes */
  gsize    end;
  char    *folded;     /* small letters */
  guint    n_letters;
  guint    n_digits;
  gboolean upper;      /* begins with a capital letter */
} TipoffRedactWord;

typedef struct
{
  const char *text;
  gsize       length;
  GArray     *words;   /* of TipoffRedactWord */
} TipoffRedactText;

typedef enum
{
  TIPOFF_CONTEXT_GREETING,
  TIPOFF_CONTEXT_TITLE,
  TIPOFF_CONTEXT_ADDRESSEE,     /* "klant": who is greeted without a name */
  TIPOFF_CONTEXT_NOT_NAME,
  TIPOFF_CONTEXT_PARTICLE,
  TIPOFF_CONTEXT_ATTENTION,
  TIPOFF_CONTEXT_YOURS,
  TIPOFF_CONTEXT_YOU,
  TIPOFF_CONTEXT_OWN,
  TIPOFF_CONTEXT_SENT_TO,
  TIPOFF_CONTEXT_FIELD,
  TIPOFF_CONTEXT_CODE,
  TIPOFF_CONTEXT_NOT_CODE,
  TIPOFF_CONTEXT_TRACKING,
  TIPOFF_CONTEXT_FILLER,
  TIPOFF_CONTEXT_CARD_ENDING,
  TIPOFF_CONTEXT_STREET_SUFFIX,
  TIPOFF_CONTEXT_NOT_STREET,
  TIPOFF_CONTEXT_STREET_PREFIX,
  TIPOFF_CONTEXT_STREET_WORD,
  TIPOFF_CONTEXT_HOUSE,
  TIPOFF_CONTEXT_NATIONAL_ID,
  TIPOFF_CONTEXT_BIRTH,
  TIPOFF_CONTEXT_NUMBER_SIGN,
  TIPOFF_CONTEXT_RELATION,      /* "zoon": whose name follows is a bystander's */
  TIPOFF_CONTEXT_INTRODUCTION,  /* "dit is": whose name follows speaks, and is evidence */
  TIPOFF_CONTEXT_OFFICE,        /* "inspecteur": whom a scam sends forward */
  TIPOFF_CONTEXT_PAYEE,         /* "op naam van": to whom the money shall go */
  TIPOFF_CONTEXT_MINE,
  TIPOFF_CONTEXT_FORMER,        /* "oude nummer": the recipient knows it */
  TIPOFF_CONTEXT_PASSWORD,
  TIPOFF_CONTEXT_CARD_CHECK,
  TIPOFF_CONTEXT_FIRM_NUMBER,   /* "btw": a number that a firm is known by, and what else is nobody's */
  TIPOFF_CONTEXT_OWN_MONEY,     /* "gestort op": the account is the recipient's */
  TIPOFF_CONTEXT_GAVE,          /* "I gave": what the person parted with */
  TIPOFF_CONTEXT_CLOSING,       /* "groeten": who wrote it follows */
  TIPOFF_CONTEXT_NAMED,         /* "naam": of a form that the person filled in */
  TIPOFF_CONTEXT_SELF,          /* "ik ben", of the person who tells */
  TIPOFF_CONTEXT_DEBIT,         /* "afgeschreven": the account is the recipient's */
  TIPOFF_CONTEXT_CALL,          /* "bel": what follows is whom to call, where it has the length */
  TIPOFF_CONTEXT_BRAND,         /* of data/brands */
} TipoffContext;
#define TIPOFF_N_CONTEXTS (TIPOFF_CONTEXT_BRAND + 1)

TipoffRedactText       *tipoff_redact_text_new   (const char *text, gsize length);
void                    tipoff_redact_text_free  (TipoffRedactText *self);
const TipoffRedactWord *tipoff_redact_text_word  (const TipoffRedactText *self, guint i);
/* The first word that ends after @offset; the number of words where none does. */
guint                   tipoff_redact_text_find  (const TipoffRedactText *self, gsize offset);
/* TRUE where word @i exists and only characters of @allowed lie between it and the one before. */
gboolean                tipoff_redact_text_joins (const TipoffRedactText *self, guint i, const char *allowed);

/* Letters without case and accents: "Müller" and "MULLER" are one name. */
char                   *tipoff_redact_fold       (const char *text, gsize length);
/* TRUE where word @i is a given name that many people have (data/redaction/given-names.txt). */
gboolean                tipoff_redact_is_given_name (const TipoffRedactText *self, guint i);

/* How many words from @i on are a phrase of @context: the longest; 0 for none. */
guint                   tipoff_redact_match      (TipoffContext context, const TipoffRedactText *text, guint i);
/* The same for a phrase that ends before word @i. */
guint                   tipoff_redact_match_back (TipoffContext context, const TipoffRedactText *text, guint i);
/* TRUE where the word ends in one of the endings of @context and has more before it. */
gboolean                tipoff_redact_has_ending (TipoffContext context, const TipoffRedactWord *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffRedactText, tipoff_redact_text_free)

G_END_DECLS
