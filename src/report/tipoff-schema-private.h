/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-schema.h"

G_BEGIN_DECLS

/* Inside the station: what loading leaves to validating. */

struct _TipoffSchema
{
  JsonNode   *root;
  GHashTable *patterns;      /* pattern → GRegex */
};

/* What "#/$defs/NAME" leads to; NULL for any other reference. (transfer none) */
JsonObject *tipoff_schema_find_definition (TipoffSchema *self, const char *reference);
gboolean    tipoff_json_node_is_number    (JsonNode *node);

G_END_DECLS
