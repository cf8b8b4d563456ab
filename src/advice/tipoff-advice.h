/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
  char *source;       /* where a statement about an organisation comes from; NULL where none is made */
  char *date;         /* when it stood there, YYYY-MM-DD; NULL with source */
  char *scope;        /* about whom and where it is true, in English; NULL with source */
} TipoffStep;

void        tipoff_step_free    (TipoffStep *self);
/* The words of @harms in the order of the enum; "received" for 0. (transfer full) */
char      **tipoff_harms_to_words (guint harms);
/* Most urgent first; harms before the kind's own; never empty. @harms: bits 1 << TipoffHarm,
 * 0 for received only. @kind may be TIPOFF_KIND_NONE. (element-type TipoffStep) */
GPtrArray  *tipoff_advice_get   (TipoffKind kind, guint harms, const char *country, const char *language);
/* The first line under the verdict: "Do not open the link. Do not answer." (transfer full) */
char       *tipoff_advice_get_headline (TipoffKind kind, TipoffLevel level, const char *language);

G_END_DECLS
