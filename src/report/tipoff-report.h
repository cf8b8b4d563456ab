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
  TIPOFF_REPORT_ERROR_NO_IDENTITY,     /* ask who reports: this format takes no anonymous report */
} TipoffReportError;

/* Whether a link of the message was opened. Written in reports: words are frozen. */
typedef enum
{
  TIPOFF_OPENED_NOT_TOLD,
  TIPOFF_OPENED_NO,
  TIPOFF_OPENED_YES,
} TipoffOpened;
TIPOFF_DECLARE_NAMES (TipoffOpened, opened)

/* Who reports, for formats that take no anonymous report (xarf, netcraft): what the person or the
 * administrator set. There is no other: an address of ours never stands in for it. */
typedef struct
{
  char *organisation;           /* NULL: a private person */
  char *name;                   /* NULL */
  char *email;
} TipoffIdentity;

typedef struct
{
  char          *id;            /* UUID, lower case; also the idempotency key */
  gint64         created;       /* unix seconds */
  TipoffCase    *c;             /* the messages that the person chose */
  TipoffVerdict *verdict;       /* (transfer none in options, owned here) of exactly that case */
  GPtrArray     *redactions;    /* of TipoffRedaction */
  char         **own;           /* names and numbers of theirs; NULL. Never leaves, kept nowhere else */
  gboolean       sender_known;
  gboolean       tokens_cut;    /* it goes to somebody who need not open the links */
  char          *country;       /* of the person */
  char          *language;      /* that the report's own words are in: the route's */
  char          *authority_id;  /* NULL: not for one of ours (--endpoint) */
  char          *route_id;
  guint          harms;         /* bits 1 << TipoffHarm */
  char          *comment;       /* what the person adds; NULL */
  char          *contact;       /* how to reach the person; NULL: anonymous */
  TipoffOpened   opened;
  char          *loss_amount;   /* "1250.00": digits, a point, two digits; NULL: none told */
  char          *loss_currency; /* ISO 4217; NULL with loss_amount */
  TipoffIdentity *identity;     /* NULL: anonymous */
  char          *tlp;           /* "amber" */
  gboolean       practice;      /* to a practice desk */
  gboolean       test;          /* marked as a test: never mixed with real ones */
  char          *model;         /* tipoff_classifier_get_model_version() of what judged; NULL: not told */
  char          *data;          /* tipoff_knowledge_get_version() of it; NULL: not told */
} TipoffReport;

/* "I reported this by mistake": names the first report, and says nothing else of it. */
typedef struct
{
  char          *id;            /* of the correction: a UUID of its own */
  gint64         created;
  char          *corrects;      /* id of the first report */
  gint64         corrects_created;
  char          *reference;     /* the authority's, of the first report; NULL: none was given */
  char          *language;      /* as in a report */
  char          *tlp;
  gboolean       practice;
  gboolean       test;
} TipoffCorrection;

GQuark        tipoff_report_error_quark (void);
/* Takes over @c and @verdict; proposes redactions; id and time from the caller. */
TipoffReport *tipoff_report_new  (const char *id, gint64 created, TipoffCase *c, TipoffVerdict *verdict);
void          tipoff_report_free (TipoffReport *self);
/* @text: "Jan Peeters, 0470 12 34 56", as a person writes it; NULL: nothing told. Proposes the redactions
 * anew; what the person decided before stays. */
void          tipoff_report_set_own    (TipoffReport *self, const char *text);
/* A sender whom the person knows is left out. */
void          tipoff_report_set_sender_known (TipoffReport *self, gboolean known);
/* Copies; NULL or one without a mailbox takes it away. */
void          tipoff_report_set_identity (TipoffReport *self, const TipoffIdentity *identity);
/* What the person says that an indicator of the verdict is; FALSE where there is none of that number. */
gboolean      tipoff_report_set_role (TipoffReport *self, guint indicator, TipoffRole role);
/* FALSE, and nothing changed, where @amount is no sum ("1 250,00", "1250.5") or @currency no ISO 4217 code. */
gboolean      tipoff_report_set_loss (TipoffReport *self, const char *amount, const char *currency);
/* "€ 1.250,5" or "1,250.50" as people write sums → "1250.50"; NULL where it is none. */
char         *tipoff_report_read_sum   (const char *text);
/* Where it goes, and so the language of its own words: @language where that is read there.
 * Both may be NULL: then it is for no authority of ours. */
void          tipoff_report_set_route (TipoffReport *self, const TipoffAuthority *authority,
                                       const TipoffRoute *route, const char *language);

/* "tipoff", "misp", …: what encodes. NULL-terminated. */
const char *const *tipoff_report_formats (void);
/* Whether @format takes no anonymous report: an identity goes into no other. */
gboolean      tipoff_report_format_needs_identity (const char *format);
/* The bytes that are shown, stored and sent. @route may be NULL (then @format is needed
 * and the language is the report's). @media_type (nullable, static). */
GBytes       *tipoff_report_encode (const TipoffReport *self, const char *format,
                                    const TipoffRoute *route, const TipoffAuthority *authority,
                                    const char **media_type, GError **error);
/* The plain text for a way that takes no document: what the authority asks for, else what was received, with the
 * masks in place. NOT_TAKEN where it is empty. */
GBytes       *tipoff_report_encode_text (const TipoffReport *self, const TipoffRoute *route,
                                         const char **media_type, GError **error);
/* Whether a mask covers a piece of a link: a desk that takes links out by machine cannot follow it. */
gboolean      tipoff_report_masks_link  (const TipoffReport *self);
/* The bytes that take a report back: NOT_TAKEN where @format has no way to say so. */
GBytes       *tipoff_correction_encode (const TipoffCorrection *self, const char *format,
                                        const TipoffRoute *route, const TipoffAuthority *authority,
                                        const char **media_type, GError **error);
/* One line for lists: "Parcel scam · bpost-levering[.]top", redacted. */
char         *tipoff_report_summarize (const TipoffReport *self, TipoffTongue *tongue);

/* What the desk does with what arrives: guarded parse, schema, and the limits that a
 * schema cannot say. On success @id and @test (nullable) are filled. */
gboolean      tipoff_report_validate (const char *data, gsize length, char **id, gboolean *test, GError **error);
/* The same for a correction; @corrects (nullable) is the id of the report that it takes back. */
gboolean      tipoff_correction_validate (const char *data, gsize length, char **id, char **corrects,
                                          gboolean *test, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffReport, tipoff_report_free)

G_END_DECLS
