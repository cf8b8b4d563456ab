/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-indicator.h"

#include <glib.h>

G_BEGIN_DECLS

/* A host as it was written, understood. */
typedef struct
{
  char           *name;     /* lower case, A-labels; an IP address in canonical form */
  char           *domain;   /* registrable; NULL for IP addresses and public suffixes */
  TipoffUrlFlags  flags;    /* IDN, MIXED_SCRIPT, IP_HOST, PRIVATE_SUFFIX, ENCODED_HOST */
} TipoffHost;

typedef enum
{
  TIPOFF_HOST_EXPLICIT,     /* behind a scheme: anything that a browser would go to */
  TIPOFF_HOST_GUESSED,      /* in running text: a name under a known public suffix only */
} TipoffHostTrust;

/* Reads [start, end), valid UTF-8. FALSE where it is no host; @host then needs no clear. */
gboolean  tipoff_host_read        (TipoffHost *host, const char *start, const char *end,
                                   TipoffHostTrust trust);
/* The address in the brackets of "[2001:db8::1]". */
gboolean  tipoff_host_read_ipv6   (TipoffHost *host, const char *start, const char *end);
void      tipoff_host_clear       (TipoffHost *host);

/* TRUE for a name without dots that the public suffix list has, as "be" or "xn--p1ai". */
gboolean  tipoff_host_is_known_tld (const char *label);
/* TRUE where one label of @name (U-labels, lower case) has letters of scripts that no
 * language writes together (UTS 39, "highly restrictive"). */
gboolean  tipoff_host_mixes_scripts (const char *name);

G_END_DECLS
