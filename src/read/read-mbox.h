/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "read-mail.h"

G_BEGIN_DECLS

/* Standard input is a mailbox in one file (RFC 4155): one case each, as they are read. */
G_NORETURN void read_mbox_file (void);

G_END_DECLS
