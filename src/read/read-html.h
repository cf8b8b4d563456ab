/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "read-links.h"

G_BEGIN_DECLS

/* Appends what a person would read of @html, which is valid UTF-8. Nothing is rendered or fetched; what is
 * hidden by its own style is left out. One pass. */
void    read_html_to_text (const char *html, gsize length, GString *text, GArray *links);

G_END_DECLS
