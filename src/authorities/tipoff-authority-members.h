/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-json.h"

G_BEGIN_DECLS

/* Inside the station: single members of an authority file. A file is read by a person who is
 * about to trust it with a report: what is not understood is refused, not skipped. */

typedef enum
{
  TIPOFF_MEMBER_OPTIONAL,
  TIPOFF_MEMBER_REQUIRED,
} TipoffPresence;

/* Sets @error of TIPOFF_AUTHORITY_ERROR with @code: "where: what". Always FALSE. */
gboolean tipoff_member_fault       (GError **error, int code, const char *where, const char *what);
/* Refuses members that are not in @known. */
gboolean tipoff_member_check_known (JsonObject *object, const char *const *known, const char *where, GError **error);
/* A line of text, copied; *@out stays where an optional one is absent. */
gboolean tipoff_member_take_string (JsonObject *object, const char *name, TipoffPresence presence,
                                    const char *where, char **out, GError **error);
/* An object of language → line of text. */
gboolean tipoff_member_take_texts  (JsonObject *object, const char *name, TipoffPresence presence,
                                    const char *where, JsonObject **out, GError **error);
/* A list of words that @known accepts; empty where it is absent. */
gboolean tipoff_member_take_words  (JsonObject *object, const char *name, gboolean (*known) (const char *word),
                                    const char *where, char ***out, GError **error);

gboolean tipoff_member_is_id       (const char *text);
gboolean tipoff_member_is_date     (const char *text);
gboolean tipoff_member_is_mailbox  (const char *text);
gboolean tipoff_member_is_https    (const char *text);
gboolean tipoff_member_is_dialled  (const char *text);
gboolean tipoff_member_is_domain   (const char *text);
gboolean tipoff_member_is_country  (const char *text);
gboolean tipoff_member_is_language (const char *word);
gboolean tipoff_member_is_channel  (const char *word);
gboolean tipoff_member_is_kind     (const char *word);
gboolean tipoff_member_is_need     (const char *word);
gboolean tipoff_member_is_attached (const char *word);
gboolean tipoff_member_is_harm     (const char *word);

G_END_DECLS
