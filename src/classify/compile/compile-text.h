/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All strings of the tables, each with a NUL behind it; the first is empty. */
typedef struct
{
  GString    *bytes;
  GHashTable *places;   /* string → its offset */
} CompileText;

CompileText *compile_text_new      (void);
void         compile_text_free     (CompileText *self);
/* The same string gives the same offset. */
guint32      compile_text_add      (CompileText *self, const char *string);
/* The strings one behind the other and an empty one: where the first is. */
guint32      compile_text_add_list (CompileText *self, const char *const *strings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompileText, compile_text_free)

G_END_DECLS
