/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-masked.h"

G_BEGIN_DECLS

/* Inside the station: a report, and a correction, as one person writes to another: plain text in the
 * reader's language, lines ended by \n. For mail and for trackers. New strings. */
/* @by_mail: answering reaches the person. */
char *tipoff_letter_write            (const TipoffReport *report, TipoffMasked *masked, TipoffTongue *tongue, gboolean by_mail);
char *tipoff_letter_write_correction (const TipoffCorrection *correction, TipoffTongue *tongue);
/* The red flags in a sentence each, one a line. */
char *tipoff_letter_write_reasons    (const TipoffReport *report, TipoffMasked *masked, TipoffTongue *tongue);

G_END_DECLS
