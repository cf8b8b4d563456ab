/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The compiled-in files of data/lexicon and data/brands. */
GBytes *tipoff_classify_data_lookup (const char *folder, const char *file, GError **error);
/* File names in @folder, sorted. */
char  **tipoff_classify_data_list   (const char *folder);

G_END_DECLS
