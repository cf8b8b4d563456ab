/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Answers with a problem on a stream that was taken out of a request, and closes it. What is still on its way is
 * read and thrown away first: else the answer is lost with it. @stream is taken over; its owner has a deadline for it. */
void tipoff_desk_farewell (GIOStream *stream, guint status, const char *detail);

G_END_DECLS
