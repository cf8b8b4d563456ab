/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-owner.h"

#include "tipoff-knowledge.h"

const TipoffBrand *
tipoff_owner_find (const TipoffIndicator *indicator,
                   TipoffHostFlags       *flags)
{
  const TipoffBrands *brands = tipoff_knowledge_get ()->brands;

  *flags = 0;
  if (indicator->host != NULL)
    return tipoff_brands_get_host_owner (brands, indicator->host, flags);
  if (indicator->number != NULL)
    return tipoff_brands_get_number_owner (brands, indicator->value, tipoff_phone_number_get_region (indicator->number));
  return NULL;
}
