/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-analysis.h"

#include <string.h>

static void
read_number (TipoffAnalysis *self, const TipoffIndicator *indicator, gboolean alone)
{
  const TipoffPhoneNumber *number = indicator->number;
  const TipoffPhoneType type = tipoff_phone_number_get_number_type (number);
  const char *region = tipoff_phone_number_get_region (number);
  const TipoffBrand *owner = tipoff_brands_get_number_owner (self->knowledge->brands, indicator->value,
                                                             region != NULL ? region : self->region);
  const gboolean in_message = indicator->role != TIPOFF_ROLE_SHOWN_SENDER;

  /* What was trained on had no senders: they raise flags, but are no way to answer. */
  if (in_message)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_PHONE, indicator->span);
  if (owner != NULL)
    {
      if (in_message)
        tipoff_analysis_mark (self, TIPOFF_SIGNAL_PHONE_OF_BRAND, indicator->span);
      tipoff_analysis_raise (self, TIPOFF_FLAG_PHONE_OFFICIAL, indicator->span, owner, indicator);
      return;
    }
  if (type == TIPOFF_PHONE_TYPE_EMERGENCY)
    {
      tipoff_analysis_raise (self, TIPOFF_FLAG_PHONE_EMERGENCY, indicator->span, NULL, indicator);
      return;
    }
  if (in_message)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_PHONE_OF_OTHERS, indicator->span);
  if (in_message && type == TIPOFF_PHONE_TYPE_MOBILE)
    tipoff_analysis_mark (self, TIPOFF_SIGNAL_PHONE_MOBILE, indicator->span);
  if (type == TIPOFF_PHONE_TYPE_PREMIUM_RATE || tipoff_phone_number_get_cost (number) == TIPOFF_PHONE_COST_PREMIUM)
    tipoff_analysis_raise (self, TIPOFF_FLAG_PHONE_PREMIUM_RATE, indicator->span, NULL, indicator);
  /* In running text a number that is not valid is more often no telephone number at all. */
  if (!tipoff_phone_number_is_valid (number) && (alone || indicator->role == TIPOFF_ROLE_SHOWN_SENDER)
      && type != TIPOFF_PHONE_TYPE_SHORT_CODE)
    tipoff_analysis_raise (self, TIPOFF_FLAG_PHONE_INVALID, indicator->span, NULL, indicator);
  if (tipoff_phone_number_is_valid (number) && tipoff_brands_is_missed_call_region (self->knowledge->brands, region)
      && g_strcmp0 (region, self->region) != 0)
    tipoff_analysis_raise (self, TIPOFF_FLAG_PHONE_UNUSUAL_COUNTRY, indicator->span, NULL, indicator);
}

/* An organisation that writes from a private mobile number or a free mailbox. */
static void
read_sender (TipoffAnalysis *self, const TipoffIndicator *indicator)
{
  TipoffHostFlags host = 0;
  const TipoffBrand *owner;

  if (self->claim == NULL || !(tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_CLAIMS_BANK)
                               || tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_CLAIMS_GOVERNMENT)
                               || tipoff_signal_set_has (&self->signals, TIPOFF_SIGNAL_CLAIMS_PARCEL)))
    return;
  if (indicator->type == TIPOFF_INDICATOR_PHONE
      && tipoff_phone_number_get_number_type (indicator->number) == TIPOFF_PHONE_TYPE_MOBILE)
    tipoff_analysis_raise (self, TIPOFF_FLAG_SENDER_NOT_THE_BRAND, indicator->span, self->claim, indicator);
  else if (indicator->type == TIPOFF_INDICATOR_EMAIL && indicator->host != NULL)
    {
      owner = tipoff_brands_get_host_owner (self->knowledge->brands, indicator->host, &host);
      if (owner != self->claim)
        tipoff_analysis_raise (self, TIPOFF_FLAG_SENDER_NOT_THE_BRAND, indicator->span, self->claim, indicator);
    }
}

/**
 * tipoff_analysis_raise_numbers:
 *
 * Flags of telephone numbers and of the shown sender.
 */
void
tipoff_analysis_raise_numbers (TipoffAnalysis *self)
{
  const gboolean alone = self->n_words == 0;

  for (guint i = 0; i < self->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (self->indicators, i);

      if (indicator->role == TIPOFF_ROLE_RECIPIENT || tipoff_analysis_is_in (self, indicator, TIPOFF_PART_HEADER))
        continue;
      if (indicator->type == TIPOFF_INDICATOR_PHONE && indicator->number != NULL)
        read_number (self, indicator, alone);
      if (indicator->role == TIPOFF_ROLE_SHOWN_SENDER)
        {
          read_sender (self, indicator);
          continue;
        }
      if (indicator->type == TIPOFF_INDICATOR_EMAIL)
        tipoff_analysis_mark (self, TIPOFF_SIGNAL_EMAIL, indicator->span);
      else if (indicator->type == TIPOFF_INDICATOR_IBAN)
        tipoff_analysis_mark (self, TIPOFF_SIGNAL_IBAN, indicator->span);
      else if (indicator->type == TIPOFF_INDICATOR_WALLET)
        tipoff_analysis_mark (self, TIPOFF_SIGNAL_WALLET, indicator->span);
      if (indicator->type == TIPOFF_INDICATOR_WALLET)
        tipoff_analysis_raise (self, TIPOFF_FLAG_TEXT_WALLET, indicator->span, NULL, indicator);
    }
}
