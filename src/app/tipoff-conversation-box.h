/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the person may say of a conversation: whose side is the suspicious one, and which messages are reported.
 * Signal "told" (TipoffInput *): to be checked again with that. */
#define TIPOFF_TYPE_CONVERSATION_BOX (tipoff_conversation_box_get_type ())
G_DECLARE_FINAL_TYPE (TipoffConversationBox, tipoff_conversation_box, TIPOFF, CONVERSATION_BOX, GtkWidget)

/* Hides itself where @draft is of no conversation. */
void tipoff_conversation_box_show (TipoffConversationBox *self, TipoffDraft *draft);

G_END_DECLS
