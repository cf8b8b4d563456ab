/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compile-text.h"
#include "tipoff-brand-table.h"
#include "tipoff-phrase-builder.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The files of data/brands as they are read. */
typedef struct
{
  CompileText *text;       /* not owned */
  GArray      *brands;     /* of TipoffBrand */
  GArray      *labels;     /* of TipoffBrandLabel */
  GArray      *known;      /* of TipoffKnown, in the order in which they were met */
  GHashTable  *by_text;    /* offset of a string → 1 + its index in @known */
  GPtrArray   *aliases;    /* of strv, one a brand */
} CompileBrands;

CompileBrands *compile_brands_new         (CompileText *text);
void           compile_brands_free        (CompileBrands *self);
/* One file, with brands or with lists. @error: what is wrong with it */
gboolean       compile_brands_add         (CompileBrands *self, JsonObject *root, GError **error);
void           compile_brands_add_phrases (const CompileBrands *self, TipoffPhraseBuilder *phrases);
/* The slots of the table of all strings that are known. (element-type TipoffKnown) */
GArray        *compile_brands_make_slots  (const CompileBrands *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompileBrands, compile_brands_free)

G_END_DECLS
