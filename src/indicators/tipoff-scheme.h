/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chain.h"

#include <glib.h>

G_BEGIN_DECLS

/* The beginning of a URL: "https://", "hxxp[:]//", "h**ps://", "HTTP:\\". */
typedef struct
{
  const char *name;       /* "http", "https", "ftp" */
  const char *start;
  const char *after;      /* behind the slashes */
  gboolean    defanged;
} TipoffScheme;

/* TRUE where @chain ends in a scheme, perhaps glued to a word before it, and a colon
 * and slashes follow. */
gboolean tipoff_scheme_match (TipoffScheme *scheme, const TipoffChain *chain, const char *end);

G_END_DECLS
