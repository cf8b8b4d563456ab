/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives away all that reading does not need, for good: to be called before the first byte of a
 * stranger's file is looked at. What remains is to read the file that is open, to write the answer,
 * and to use so much memory and time. Nothing can be opened, run or sent any more. FALSE where the
 * system does not allow it. */
gboolean read_sandbox_enter (void);

G_END_DECLS
