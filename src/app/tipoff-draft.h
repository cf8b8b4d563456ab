/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What a person brings to be checked. */
typedef struct
{
  GBytes        *bytes;
  TipoffChannel  channel;
  char          *sender;       /* NULL: not told */
  char          *received;     /* RFC 3339; NULL: not told */
} TipoffInput;

TipoffInput *tipoff_input_new  (GBytes *bytes, TipoffChannel channel);
TipoffInput *tipoff_input_copy (const TipoffInput *self);
void         tipoff_input_free (TipoffInput *self);

/* One check and what may become of it: the input, and the report with its case, verdict and
 * redactions. It is made by the engine and changed by the pages, on the main thread. */
#define TIPOFF_TYPE_DRAFT (tipoff_draft_get_type ())
G_DECLARE_FINAL_TYPE (TipoffDraft, tipoff_draft, TIPOFF, DRAFT, GObject)

/* Takes over all three; @place is where a number alone is from, or %NULL. */
TipoffDraft       *tipoff_draft_new        (TipoffInput *input, TipoffReport *report, char *place);
const TipoffInput *tipoff_draft_get_input  (TipoffDraft *self);
TipoffReport      *tipoff_draft_get_report (TipoffDraft *self);
const char        *tipoff_draft_get_place  (TipoffDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffInput, tipoff_input_free)

G_END_DECLS
