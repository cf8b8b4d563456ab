/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What was found in many messages at once: a row each, the worst first. Signals: "open" (TipoffDraft *), the person
 * wants to see one; "together" (GPtrArray * of TipoffDraft), the suspicious ones as one report. */
#define TIPOFF_TYPE_MESSAGES_PAGE (tipoff_messages_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffMessagesPage, tipoff_messages_page, TIPOFF, MESSAGES_PAGE, GtkWidget)

/* @drafts: of TipoffDraft, the worst first. */
void tipoff_messages_page_show  (TipoffMessagesPage *self, GPtrArray *drafts);
void tipoff_messages_page_focus (TipoffMessagesPage *self);

G_END_DECLS
