/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-reader.h"

G_BEGIN_DECLS

/* Private to the station: starts tipoff-read on @fd and reads what it answers. */
gboolean tipoff_answer_read (int fd, const TipoffReaderHints *hints, const TipoffReaderFuncs *funcs, gpointer user_data,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
