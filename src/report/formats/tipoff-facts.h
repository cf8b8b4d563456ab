/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-masked.h"

G_BEGIN_DECLS

/* Inside the station: what every format says beside the message and what was found in it. */

typedef struct
{
  const char *name;     /* "link_opened"; static, a-z and _ */
  char       *value;    /* words of ours are English and frozen; nothing masked is in it */
} TipoffFact;

/* What the person told, what the program thinks and with what data, what was removed; each once, in
 * a fixed order, only what is known. (element-type TipoffFact) */
GPtrArray *tipoff_facts_new            (const TipoffReport *report, TipoffMasked *masked);
/* One message's: channel, received, received_precision. */
GPtrArray *tipoff_facts_new_of_message (const TipoffMessage *message);

/* The sender as shown, masked; NULL where none is known. @first: number of the message's first part. */
char      *tipoff_facts_get_sender     (TipoffMasked *masked, const TipoffMessage *message, guint first);
/* The number or address in it; NULL where it is a name. */
const TipoffIndicator *tipoff_facts_find_sender (TipoffMasked *masked, const TipoffMessage *message, guint first,
                                                TipoffIndicatorType type);
/* Parts of @type of one message, one line each; NULL where there are none. */
char      *tipoff_facts_get_parts      (TipoffMasked *masked, const TipoffMessage *message, guint first, TipoffPartType type);
/* All that is its text: body and turns. Never NULL. */
char      *tipoff_facts_get_text       (TipoffMasked *masked, const TipoffMessage *message, guint first);
/* When it came: from the first to the last second that it may have been. */
gboolean   tipoff_facts_get_received   (const TipoffMessage *message, gint64 *first, gint64 *last);
/* "Org, Name <post@org.example>"; NULL where the person stays anonymous. */
char      *tipoff_facts_get_reporter   (const TipoffReport *report);
/* "Parcel scam (E-mail)", with a warning before it where it is a test or for practice. */
char      *tipoff_facts_make_title     (const TipoffReport *report, TipoffTongue *tongue);
/* rsit and finer tags, the TLP, and the mark of a test. (transfer full) */
char     **tipoff_facts_get_tags       (const TipoffReport *report);
/* "tlp:amber", whatever the record holds: what is no level of TLP 2.0 is red. Static. */
const char *tipoff_facts_get_tlp       (const char *tlp);
/* The channel by which the suspicious message came: that of the first. */
TipoffChannel tipoff_facts_get_channel (const TipoffReport *report);

/* The language in which the report's own words are: its own where the route reads it. */
TipoffTongue *tipoff_facts_get_tongue  (const char *language, const TipoffRoute *route);
/* One mailbox, and nothing that could begin another header or name a second recipient. */
gboolean   tipoff_facts_is_mailbox     (const char *address);
/* FALSE with NO_IDENTITY where @report names no mailbox of who reports: none of ours stands in for it. */
gboolean   tipoff_facts_has_identity   (const TipoffReport *report, GError **error);
/* The first @characters of @text. */
char      *tipoff_facts_shorten        (const char *text, glong characters);

void       tipoff_facts_write_optional (TipoffJsonWriter *writer, const char *name, const char *value);
/* Bytes of a finished document. Takes over @out. */
GBytes    *tipoff_facts_take_bytes     (GString *out);

G_END_DECLS
