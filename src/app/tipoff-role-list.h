/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-report.h"
#include "tipoff-section.h"

G_BEGIN_DECLS

/* What was found in the message, and what each is as far as the program can tell, to be set right. "changed" comes where the person did. */
#define TIPOFF_TYPE_ROLE_LIST (tipoff_role_list_get_type ())
G_DECLARE_FINAL_TYPE (TipoffRoleList, tipoff_role_list, TIPOFF, ROLE_LIST, TipoffSection)

/* @report is not owned: the page that owns its draft sets %NULL before it goes. */
void tipoff_role_list_set_report (TipoffRoleList *self, TipoffReport *report);
/* Shows the roles as they are now. */
void tipoff_role_list_update     (TipoffRoleList *self);

G_END_DECLS
