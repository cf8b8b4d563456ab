/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-authority.h"

G_BEGIN_DECLS

/* Inside the station: all authorities together. */
struct _TipoffAuthorities
{
  GPtrArray  *all;      /* of TipoffAuthority: built-in, the administrator's, the person's */
  GHashTable *ids;      /* of authorities and routes, owned by them */
};

/* FALSE with RESEMBLES where @candidate, which the person adds, could pass for a trusted one. */
gboolean tipoff_authorities_check_resemblance (TipoffAuthorities *self, const TipoffAuthority *candidate, GError **error);
/* Where the roots of the authority in the file @path lie. (transfer full) */
char    *tipoff_authority_dup_roots_path      (const char *path);

G_END_DECLS
