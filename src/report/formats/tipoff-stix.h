/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-masked.h"

G_BEGIN_DECLS

/* Inside the format stix: ids, and what every object has (STIX 2.1, OASIS Standard, 2021-06-10). */

/* Of the program, and of what STIX has no object for: telephone numbers, text messages, accounts, and
 * what a person tells. Fixed for ever. */
#define TIPOFF_STIX_IDENTITY "identity--dd5e0074-fb8f-4157-bbd4-51673191799d"
#define TIPOFF_STIX_EXTENSION "extension-definition--a404493a-352c-4959-b1c3-b77a4bcd848a"

typedef struct
{
  TipoffJsonWriter writer;
  const char      *report_id;       /* that ids are derived from */
  const char      *marking;         /* id of the marking of every object */
  GHashTable      *seen;            /* ids of observables that are written */
} TipoffStix;

/* Begins the envelope {"objects":[…]} of TAXII 2.1 with the marking, the identity of the program and
 * the definition of the extension. */
void    tipoff_stix_init                 (TipoffStix *self, const char *report_id, const char *tlp);
GBytes *tipoff_stix_finish               (TipoffStix *self);

/* 2.10: "url--…", the same for the same observable: @properties are name, value, …, NULL, by name. */
char   *tipoff_stix_make_observable_id   (const char *type, const char *const *properties);
/* "report--…" of this report, and of the correction of it. */
char   *tipoff_stix_make_id              (const TipoffStix *self, const char *type, const char *what);
char   *tipoff_stix_format_time          (gint64 seconds);
/* RFC 8785, 3.2.2.2: a string as canonical JSON. */
void    tipoff_stix_append_canonical     (GString *out, const char *text);
/* A domain object, up to its own members; and an observable. Both are ended by the caller. */
void    tipoff_stix_begin_object         (TipoffStix *self, const char *type, const char *id, gint64 created, gint64 modified);
void    tipoff_stix_begin_observable     (TipoffStix *self, const char *type, const char *id);
/* One "indicator--…" for each type of value, so that a correction knows their ids: "url", …; NULL-terminated. */
extern const char *const tipoff_stix_indicators[];
/* All of it but the members that differ. */
void    tipoff_stix_begin_indicator      (TipoffStix *self, const char *which, gint64 created, gint64 modified,
                                          const char *name, const char *pattern);
void    tipoff_stix_write_strings        (TipoffStix *self, const char *name, const char *const *strings);
/* Members of our extension follow, and end_extension. @type: "new-sco", "property-extension". */
void    tipoff_stix_begin_extension      (TipoffStix *self, const char *type);
void    tipoff_stix_end_extension        (TipoffStix *self);

/* An observable, where it is not written yet. New string: its id. */
char   *tipoff_stix_write_value          (TipoffStix *self, TipoffIndicatorType type, const char *value,
                                          const TipoffIndicator *indicator);
/* The same for the message of that number, whose first part is @first. */
char   *tipoff_stix_write_message        (TipoffStix *self, const TipoffReport *report, TipoffMasked *masked,
                                          guint number, guint first);
/* Which of tipoff_stix_indicators. */
const char *tipoff_stix_get_indicator    (TipoffIndicatorType type);
/* Adds [url:value = 'value'] to @pattern, with OR where there is one already. */
void    tipoff_stix_append_comparison    (GString *pattern, TipoffIndicatorType type, const char *value);

G_END_DECLS
