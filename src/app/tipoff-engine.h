/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-classifier.h"
#include "tipoff-draft.h"
#include "tipoff-sender.h"
#include "tipoff-settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the window stands on: settings, classifier, authorities, outbox and sender, each made at
 * first need and off the main thread. Properties: "n-waiting", how many reports wait; "problem",
 * a sentence where the list of reports cannot be kept, else %NULL; "online". Signals: "listed", each
 * time the list was read, or could not be; "settled", with the TipoffReportItem: while this runs, a report
 * came to where nothing more happens by itself. */
#define TIPOFF_TYPE_ENGINE (tipoff_engine_get_type ())
G_DECLARE_FINAL_TYPE (TipoffEngine, tipoff_engine, TIPOFF, ENGINE, GObject)

typedef enum
{
  TIPOFF_CHANGE_WITHDRAW,
  TIPOFF_CHANGE_DELETE,
  TIPOFF_CHANGE_HANDED_OVER,
  TIPOFF_CHANGE_CORRECT,      /* a report of its own says that this one was a mistake */
} TipoffChange;

TipoffEngine      *tipoff_engine_new                (void);
TipoffSettings    *tipoff_engine_get_settings       (TipoffEngine *self);
const char        *tipoff_engine_get_language       (TipoffEngine *self);
TipoffTongue      *tipoff_engine_get_tongue         (TipoffEngine *self);
TipoffAuthorities *tipoff_engine_get_authorities    (TipoffEngine *self);
/* Reads the authorities anew; what was got before stays valid. */
void               tipoff_engine_reload_authorities (TipoffEngine *self);
void               tipoff_engine_warm_up            (TipoffEngine *self);
guint              tipoff_engine_get_undo_seconds   (TipoffEngine *self);
guint              tipoff_engine_get_stay_seconds   (TipoffEngine *self);
char              *tipoff_engine_describe_parts     (TipoffEngine *self);

void               tipoff_engine_check_async        (TipoffEngine *self, const TipoffInput *input,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (element-type TipoffDraft): at least one, the worst first */
GPtrArray         *tipoff_engine_check_finish       (TipoffEngine *self, GAsyncResult *result, GError **error);
/* The cases of @drafts as one, as far as there is room; ends with tipoff_engine_check_finish(). */
void               tipoff_engine_join_async         (TipoffEngine *self, GPtrArray *drafts, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
double             tipoff_engine_get_progress       (TipoffEngine *self);

GListModel        *tipoff_engine_get_reports        (TipoffEngine *self);
void               tipoff_engine_refresh            (TipoffEngine *self);
void               tipoff_engine_send_now           (TipoffEngine *self, const char *id);

/* For who decides whether the program may end. */
void               tipoff_engine_begin              (TipoffEngine *self);
guint              tipoff_engine_get_n_leaving      (TipoffEngine *self);
guint              tipoff_engine_get_n_pending      (TipoffEngine *self);
gboolean           tipoff_engine_is_busy            (TipoffEngine *self);
void               tipoff_engine_stop               (TipoffEngine *self);
void               tipoff_engine_resume             (TipoffEngine *self);

void               tipoff_engine_approve_async      (TipoffEngine *self, TipoffOutboxItem *item, GBytes *bytes,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean           tipoff_engine_approve_finish     (TipoffEngine *self, GAsyncResult *result, GError **error);
void               tipoff_engine_change_async       (TipoffEngine *self, const char *id, TipoffChange change,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean           tipoff_engine_change_finish      (TipoffEngine *self, GAsyncResult *result, GError **error);
void               tipoff_engine_get_bytes_async    (TipoffEngine *self, const char *id,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GBytes            *tipoff_engine_get_bytes_finish   (TipoffEngine *self, GAsyncResult *result, GError **error);

void               tipoff_engine_keep_token_async   (TipoffEngine *self, const char *address, const char *token,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean           tipoff_engine_keep_token_finish  (TipoffEngine *self, GAsyncResult *result, GError **error);
void               tipoff_engine_list_tokens_async  (TipoffEngine *self, const char *forget, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
char             **tipoff_engine_list_tokens_finish (TipoffEngine *self, GAsyncResult *result, GError **error);

G_END_DECLS
