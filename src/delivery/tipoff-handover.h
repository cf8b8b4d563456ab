/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"

G_BEGIN_DECLS

/* Ways that are not HTTPS: what the person's own program is asked to do. */

/* mailto: with recipient, subject and text out of an `eml` report (RFC 6068); NULL where the text is too
 * long for a link (2000 bytes): then the draft file is the way. */
char     *tipoff_handover_mailto     (GBytes *eml);
/* Writes the draft, mode 0600, as a file the mail program opens; returns its path. */
char     *tipoff_handover_save_draft (GBytes *eml, const char *dir, const char *id, GError **error);

G_END_DECLS
