/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Chooses one of the countries that Tipoff knows somebody in. Signal: "changed", the person chose. */
#define TIPOFF_TYPE_COUNTRY_ROW (tipoff_country_row_get_type ())
G_DECLARE_FINAL_TYPE (TipoffCountryRow, tipoff_country_row, TIPOFF, COUNTRY_ROW, AdwComboRow)

/* @current is there in any case. */
void        tipoff_country_row_fill        (TipoffCountryRow *self, TipoffEngine *engine, const char *current);
/* ISO 3166 alpha-2; NULL before it is filled. */
const char *tipoff_country_row_get_country (TipoffCountryRow *self);

G_END_DECLS
