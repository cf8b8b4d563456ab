/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compile-text.h"

#include <string.h>

static guint32
append (CompileText *self, const char *string)
{
  const guint32 place = (guint32) self->bytes->len;

  g_string_append_len (self->bytes, string, (gssize) strlen (string) + 1);
  if (!g_hash_table_contains (self->places, string))
    g_hash_table_insert (self->places, g_strdup (string), GUINT_TO_POINTER (place));
  return place;
}

CompileText *
compile_text_new (void)
{
  CompileText *self = g_new0 (CompileText, 1);

  self->bytes = g_string_new (NULL);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  append (self, "");
  return self;
}

void
compile_text_free (CompileText *self)
{
  if (self == NULL)
    return;
  g_string_free (self->bytes, TRUE);
  g_hash_table_unref (self->places);
  g_free (self);
}

guint32
compile_text_add (CompileText *self, const char *string)
{
  gpointer place;

  if (g_hash_table_lookup_extended (self->places, string, NULL, &place))
    return GPOINTER_TO_UINT (place);
  return append (self, string);
}

guint32
compile_text_add_list (CompileText *self, const char *const *strings)
{
  const guint32 place = (guint32) self->bytes->len;

  for (; *strings != NULL; strings++)
    append (self, *strings);
  append (self, "");
  return place;
}
