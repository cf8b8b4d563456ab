/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"
#include "tipoff-section.h"

G_BEGIN_DECLS

/* What is proposed for removal, one switch each: what it is, the words themselves, and where it stays
 * why. "changed" comes where the person did. */
#define TIPOFF_TYPE_PRIVATE_LIST (tipoff_private_list_get_type ())
G_DECLARE_FINAL_TYPE (TipoffPrivateList, tipoff_private_list, TIPOFF, PRIVATE_LIST, TipoffSection)

/* @report is not owned: the page that owns its draft sets %NULL before it goes. */
void tipoff_private_list_set_report (TipoffPrivateList *self, TipoffReport *report);
/* Shows the report's redactions as they are now. */
void tipoff_private_list_update     (TipoffPrivateList *self);

G_END_DECLS
