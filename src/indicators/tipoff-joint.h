/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-chain.h"

#include <glib.h>

G_BEGIN_DECLS

/* People forget the blank between two sentences, and many words are top-level domains:
 * "vandaag.Het", "immediately.call". Here is told which dots are joints. */

/* Takes labels off the end that begin a sentence ("bpost.be.Ga"). At least @least stay. */
void     tipoff_joint_drop      (TipoffChain *chain, guint least);
/* TRUE where a chain of at least two labels, alone without www, path or port, is rather words,
 * a file or an abbreviation than a domain. It stands in [text, end). */
gboolean tipoff_joint_is_likely (const TipoffChain *chain, const char *text, const char *end);

G_END_DECLS
