/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-advice.h"
#include "tipoff-authority.h"
#include "tipoff-redaction.h"

#include <glib.h>

G_BEGIN_DECLS

/* In: case, verdict, redactions, route and what the person told. Out: bytes, the same
 * for the same input. Never: a clock, a random number, an address of ours. */

#define TIPOFF_REPORT_ERROR (tipoff_report_error_quark ())

typedef enum
{
  TIPOFF_REPORT_ERROR_UNKNOWN_FORMAT,
  TIPOFF_REPORT_ERROR_TOO_LARGE,
  TIPOFF_REPORT_ERROR_NOT_TAKEN,       /* the route does not take this */
  TIPOFF_REPORT_ERROR_INVALID,         /* does not match the schema */
} TipoffReportError;

typedef struct
{
  char          *id;            /* UUID, lower case; also the idempotency key */
  gint64         created;       /* unix seconds */
  TipoffCase    *c;             /* the messages that the person chose */
  TipoffVerdict *verdict;       /* (transfer none in options, owned here) of exactly that case */
  GPtrArray     *redactions;    /* of TipoffRedaction */
  char          *country;       /* of the person */
  char          *language;      /* that the report's own words are in: the route's */
  char          *authority_id;  /* NULL: not for one of ours (--endpoint) */
  char          *route_id;
  guint          harms;         /* bits 1 << TipoffHarm */
  char          *comment;       /* what the person adds; NULL */
  char          *contact;       /* how to reach the person; NULL: anonymous */
  char          *tlp;           /* "amber" */
  gboolean       practice;      /* to a practice desk */
  gboolean       test;          /* marked as a test: never mixed with real ones */
  char          *model;         /* tipoff_classifier_get_model_version() of what judged; NULL: not told */
} TipoffReport;

GQuark        tipoff_report_error_quark (void);
/* Takes over @c and @verdict; proposes redactions; id and time from the caller. */
TipoffReport *tipoff_report_new  (const char *id, gint64 created, TipoffCase *c, TipoffVerdict *verdict);
void          tipoff_report_free (TipoffReport *self);
/* Where it goes, and so the language of its own words: @language where that is read there.
 * Both may be NULL: then it is for no authority of ours. */
void          tipoff_report_set_route (TipoffReport *self, const TipoffAuthority *authority,
                                       const TipoffRoute *route, const char *language);

/* "tipoff", "eml": what encodes. NULL-terminated. */
const char *const *tipoff_report_formats (void);
/* The bytes that are shown, stored and sent. @route may be NULL (then @format is needed
 * and the language is the report's). @media_type (nullable, static). */
GBytes       *tipoff_report_encode (const TipoffReport *self, const char *format,
                                    const TipoffRoute *route, const TipoffAuthority *authority,
                                    const char **media_type, GError **error);
/* One line for lists: "Parcel scam · bpost-levering[.]top", redacted. */
char         *tipoff_report_summarize (const TipoffReport *self, TipoffTongue *tongue);

/* What the desk does with what arrives: guarded parse, schema, and the limits that a
 * schema cannot say. On success @id and @test (nullable) are filled. */
gboolean      tipoff_report_validate (const char *data, gsize length, char **id, gboolean *test, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffReport, tipoff_report_free)

G_END_DECLS
