/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"
#include "tipoff-offer.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A file offers a place to send reports to: whose domain that is, what it says of the data, and the choice. It
 * is asked for at that domain only when the person adds it. */
#define TIPOFF_TYPE_OFFER_DIALOG (tipoff_offer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TipoffOfferDialog, tipoff_offer_dialog, TIPOFF, OFFER_DIALOG, AdwWindow)

/* Takes over @offer. */
TipoffOfferDialog *tipoff_offer_dialog_new (GtkWindow *parent, TipoffEngine *engine, TipoffOffer *offer);

G_END_DECLS
