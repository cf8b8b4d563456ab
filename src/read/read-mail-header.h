/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* What tells who sent an e-mail and by which way, one field a line, as the receiving server left it:
 * addresses, Received, Authentication-Results. Nothing is looked up. */
char *read_header_collect      (GMimeMessage *mail);
/* "Name <address>"; NULL where there is none. */
char *read_header_get_sender   (GMimeMessage *mail);
/* NULL where there is none. */
char *read_header_get_subject  (GMimeMessage *mail);
/* RFC 3339: when the receiving server took it, else when it says that it was written; NULL. */
char *read_header_get_received (GMimeMessage *mail);

/* One line of valid UTF-8 out of what GMime decoded. */
char *read_header_clean        (const char *decoded);
/* For broken fields as real mail has them. */
GMimeParserOptions *read_mail_options (void);

G_END_DECLS
