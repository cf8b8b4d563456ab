/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-masked.h"

G_BEGIN_DECLS

/* Inside the format iodef. */

/* A member of one MLStringType; @tongue NULL: a name, which is in no language. */
void tipoff_iodef_write_texts     (TipoffJsonWriter *writer, const char *member, TipoffTongue *tongue, const char *text);
/* An ExtensionType: a string with a name. */
void tipoff_iodef_write_extension (TipoffJsonWriter *writer, const char *name, const char *value);
/* EventData: when it came, what was found as a System each, and the messages as records. */
void tipoff_iodef_write_event     (TipoffJsonWriter *writer, const TipoffReport *report, TipoffMasked *masked,
                                   TipoffTongue *tongue);

G_END_DECLS
