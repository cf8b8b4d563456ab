/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-json.h"

G_BEGIN_DECLS

/* Just the keywords of JSON Schema 2020-12 that our schemas use; a schema with
 * any other keyword is refused when it is loaded. */
typedef struct _TipoffSchema TipoffSchema;

TipoffSchema *tipoff_schema_new      (const char *json, gssize length, GError **error);
void          tipoff_schema_free     (TipoffSchema *self);
/* @error: JSON pointer of the first fault and what is wrong there. */
gboolean      tipoff_schema_validate (TipoffSchema *self, JsonNode *node, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffSchema, tipoff_schema_free)

G_END_DECLS
