/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-brands.h"
#include "tipoff-brand-table.h"
#include "tipoff-tables.h"

#include <string.h>

/**
 * tipoff_brands_get_n:
 *
 * Returns: how many brands there are
 */
guint
tipoff_brands_get_n (const TipoffBrands *self)
{
  return self->n_brands;
}

/**
 * tipoff_brands_get:
 * @number: less than tipoff_brands_get_n()
 *
 * Returns: (transfer none): the brand of that number
 */
const TipoffBrand *
tipoff_brands_get (const TipoffBrands *self, guint number)
{
  g_return_val_if_fail (number < self->n_brands, NULL);

  return &self->brands[number];
}

/**
 * tipoff_brands_get_labels:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n):
 */
const TipoffBrandLabel *
tipoff_brands_get_labels (const TipoffBrands *self, guint *n)
{
  *n = self->n_labels;
  return self->labels;
}

/**
 * tipoff_brand_label_get_text:
 *
 * Returns: (transfer none): small letters and digits, @label->length of them
 */
const char *
tipoff_brand_label_get_text (const TipoffBrandLabel *label)
{
  return tipoff_table_text + label->text;
}

/**
 * tipoff_brand_get_name:
 *
 * Returns: (transfer none): as the brand writes it
 */
const char *
tipoff_brand_get_name (const TipoffBrand *brand)
{
  return tipoff_table_text + brand->name;
}

/**
 * tipoff_brand_get_domains:
 *
 * Returns: (transfer none): small letters, A-labels; one string behind the other until an empty one
 */
const char *
tipoff_brand_get_domains (const TipoffBrand *brand)
{
  return tipoff_table_text + brand->domains;
}

static const TipoffKnown *
find_known (const TipoffBrands *self, const char *text, gsize length)
{
  guint slot = tipoff_known_hash (text, length);
  const TipoffKnown *known;

  for (; (known = &self->known[slot & (self->n_known - 1)])->text != 0; slot++)
    {
      const char *other = tipoff_table_text + known->text;

      if (strncmp (other, text, length) == 0 && other[length] == '\0')
        return known;
    }
  return NULL;
}

static gboolean
has_flag (const TipoffBrands *self, const char *text, gsize length, guint flag)
{
  const TipoffKnown *known = find_known (self, text, length);

  return known != NULL && (known->flags & flag) != 0;
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
  const char *end = host + strlen (host);

  *flags = 0;
  for (const char *suffix = host; suffix != NULL; suffix = strchr (suffix, '.'))
    {
      const TipoffKnown *known;

      suffix += *suffix == '.';
      known = find_known (self, suffix, (gsize) (end - suffix));
      if (known == NULL || (known->flags & TIPOFF_KNOWN_NUMBER) != 0)
        continue;
      *flags |= known->flags & TIPOFF_KNOWN_HOST_FLAGS;
      if (known->owner != 0)
        return tipoff_brands_get (self, known->owner - 1u);
    }
  return NULL;
}

/**
 * tipoff_brands_get_number_owner:
 * @number: (nullable): E.164, or a short code
 * @region: (nullable): where a short code is dialled
 *
 * Returns: (transfer none) (nullable): whose number it is
 */
const TipoffBrand *
tipoff_brands_get_number_owner (const TipoffBrands *self, const char *number, const char *region)
{
  char short_code[32];
  const TipoffKnown *known;

  if (number == NULL)
    return NULL;
  if (*number != '+')
    {
      if (region == NULL || g_snprintf (short_code, sizeof short_code, "%s:%s", region, number) >= (int) sizeof short_code)
        return NULL;
      number = short_code;
    }
  known = find_known (self, number, strlen (number));
  return known != NULL && (known->flags & TIPOFF_KNOWN_NUMBER) != 0 ? tipoff_brands_get (self, known->owner - 1u) : NULL;
}

/**
 * tipoff_brands_is_missed_call_region:
 * @region: (nullable): two capitals
 *
 * Returns: %TRUE where expensive calls are answered that begin with a missed one
 */
gboolean
tipoff_brands_is_missed_call_region (const TipoffBrands *self, const char *region)
{
  return region != NULL && has_flag (self, region, strlen (region), TIPOFF_KNOWN_REGION);
}

/**
 * tipoff_brands_is_lure:
 * @word: small letters; need not end with a NUL
 */
gboolean
tipoff_brands_is_lure (const TipoffBrands *self, const char *word, gsize length)
{
  return has_flag (self, word, length, TIPOFF_KNOWN_LURE);
}

/**
 * tipoff_brands_is_innocent:
 * @word: small letters; need not end with a NUL
 */
gboolean
tipoff_brands_is_innocent (const TipoffBrands *self, const char *word, gsize length)
{
  return has_flag (self, word, length, TIPOFF_KNOWN_INNOCENT);
}
