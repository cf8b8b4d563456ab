/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-brands.h"
#include "tipoff-ids.h"

G_BEGIN_DECLS

/* How the brands lie in memory; see tipoff-tables.h. */

/* What is known of a string, besides what TipoffHostFlags say of it as a host. */
enum
{
  TIPOFF_KNOWN_NUMBER   = 1 << 5,   /* it is no host: "+3278170170" or "DE:116116" */
  TIPOFF_KNOWN_REGION   = 1 << 6,   /* missed calls come from there */
  TIPOFF_KNOWN_LURE     = 1 << 7,
  TIPOFF_KNOWN_INNOCENT = 1 << 8,
};
#define TIPOFF_KNOWN_HOST_FLAGS 0x1fu

typedef struct
{
  guint32 text;     /* 0 where the slot is free */
  guint16 owner;    /* 1 + the number of the brand whose host or number it is, 0 for nobody's */
  guint16 flags;
} TipoffKnown;

struct _TipoffBrands
{
  const TipoffBrand      *brands;
  const TipoffBrandLabel *labels;
  const TipoffKnown      *known;      /* open addressing by tipoff_known_hash() */
  guint                   n_brands;
  guint                   n_labels;
  guint                   n_known;    /* a power of two */
};

static inline guint
tipoff_known_hash (const char *text, gsize length)
{
  return (guint) tipoff_hash64 (text, length, G_GUINT64_CONSTANT (0x7469706f66660005));
}

G_END_DECLS
