/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-indicator.h"

#include <glib.h>

G_BEGIN_DECLS

#define MAX_EXPECTED 4

/* What is to be found: in which bytes of the text, and what it comes to. */
typedef struct
{
  const char *type;
  const char *source;     /* exactly the bytes of the span */
  const char *value;      /* NULL: as the source */
  const char *host;
  const char *domain;
  guint       flags;
} Expected;

typedef struct
{
  const char *text;
  Expected    expected[MAX_EXPECTED];   /* in order; the first without type ends them */
} Row;

/* Finds in one body, read in Belgium; the case is kept alive by *@c. */
GPtrArray *find_in    (const char *text, TipoffCase **c);
/* Each row alone, and behind emoji, combining marks, text from right to left and others:
 * the same must be found, with spans moved. */
void       check_rows (const Row *rows, gsize n_rows);
/* Nothing is to be found in these. NULL-terminated. */
void       check_none (const char *const *texts);
/* Spans are in order, apart, on character borders and within their part. */
void       check_spans (const TipoffCase *c, const GPtrArray *found);

G_END_DECLS
