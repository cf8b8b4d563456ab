/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"
#include "tipoff-report-item.h"

G_BEGIN_DECLS

/* The parts of the engine: tipoff-engine.c makes, tipoff-engine-check.c checks, tipoff-engine-outbox.c keeps the
 * list of reports, tipoff-engine-pump.c sends, tipoff-engine-tokens.c keeps the keys of endpoints. */
struct _TipoffEngine
{
  GObject            parent_instance;

  /* Made at first need, by whichever thread needs it, under the lock. */
  GMutex             lock;
  TipoffClassifier  *classifier;
  TipoffAuthorities *authorities;
  int                progress;     /* of the check that runs, in thousandths; atomic */
  GPtrArray         *retired;      /* of TipoffAuthorities, which pages may still borrow from */
  TipoffOutbox      *outbox;
  TipoffTokens      *tokens;

  /* Only on the main thread. */
  TipoffSettings    *settings;
  char              *language;
  GCancellable      *cancellable;
  GListStore        *reports;        /* of TipoffReportItem, newest first */
  guint              n_waiting;
  char              *problem;
  guint              n_jobs;         /* changes of the outbox that run */
  guint              n_leaving;      /* reports that go out now: approved, or being sent */
  guint              n_pending;      /* and those that wait, or whose outcome is awaited */
  gboolean           refreshing;
  gboolean           refresh_again;

  TipoffSender      *sender;
  GQueue             asked_for;      /* of char *: to be sent before their time */
  GCancellable      *attempt;        /* stops the one that is being sent; NULL where none is */
  gboolean           stopped;        /* none is begun any more */
  gboolean           nothing_was_due;
  guint              timer;
  GNetworkMonitor   *network;
  gboolean           online;
};

TipoffClassifier *tipoff_engine_ensure_classifier (TipoffEngine *self, GError **error);
TipoffOutbox *tipoff_engine_ensure_outbox  (TipoffEngine *self, GError **error);
void          tipoff_engine_set_problem    (TipoffEngine *self, const char *problem);
void          tipoff_engine_set_n_waiting  (TipoffEngine *self, guint n_waiting);
void          tipoff_engine_set_online     (TipoffEngine *self, gboolean online);
void          tipoff_engine_emit_listed    (TipoffEngine *self);
void          tipoff_engine_emit_settled   (TipoffEngine *self, TipoffReportItem *item);

void          tipoff_engine_pump           (TipoffEngine *self);
void          tipoff_engine_schedule       (TipoffEngine *self, gint64 next_at);
void          tipoff_engine_watch_network  (TipoffEngine *self);
void          tipoff_engine_pump_dispose   (TipoffEngine *self);

G_END_DECLS
