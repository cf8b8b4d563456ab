/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-phrase-builder.h"
#include "tipoff-phrase-table.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 key;
  guint32 first;      /* 1 + index of the last phrase that was added to end here, 0 for none */
  guint16 ways;       /* as in TipoffPhraseNode */
} TipoffBuilderNode;

typedef struct
{
  guint   value;
  guint   languages;
  guint32 next;       /* as TipoffBuilderNode.first */
} TipoffBuilderEnding;

struct _TipoffPhraseBuilder
{
  GPtrArray     *nodes;     /* of TipoffBuilderNode, the root first */
  GHashTable    *by_key;    /* the same, without the root */
  GArray        *endings;   /* of TipoffBuilderEnding */
  TipoffPhrases  table;     /* what is made of them; the arrays are ours */
};

void tipoff_phrase_builder_clear_table (TipoffPhraseBuilder *self);

G_END_DECLS
