/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-catalog.h"

#include "tipoff-limits.h"
#include "tipoff-plural.h"

#include <string.h>

/* The layout of GNU gettext's manual, "The Format of GNU MO Files". */
#define MAGIC 0x950412DEu
#define HEADER_BYTES 28
#define ENTRY_BYTES 8
#define PLURAL_FIELD "Plural-Forms:"

struct _TipoffCatalog
{
  GBytes       *bytes;
  const guint8 *data;
  gsize         size;
  gboolean      swapped;
  guint32       count;
  guint32       originals;      /* offset of the table of msgids, sorted */
  guint32       translations;
  TipoffPlural *plural;
};

static guint32
read_word (const TipoffCatalog *catalog,
           gsize                offset)
{
  guint32 word;

  memcpy (&word, catalog->data + offset, sizeof word);
  return catalog->swapped ? GUINT32_SWAP_LE_BE (word) : word;
}

/* Everything is checked once, by check_table (). */
static const char *
entry (const TipoffCatalog *catalog,
       guint32              table,
       guint32              index,
       guint32             *length)
{
  gsize at = table + (gsize) index * ENTRY_BYTES;

  *length = read_word (catalog, at);
  return (const char *) catalog->data + read_word (catalog, at + 4);
}

/* Each piece between NULs must be text that can be shown. */
static gboolean
is_text (const char *bytes,
         gsize       length)
{
  for (const char *end = bytes + length; bytes < end;)
    {
      gsize piece = strnlen (bytes, (gsize) (end - bytes));

      if (!g_utf8_validate_len (bytes, piece, NULL))
        return FALSE;
      bytes += piece + 1;
    }
  return TRUE;
}

/* Entries lie within the file, end in NUL, and are not longer than the file taken
 * together: a file whose entries overlap could cost square time. */
static gboolean
check_table (const TipoffCatalog *catalog,
             guint32              table)
{
  guint64 total = 0;

  if ((guint64) table + (guint64) catalog->count * ENTRY_BYTES > catalog->size)
    return FALSE;

  for (guint32 i = 0; i < catalog->count; i++)
    {
      gsize at = table + (gsize) i * ENTRY_BYTES;
      guint64 length = read_word (catalog, at);
      guint64 start = read_word (catalog, at + 4);

      total += length + 1;
      if (start + length >= catalog->size || total > catalog->size ||
          catalog->data[start + length] != '\0' ||
          !is_text ((const char *) catalog->data + start, (gsize) length))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_header (TipoffCatalog *catalog)
{
  guint32 magic;

  if (catalog->size < HEADER_BYTES)
    return FALSE;
  magic = read_word (catalog, 0);
  if (magic == GUINT32_SWAP_LE_BE (MAGIC))
    catalog->swapped = TRUE;
  else if (magic != MAGIC)
    return FALSE;

  catalog->count = read_word (catalog, 8);
  catalog->originals = read_word (catalog, 12);
  catalog->translations = read_word (catalog, 16);
  /* Major revision 0 or 1 in the upper half. */
  return read_word (catalog, 4) >> 16 <= 1 &&
         check_table (catalog, catalog->originals) && check_table (catalog, catalog->translations);
}

/* The rule for plurals stands in the translation of the empty string. */
static void
read_plural_rule (TipoffCatalog *catalog)
{
  const char *header = tipoff_catalog_find (catalog, NULL, "");
  const char *field = header != NULL ? strstr (header, PLURAL_FIELD) : NULL;
  g_autofree char *rule = NULL;

  if (field == NULL)
    return;
  field += strlen (PLURAL_FIELD);
  rule = g_strndup (field, strcspn (field, "\n"));
  catalog->plural = tipoff_plural_new (rule);
}

/**
 * tipoff_catalog_new:
 * @bytes: what a .mo file holds, in either byte order
 *
 * Returns: (transfer full) (nullable): its translations; %NULL where any entry
 *   leaves the file, or is not UTF-8
 */
TipoffCatalog *
tipoff_catalog_new (GBytes *bytes)
{
  g_autoptr (TipoffCatalog) catalog = g_new0 (TipoffCatalog, 1);

  catalog->bytes = g_bytes_ref (bytes);
  catalog->data = g_bytes_get_data (bytes, &catalog->size);
  if (catalog->size > TIPOFF_LIMIT_DATA_FILE_BYTES || !read_header (catalog))
    return NULL;
  read_plural_rule (catalog);
  return g_steal_pointer (&catalog);
}

/**
 * tipoff_catalog_open:
 * @path: a .mo file
 *
 * Returns: (transfer full) (nullable): its translations; %NULL where it cannot be
 *   read or is not sound
 */
TipoffCatalog *
tipoff_catalog_open (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);
  return tipoff_catalog_new (bytes);
}

/**
 * tipoff_catalog_free:
 * @catalog: (nullable) (transfer full): translations
 */
void
tipoff_catalog_free (TipoffCatalog *catalog)
{
  if (catalog == NULL)
    return;
  g_bytes_unref (catalog->bytes);
  tipoff_plural_free (catalog->plural);
  g_free (catalog);
}

/* Finds the entry whose msgid is @key, up to its first NUL: behind it the plural
 * may follow. */
static const char *
find_key (const TipoffCatalog *catalog,
          const char          *key,
          guint32             *length)
{
  guint32 low = 0, high = catalog->count;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      int order = strcmp (key, entry (catalog, catalog->originals, middle, length));

      if (order == 0)
        return entry (catalog, catalog->translations, middle, length);
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

/**
 * tipoff_catalog_find:
 * @catalog: translations
 * @context: (nullable): the msgid's context
 * @msgid: what to translate
 *
 * Returns: (transfer none) (nullable): its translation, of a plural the first form
 */
const char *
tipoff_catalog_find (const TipoffCatalog *catalog,
                     const char          *context,
                     const char          *msgid)
{
  g_autofree char *key = context != NULL ? g_strconcat (context, "\004", msgid, NULL) : NULL;
  guint32 length;
  const char *found = find_key (catalog, key != NULL ? key : msgid, &length);

  return found != NULL && *found != '\0' ? found : NULL;
}

/**
 * tipoff_catalog_plural:
 * @catalog: translations
 * @msgid: what to translate, in the singular
 * @n: the number that it is about
 *
 * Returns: (transfer none) (nullable): the form of its translation for @n
 */
const char *
tipoff_catalog_plural (const TipoffCatalog *catalog,
                       const char          *msgid,
                       gulong               n)
{
  guint32 length;
  const char *found = find_key (catalog, msgid, &length);
  const char *end;
  guint index;

  if (found == NULL)
    return NULL;

  end = found + length;
  index = catalog->plural != NULL ? tipoff_plural_index (catalog->plural, n) : (n != 1);
  for (; index > 0; index--)
    {
      found += strlen (found) + 1;
      if (found > end)
        return NULL;
    }
  return *found != '\0' ? found : NULL;
}
