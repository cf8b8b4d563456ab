/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the scanners see a text: character by character, with the disguises taken off
 * that a browser takes off too (fullwidth forms, ideographic full stops). */

typedef enum
{
  TIPOFF_CHAR_OTHER,       /* ends whatever is being read; also the end of the text */
  TIPOFF_CHAR_LETTER,      /* letters and digits of any script */
  TIPOFF_CHAR_JOINER,      /* - _ and combining marks: within a label, never first */
  TIPOFF_CHAR_LOCAL,       /* + %: within the local part of an address, never in a host */
  TIPOFF_CHAR_DOT,
  TIPOFF_CHAR_OPEN,        /* [ ( {: perhaps of "[.]" */
  TIPOFF_CHAR_SPACE,       /* one blank: perhaps before "[.]" */
  TIPOFF_CHAR_INVISIBLE,   /* zero width, direction, variation: taken out of what is read */
} TipoffCharKind;

typedef struct
{
  gunichar       c;        /* fullwidth forms and other full stops as ASCII; 0 at the end */
  TipoffCharKind kind;
  const char    *next;     /* the character behind it */
} TipoffChar;

extern const guint8 tipoff_ascii_kinds[128];

/* The character at @p that is not ASCII. */
TipoffChar  tipoff_char_read_wide (const char *p);

/* The character at @p in valid UTF-8 that ends at @end. */
static inline TipoffChar
tipoff_char_read (const char *p, const char *end)
{
  guchar byte;

  if (p >= end)
    return (TipoffChar) { 0, TIPOFF_CHAR_OTHER, end };
  byte = (guchar) *p;
  if (byte < 0x80)
    return (TipoffChar) { byte, (TipoffCharKind) tipoff_ascii_kinds[byte], p + 1 };
  return tipoff_char_read_wide (p);
}

/* TRUE where @c is one of some ASCII characters; never at the end of the text. */
gboolean    tipoff_char_is_one_of    (const TipoffChar *c, const char *ascii);
/* TRUE for scripts that are written without spaces between words. */
gboolean    tipoff_char_is_unspaced  (gunichar c);
/* Past at most a few invisible characters: enough for what people meet, and bounded. */
const char *tipoff_skip_invisible    (const char *p, const char *end);

/* The end of a full stop written to be harmless at @p: "[.]", "(dot)", " [punt] "; or NULL. */
const char *tipoff_defanged_dot_end  (const char *p, const char *end);
/* The same for an at sign: "[at]", "(@)", " [arroba] ". */
const char *tipoff_defanged_at_end   (const char *p, const char *end);

/* Appends [start, end) as it is meant: without invisible characters, with plain full stops,
 * and fullwidth forms as ASCII. */
void        tipoff_append_plain      (GString *out, const char *start, const char *end);
/* The same where a URI may have ASCII only: the rest is percent-encoded (RFC 3987, 3.1). */
void        tipoff_append_uri        (GString *out, const char *start, const char *end);

G_END_DECLS
