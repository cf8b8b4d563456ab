/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-number.h"

struct _TipoffPhoneNumber
{
  gatomicrefcount  references;
  char            *raw;
  gsize            start;
  gsize            end;
  TipoffPhoneFacts facts;
};

G_DEFINE_BOXED_TYPE (TipoffPhoneNumber, tipoff_phone_number, tipoff_phone_number_ref, tipoff_phone_number_unref)

TIPOFF_DEFINE_NAMES (TipoffPhoneType, phone_type,
                     "unknown", "fixed-line", "mobile", "fixed-line-or-mobile", "toll-free", "premium-rate",
                     "shared-cost", "voip", "personal", "pager", "uan", "voicemail", "short-code", "emergency")

TIPOFF_DEFINE_NAMES (TipoffPhoneCost, phone_cost, "unknown", "free", "standard", "premium")

TipoffPhoneNumber *
tipoff_phone_number_new (const char             *text,
                         gsize                   start,
                         gsize                   end,
                         const TipoffPhoneFacts *facts)
{
  TipoffPhoneNumber *number = g_new0 (TipoffPhoneNumber, 1);

  g_atomic_ref_count_init (&number->references);
  number->raw = g_strndup (text + start, end - start);
  number->start = start;
  number->end = end;
  number->facts = *facts;
  return number;
}

/**
 * tipoff_phone_number_ref:
 * @number: a number
 *
 * Returns: (transfer full): @number
 */
TipoffPhoneNumber *
tipoff_phone_number_ref (TipoffPhoneNumber *number)
{
  g_atomic_ref_count_inc (&number->references);
  return number;
}

/**
 * tipoff_phone_number_unref:
 * @number: (nullable) (transfer full): a number
 */
void
tipoff_phone_number_unref (TipoffPhoneNumber *number)
{
  if (number == NULL || !g_atomic_ref_count_dec (&number->references))
    return;
  g_free (number->raw);
  g_free (number);
}

static const char *
text_or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

/**
 * tipoff_phone_number_get_raw:
 * @number: a number
 *
 * Returns: (transfer none): as it was written
 */
const char *
tipoff_phone_number_get_raw (const TipoffPhoneNumber *number)
{
  return number->raw;
}

/**
 * tipoff_phone_number_get_e164:
 * @number: a number
 *
 * Returns: (transfer none) (nullable): as ITU-T E.164 has it, "+32470123456"; %NULL
 *   for short codes, which cannot be dialled from elsewhere, and for a few
 *   digits that are no number at all
 */
const char *
tipoff_phone_number_get_e164 (const TipoffPhoneNumber *number)
{
  return text_or_null (number->facts.e164);
}

/**
 * tipoff_phone_number_get_national:
 * @number: a number
 *
 * Returns: (transfer none): as it is written in its own country
 */
const char *
tipoff_phone_number_get_national (const TipoffPhoneNumber *number)
{
  return number->facts.national;
}

/**
 * tipoff_phone_number_get_region:
 * @number: a number
 *
 * Returns: (transfer none) (nullable): ISO 3166 alpha-2 code of its country, "001" for
 *   a number of none, %NULL where it cannot be told
 */
const char *
tipoff_phone_number_get_region (const TipoffPhoneNumber *number)
{
  return text_or_null (number->facts.region);
}

/**
 * tipoff_phone_number_get_number_type:
 * @number: a number
 *
 * Returns: what kind of number it is
 */
TipoffPhoneType
tipoff_phone_number_get_number_type (const TipoffPhoneNumber *number)
{
  return number->facts.type;
}

/**
 * tipoff_phone_number_get_cost:
 * @number: a number
 *
 * Returns: what a call from the country in which it was read costs, as far as the
 *   number tells
 */
TipoffPhoneCost
tipoff_phone_number_get_cost (const TipoffPhoneNumber *number)
{
  return number->facts.cost;
}

/**
 * tipoff_phone_number_is_valid:
 * @number: a number
 *
 * Returns: %TRUE where such a number can have been given out
 */
gboolean
tipoff_phone_number_is_valid (const TipoffPhoneNumber *number)
{
  return number->facts.valid;
}

/**
 * tipoff_phone_number_is_possible:
 * @number: a number
 *
 * Returns: %TRUE where it has as many digits as numbers have there
 */
gboolean
tipoff_phone_number_is_possible (const TipoffPhoneNumber *number)
{
  return number->facts.possible;
}

/**
 * tipoff_phone_number_get_start:
 * @number: a number
 *
 * Returns: its first byte in the text searched
 */
gsize
tipoff_phone_number_get_start (const TipoffPhoneNumber *number)
{
  return number->start;
}

/**
 * tipoff_phone_number_get_end:
 * @number: a number
 *
 * Returns: one past its last byte in the text searched
 */
gsize
tipoff_phone_number_get_end (const TipoffPhoneNumber *number)
{
  return number->end;
}
