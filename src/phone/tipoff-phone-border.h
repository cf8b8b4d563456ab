/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-phone.h"

#include <gmodule.h>

G_BEGIN_DECLS

/* Private to phone: what crosses the border between C and the C++ modules. Plain
 * values only, nothing allocated on one side and freed on the other, no exception.
 * Texts are valid UTF-8 and regions upper case: checked before, in C. */

#define TIPOFF_PHONE_BORDER_VERSION 1

#define TIPOFF_PHONE_NUMBERS_MODULE "tipoff-phone-numbers"
#define TIPOFF_PHONE_PLACES_MODULE "tipoff-phone-places"
#define TIPOFF_PHONE_NUMBERS_SYMBOL "tipoff_phone_numbers_module"
#define TIPOFF_PHONE_PLACES_SYMBOL "tipoff_phone_places_module"

typedef struct
{
  char            e164[32];      /* empty for short codes and what is as short */
  char            national[128];
  char            region[4];     /* empty where it is not known */
  TipoffPhoneType type;
  TipoffPhoneCost cost;
  gboolean        valid;
  gboolean        possible;
} TipoffPhoneFacts;

typedef enum
{
  TIPOFF_PHONE_OUTCOME_FOUND,
  TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER,
  TIPOFF_PHONE_OUTCOME_FAILED,      /* an exception was caught */
} TipoffPhoneOutcome;

/* FALSE stops the search. Offsets are bytes of the text given. */
typedef gboolean (*TipoffPhoneMatchFunc) (gsize                   start,
                                          gsize                   end,
                                          const TipoffPhoneFacts *facts,
                                          gpointer                user_data);

typedef struct
{
  guint version;
  /* @text as a number that is complete. */
  TipoffPhoneOutcome (*parse)       (const char *text, const char *region, TipoffPhoneFacts *facts);
  /* @digits as a short code or an emergency number of @region. */
  TipoffPhoneOutcome (*parse_short) (const char *digits, const char *region, TipoffPhoneFacts *facts);
  /* The valid numbers in @text. */
  TipoffPhoneOutcome (*match)       (const char *text, const char *region,
                                     TipoffPhoneMatchFunc func, gpointer user_data);
} TipoffPhoneNumbersModule;

typedef struct
{
  guint version;
  TipoffPhoneOutcome (*describe) (const char *e164, const char *language, char *place, gsize place_size);
} TipoffPhonePlacesModule;

/* The one symbol that each module exports. */
typedef const TipoffPhoneNumbersModule *(*TipoffPhoneNumbersEntry) (void);
typedef const TipoffPhonePlacesModule  *(*TipoffPhonePlacesEntry)  (void);

G_MODULE_EXPORT const TipoffPhoneNumbersModule *tipoff_phone_numbers_module (void);
G_MODULE_EXPORT const TipoffPhonePlacesModule  *tipoff_phone_places_module  (void);

G_END_DECLS
