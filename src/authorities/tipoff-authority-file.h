/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-authority.h"

G_BEGIN_DECLS

/* Inside the station: one authority file, checked member by member. */

void         tipoff_route_free           (TipoffRoute *self);
void         tipoff_authority_free       (TipoffAuthority *self);

/* One route as it stands, nothing left to inherit. */
TipoffRoute *tipoff_route_parse          (JsonObject *object, const char *where, TipoffOrigin origin, GError **error);
/* @route with what it leaves out taken from @defaults (nullable). (transfer full) */
JsonObject  *tipoff_route_inherit        (JsonObject *route, JsonObject *defaults, const char *where, GError **error);

/* The authorities of one file (data/schema/authority-1.schema.json). All of them or none:
 * a file with one fault gives nothing. (transfer full) (element-type TipoffAuthority) */
GPtrArray   *tipoff_authority_file_parse (const char *data, gsize length, TipoffOrigin origin, GError **error);
/* Reads a regular file of at most TIPOFF_LIMIT_DATA_FILE_BYTES and parses it. */
GPtrArray   *tipoff_authority_file_load  (const char *path, TipoffOrigin origin, GError **error);
/* What the person added carries one https route, a privacy notice and nothing else, and is called
 * after its domain. */
gboolean     tipoff_authority_make_added (TipoffAuthority *self, JsonObject *root, GError **error);

/* host[:port] of an https address that can be a heading: not a bare number, and in letters
 * that cannot be mistaken. NULL where it cannot. (transfer full) */
char        *tipoff_authority_dup_domain (const char *address);

G_END_DECLS
