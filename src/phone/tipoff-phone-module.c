/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-module.h"

#include "tipoff-install.h"

static gpointer
open_numbers (gpointer unused)
{
  TipoffPhoneNumbersEntry entry =
    (TipoffPhoneNumbersEntry) tipoff_install_open_module (TIPOFF_PHONE_NUMBERS_MODULE, TIPOFF_PHONE_NUMBERS_SYMBOL);
  const TipoffPhoneNumbersModule *module = entry != NULL ? entry () : NULL;

  return module != NULL && module->version == TIPOFF_PHONE_BORDER_VERSION ? (gpointer) module : NULL;
}

static gpointer
open_places (gpointer unused)
{
  TipoffPhonePlacesEntry entry =
    (TipoffPhonePlacesEntry) tipoff_install_open_module (TIPOFF_PHONE_PLACES_MODULE, TIPOFF_PHONE_PLACES_SYMBOL);
  const TipoffPhonePlacesModule *module = entry != NULL ? entry () : NULL;

  return module != NULL && module->version == TIPOFF_PHONE_BORDER_VERSION ? (gpointer) module : NULL;
}

/**
 * tipoff_phone_module_numbers:
 *
 * Returns: (transfer none) (nullable): libphonenumber, %NULL where its module is missing
 */
const TipoffPhoneNumbersModule *
tipoff_phone_module_numbers (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_numbers, NULL);
}

/**
 * tipoff_phone_module_places:
 *
 * Returns: (transfer none) (nullable): its geocoder, %NULL where that module is missing
 */
const TipoffPhonePlacesModule *
tipoff_phone_module_places (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_places, NULL);
}
