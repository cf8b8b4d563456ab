/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where the person chooses which messages of a conversation are reported. Signal "chosen" (GArray * of guint): the
 * turns, in order, at least one. */
#define TIPOFF_TYPE_TURNS_DIALOG (tipoff_turns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TipoffTurnsDialog, tipoff_turns_dialog, TIPOFF, TURNS_DIALOG, AdwWindow)

GtkWidget *tipoff_turns_dialog_new (GtkWindow *parent, const TipoffChat *chat, const TipoffSide *side);

G_END_DECLS
