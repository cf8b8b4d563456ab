/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-knowledge.h"
#include "tipoff-signals.h"

G_BEGIN_DECLS

/* Everything about one case that is weighed, before any weight: its indicators, folded text,
 * tokens, phrases, flags and signals. Checking and training make it in the same way. */

/* A flag at one place. */
typedef struct
{
  TipoffFlagType         flag;
  TipoffSpan             span;
  const TipoffBrand     *brand;       /* may be NULL */
  const TipoffIndicator *indicator;   /* may be NULL */
} TipoffRaise;

/* One part that is read as text. */
typedef struct
{
  guint          number;              /* in the case */
  TipoffPartType type;
} TipoffReadPart;

typedef struct
{
  const TipoffKnowledge *knowledge;
  const TipoffCase      *c;
  const char            *region;
  GPtrArray             *indicators;  /* of TipoffIndicator */
  GArray                *parts;       /* of TipoffReadPart; senders come last */
  TipoffNormal          *normals;     /* one for each of @parts */
  gpointer              *buffers;
  GArray                *tokens;      /* of TipoffToken; those of senders come last */
  guint                  n_message_tokens;
  guint                  n_words;
  GArray                *hits;        /* of TipoffPhraseHit, only those that count */
  guint64                concepts;    /* one bit for each concept that occurs */
  const TipoffBrand     *claim;       /* the first brand that is named; NULL */
  guint                  claim_kinds; /* one bit for each TipoffKind of a named brand */
  GArray                *raises;      /* of TipoffRaise, in order of flag types found */
  guint8                 signals[TIPOFF_N_SIGNALS];
} TipoffAnalysis;

void       tipoff_analysis_init      (TipoffAnalysis *self, const TipoffKnowledge *knowledge,
                                      const TipoffCase *c, const char *region);
void       tipoff_analysis_clear     (TipoffAnalysis *self);
/* The place of tokens [@start, @end) of one part in the original text. */
TipoffSpan tipoff_analysis_get_span  (const TipoffAnalysis *self, guint start, guint end);
gboolean   tipoff_analysis_has       (const TipoffAnalysis *self, TipoffConcept concept);
gboolean   tipoff_analysis_is_raised (const TipoffAnalysis *self, TipoffFlagType flag);

/* The steps that raise flags, in their own files; used by tipoff_analysis_init() only. */
void       tipoff_analysis_raise         (TipoffAnalysis *self, TipoffFlagType flag, TipoffSpan span,
                                          const TipoffBrand *brand, const TipoffIndicator *indicator);
void       tipoff_analysis_read_phrases  (TipoffAnalysis *self);
void       tipoff_analysis_raise_links   (TipoffAnalysis *self);
void       tipoff_analysis_raise_numbers (TipoffAnalysis *self);
void       tipoff_analysis_raise_words   (TipoffAnalysis *self);
void       tipoff_analysis_set_signals   (TipoffAnalysis *self);

G_END_DECLS
