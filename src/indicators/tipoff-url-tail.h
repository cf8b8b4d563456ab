/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What follows the host of a URL. */
typedef struct
{
  int         port;       /* -1: none written */
  const char *start;      /* of path, query and fragment */
  const char *end;        /* without the punctuation of the sentence around it */
  const char *next;       /* where the text goes on */
} TipoffUrlTail;

/* Reads from @p, behind the host. @before is the character in front of the URL (0: none),
 * for _emphasis_. @limit: a URL never goes beyond it. */
void     tipoff_url_tail_read    (TipoffUrlTail *tail,
                                  const char    *p,
                                  const char    *end,
                                  const char    *limit,
                                  char           before);
/* TRUE where port, path, query or fragment were written. */
gboolean tipoff_url_tail_is_some (const TipoffUrlTail *tail);

G_END_DECLS
