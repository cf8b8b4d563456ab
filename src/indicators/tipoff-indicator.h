/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"
#include "tipoff-phone.h"

#include <glib.h>

G_BEGIN_DECLS

/* In: a case. Out: everything in it that can be acted on, each with its span and
 * a first guess of its role. Never: looked up, resolved or opened. */

typedef enum
{
  TIPOFF_INDICATOR_URL,
  TIPOFF_INDICATOR_DOMAIN,
  TIPOFF_INDICATOR_PHONE,
  TIPOFF_INDICATOR_EMAIL,
  TIPOFF_INDICATOR_IBAN,
  TIPOFF_INDICATOR_WALLET,
} TipoffIndicatorType;
TIPOFF_DECLARE_NAMES (TipoffIndicatorType, indicator_type)

typedef enum
{
  TIPOFF_ROLE_CONTACT,
  TIPOFF_ROLE_SHOWN_SENDER,
  TIPOFF_ROLE_IMPERSONATED,
  TIPOFF_ROLE_RECIPIENT,
  TIPOFF_ROLE_BYSTANDER,
  TIPOFF_ROLE_UNKNOWN,
} TipoffRole;
TIPOFF_DECLARE_NAMES (TipoffRole, role)   /* "contact", "shown-sender", … */

typedef enum
{
  TIPOFF_URL_HAS_SCHEME     = 1 << 0,
  TIPOFF_URL_DEFANGED       = 1 << 1,   /* hxxp, [.] */
  TIPOFF_URL_IDN            = 1 << 2,   /* punycode or non-ASCII host */
  TIPOFF_URL_MIXED_SCRIPT   = 1 << 3,   /* letters of two scripts in one label */
  TIPOFF_URL_IP_HOST        = 1 << 4,   /* also decimal, octal and hexadecimal forms */
  TIPOFF_URL_USERINFO       = 1 << 5,   /* https://bpost.be@evil.top/ */
  TIPOFF_URL_PORT           = 1 << 6,
  TIPOFF_URL_PRIVATE_SUFFIX = 1 << 7,   /* free hosting: the private part of the public suffix list */
  TIPOFF_URL_ENCODED_HOST   = 1 << 8,   /* percent-encoded */
} TipoffUrlFlags;

typedef struct
{
  TipoffIndicatorType type;
  TipoffRole          role;
  gboolean            role_told;    /* by the person, not guessed */
  char               *value;    /* normalised: url with scheme (http where none is written) and
                                   lower-case A-label host, the rest percent-encoded to ASCII;
                                   E.164 or as dialled, address with lower-case domain, IBAN and
                                   wallet without spaces */
  TipoffSpan          span;
  /* url, domain, email */
  char               *host;     /* lower case, A-labels; an IP address in canonical form */
  char               *domain;   /* registrable, A-labels; NULL for IP hosts and public suffixes */
  TipoffUrlFlags      url_flags;
  /* phone */
  TipoffPhoneNumber  *number;
  /* wallet */
  const char         *currency; /* "bitcoin", "ethereum" */
} TipoffIndicator;

TipoffIndicator *tipoff_indicator_copy (const TipoffIndicator *self);
void             tipoff_indicator_free (TipoffIndicator *self);
const char      *tipoff_indicator_get_display_host (const TipoffIndicator *self, char **free_me); /* U-labels for people */
/* hxxps://bpost-levering[.]top/be : how a link is shown, never clickable. New string. */
char            *tipoff_indicator_defang (const TipoffIndicator *self);

/* @region: ISO 3166 alpha-2, for national phone numbers. In order of span, not
 * overlapping: a domain inside a URL or e-mail address is not repeated. At most
 * TIPOFF_LIMIT_INDICATORS. (transfer full) (element-type TipoffIndicator)
 *
 * Roles: an indicator that is the sender part is shown-sender; those in the body are
 * contact; recipient where it follows "To:"/"Aan:"… or is in a Delivered-To header; classify
 * turns contact into impersonated where the domain or number is a brand's own. */
GPtrArray       *tipoff_indicators_find (const TipoffCase *self, const char *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffIndicator, tipoff_indicator_free)

G_END_DECLS
