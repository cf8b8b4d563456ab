/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-desk-header.h"
#include "tipoff-desk-store.h"

G_BEGIN_DECLS

/* Checks reports against the schema in a few threads, and writes them in one: all that have
 * come while the disk was busy share the next commit. An answer is given only after it. */

typedef enum
{
  TIPOFF_DESK_JOB_REPORT,
  TIPOFF_DESK_JOB_CORRECTION_OF,  /* a correction with its report's key: record->corrects, and its own id in it */
  TIPOFF_DESK_JOB_WITHDRAWAL,     /* record->reference */
  TIPOFF_DESK_JOB_ERASURE,        /* record->reference */
} TipoffDeskJobKind;

typedef enum
{
  TIPOFF_DESK_JOB_CREATED,
  TIPOFF_DESK_JOB_REPLAYED,     /* the same key with the same bytes */
  TIPOFF_DESK_JOB_CONFLICT,     /* the same key with other bytes */
  TIPOFF_DESK_JOB_INVALID,      /* no report; `error` says where */
  TIPOFF_DESK_JOB_WRONG_KEY,    /* the key is not the report's id */
  TIPOFF_DESK_JOB_FAILED,       /* not stored: try again later */
  TIPOFF_DESK_JOB_GONE,         /* withdrawn or erased */
  TIPOFF_DESK_JOB_UNKNOWN,      /* there is no such report */
} TipoffDeskJobResult;

typedef struct _TipoffDeskJob TipoffDeskJob;
typedef void (*TipoffDeskJobDone) (TipoffDeskJob *job, gpointer user_data);

struct _TipoffDeskJob
{
  TipoffDeskJobKind    kind;
  TipoffDeskDocument   document;
  TipoffDeskRecord    *record;     /* report_id is the key; the rest is filled in */
  GBytes              *body;
  TipoffDeskJobResult  result;
  GError              *error;
  TipoffDeskJobDone    done;       /* in the main context of the writer's maker */
  gpointer             user_data;
};

typedef struct _TipoffDeskWriter TipoffDeskWriter;

TipoffDeskJob    *tipoff_desk_job_new     (TipoffDeskDocument document, const char *key, GBytes *body, const char *holder,
                                           TipoffDeskJobDone done, gpointer user_data);

/* @record is taken over: what a job of another kind than REPORT is about. @body: NULL without one. */
TipoffDeskJob    *tipoff_desk_job_new_for (TipoffDeskJobKind kind, TipoffDeskRecord *record, GBytes *body, TipoffDeskJobDone done,
                                           gpointer user_data);

/* @store is taken over. Reports are let go of after @keep_days; 0: never. */
TipoffDeskWriter *tipoff_desk_writer_new  (TipoffDeskStore *store, guint keep_days);
/* Finishes what it has been given, then ends. */
void              tipoff_desk_writer_free (TipoffDeskWriter *self);
/* @job is taken over, and freed after `done`. */
void              tipoff_desk_writer_push (TipoffDeskWriter *self, TipoffDeskJob *job);
/* Jobs without an answer yet. */
guint             tipoff_desk_writer_get_n_pending (TipoffDeskWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffDeskWriter, tipoff_desk_writer_free)

G_END_DECLS
