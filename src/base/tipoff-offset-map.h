/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where each byte of a rewritten text came from. Built while the text is
 * written, run by run, in order; asked afterwards in O(log runs). */
typedef struct _TipoffOffsetMap TipoffOffsetMap;

TipoffOffsetMap *tipoff_offset_map_new       (void);
void             tipoff_offset_map_free      (TipoffOffsetMap *map);
/* The next @out_length bytes written stand for the next @in_length bytes read.
 * Runs with out_length == in_length map byte by byte and are merged; others map
 * as a whole (start to start, end to end). Either may be 0. */
void             tipoff_offset_map_add       (TipoffOffsetMap *map, gsize out_length, gsize in_length);
gboolean         tipoff_offset_map_is_identity (const TipoffOffsetMap *map);
/* The smallest source range that gave [start, end) of what was written. */
void             tipoff_offset_map_to_source (const TipoffOffsetMap *map, gsize start, gsize end,
                                              gsize *source_start, gsize *source_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffOffsetMap, tipoff_offset_map_free)

G_END_DECLS
