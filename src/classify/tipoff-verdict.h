/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-indicator.h"
#include "tipoff-json.h"
#include "tipoff-kind.h"
#include "tipoff-tongue.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TIPOFF_LEVEL_CLEAR,        /* nothing known outweighs what is ordinary; never: safe */
  TIPOFF_LEVEL_OFFICIAL,     /* nothing but a number that is an organisation's own: safe to dial, proves nothing */
  TIPOFF_LEVEL_SUSPICIOUS,
  TIPOFF_LEVEL_SCAM,
} TipoffLevel;
TIPOFF_DECLARE_NAMES (TipoffLevel, level)

/* One red flag that was raised. */
typedef struct
{
  const char *id;            /* "url.lookalike"; static */
  double      weight;        /* 0 to 1, its share for people and for sorting */
  GArray     *spans;         /* of TipoffSpan, at least one but for flags of the whole message */
  char      **arguments;     /* name, value, …, for the sentence: host, brand, domain, number … */
} TipoffFlag;

typedef struct
{
  TipoffSpan span;
  double     weight;         /* contribution to the score before calibration; > 0 speaks for a scam */
} TipoffWord;

typedef struct
{
  TipoffLevel  level;
  double       score;        /* calibrated, 0 to 1 */
  TipoffKind   kind;         /* TIPOFF_KIND_NONE when clear or official */
  const char  *language;     /* "nl" …; "und" where too short to tell; static */
  GPtrArray   *flags;        /* of TipoffFlag, heaviest first */
  GArray      *words;        /* of TipoffWord, heaviest first, at most 16 */
  GPtrArray   *indicators;   /* of TipoffIndicator, in order of span */
} TipoffVerdict;

void        tipoff_verdict_free (TipoffVerdict *self);
/* TRUE where the case is nothing but one phone number. */
gboolean    tipoff_verdict_is_number_alone (const TipoffVerdict *self, const TipoffCase *c);

/* The sentence of a flag ("The link goes to {host}, not to {domain}.") and one more that
 * explains it, both filled; plain text. (transfer full) */
char       *tipoff_flag_describe (const TipoffFlag *self, TipoffTongue *tongue);
char       *tipoff_flag_explain  (const TipoffFlag *self, TipoffTongue *tongue);

/* The object of `check --json` (DESIGN.md), as members of an object that the caller has
 * begun. `parts` is written unless the case was one plain text. */
void        tipoff_verdict_write_json   (const TipoffVerdict *self, const TipoffCase *c,
                                         TipoffTongue *tongue, TipoffJsonWriter *writer);
/* One indicator, as members of an object that the caller has begun: type, role, value, part, start,
 * end, and its own. */
void        tipoff_indicator_write_json (const TipoffIndicator *self, TipoffJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffVerdict, tipoff_verdict_free)

G_END_DECLS
