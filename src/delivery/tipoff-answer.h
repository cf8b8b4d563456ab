/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-exchange.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading what an endpoint answered: a stranger's text. */

/* Its JSON object, of whatever media type of JSON; NULL where it has none. */
JsonObject *tipoff_answer_read_object  (const TipoffAnswer *self);
/* The member as a reference, also where it is a number; NULL where it can be none. */
char       *tipoff_answer_dup_reference (JsonObject *object, const char *name);
/* What it says is wrong: one line of plain text; never NULL. */
char       *tipoff_answer_read_problem (const TipoffAnswer *self);

G_END_DECLS
