/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-module.h"

#include "tipoff-install.h"

/* Opens a module and finds its one symbol. Kept for the life of the process:
 * protobuf and ICU do not like to be unloaded. */
static gpointer
open_module (const char *name,
             const char *symbol)
{
  g_autofree char *path = tipoff_install_module (name);
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer entry = NULL;

  if (module == NULL)
    {
      g_debug ("%s", g_module_error ());
      return NULL;
    }
  g_module_make_resident (module);
  if (!g_module_symbol (module, symbol, &entry))
    g_debug ("%s", g_module_error ());
  return entry;
}

static gpointer
open_numbers (gpointer unused)
{
  TipoffPhoneNumbersEntry entry =
    (TipoffPhoneNumbersEntry) open_module (TIPOFF_PHONE_NUMBERS_MODULE, TIPOFF_PHONE_NUMBERS_SYMBOL);
  const TipoffPhoneNumbersModule *module = entry != NULL ? entry () : NULL;

  return module != NULL && module->version == TIPOFF_PHONE_BORDER_VERSION ? (gpointer) module : NULL;
}

static gpointer
open_places (gpointer unused)
{
  TipoffPhonePlacesEntry entry =
    (TipoffPhonePlacesEntry) open_module (TIPOFF_PHONE_PLACES_MODULE, TIPOFF_PHONE_PLACES_SYMBOL);
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
