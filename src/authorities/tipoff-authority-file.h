/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-authority.h"

G_BEGIN_DECLS

/* Inside the station: one authority file, checked member by member. */

void       tipoff_route_free           (TipoffRoute *self);
void       tipoff_authority_free       (TipoffAuthority *self);

/* The authorities of one file (data/schema/authority-1.schema.json). All of them or none:
 * a file with one fault gives nothing. (transfer full) (element-type TipoffAuthority) */
GPtrArray *tipoff_authority_file_parse (const char *data, gsize length, TipoffOrigin origin, GError **error);
/* Reads a regular file of at most TIPOFF_LIMIT_DATA_FILE_BYTES and parses it. */
GPtrArray *tipoff_authority_file_load  (const char *path, TipoffOrigin origin, GError **error);

G_END_DECLS
