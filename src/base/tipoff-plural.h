/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to base: a catalogue's rule for plurals, "nplurals=2; plural=(n != 1);". */
typedef struct _TipoffPlural TipoffPlural;

TipoffPlural *tipoff_plural_new   (const char *rule);   /* NULL where it is none */
void          tipoff_plural_free  (TipoffPlural *plural);
guint         tipoff_plural_index (const TipoffPlural *plural, gulong n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffPlural, tipoff_plural_free)

G_END_DECLS
