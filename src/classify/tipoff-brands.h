/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-kind.h"

#include <glib.h>

G_BEGIN_DECLS

/* Whom messages claim to come from, with the domains and numbers that are truly theirs, and what
 * is known of hosts in general: data/brands/. Compiled in, read once, then only read. */

typedef struct
{
  char       *name;
  TipoffKind  kind;       /* of the scams in its name */
  gboolean    global;     /* has domains in more countries than we list */
  char      **domains;    /* registrable domains or suffixes that are its own */
  char      **aliases;    /* how messages name it, small letters */
  char      **labels;     /* what imitating hosts carry; with "!" only as a word of its own */
} TipoffBrand;

/* One label of a brand, made ready to be looked for in hosts. */
typedef struct
{
  const char        *text;
  const TipoffBrand *brand;
  guint32            letters;   /* tipoff_brands_letters() of it */
  guint8             length;
  gboolean           alone;     /* only as a word of its own */
} TipoffBrandLabel;

typedef enum
{
  TIPOFF_HOST_SHORTENER    = 1 << 0,
  TIPOFF_HOST_FREE_HOSTING = 1 << 1,
  TIPOFF_HOST_OPEN         = 1 << 2,   /* a brand's own, but leads to what anybody put there */
  TIPOFF_HOST_CHEAP        = 1 << 3,   /* its ending costs next to nothing and is abused */
} TipoffHostFlags;

typedef struct _TipoffBrands TipoffBrands;

/* @error: TIPOFF_CLASSIFY_ERROR_BAD_DATA */
TipoffBrands      *tipoff_brands_new             (GError **error);
void               tipoff_brands_free            (TipoffBrands *self);
guint              tipoff_brands_get_n           (const TipoffBrands *self);
const TipoffBrand *tipoff_brands_get             (const TipoffBrands *self, guint number);
/* All labels of all brands, in their order. */
const TipoffBrandLabel *tipoff_brands_get_labels (const TipoffBrands *self, guint *n);
/* Which letters occur, one bit each: a text that lacks one of a label's letters does not hold the label. */
guint32            tipoff_brands_letters         (const char *text, gsize length);
/* Whose host it is by the longest suffix; NULL where it is nobody's that we know. */
const TipoffBrand *tipoff_brands_get_host_owner  (const TipoffBrands *self, const char *host, TipoffHostFlags *flags);
/* @number: E.164, or a short code with its @region. */
const TipoffBrand *tipoff_brands_get_number_owner (const TipoffBrands *self, const char *number, const char *region);
gboolean           tipoff_brands_is_missed_call_region (const TipoffBrands *self, const char *region);
/* A word with which imitating hosts bait ("login", "levering"). */
gboolean           tipoff_brands_is_lure         (const TipoffBrands *self, const char *word, gsize length);
/* A word of its own that only resembles a brand ("correo"). */
gboolean           tipoff_brands_is_innocent     (const TipoffBrands *self, const char *word, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TipoffBrands, tipoff_brands_free)

G_END_DECLS
