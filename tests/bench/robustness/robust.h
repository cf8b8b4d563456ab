/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-classifier.h"
#include "tipoff-knowledge.h"
#include "tipoff-model.h"

G_BEGIN_DECLS

/* A scam that raises an alarm as it stands, and what somebody who rewrites it has to know. */
typedef struct
{
  char              *text;       /* as the classifier reads it */
  gsize              length;
  char               language[4];
  const char        *region;
  TipoffVerdict     *verdict;
  GArray            *words;      /* of TipoffSpan: runs of letters outside links, numbers and addresses */
  const TipoffBrand *brand;      /* that it names; any, where it names none */
} RobustScam;

typedef struct
{
  TipoffClassifier *classifier;
  TipoffModel      *model;       /* the same once more, to look into */
  const TipoffKnowledge *knowledge;
  guint             n_scams;     /* with those that raise no alarm */
  GPtrArray        *scams;       /* of RobustScam */
  GHashTable       *honest;      /* language → texts without an alarm */
} RobustBench;

RobustBench   *robust_bench_new   (const char *model, char **files, GError **error);
void           robust_bench_free  (RobustBench *self);
/* NULL for a text without anything in it. */
TipoffVerdict *robust_bench_check (const RobustBench *self, const char *text, const char *region);
/* Some honest text in the language of @scam, of a line or two; NULL where there is none. New string. */
char          *robust_bench_honest (const RobustBench *self, const RobustScam *scam, GRand *rand);
/* Random, but the same whenever and wherever it is run. */
GRand         *robust_scam_rand   (const RobustScam *scam, guint32 salt);

/* NULL where it does not apply, or changes nothing. New string. */
typedef char *(*RobustTrick) (const RobustBench *bench, const RobustScam *scam, GRand *rand);

typedef struct
{
  const char *name;
  RobustTrick apply;
} RobustTrickEntry;

extern const RobustTrickEntry robust_word_tricks[];   /* ended by one without a name */
extern const RobustTrickEntry robust_link_tricks[];
extern const RobustTrickEntry robust_honest_tricks[];

/* The tables. */
void robust_print_tricks   (const RobustBench *bench, const char *show);
void robust_print_reasons  (const RobustBench *bench);
void robust_print_adaptive (const RobustBench *bench, guint limit, guint edits, gboolean show);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RobustBench, robust_bench_free)

G_END_DECLS
