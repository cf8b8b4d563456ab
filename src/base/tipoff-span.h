/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TipoffSpan:
 * @part: number of the part, counted through the whole case from 0
 * @start: first byte, in that part's text (valid UTF-8)
 * @end: one past the last byte
 *
 * A piece of what the person brought. @start and @end always lie on
 * character borders.
 */
typedef struct
{
  guint part;
  gsize start;
  gsize end;
} TipoffSpan;

G_END_DECLS
