/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a token is shown to an endpoint. */
typedef enum
{
  TIPOFF_AUTHORISATION_NONE,
  TIPOFF_AUTHORISATION_BEARER,           /* RFC 6750 */
  TIPOFF_AUTHORISATION_TOKEN,            /* "token T": Request Tracker */
  TIPOFF_AUTHORISATION_KEY,              /* the key alone: MISP */
  TIPOFF_AUTHORISATION_BASIC,            /* RFC 7617; the token is user:password */
  TIPOFF_AUTHORISATION_BASIC_OR_BEARER,  /* Basic where there is a colon */
} TipoffAuthorisation;

/* The value of the Authorization header; NULL where @token is NULL or does not fit. */
char    *tipoff_authorisation_header   (TipoffAuthorisation self, const char *token);
/* One line without control characters. */
gboolean tipoff_authorisation_is_token (const char *token);
/* Overwritten before it is freed. */
void     tipoff_authorisation_free     (char *secret);

G_END_DECLS
