/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-banner.h"
#include "tipoff-check-page.h"
#include "tipoff-help-page.h"
#include "tipoff-messages-page.h"
#include "tipoff-report-page.h"
#include "tipoff-reports-page.h"
#include "tipoff-result-page.h"
#include "tipoff-review-page.h"
#include "tipoff-sent-page.h"
#include "tipoff-width-gate.h"
#include "tipoff-window.h"

G_BEGIN_DECLS

/* The window in five parts: tipoff-window.c holds it together, -navigation.c goes from page to
 * page, -check.c brings input to the check, -files.c opens files, -reports.c deletes with a way back. */
struct _TipoffWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  TipoffWidthGate      *gate;
  GtkWidget            *back_button;
  GtkStack             *title_stack;
  AdwWindowTitle       *title;
  TipoffBanner         *banner;
  GtkStack             *root;
  AdwViewStack         *tabs;
  GtkStack             *check_stack;
  TipoffCheckPage      *check_page;
  TipoffMessagesPage   *messages_page;
  TipoffResultPage     *result_page;
  TipoffReviewPage     *review_page;
  TipoffSentPage       *sent_page;
  GtkStack             *reports_stack;
  TipoffReportsPage    *reports_page;
  TipoffReportPage     *report_page;
  TipoffHelpPage       *help_page;
  GtkWidget            *help_bar;
  AdwViewSwitcherBar   *switcher_bar;

  TipoffEngine         *engine;
  GCancellable         *cancellable;     /* for as long as the window lives */

  /* The check that runs, and the last that was done. */
  GCancellable         *checking;
  guint                 busy_timer;
  gboolean              again;
  gboolean              has_many;        /* the draft is one of those on the page of messages */
  TipoffDraft          *draft;
  guint                 harms;

  /* Asked from outside to check what was copied, until it is known what that is. */
  guint                 copied_timer;

  /* A report that goes when its toast does. */
  char                 *deleting;
  AdwToast             *delete_toast;
};

/* -navigation.c */
void tipoff_window_update_chrome   (TipoffWindow *self);
gboolean tipoff_window_is_on_help  (TipoffWindow *self);
void tipoff_window_go_back         (TipoffWindow *self);
gboolean tipoff_window_bring       (TipoffWindow *self, const char *page);
void tipoff_window_show_check      (TipoffWindow *self, const char *page);
void tipoff_window_show_reports    (TipoffWindow *self);
void tipoff_window_show_help       (TipoffWindow *self);
void tipoff_window_update_help     (TipoffWindow *self);
void tipoff_window_leave_help      (TipoffWindow *self);
void tipoff_window_say             (TipoffWindow *self, const char *words);

/* -check.c */
void tipoff_window_check           (TipoffWindow *self, const TipoffInput *input, gboolean again);
void tipoff_window_show_draft      (TipoffWindow *self, TipoffDraft *draft, gboolean again);
void tipoff_window_join            (TipoffWindow *self, GPtrArray *drafts);
void tipoff_window_cancel_check    (TipoffWindow *self);
void tipoff_window_new_check       (TipoffWindow *self);
void tipoff_window_paste           (TipoffWindow *self, gboolean add);

void tipoff_window_begin           (TipoffWindow *self);
void tipoff_window_take            (TipoffWindow *self, GBytes *bytes, const char *name);
void tipoff_window_take_text       (TipoffWindow *self, const char *text);
void tipoff_window_complain        (TipoffWindow *self, const char *words);

/* -files.c */
void tipoff_window_choose_file     (TipoffWindow *self);
void tipoff_window_accept_drops    (TipoffWindow *self);

/* -reports.c */
void tipoff_window_delete_report   (TipoffWindow *self, const char *id);
void tipoff_window_commit_deletion (TipoffWindow *self);

G_END_DECLS
