/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "read-answer.h"

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* E-mail (RFC 5322 and MIME), read by GMime. */

void        read_mail_prepare  (void);
/* The case of one e-mail; NULL where it is too large. */
TipoffCase *read_mail_make_case (GMimeMessage *mail);
/* Standard input is one e-mail. */
G_NORETURN void read_mail_file (void);

G_END_DECLS
