/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Something already happened: what, and what to do at once. No message is needed. Signal
 * "changed" (guint): the harms that are chosen. */
#define TIPOFF_TYPE_HELP_PAGE (tipoff_help_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffHelpPage, tipoff_help_page, TIPOFF, HELP_PAGE, GtkWidget)

void tipoff_help_page_set_engine (TipoffHelpPage *self, TipoffEngine *engine);
/* Before it is shown. @kind: what the message was, where there is one: its steps follow. */
void tipoff_help_page_update     (TipoffHelpPage *self, TipoffKind kind);
void tipoff_help_page_clear      (TipoffHelpPage *self);
void tipoff_help_page_focus      (TipoffHelpPage *self);

G_END_DECLS
