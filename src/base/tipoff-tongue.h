/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One language's translations, read from our own .mo whatever the process's
 * locale: the person reads Dutch while the authority reads French. Immutable
 * and shared; "en" and unknown languages give the msgid back. */
typedef struct _TipoffTongue TipoffTongue;

TipoffTongue *tipoff_tongue_get          (const char *language);   /* never NULL; owned by the library */
const char   *tipoff_tongue_get_language (TipoffTongue *tongue);
const char   *tipoff_tongue_text         (TipoffTongue *tongue, const char *msgid);
const char   *tipoff_tongue_text_c       (TipoffTongue *tongue, const char *context, const char *msgid);
const char   *tipoff_tongue_plural       (TipoffTongue *tongue, const char *msgid, const char *msgid_plural, gulong n);
/* Translates @msgid and fills its {name} places from @arguments, a flat
 * NULL-terminated list of name, value, name, value …; unknown places stay. The
 * values are put in as they are: the result is plain text, never markup. */
char         *tipoff_tongue_format       (TipoffTongue *tongue, const char *msgid, const char *const *arguments);
/* The same on a text that is translated already. */
char         *tipoff_tongue_fill         (const char *text, const char *const *arguments);

/* Appends " · " and @part (nullable) to @line, a line of facts that are read one after the other. */
void          tipoff_line_append         (GString *line, const char *part);

/* "en", "nl", "fr", "de", "es": the languages that we speak, NULL-terminated. */
const char *const *tipoff_tongue_languages (void);

/* Marks a string for translation where a station keeps it as data. Spelt as in <glib/gi18n.h>,
 * so that both may be included. */
#ifndef N_
#define N_(String) (String)
#endif
#ifndef NC_
#define NC_(Context, String) (String)
#endif

G_END_DECLS
