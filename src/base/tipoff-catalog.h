/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to base: the translations of one .mo file. */
typedef struct _TipoffCatalog TipoffCatalog;

TipoffCatalog *tipoff_catalog_new    (GBytes *bytes);   /* NULL where they are no sound .mo */
TipoffCatalog *tipoff_catalog_open   (const char *path); /* the same, and where there is no file */
void           tipoff_catalog_free   (TipoffCatalog *catalog);
/* NULL where there is no translation. */
const char    *tipoff_catalog_find   (const TipoffCatalog *catalog, const char *context, const char *msgid);
const char    *tipoff_catalog_plural (const TipoffCatalog *catalog, const char *msgid, gulong n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffCatalog, tipoff_catalog_free)

G_END_DECLS
