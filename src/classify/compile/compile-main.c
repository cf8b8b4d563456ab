/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs while Tipoff is built: makes one C source of the files of data/brands and data/lexicon. Their
 * order is that of the brands' numbers and the languages' bits. The same files give the same bytes. */
#include "compile-brands.h"
#include "compile-lexicon.h"
#include "compile-write.h"
#include "tipoff-tables.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"

typedef struct
{
  CompileText         *text;
  CompileBrands       *brands;
  TipoffPhraseBuilder *phrases;
  GArray              *greetings;
  GChecksum           *read;      /* of all that was read: the version of what is known */
} Compile;

static void
compile_init (Compile *self)
{
  self->text = compile_text_new ();
  self->brands = compile_brands_new (self->text);
  self->phrases = tipoff_phrase_builder_new ();
  self->greetings = g_array_new (FALSE, FALSE, sizeof (TipoffGreetings));
  self->read = g_checksum_new (G_CHECKSUM_SHA256);
}

static void
compile_clear (Compile *self)
{
  compile_brands_free (self->brands);
  compile_text_free (self->text);
  tipoff_phrase_builder_free (self->phrases);
  g_array_unref (self->greetings);
  g_checksum_free (self->read);
}

static gboolean
read_file (Compile *self, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (JsonObject) root = NULL;
  gsize length;
  gboolean good;

  if (!g_file_get_contents (path, &data, &length, error))
    return FALSE;
  g_checksum_update (self->read, (const guchar *) data, (gssize) length);
  root = tipoff_json_parse_object (data, (gssize) length, TIPOFF_LIMIT_DATA_FILE_BYTES, error);
  good = root != NULL
         && (json_object_has_member (root, "language")
             ? compile_lexicon_add (root, self->text, self->phrases, self->greetings, error)
             : compile_brands_add (self->brands, root, error));
  if (!good)
    g_prefix_error (error, "%s: ", path);
  return good;
}

static gboolean
write_source (Compile *self, const char *path, GError **error)
{
  g_autoptr (GString) out = g_string_new ("/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
                                          "/* Made of data/brands and data/lexicon. */\n"
                                          "#include \"tipoff-tables.h\"\n");
  const TipoffPhrases *phrases;

  compile_brands_add_phrases (self->brands, self->phrases);
  phrases = tipoff_phrase_builder_end (self->phrases);
  if (phrases == NULL)
    {
      g_set_error_literal (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_TOO_LARGE, "more phrases than the table can number");
      return FALSE;
    }
  compile_write_text (out, self->text);
  compile_write_brands (out, self->brands);
  compile_write_phrases (out, phrases);
  compile_write_greetings (out, self->greetings);
  g_string_append_printf (out, "\nconst char tipoff_table_version[] = \"1-%.16s\";\n", g_checksum_get_string (self->read));
  return g_file_set_contents (path, out->str, (gssize) out->len, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Compile compile;
  gboolean good = argc > 2;

  compile_init (&compile);
  for (int i = 2; good && i < argc; i++)
    good = read_file (&compile, argv[i], &error);
  good = good && write_source (&compile, argv[1], &error);
  compile_clear (&compile);
  if (!good)
    g_printerr ("%s\n", error != NULL ? error->message : "compile-knowledge SOURCE.c FILE.json…");
  return good ? 0 : 1;
}
