/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-offer.h"

G_BEGIN_DECLS

/* In: an offer that the person wants to add. Out: whether its domain says the same. One fetch over
 * verified TLS, on the person's click and never before. */

/* @ca_file (nullable): replaces the system's roots. Fails as tipoff_exchange_finish() does, and with
 * ANSWER of TIPOFF_DELIVERY_ERROR where the domain serves no such file or another one. */
void     tipoff_confirmation_async  (const TipoffOffer *offer, const char *ca_file, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean tipoff_confirmation_finish (GAsyncResult *result, GError **error);
/* The same, for a program that has nothing else to do. */
gboolean tipoff_confirmation_wait   (const TipoffOffer *offer, const char *ca_file, GError **error);

G_END_DECLS
