/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What an endpoint said, fit to be stored and shown. */

/* The longest that an endpoint may say. */
#define TIPOFF_DETAIL_BYTES 500

/* One line of valid UTF-8, at most TIPOFF_DETAIL_BYTES long, without control
 * and direction characters; NULL where nothing is left. */
char *tipoff_plain_text_clean   (const char *text);
/* What an error document says, cleaned; NULL where it says nothing. */
char *tipoff_plain_text_problem (JsonObject *problem);

G_END_DECLS
