/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-desk-store.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the desk says. */

/* Seconds for Retry-After while it is busy: 15 to 44. */
guint tipoff_desk_retry_seconds      (void);

/* A problem document (RFC 9457). @detail: a sentence; @pointer: where in the report
 * (a JSON pointer), or NULL. */
char *tipoff_desk_problem_new        (guint status, const char *detail, const char *pointer);

void  tipoff_desk_answer_problem     (SoupServerMessage *message, guint status, const char *detail);
void  tipoff_desk_answer_problem_at  (SoupServerMessage *message, guint status, const char *detail, const char *pointer);
/* 503, with a time to come back: not the same for all, since those who come back would come together. */
void  tipoff_desk_answer_unavailable (SoupServerMessage *message, const char *detail);
void  tipoff_desk_answer_json        (SoupServerMessage *message, guint status, const char *json);
void  tipoff_desk_answer_bytes       (SoupServerMessage *message, const char *type, GBytes *bytes);
void  tipoff_desk_answer_empty       (SoupServerMessage *message, guint status);
void  tipoff_desk_answer_set_header  (SoupServerMessage *message, const char *name, const char *value);

/* 201 where it is new, else 200. */
void  tipoff_desk_answer_receipt     (SoupServerMessage *message, const TipoffDeskRecord *record, gboolean created);

/* What became of a report. */
void  tipoff_desk_answer_state       (SoupServerMessage *message, const TipoffDeskRecord *record);

G_END_DECLS
