/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-names.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* In: text and the region it is read in, always given by the caller.
 * Out: what a phone number is: form, region, kind, validity, place, cost.
 * Never: who owns it (numbers are ported and forged), and never any network.
 * All C++ lives behind this header in private modules opened at first need. */

#define TIPOFF_PHONE_ERROR (tipoff_phone_error_quark ())

typedef enum
{
  TIPOFF_PHONE_ERROR_NOT_A_NUMBER,   /* ask for a number */
  TIPOFF_PHONE_ERROR_BAD_REGION,     /* the caller gave no ISO 3166 alpha-2 code */
  TIPOFF_PHONE_ERROR_TOO_LONG,
  TIPOFF_PHONE_ERROR_UNAVAILABLE,    /* the module is missing: reinstall */
  TIPOFF_PHONE_ERROR_INTERNAL,
} TipoffPhoneError;

typedef enum
{
  TIPOFF_PHONE_TYPE_UNKNOWN,
  TIPOFF_PHONE_TYPE_FIXED_LINE,
  TIPOFF_PHONE_TYPE_MOBILE,
  TIPOFF_PHONE_TYPE_FIXED_LINE_OR_MOBILE,
  TIPOFF_PHONE_TYPE_TOLL_FREE,
  TIPOFF_PHONE_TYPE_PREMIUM_RATE,
  TIPOFF_PHONE_TYPE_SHARED_COST,
  TIPOFF_PHONE_TYPE_VOIP,
  TIPOFF_PHONE_TYPE_PERSONAL,
  TIPOFF_PHONE_TYPE_PAGER,
  TIPOFF_PHONE_TYPE_UAN,
  TIPOFF_PHONE_TYPE_VOICEMAIL,
  TIPOFF_PHONE_TYPE_SHORT_CODE,
  TIPOFF_PHONE_TYPE_EMERGENCY,
} TipoffPhoneType;
TIPOFF_DECLARE_NAMES (TipoffPhoneType, phone_type)   /* "fixed-line", "premium-rate", … */

typedef enum
{
  TIPOFF_PHONE_COST_UNKNOWN,         /* never shown as free */
  TIPOFF_PHONE_COST_FREE,
  TIPOFF_PHONE_COST_STANDARD,
  TIPOFF_PHONE_COST_PREMIUM,
} TipoffPhoneCost;
TIPOFF_DECLARE_NAMES (TipoffPhoneCost, phone_cost)

/* Immutable, counted. */
typedef struct _TipoffPhoneNumber TipoffPhoneNumber;
#define TIPOFF_TYPE_PHONE_NUMBER (tipoff_phone_number_get_type ())

GQuark             tipoff_phone_error_quark        (void);
GType              tipoff_phone_number_get_type    (void);
TipoffPhoneNumber *tipoff_phone_number_ref         (TipoffPhoneNumber *number);
void               tipoff_phone_number_unref       (TipoffPhoneNumber *number);

const char        *tipoff_phone_number_get_raw      (const TipoffPhoneNumber *number);   /* as written */
const char        *tipoff_phone_number_get_e164     (const TipoffPhoneNumber *number);   /* NULL for short codes, never from find */
const char        *tipoff_phone_number_get_national (const TipoffPhoneNumber *number);
const char        *tipoff_phone_number_get_region   (const TipoffPhoneNumber *number);   /* "BE", "001", or NULL */
TipoffPhoneType    tipoff_phone_number_get_number_type (const TipoffPhoneNumber *number);
TipoffPhoneCost    tipoff_phone_number_get_cost     (const TipoffPhoneNumber *number);
gboolean           tipoff_phone_number_is_valid     (const TipoffPhoneNumber *number);
gboolean           tipoff_phone_number_is_possible  (const TipoffPhoneNumber *number);
gsize              tipoff_phone_number_get_start    (const TipoffPhoneNumber *number);   /* bytes in the text searched */
gsize              tipoff_phone_number_get_end      (const TipoffPhoneNumber *number);

/* @text as one number, read in @region. Short codes and emergency numbers of
 * @region are numbers too. An invalid number is returned, not refused. */
TipoffPhoneNumber *tipoff_phone_parse (const char *text, const char *region, GError **error);

/* All valid, and plausible but invalid, numbers in free text, in order, not
 * overlapping. @text must be valid UTF-8. A scan for digit runs goes first: a text
 * without any never loads the library. (transfer full) (element-type TipoffPhoneNumber) */
GPtrArray         *tipoff_phone_find  (const char *text, gsize length, const char *region,
                                       guint max_numbers, GError **error);

/* "Ghent" in @language, as far as the number tells; NULL where it does not or
 * where the geocoder is not installed. Slow the first time (17 ms). */
char              *tipoff_phone_number_describe_place (const TipoffPhoneNumber *number, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffPhoneNumber, tipoff_phone_number_unref)

G_END_DECLS
