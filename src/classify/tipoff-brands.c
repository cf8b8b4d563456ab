/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-brands.h"
#include "tipoff-classifier.h"
#include "tipoff-classify-data.h"

#include "tipoff-json.h"
#include "tipoff-limits.h"

#include <string.h>

typedef struct
{
  const TipoffBrand *owner;
  TipoffHostFlags    flags;
} Host;

struct _TipoffBrands
{
  GPtrArray  *brands;
  GArray     *labels;      /* of TipoffBrandLabel */
  GHashTable *hosts;       /* domain → Host */
  GHashTable *numbers;     /* "+3278170170" or "DE:116116" → TipoffBrand, not owned */
  GHashTable *regions;     /* missed calls */
  GHashTable *lures;
  GHashTable *innocent;
};

static const struct { const char *name; TipoffHostFlags flag; } host_lists[] = {
  { "shorteners", TIPOFF_HOST_SHORTENER },
  { "free-hosting", TIPOFF_HOST_FREE_HOSTING },
  { "open", TIPOFF_HOST_OPEN },
  { "cheap-endings", TIPOFF_HOST_CHEAP },
};

static void
brand_free (TipoffBrand *brand)
{
  g_free (brand->name);
  g_strfreev (brand->domains);
  g_strfreev (brand->aliases);
  g_strfreev (brand->labels);
  g_free (brand);
}

static Host *
get_host (TipoffBrands *self, const char *domain)
{
  Host *host = g_hash_table_lookup (self->hosts, domain);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      g_hash_table_insert (self->hosts, g_strdup (domain), host);
    }
  return host;
}

static TipoffBrand *
read_brand (JsonObject *object, GError **error)
{
  TipoffBrand *brand = g_new0 (TipoffBrand, 1);
  const char *kind = tipoff_json_get_string_or (object, "kind", "");
  const char *name = tipoff_json_get_string (object, "name", error);
  JsonArray *countries = tipoff_json_get_array_or_null (object, "countries");

  brand->name = g_strdup (name);
  brand->global = countries == NULL || json_array_get_length (countries) == 0;
  if (name != NULL && !tipoff_kind_from_string (kind, &brand->kind))
    g_set_error (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_BAD_DATA, "brand %s: no kind \"%s\"", name, kind);
  else if (name != NULL
           && (brand->domains = tipoff_json_get_strv (object, "domains", error)) != NULL
           && (brand->aliases = tipoff_json_get_strv (object, "aliases", error)) != NULL
           && (brand->labels = tipoff_json_get_strv (object, "labels", error)) != NULL)
    return brand;
  brand_free (brand);
  return NULL;
}

static gboolean
add_brands (TipoffBrands *self, JsonArray *array, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_auto (GStrv) numbers = NULL;
      TipoffBrand *brand;

      if (object == NULL)
        {
          g_set_error (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_BAD_DATA, "brand %u is not an object", i);
          return FALSE;
        }
      brand = read_brand (object, error);
      if (brand == NULL)
        return FALSE;
      g_ptr_array_add (self->brands, brand);
      for (char **domain = brand->domains; *domain != NULL; domain++)
        get_host (self, *domain)->owner = brand;
      numbers = tipoff_json_get_strv (object, "numbers", error);
      if (numbers == NULL)
        return FALSE;
      for (char **number = numbers; *number != NULL; number++)
        g_hash_table_insert (self->numbers, g_strdup (*number), brand);
    }
  return TRUE;
}

static gboolean
add_set (GHashTable *set, JsonObject *root, const char *name, GError **error)
{
  g_auto (GStrv) words = tipoff_json_get_strv (root, name, error);

  for (char **word = words; word != NULL && *word != NULL; word++)
    g_hash_table_add (set, g_strdup (*word));
  return words != NULL;
}

static gboolean
add_lists (TipoffBrands *self, JsonObject *root, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (host_lists); i++)
    {
      g_auto (GStrv) domains = tipoff_json_get_strv (root, host_lists[i].name, error);

      if (domains == NULL)
        return FALSE;
      for (char **domain = domains; *domain != NULL; domain++)
        get_host (self, *domain)->flags |= host_lists[i].flag;
    }
  return add_set (self->regions, root, "missed-call-regions", error)
         && add_set (self->lures, root, "lures", error)
         && add_set (self->innocent, root, "not-imitations", error);
}

static gboolean
read_file (TipoffBrands *self, const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = tipoff_classify_data_lookup ("brands", file, error);
  g_autoptr (JsonObject) root = NULL;
  JsonArray *brands;

  if (bytes == NULL)
    return FALSE;
  root = tipoff_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                   TIPOFF_LIMIT_DATA_FILE_BYTES, error);
  if (root == NULL)
    return FALSE;
  brands = tipoff_json_get_array_or_null (root, "brands");
  return brands != NULL ? add_brands (self, brands, error) : add_lists (self, root, error);
}

guint32
tipoff_brands_letters (const char *text, gsize length)
{
  guint32 letters = 0;

  for (gsize i = 0; i < length; i++)
    letters |= 1u << (g_ascii_islower (text[i]) ? text[i] - 'a' : 26 + text[i] % 6);
  return letters;
}

static void
list_labels (TipoffBrands *self)
{
  for (guint i = 0; i < self->brands->len; i++)
    for (char **label = ((TipoffBrand *) g_ptr_array_index (self->brands, i))->labels; *label != NULL; label++)
      {
        const gsize length = strlen (*label);
        const gboolean alone = g_str_has_suffix (*label, "!");
        const TipoffBrandLabel entry = {
          *label, g_ptr_array_index (self->brands, i), tipoff_brands_letters (*label, length - alone),
          (guint8) (length - alone), alone,
        };

        g_array_append_val (self->labels, entry);
      }
}

static GHashTable *
string_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * tipoff_brands_new:
 *
 * Reads what is compiled in.
 */
TipoffBrands *
tipoff_brands_new (GError **error)
{
  g_autoptr (TipoffBrands) self = g_new0 (TipoffBrands, 1);
  g_auto (GStrv) files = tipoff_classify_data_list ("brands");
  g_autoptr (GError) local_error = NULL;

  self->brands = g_ptr_array_new_with_free_func ((GDestroyNotify) brand_free);
  self->labels = g_array_new (FALSE, FALSE, sizeof (TipoffBrandLabel));
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbers = string_set ();
  self->regions = string_set ();
  self->lures = string_set ();
  self->innocent = string_set ();
  for (char **file = files; *file != NULL; file++)
    if (!read_file (self, *file, &local_error))
      {
        g_set_error (error, TIPOFF_CLASSIFY_ERROR, TIPOFF_CLASSIFY_ERROR_BAD_DATA, "%s: %s", *file, local_error->message);
        return NULL;
      }
  list_labels (self);
  return g_steal_pointer (&self);
}

void
tipoff_brands_free (TipoffBrands *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->hosts, g_hash_table_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->regions, g_hash_table_unref);
  g_clear_pointer (&self->lures, g_hash_table_unref);
  g_clear_pointer (&self->innocent, g_hash_table_unref);
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->brands, g_ptr_array_unref);
  g_free (self);
}

guint
tipoff_brands_get_n (const TipoffBrands *self)
{
  return self->brands->len;
}

const TipoffBrand *
tipoff_brands_get (const TipoffBrands *self, guint number)
{
  g_return_val_if_fail (number < self->brands->len, NULL);

  return g_ptr_array_index (self->brands, number);
}

const TipoffBrandLabel *
tipoff_brands_get_labels (const TipoffBrands *self, guint *n)
{
  *n = self->labels->len;
  return (const TipoffBrandLabel *) (gpointer) self->labels->data;
}

/**
 * tipoff_brands_get_host_owner:
 * @host: small letters, A-labels
 * @flags: (out): what is known of the host whoever owns it
 *
 * What anybody can fill (shortened links, free hosting, chat links) is nobody's own.
 */
const TipoffBrand *
tipoff_brands_get_host_owner (const TipoffBrands *self, const char *host, TipoffHostFlags *flags)
{
  *flags = 0;
  for (const char *suffix = host; suffix != NULL; suffix = strchr (suffix, '.'))
    {
      const Host *known;

      suffix += *suffix == '.';
      known = g_hash_table_lookup (self->hosts, suffix);
      if (known == NULL)
        continue;
      *flags |= known->flags;
      if (known->owner != NULL)
        return known->owner;
    }
  return NULL;
}

/**
 * tipoff_brands_get_number_owner:
 */
const TipoffBrand *
tipoff_brands_get_number_owner (const TipoffBrands *self, const char *number, const char *region)
{
  char short_code[32];

  if (number == NULL)
    return NULL;
  if (*number == '+')
    return g_hash_table_lookup (self->numbers, number);
  if (region == NULL || g_snprintf (short_code, sizeof short_code, "%s:%s", region, number) >= (int) sizeof short_code)
    return NULL;
  return g_hash_table_lookup (self->numbers, short_code);
}

gboolean
tipoff_brands_is_missed_call_region (const TipoffBrands *self, const char *region)
{
  return region != NULL && g_hash_table_contains (self->regions, region);
}

static gboolean
set_has (GHashTable *set, const char *word, gsize length)
{
  char key[64];

  if (length >= sizeof key)
    return FALSE;
  memcpy (key, word, length);
  key[length] = '\0';
  return g_hash_table_contains (set, key);
}

gboolean
tipoff_brands_is_lure (const TipoffBrands *self, const char *word, gsize length)
{
  return set_has (self->lures, word, length);
}

gboolean
tipoff_brands_is_innocent (const TipoffBrands *self, const char *word, gsize length)
{
  return set_has (self->innocent, word, length);
}
