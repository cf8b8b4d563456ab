/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone-border.h"

#include <cstdint>
#include <list>
#include <string>

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumbermatch.h>
#include <phonenumbers/phonenumbermatcher.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

using namespace i18n::phonenumbers;

namespace {

/* The longest digits that a short code has anywhere. */
constexpr std::size_t kMaxShortDigits = 10;

/* How often the matcher may be wrong in one text, which is a line at most. */
constexpr int kMaxTries = 16;

/* libphonenumber's own singleton, told to keep quiet: it prints to standard output
 * by default. */
const PhoneNumberUtil &
Util ()
{
  static const PhoneNumberUtil *util = [] {
    PhoneNumberUtil *instance = PhoneNumberUtil::GetInstance ();
    instance->SetLogger (new NullLogger);
    return instance;
  } ();
  return *util;
}

const ShortNumberInfo &
ShortNumbers ()
{
  /* It builds on the logger that Util () sets. Never freed: other threads may
   * still ask while the process ends. */
  static const ShortNumberInfo *info = (Util (), new ShortNumberInfo);
  return *info;
}

TipoffPhoneType
TypeOf (PhoneNumberUtil::PhoneNumberType type)
{
  switch (type)
    {
    case PhoneNumberUtil::FIXED_LINE:           return TIPOFF_PHONE_TYPE_FIXED_LINE;
    case PhoneNumberUtil::MOBILE:               return TIPOFF_PHONE_TYPE_MOBILE;
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE: return TIPOFF_PHONE_TYPE_FIXED_LINE_OR_MOBILE;
    case PhoneNumberUtil::TOLL_FREE:            return TIPOFF_PHONE_TYPE_TOLL_FREE;
    case PhoneNumberUtil::PREMIUM_RATE:         return TIPOFF_PHONE_TYPE_PREMIUM_RATE;
    case PhoneNumberUtil::SHARED_COST:          return TIPOFF_PHONE_TYPE_SHARED_COST;
    case PhoneNumberUtil::VOIP:                 return TIPOFF_PHONE_TYPE_VOIP;
    case PhoneNumberUtil::PERSONAL_NUMBER:      return TIPOFF_PHONE_TYPE_PERSONAL;
    case PhoneNumberUtil::PAGER:                return TIPOFF_PHONE_TYPE_PAGER;
    case PhoneNumberUtil::UAN:                  return TIPOFF_PHONE_TYPE_UAN;
    case PhoneNumberUtil::VOICEMAIL:            return TIPOFF_PHONE_TYPE_VOICEMAIL;
    default:                                    return TIPOFF_PHONE_TYPE_UNKNOWN;
    }
}

/* Only what the number itself tells. An ordinary number of another country costs
 * what the person's contract says: unknown, not standard. */
TipoffPhoneCost
CostOf (TipoffPhoneType type, bool domestic)
{
  switch (type)
    {
    case TIPOFF_PHONE_TYPE_TOLL_FREE:
      return TIPOFF_PHONE_COST_FREE;
    case TIPOFF_PHONE_TYPE_PREMIUM_RATE:
      return TIPOFF_PHONE_COST_PREMIUM;
    case TIPOFF_PHONE_TYPE_FIXED_LINE:
    case TIPOFF_PHONE_TYPE_MOBILE:
    case TIPOFF_PHONE_TYPE_FIXED_LINE_OR_MOBILE:
      return domestic ? TIPOFF_PHONE_COST_STANDARD : TIPOFF_PHONE_COST_UNKNOWN;
    default:
      return TIPOFF_PHONE_COST_UNKNOWN;
    }
}

TipoffPhoneCost
ShortCostOf (ShortNumberInfo::ShortNumberCost cost)
{
  switch (cost)
    {
    case ShortNumberInfo::TOLL_FREE:     return TIPOFF_PHONE_COST_FREE;
    case ShortNumberInfo::STANDARD_RATE: return TIPOFF_PHONE_COST_STANDARD;
    case ShortNumberInfo::PREMIUM_RATE:  return TIPOFF_PHONE_COST_PREMIUM;
    default:                             return TIPOFF_PHONE_COST_UNKNOWN;
    }
}

/* "BE", "001" for numbers of no country, empty where it cannot be told. An invalid
 * number has a region only where its calling code is of one alone. */
std::string
RegionOf (const PhoneNumber &number)
{
  std::string region;
  Util ().GetRegionCodeForNumber (number, &region);
  if (region != "ZZ")
    return region;

  std::list<std::string> regions;
  Util ().GetRegionCodesForCountryCallingCode (number.country_code (), &regions);
  return regions.size () == 1 ? regions.front () : std::string ();
}

void
Describe (const PhoneNumber &number, const std::string &region_read_in, TipoffPhoneFacts *facts)
{
  std::string text;

  *facts = {};
  facts->valid = Util ().IsValidNumber (number);
  facts->possible = facts->valid || Util ().IsPossibleNumber (number);
  /* Two digits with the country's code before them are no E.164 number, unless
   * someone wrote them so. */
  if (facts->possible || number.country_code_source () != PhoneNumber::FROM_DEFAULT_COUNTRY)
    {
      Util ().Format (number, PhoneNumberUtil::E164, &text);
      g_strlcpy (facts->e164, text.c_str (), sizeof facts->e164);
    }
  Util ().Format (number, PhoneNumberUtil::NATIONAL, &text);
  g_strlcpy (facts->national, text.c_str (), sizeof facts->national);

  const std::string region = RegionOf (number);
  g_strlcpy (facts->region, region.c_str (), sizeof facts->region);

  facts->type = TypeOf (Util ().GetNumberType (number));
  facts->cost = CostOf (facts->type, region == region_read_in);
}

TipoffPhoneOutcome
Parse (const char *text, const char *region, TipoffPhoneFacts *facts) noexcept
try
  {
    PhoneNumber number;

    if (Util ().ParseAndKeepRawInput (text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
        number.country_code () == 0)
      return TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;
    Describe (number, region, facts);
    return TIPOFF_PHONE_OUTCOME_FOUND;
  }
catch (...)
  {
    return TIPOFF_PHONE_OUTCOME_FAILED;
  }

/* A short code has no form that could be dialled from elsewhere. It is not parsed,
 * since that would take a leading 0 or 1 for a prefix. */
TipoffPhoneOutcome
ParseShort (const char *digits, const char *region, TipoffPhoneFacts *facts) noexcept
try
  {
    const std::string text (digits);
    PhoneNumber number;

    if (text.empty () || text.size () > kMaxShortDigits)
      return TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;
    number.set_country_code (Util ().GetCountryCodeForRegion (region));
    number.set_national_number (std::stoull (text));

    const std::size_t zeros = text.find_first_not_of ('0');
    if (zeros == std::string::npos)
      return TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;
    if (zeros > 0)
      {
        number.set_italian_leading_zero (true);
        number.set_number_of_leading_zeros (static_cast<std::int32_t> (zeros));
      }

    const bool emergency = ShortNumbers ().IsEmergencyNumber (text, region);
    if (!emergency && !ShortNumbers ().IsValidShortNumberForRegion (number, region))
      return TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;

    *facts = {};
    g_strlcpy (facts->national, digits, sizeof facts->national);
    g_strlcpy (facts->region, region, sizeof facts->region);
    facts->valid = facts->possible = TRUE;
    facts->type = emergency ? TIPOFF_PHONE_TYPE_EMERGENCY : TIPOFF_PHONE_TYPE_SHORT_CODE;
    facts->cost = emergency ? TIPOFF_PHONE_COST_FREE
                            : ShortCostOf (ShortNumbers ().GetExpectedCostForRegion (number, region));
    return TIPOFF_PHONE_OUTCOME_FOUND;
  }
catch (...)
  {
    return TIPOFF_PHONE_OUTCOME_FAILED;
  }

TipoffPhoneOutcome
Match (const char *text, const char *region, TipoffPhoneMatchFunc func, gpointer user_data) noexcept
try
  {
    PhoneNumberMatcher matcher (Util (), text, region, PhoneNumberMatcher::VALID, kMaxTries);

    while (matcher.HasNext ())
      {
        PhoneNumberMatch match;
        TipoffPhoneFacts facts;

        matcher.Next (&match);
        Describe (match.number (), region, &facts);
        if (!func (static_cast<gsize> (match.start ()), static_cast<gsize> (match.end ()), &facts, user_data))
          break;
      }
    return TIPOFF_PHONE_OUTCOME_FOUND;
  }
catch (...)
  {
    return TIPOFF_PHONE_OUTCOME_FAILED;
  }

} // namespace

extern "C" const TipoffPhoneNumbersModule *
tipoff_phone_numbers_module (void)
{
  static const TipoffPhoneNumbersModule module = {
    TIPOFF_PHONE_BORDER_VERSION, Parse, ParseShort, Match,
  };
  return &module;
}
