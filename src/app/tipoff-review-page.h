/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-draft.h"
#include "tipoff-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who gets the report and what exactly they get. Nothing leaves without this page. Signals:
 * "approved" (const char *id), it is in the outbox; "cancelled". */
#define TIPOFF_TYPE_REVIEW_PAGE (tipoff_review_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffReviewPage, tipoff_review_page, TIPOFF, REVIEW_PAGE, GtkWidget)

void tipoff_review_page_set_engine (TipoffReviewPage *self, TipoffEngine *engine);
void tipoff_review_page_show       (TipoffReviewPage *self, TipoffDraft *draft, guint harms);
void tipoff_review_page_focus      (TipoffReviewPage *self);

G_END_DECLS
