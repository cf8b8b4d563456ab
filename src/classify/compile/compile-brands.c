/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compile-brands.h"
#include "tipoff-knowledge.h"

#include "tipoff-json.h"

#include <string.h>

static const struct { const char *name; guint flag; } lists[] = {
  { "shorteners", TIPOFF_HOST_SHORTENER },
  { "free-hosting", TIPOFF_HOST_FREE_HOSTING },
  { "open", TIPOFF_HOST_OPEN },
  { "cheap-endings", TIPOFF_HOST_CHEAP },
  { "mailboxes", TIPOFF_HOST_MAILBOX },
  { "missed-call-regions", TIPOFF_KNOWN_REGION },
  { "lures", TIPOFF_KNOWN_LURE },
  { "not-imitations", TIPOFF_KNOWN_INNOCENT },
};

CompileBrands *
compile_brands_new (CompileText *text)
{
  CompileBrands *self = g_new0 (CompileBrands, 1);

  self->text = text;
  self->brands = g_array_new (FALSE, FALSE, sizeof (TipoffBrand));
  self->labels = g_array_new (FALSE, FALSE, sizeof (TipoffBrandLabel));
  self->known = g_array_new (FALSE, FALSE, sizeof (TipoffKnown));
  self->by_text = g_hash_table_new (NULL, NULL);
  self->aliases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

void
compile_brands_free (CompileBrands *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->brands);
  g_array_unref (self->labels);
  g_array_unref (self->known);
  g_hash_table_unref (self->by_text);
  g_ptr_array_unref (self->aliases);
  g_free (self);
}

static TipoffKnown *
get_known (CompileBrands *self, const char *string)
{
  const TipoffKnown fresh = { .text = compile_text_add (self->text, string) };
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_text, GUINT_TO_POINTER (fresh.text)));

  if (index == 0)
    {
      g_array_append_val (self->known, fresh);
      index = self->known->len;
      g_hash_table_insert (self->by_text, GUINT_TO_POINTER (fresh.text), GUINT_TO_POINTER (index));
    }
  return &g_array_index (self->known, TipoffKnown, index - 1);
}

static gboolean
add_labels (CompileBrands *self, JsonObject *object, GError **error)
{
  g_auto (GStrv) labels = tipoff_json_get_strv (object, "labels", error);

  for (char **label = labels; label != NULL && *label != NULL; label++)
    {
      const gboolean alone = g_str_has_suffix (*label, "!");
      const gsize length = strlen (*label) - (gsize) alone;
      g_autofree char *bare = g_strndup (*label, length);
      const TipoffBrandLabel entry = {
        .text = compile_text_add (self->text, bare), .letters = tipoff_brands_letters (bare, length),
        .brand = (guint16) self->brands->len, .length = (guint8) length, .alone = (guint8) alone,
      };

      g_array_append_val (self->labels, entry);
    }
  return labels != NULL;
}

/* What is owned gets the number that the brand is about to have. */
static gboolean
add_owned (CompileBrands *self, JsonObject *object, const char *member, guint flag, guint32 *list, GError **error)
{
  g_auto (GStrv) strings = tipoff_json_get_strv (object, member, error);

  if (strings == NULL)
    return FALSE;
  if (list != NULL)
    *list = compile_text_add_list (self->text, (const char *const *) strings);
  for (char **string = strings; *string != NULL; string++)
    {
      TipoffKnown *known = get_known (self, *string);

      known->owner = (guint16) (self->brands->len + 1);
      known->flags |= (guint16) flag;
    }
  return TRUE;
}

static gboolean
add_brand (CompileBrands *self, JsonObject *object, GError **error)
{
  const char *name = tipoff_json_get_string (object, "name", error);
  const char *kind_name = tipoff_json_get_string_or (object, "kind", "");
  JsonArray *countries = tipoff_json_get_array_or_null (object, "countries");
  TipoffBrand brand = { .global = countries == NULL || json_array_get_length (countries) == 0 };
  TipoffKind kind;
  char **aliases;

  if (name == NULL)
    return FALSE;
  if (!tipoff_kind_from_string (kind_name, &kind))
    {
      g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE, "brand %s: no kind \"%s\"", name, kind_name);
      return FALSE;
    }
  brand.kind = (guint8) kind;
  brand.name = compile_text_add (self->text, name);
  if (!add_owned (self, object, "domains", 0, &brand.domains, error)
      || !add_owned (self, object, "numbers", TIPOFF_KNOWN_NUMBER, NULL, error)
      || !add_labels (self, object, error)
      || (aliases = tipoff_json_get_strv (object, "aliases", error)) == NULL)
    return FALSE;
  g_ptr_array_add (self->aliases, aliases);
  g_array_append_val (self->brands, brand);
  return TRUE;
}

static gboolean
add_lists (CompileBrands *self, JsonObject *root, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) strings = tipoff_json_get_strv (root, lists[i].name, error);

      if (strings == NULL)
        return FALSE;
      for (char **string = strings; *string != NULL; string++)
        get_known (self, *string)->flags |= (guint16) lists[i].flag;
    }
  return TRUE;
}

gboolean
compile_brands_add (CompileBrands *self, JsonObject *root, GError **error)
{
  JsonArray *brands = tipoff_json_get_array_or_null (root, "brands");

  if (brands == NULL)
    return add_lists (self, root, error);
  for (guint i = 0; i < json_array_get_length (brands); i++)
    {
      JsonNode *node = json_array_get_element (brands, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error (error, TIPOFF_JSON_ERROR, TIPOFF_JSON_ERROR_SHAPE, "brand %u is not an object", i);
          return FALSE;
        }
      if (!add_brand (self, json_node_get_object (node), error))
        return FALSE;
    }
  return TRUE;
}

void
compile_brands_add_phrases (const CompileBrands *self, TipoffPhraseBuilder *phrases)
{
  for (guint i = 0; i < self->aliases->len; i++)
    for (char **alias = self->aliases->pdata[i]; *alias != NULL; alias++)
      tipoff_phrase_builder_add (phrases, *alias, TIPOFF_PHRASE_BRAND + i, ~0u);
}

GArray *
compile_brands_make_slots (const CompileBrands *self)
{
  GArray *slots = g_array_new (FALSE, TRUE, sizeof (TipoffKnown));
  guint n = 1;

  while (n * 2 < self->known->len * 3)
    n *= 2;
  g_array_set_size (slots, n);
  for (guint i = 0; i < self->known->len; i++)
    {
      const TipoffKnown *known = &g_array_index (self->known, TipoffKnown, i);
      const char *text = self->text->bytes->str + known->text;
      guint slot = tipoff_known_hash (text, strlen (text)) & (n - 1);

      while (g_array_index (slots, TipoffKnown, slot).text != 0)
        slot = (slot + 1) & (n - 1);
      g_array_index (slots, TipoffKnown, slot) = *known;
    }
  return slots;
}
