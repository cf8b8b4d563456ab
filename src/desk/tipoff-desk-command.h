/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* tipoff-desk token, erase and export: what the operator does beside a desk that runs. */

/* FALSE: argv[1] is none of them. @status: the program's. */
gboolean tipoff_desk_command_run (int argc, char **argv, int *status);

G_END_DECLS
