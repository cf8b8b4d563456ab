/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-authority.h"
#include "tipoff-json.h"
#include "tipoff-kind.h"
#include "tipoff-verdict.h"

#include <glib.h>

G_BEGIN_DECLS

/* In: kind, harms, country, language. Out: ordered steps, from data. */

typedef enum
{
  TIPOFF_HARM_RECEIVED,
  TIPOFF_HARM_ANSWERED,
  TIPOFF_HARM_DATA,
  TIPOFF_HARM_PAID,
  TIPOFF_HARM_DEVICE,
  TIPOFF_HARM_ACCOUNT,
  TIPOFF_HARM_IDENTITY,
  TIPOFF_HARM_HANDED_OVER,
  TIPOFF_HARM_ONGOING,
} TipoffHarm;
#define TIPOFF_N_HARMS (TIPOFF_HARM_ONGOING + 1)
TIPOFF_DECLARE_NAMES (TipoffHarm, harm)

typedef struct
{
  char *id;           /* "parcel.own-app" */
  char *text;         /* in the language asked for; plain text */
  char *number;       /* a number to show in large figures; NULL */
  char *reach;        /* when it is answered, what it costs, what it lacks; NULL */
  char *source;       /* where the number, or a statement about an organisation, comes from; NULL where none is made */
  char *date;         /* when it stood there, YYYY-MM-DD; NULL with source */
  char *scope;        /* about whom and where it is true, in English; NULL with source */
} TipoffStep;

void        tipoff_step_free    (TipoffStep *self);
/* "Source: safeonweb.be, seen on 24 November 2026"; NULL without @source. (transfer full) */
char       *tipoff_source_describe (const char *source, const char *date, const char *language);

/* The words of @harms in the order of the enum; "received" for 0. (transfer full) */
char      **tipoff_harms_to_words (guint harms);
/* What cannot wait comes first; harms before the kind's own; never empty. @harms: bits 1 << TipoffHarm,
 * 0 for received only. @kind may be TIPOFF_KIND_NONE. (element-type TipoffStep) */
GPtrArray  *tipoff_advice_get   (TipoffAuthorities *authorities, TipoffKind kind, guint harms,
                                 const char *country, const char *language);
/* Whom to tell besides those whose number stands in @steps. (element-type TipoffContact) */
GPtrArray  *tipoff_advice_get_contacts (TipoffAuthorities *authorities, GPtrArray *steps, guint harms,
                                        const char *country, TipoffSettings *settings);
/* How a person says it: "I paid, or money is gone"; NULL for received only. (transfer none) */
const char *tipoff_advice_get_harm_label (TipoffHarm harm, const char *country, const char *language);
/* The first line under the verdict: "Do not open the link. Do not answer." (transfer full) */
char       *tipoff_advice_get_headline (TipoffKind kind, TipoffLevel level, const char *language);

/* The texts of one language, as data/advice/LL.json has them. (transfer none) */
JsonObject *tipoff_advice_get_texts (const char *language);

G_END_DECLS
