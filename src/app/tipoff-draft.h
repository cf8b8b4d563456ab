/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-conversation.h"
#include "tipoff-report.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What a person brings to be checked. */
typedef struct
{
  GBytes        *bytes;        /* NULL: it is in @files */
  GPtrArray     *files;        /* of GFile, also folders; NULL */
  TipoffChannel  channel;
  char          *sender;       /* NULL: not told */
  char          *received;     /* RFC 3339; NULL: not told */
  char          *suspect;      /* whose side of a conversation it is about; NULL: not told */
  GArray        *turns;        /* of guint: which turns of the suspect to report; NULL: not told */
} TipoffInput;

TipoffInput *tipoff_input_new  (GBytes *bytes, TipoffChannel channel);
TipoffInput *tipoff_input_new_files (GPtrArray *files);
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
/* The file that it was in; NULL: none. */
void               tipoff_draft_set_name   (TipoffDraft *self, const char *name);
const char        *tipoff_draft_get_name   (TipoffDraft *self);
/* The conversation that its case is one side of; takes over both. NULL: it is none. */
void               tipoff_draft_set_chat   (TipoffDraft *self, TipoffChat *chat, TipoffSide *side);
const TipoffChat  *tipoff_draft_get_chat   (TipoffDraft *self);
const TipoffSide  *tipoff_draft_get_side   (TipoffDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffInput, tipoff_input_free)

G_END_DECLS
