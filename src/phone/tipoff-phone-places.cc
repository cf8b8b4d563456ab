/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-border.h"

#include <string>

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <unicode/locid.h>

using namespace i18n::phonenumbers;

namespace {

/* Never freed: other threads may still ask while the process ends. */
const PhoneNumberOfflineGeocoder &
Geocoder ()
{
  static const PhoneNumberOfflineGeocoder *geocoder = new PhoneNumberOfflineGeocoder;
  return *geocoder;
}

TipoffPhoneOutcome
Describe (const char *e164, const char *language, char *place, gsize place_size) noexcept
try
  {
    PhoneNumber number;

    if (PhoneNumberUtil::GetInstance ()->Parse (e164, "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR)
      return TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;

    const std::string description = Geocoder ().GetDescriptionForNumber (number, icu::Locale (language));
    if (description.empty () || description.size () >= place_size)
      return TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;
    g_strlcpy (place, description.c_str (), place_size);
    return TIPOFF_PHONE_OUTCOME_FOUND;
  }
catch (...)
  {
    return TIPOFF_PHONE_OUTCOME_FAILED;
  }

} // namespace

extern "C" const TipoffPhonePlacesModule *
tipoff_phone_places_module (void)
{
  static const TipoffPhonePlacesModule module = { TIPOFF_PHONE_BORDER_VERSION, Describe };
  return &module;
}
