/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "---------- Forwarded message ---------" and what stands below it: an e-mail that is passed on in the text of
 * another, in the languages that people forward in. */
typedef struct
{
  gsize  start;         /* of the line that says so */
  gsize  body;          /* of what was passed on */
  char  *sender;        /* as the line "From:" says */
  char  *subject;       /* NULL: it does not say */
} ReadQuoted;

gboolean read_quoted_find  (const char *text, ReadQuoted *quoted);
void     read_quoted_clear (ReadQuoted *self);
/* Whether the first @length bytes are no more than the words of one who passes something on: few, without a link, an
 * address or a number. */
gboolean read_quoted_is_cover (const char *text, gsize length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReadQuoted, read_quoted_clear)

G_END_DECLS
