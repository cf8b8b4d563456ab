/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-authority.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* In: an authority file that somebody hands to the person. Out: what the person must see before
 * adding it, and where its domain must confirm it. Never: its own name for itself as a heading. */

#define TIPOFF_OFFER_MEDIA_TYPE "application/vnd.tipoff.authority+json"
/* Such a file has one route and a privacy notice. */
#define TIPOFF_OFFER_MAX_BYTES ((gsize) 64 * 1024)

typedef struct
{
  char       *id;
  char       *domain;        /* the heading: host, or host:port, of its endpoint */
  char       *confirmed_at;  /* https://DOMAIN/.well-known/tipoff-authority.json */
  JsonObject *privacy;       /* language → its privacy notice */
  GBytes     *bytes;
} TipoffOffer;

/* Reads it and holds it against all that are there already. */
TipoffOffer *tipoff_offer_new           (TipoffAuthorities *authorities, GBytes *bytes, GError **error);
void         tipoff_offer_free          (TipoffOffer *self);
/* Keeps it among the person's authorities, @roots (nullable, PEM) beside it. Only once its domain has
 * confirmed it; from the next tipoff_authorities_load() on it is there. */
gboolean     tipoff_offer_keep          (const TipoffOffer *self, GBytes *roots, GError **error);
/* Takes away what the person added. */
gboolean     tipoff_authorities_forget  (TipoffAuthorities *self, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffOffer, tipoff_offer_free)

G_END_DECLS
