/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-json.h"
#include "tipoff-kind.h"
#include "tipoff-names.h"
#include "tipoff-settings.h"
#include "tipoff-tongue.h"

#include <glib.h>

G_BEGIN_DECLS

/* In: data/authorities/CC.json and the administrator's and person's own files.
 * Out: who takes a report, and how. Never: an address that nobody confirmed. */

#define TIPOFF_AUTHORITY_ERROR (tipoff_authority_error_quark ())

typedef enum
{
  TIPOFF_AUTHORITY_ERROR_BAD_FILE,
  TIPOFF_AUTHORITY_ERROR_NOT_HTTPS,
  TIPOFF_AUTHORITY_ERROR_UNKNOWN,      /* no such country, authority or route */
  TIPOFF_AUTHORITY_ERROR_RESEMBLES,    /* an offered file would pass for one that is there already */
  TIPOFF_AUTHORITY_ERROR_OFF,          /* the person has not turned it on */
} TipoffAuthorityError;

typedef enum
{
  TIPOFF_WAY_HTTPS,
  TIPOFF_WAY_EMAIL,
  TIPOFF_WAY_WEB_FORM,
  TIPOFF_WAY_SMS,
  TIPOFF_WAY_HOTLINE,
} TipoffWay;
TIPOFF_DECLARE_NAMES (TipoffWay, way)

/* What a call or a text message to a route costs; "" where nobody says. */
typedef enum
{
  TIPOFF_COST_UNKNOWN,
  TIPOFF_COST_FREE,
  TIPOFF_COST_NORMAL,
} TipoffCost;
TIPOFF_DECLARE_NAMES (TipoffCost, cost)

/* Who put an authority here, and so how far it is trusted. */
typedef enum
{
  TIPOFF_ORIGIN_BUILT_IN,
  TIPOFF_ORIGIN_ADMINISTRATOR,         /* <xdg config dir>/tipoff/authorities */
  TIPOFF_ORIGIN_PERSON,                /* <config>/authorities: https only, never offered first unless for practice */
} TipoffOrigin;
TIPOFF_DECLARE_NAMES (TipoffOrigin, origin)

typedef struct
{
  char      *id;             /* unique: "be.safeonweb.email-nl" */
  TipoffWay  way;
  char      *address;        /* https URL, mailbox, web page, short code, number */
  char      *format;         /* "tipoff", "eml", …; NULL where nothing is encoded */
  char      *protocol;       /* "tipoff", …; NULL unless way is https */
  char     **languages;      /* the authority reads this route in */
  char     **takes;          /* channels that it is for: "sms", "email" …; empty: any */
  char     **needs;          /* what it wants to see, whichever fits the channel: "screenshot",
                                "original-attached", "original-forwarded", "account" */
  char     **attach;         /* what is attached, best first: "original", "screenshot", "text"; empty: not known */
  char     **forward;        /* sms: channels whose message is forwarded unchanged */
  JsonObject *text;          /* sms: channel → the exact text to send, with {number}, {date}, {time}; NULL */
  JsonObject *answer;        /* language → what to expect; may be NULL */
  JsonObject *hours;         /* language → hours; may be NULL */
  TipoffCost  cost;
  JsonObject *note;          /* language → one sentence to show before; may be NULL */
  char      *source;
  char      *verified_on;    /* YYYY-MM-DD */
  char       confidence;     /* 'A' or 'B' */
  char      *queue;          /* rt: where its tickets go; NULL: RTIR's usual one */
  char      *ca_file;        /* only from the configuration directory: roots for this endpoint; NULL */
} TipoffRoute;

typedef struct
{
  char       *id;            /* "be.safeonweb" */
  char       *country;       /* "BE"; "*" for one that stands beside every country (practice desk) */
  JsonObject *name;          /* language → name */
  JsonObject *operator_name; /* language → who answers for the data; may be NULL */
  JsonObject *privacy;       /* language → its privacy notice, in a sentence or two; may be NULL */
  char       *privacy_url;   /* where the whole of it stands; NULL */
  JsonObject *passes_to;     /* language → whom it passes reports to; may be NULL */
  char       *take_back;     /* "yes", "no": whether a report can be taken back; NULL: not known */
  char      **domains;       /* that are its own */
  JsonObject *consent;       /* language → why it is off until the person turns it on; NULL: it is on */
  char      **harms;         /* harms that it is for; empty: any */
  char      **kinds;         /* kinds of scam that it is for ("investment"); empty: any */
  gboolean    practice;      /* nothing that goes there reaches an authority */
  TipoffOrigin origin;
  GPtrArray  *routes;        /* of TipoffRoute, best first */
  JsonObject *document;      /* as it stands in its file, what routes inherit written out */
  char       *path;          /* its file; NULL where built in */
} TipoffAuthority;

typedef struct _TipoffAuthorities TipoffAuthorities;

GQuark             tipoff_authority_error_quark (void);
/* Built-in countries, then the files <config>/authorities/X.json. A broken file of the person's is
 * reported by @warnings (transfer full, strv, nullable) and skipped. */
TipoffAuthorities *tipoff_authorities_load  (char ***warnings, GError **error);
void               tipoff_authorities_free  (TipoffAuthorities *self);
char             **tipoff_authorities_get_countries (TipoffAuthorities *self);        /* sorted, new */
/* All of them, by country. (transfer container) (element-type TipoffAuthority) */
GPtrArray         *tipoff_authorities_list (TipoffAuthorities *self);
/* Those of @country, then those with "*". (transfer container) (element-type TipoffAuthority) */
GPtrArray         *tipoff_authorities_for_country (TipoffAuthorities *self, const char *country);
/* (transfer none) either may be NULL where not wanted */
gboolean           tipoff_authorities_find_route (TipoffAuthorities *self, const char *route_id,
                                                  const TipoffAuthority **authority,
                                                  const TipoffRoute **route);
/* Whom to tell once something has happened: routes of @country that are for one of @harms (words), and the
 * lines to ring of those that are for all. No practice desks, nothing that is off. (element-type TipoffContact) */
typedef struct
{
  const TipoffAuthority *authority;
  const TipoffRoute     *route;
} TipoffContact;
GPtrArray         *tipoff_authorities_for_harms (TipoffAuthorities *self, const char *country,
                                                 const char *const *harms, TipoffSettings *settings);
/* What is offered first for a person of @country who reads @language and got something by
 * @channel: a practice desk if one is configured, else https, else email in the language …;
 * never a B while the country has an A for that channel. NULL where there is none. */
const TipoffRoute *tipoff_authorities_get_default (TipoffAuthorities *self, const char *country,
                                                   const char *language, const char *channel,
                                                   const TipoffAuthority **authority);
/* The language to write in to @route (nullable): @language where it is read there, else
 * the first that is. */
const char        *tipoff_route_choose_language (const TipoffRoute *route, const char *language);
/* Whether @self is one that the person added: it is called after its domain everywhere. */
gboolean           tipoff_authority_is_added    (const TipoffAuthority *self);
/* Companies and sandboxes are off until the person has read why and turned them on. */
gboolean           tipoff_authority_is_on       (const TipoffAuthority *self, TipoffSettings *settings);
void               tipoff_authority_set_on      (const TipoffAuthority *self, TipoffSettings *settings, gboolean on);
/* What must stand beside @route wherever it is shown: not confirmed, added by you. NULL: nothing. (transfer none) */
const char        *tipoff_route_get_caution     (const TipoffAuthority *authority, const TipoffRoute *route,
                                                 TipoffTongue *tongue);
/* "free of charge"; NULL where nobody says. (transfer none) */
const char        *tipoff_route_describe_cost   (const TipoffRoute *route, TipoffTongue *tongue);
/* "24 hours a day · free of charge": hours, cost and caution; NULL where there is none. (transfer full) */
char              *tipoff_route_describe_reach  (const TipoffAuthority *authority, const TipoffRoute *route,
                                                 TipoffTongue *tongue);
/* Who answers for the data, whom it is passed to, its privacy notice, whether a report can be taken back: lines.
 * NULL where nothing is known. */
char              *tipoff_authority_describe_data (const TipoffAuthority *self, TipoffTongue *tongue);
/* What to send from the telephone for something that came by @channel; NULL where @route is no
 * sms route or does not take it. */
char              *tipoff_route_describe_sms    (const TipoffRoute *route, const char *channel, TipoffTongue *tongue);
/* Whether on @day it is more than a year since @route was looked up. */
gboolean           tipoff_route_is_due          (const TipoffRoute *route, const GDate *day);
/* The text of a language → text object: in @language, else "en", else any. */
const char        *tipoff_localized_get (JsonObject *texts, const char *language);
/* `authorities --json`: {"authorities":[ … ]} as the files stand, with ids. */
void               tipoff_authorities_write_json (TipoffAuthorities *self, const char *country, TipoffJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffAuthorities, tipoff_authorities_free)

G_END_DECLS
