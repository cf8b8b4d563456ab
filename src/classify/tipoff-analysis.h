/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-knowledge.h"
#include "tipoff-notion.h"
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
  const TipoffIndicator *shown;       /* what stands in its place; may be NULL */
} TipoffRaise;

/* One part that is read as text. */
typedef struct
{
  guint          number;              /* in the case */
  TipoffPartType type;
} TipoffReadPart;

/* Longer sentences are cut. */
#define TIPOFF_MAX_SEGMENT_TOKENS 32

/* A sentence or a line, and what was found in it. */
typedef struct
{
  guint           first;              /* tokens [first, end) */
  guint           end;
  guint           part;               /* in the case */
  gsize           start;              /* in the part's text */
  guint           links;
  guint64         notions;            /* one bit for each TipoffNotion */
  TipoffSignalSet facts;              /* found here; what follows from them is not yet added */
} TipoffSegment;

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
  const TipoffBrand     *claim;       /* the first brand that is named; NULL */
  const TipoffBrand     *sender_claim;/* the first one in the name of a sender; NULL */
  TipoffSpan             sender_claim_span;
  TipoffLevel            demanded;    /* by flags that the model was not trained with */
  GArray                *raises;      /* of TipoffRaise, in order of flag types found */
  GArray                *segments;    /* of TipoffSegment: all message tokens, in order */
  TipoffSegment          everywhere;  /* what belongs to no segment: the sender, the message as a whole */
  TipoffSignalSet        signals;     /* of the whole message */
} TipoffAnalysis;

void       tipoff_analysis_init      (TipoffAnalysis *self, const TipoffKnowledge *knowledge,
                                      const TipoffCase *c, const char *region);
void       tipoff_analysis_clear     (TipoffAnalysis *self);
/* The place of tokens [@start, @end) of one part in the original text. */
TipoffSpan tipoff_analysis_get_span  (const TipoffAnalysis *self, guint start, guint end);
gboolean   tipoff_analysis_has       (const TipoffAnalysis *self, TipoffConcept concept);
gboolean   tipoff_analysis_is_raised (const TipoffAnalysis *self, TipoffFlagType flag);

/* What is found in segments [@first, @end), and what follows from it. */
void       tipoff_analysis_get_signals (const TipoffAnalysis *self, guint first, guint end, TipoffSignalSet *signals);

/* What is found in a run of segments that grows. */
typedef struct
{
  TipoffSignalSet set;
  guint           links;
  guint           n_tokens;
} TipoffFacts;

void       tipoff_facts_init         (TipoffFacts *self, const TipoffAnalysis *analysis);
void       tipoff_facts_add          (TipoffFacts *self, const TipoffSegment *segment);
/* FALSE: there is neither a request nor a way to answer, but perhaps by a brand's own link. */
gboolean   tipoff_facts_want         (const TipoffFacts *self);
/* What is found, and what follows from it. */
void       tipoff_facts_conclude     (const TipoffFacts *self, TipoffSignalSet *signals);

/* The steps that find facts, in their own files; used by tipoff_analysis_init() only. */
void       tipoff_analysis_make_segments (TipoffAnalysis *self);
TipoffSegment *tipoff_analysis_get_segment_of_token (TipoffAnalysis *self, guint token);
TipoffSegment *tipoff_analysis_find_segment (TipoffAnalysis *self, guint part, gsize at);
void       tipoff_analysis_mark          (TipoffAnalysis *self, guint signal, TipoffSpan span);
void       tipoff_analysis_raise         (TipoffAnalysis *self, TipoffFlagType flag, TipoffSpan span,
                                          const TipoffBrand *brand, const TipoffIndicator *indicator);
void       tipoff_analysis_read_phrases  (TipoffAnalysis *self);
void       tipoff_analysis_raise_links   (TipoffAnalysis *self);
void       tipoff_analysis_raise_numbers (TipoffAnalysis *self);
void       tipoff_analysis_raise_words   (TipoffAnalysis *self);
void       tipoff_analysis_raise_sender  (TipoffAnalysis *self);
void       tipoff_analysis_raise_attached (TipoffAnalysis *self);
/* As tipoff_analysis_raise(), of flags that the model was not trained with: the verdict is at least @level. */
void       tipoff_analysis_raise_apart   (TipoffAnalysis *self, TipoffLevel level, const TipoffRaise *raise);
/* Whether an indicator stands in a part of that type. */
gboolean   tipoff_analysis_is_in         (const TipoffAnalysis *self, const TipoffIndicator *indicator, TipoffPartType type);
void       tipoff_analysis_mark_concept  (TipoffAnalysis *self, TipoffConcept concept, guint at);
void       tipoff_analysis_mark_tokens   (TipoffAnalysis *self);
void       tipoff_analysis_mark_shouting (TipoffAnalysis *self);

G_END_DECLS
