/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Private to base: valid UTF-8 in, json-glib's nodes out. */
JsonNode *tipoff_json_read (const char *data, gsize length, GError **error);

G_END_DECLS
