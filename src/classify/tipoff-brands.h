/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-kind.h"

#include <glib.h>

G_BEGIN_DECLS

/* Whom messages claim to come from, with the domains and numbers that are truly theirs, and what
 * is known of hosts in general: data/brands/, made into tables when Tipoff is built. */

typedef struct
{
  guint32 name;       /* tipoff_brand_get_name() */
  guint32 domains;    /* tipoff_brand_get_domains() */
  guint8  kind;       /* TipoffKind of the scams in its name */
  guint8  global;     /* has domains in more countries than we list */
} TipoffBrand;

/* What imitating hosts carry. */
typedef struct
{
  guint32 text;       /* tipoff_brand_label_get_text() */
  guint32 letters;    /* tipoff_brands_letters() of it */
  guint16 brand;      /* tipoff_brands_get() */
  guint8  length;
  guint8  alone;      /* only as a word of its own */
} TipoffBrandLabel;

typedef enum
{
  TIPOFF_HOST_SHORTENER    = 1 << 0,
  TIPOFF_HOST_FREE_HOSTING = 1 << 1,
  TIPOFF_HOST_OPEN         = 1 << 2,   /* a brand's own, but leads to what anybody put there */
  TIPOFF_HOST_CHEAP        = 1 << 3,   /* its ending costs next to nothing and is abused */
  TIPOFF_HOST_MAILBOX      = 1 << 4,   /* anybody can have an e-mail address there */
} TipoffHostFlags;

typedef struct _TipoffBrands TipoffBrands;

guint              tipoff_brands_get_n           (const TipoffBrands *self);
const TipoffBrand *tipoff_brands_get             (const TipoffBrands *self, guint number);
/* All labels of all brands, in their order. */
const TipoffBrandLabel *tipoff_brands_get_labels (const TipoffBrands *self, guint *n);
const char        *tipoff_brand_label_get_text   (const TipoffBrandLabel *label);
const char        *tipoff_brand_get_name         (const TipoffBrand *brand);
/* The registrable domains or suffixes that are its own: strings one behind the other, the last is empty. */
const char        *tipoff_brand_get_domains      (const TipoffBrand *brand);
/* Whose host it is by the longest suffix; NULL where it is nobody's that we know. */
const TipoffBrand *tipoff_brands_get_host_owner  (const TipoffBrands *self, const char *host, TipoffHostFlags *flags);
/* @number: E.164, or a short code with its @region. */
const TipoffBrand *tipoff_brands_get_number_owner (const TipoffBrands *self, const char *number, const char *region);
gboolean           tipoff_brands_is_missed_call_region (const TipoffBrands *self, const char *region);
/* A word with which imitating hosts bait ("login", "levering"). */
gboolean           tipoff_brands_is_lure         (const TipoffBrands *self, const char *word, gsize length);
/* A word of its own that only resembles a brand ("correo"). */
gboolean           tipoff_brands_is_innocent     (const TipoffBrands *self, const char *word, gsize length);

/* Which letters occur, one bit each: a text that lacks one of a label's letters does not hold the label. */
static inline guint32
tipoff_brands_letters (const char *text, gsize length)
{
  guint32 letters = 0;

  for (gsize i = 0; i < length; i++)
    letters |= 1u << (g_ascii_islower (text[i]) ? text[i] - 'a' : 26 + text[i] % 6);
  return letters;
}

G_END_DECLS
