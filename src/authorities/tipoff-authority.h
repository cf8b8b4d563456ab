/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-json.h"
#include "tipoff-kind.h"
#include "tipoff-names.h"

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
  JsonObject *answer;        /* language → what to expect; may be NULL */
  JsonObject *hours;         /* language → hours; may be NULL */
  JsonObject *note;          /* language → one sentence to show before; may be NULL */
  char      *source;
  char      *verified_on;    /* YYYY-MM-DD */
  char       confidence;     /* 'A' or 'B' */
  char      *ca_file;        /* only from the configuration directory: roots for this endpoint; NULL */
} TipoffRoute;

typedef struct
{
  char       *id;            /* "be.safeonweb" */
  char       *country;       /* "BE"; "*" for one that stands beside every country (practice desk) */
  JsonObject *name;          /* language → name */
  JsonObject *privacy;       /* language → who answers for the data; may be NULL */
  char      **harms;         /* harms that it is for; empty: any */
  char      **kinds;         /* kinds of scam that it is for ("investment"); empty: any */
  gboolean    practice;      /* nothing that goes there reaches an authority */
  TipoffOrigin origin;
  GPtrArray  *routes;        /* of TipoffRoute, best first */
  JsonObject *document;      /* as it stands in its file */
} TipoffAuthority;

typedef struct _TipoffAuthorities TipoffAuthorities;

GQuark             tipoff_authority_error_quark (void);
/* Built-in countries, then the files <config>/authorities/X.json. A broken file of the person's is
 * reported by @warnings (transfer full, strv, nullable) and skipped. */
TipoffAuthorities *tipoff_authorities_load  (char ***warnings, GError **error);
void               tipoff_authorities_free  (TipoffAuthorities *self);
char             **tipoff_authorities_get_countries (TipoffAuthorities *self);        /* sorted, new */
/* Those of @country, then those with "*". (transfer container) (element-type TipoffAuthority) */
GPtrArray         *tipoff_authorities_for_country (TipoffAuthorities *self, const char *country);
/* (transfer none) either may be NULL where not wanted */
gboolean           tipoff_authorities_find_route (TipoffAuthorities *self, const char *route_id,
                                                  const TipoffAuthority **authority,
                                                  const TipoffRoute **route);
/* What is offered first for a person of @country who reads @language and got something by
 * @channel: a practice desk if one is configured, else https, else email in the language …;
 * never a B while the country has an A. NULL where there is none. */
const TipoffRoute *tipoff_authorities_get_default (TipoffAuthorities *self, const char *country,
                                                   const char *language, const char *channel,
                                                   const TipoffAuthority **authority);
/* The language to write in to @route (nullable): @language where it is read there, else
 * the first that is. */
const char        *tipoff_route_choose_language (const TipoffRoute *route, const char *language);
/* The text of a language → text object: in @language, else "en", else any. */
const char        *tipoff_localized_get (JsonObject *texts, const char *language);
/* `authorities --json`: {"authorities":[ … ]} as the files stand, with ids. */
void               tipoff_authorities_write_json (TipoffAuthorities *self, const char *country, TipoffJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffAuthorities, tipoff_authorities_free)

G_END_DECLS
