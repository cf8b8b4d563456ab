/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-advice.h"
#include "tipoff-authority.h"
#include "tipoff-outbox.h"
#include "tipoff-redaction.h"
#include "tipoff-verdict.h"
#include "tipoff-wording.h"

#include <glib.h>

G_BEGIN_DECLS

/* The window's own words, in its own language, for what the stations name by a word of theirs. */
TipoffTongue *tipoff_words_tongue         (void);
const char *tipoff_words_verdict_icon     (TipoffLevel level);
const char *tipoff_words_verdict_style    (TipoffLevel level);
const char *tipoff_words_way              (TipoffWay way);
const char *tipoff_words_redaction        (TipoffRedactionType type);
/* What stands before a part where several are shown: "From:"; NULL: nothing. */
const char *tipoff_words_part             (TipoffPartType type);
const char *tipoff_words_country          (const char *code);
const char *tipoff_words_language         (const char *code);
const char *tipoff_words_input_error      (const GError *error);
const char *tipoff_words_outbox_error     (const GError *error);
char       *tipoff_words_time             (gint64 unix_seconds);
char       *tipoff_words_size             (gsize bytes);

/* How a report stands. */
const char *tipoff_words_state            (const TipoffOutboxItem *item);
const char *tipoff_words_state_icon       (const TipoffOutboxItem *item);
char       *tipoff_words_state_long       (const TipoffOutboxItem *item);
const char *tipoff_words_state_closing    (const TipoffOutboxItem *item, gboolean practice, gboolean goes_on);

G_END_DECLS
