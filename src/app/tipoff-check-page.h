/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where it begins: paste, type, drop or open what is suspicious. Signal "check" (TipoffInput *):
 * to be checked now; "problem" is said on the page. */
#define TIPOFF_TYPE_CHECK_PAGE (tipoff_check_page_get_type ())
G_DECLARE_FINAL_TYPE (TipoffCheckPage, tipoff_check_page, TIPOFF, CHECK_PAGE, GtkWidget)

/* Takes the place of what is there and is checked at once. @name is a file's, or %NULL. */
void tipoff_check_page_take        (TipoffCheckPage *self, GBytes *bytes, const char *name);
/* The same of files, which are held by @name. */
void tipoff_check_page_take_files  (TipoffCheckPage *self, const TipoffInput *input, const char *name);
/* Puts more where the cursor is, without checking it yet. */
void tipoff_check_page_insert      (TipoffCheckPage *self, const char *text);
void tipoff_check_page_check       (TipoffCheckPage *self);
void tipoff_check_page_clear       (TipoffCheckPage *self);
/* What is checked takes longer than one notices. */
void tipoff_check_page_set_busy    (TipoffCheckPage *self, gboolean busy);
/* How much of it is done; 0: not known. */
void tipoff_check_page_set_progress (TipoffCheckPage *self, double fraction);
/* A sentence, or %NULL. */
void tipoff_check_page_set_problem (TipoffCheckPage *self, const char *problem);

G_END_DECLS
