/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A chain is a word, or several joined by full stops: what a host name, the local part
 * of an address, and the scheme of a URL all look like before one knows which it is. It is
 * read once, forward, whatever it turns out to be: that keeps the scan linear. */

#define TIPOFF_CHAIN_MAX_LABELS 127     /* as many as a host name of 253 bytes can have */

typedef struct
{
  const char *start;      /* of a local part */
  const char *end;        /* behind the last letter or digit */
  const char *next;       /* where the text goes on */
  guint       n_labels;   /* of the host name; 0: it cannot be one */
  gboolean    defanged;   /* a full stop was written to be harmless */
  const char *label_start[TIPOFF_CHAIN_MAX_LABELS];
  const char *label_end[TIPOFF_CHAIN_MAX_LABELS];
} TipoffChain;

typedef enum
{
  TIPOFF_CHAIN_ANY,       /* "naam+pakket", "50%": the host name is what follows + and % */
  TIPOFF_CHAIN_HOST,      /* behind a scheme: "%62post" is read, + ends it */
  TIPOFF_CHAIN_DOMAIN,    /* behind an at sign: + and % end it */
} TipoffChainMode;

/* Reads the chain at @p, which is a letter or digit (else the chain is empty and
 * n_labels 0). Fields beyond n_labels are not set. */
void tipoff_chain_read (TipoffChain *chain, const char *p, const char *end, TipoffChainMode mode);

G_END_DECLS
