/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "read-answer.h"

#include <archive.h>

G_BEGIN_DECLS

/* A ZIP archive with a conversation in it, as phones share it. Nothing is unpacked to a disk. */

/* The first conversation in an open archive; NULL with @why where there is none. */
TipoffChat *read_archive (struct archive *archive, TipoffWireError *why);
/* Standard input is one. */
G_NORETURN void read_archive_file (void);

G_END_DECLS
