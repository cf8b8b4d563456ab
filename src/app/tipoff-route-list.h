/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* To whom, and by which way: the chosen route, and the country's other ones to choose from.
 * Signal "changed". */
#define TIPOFF_TYPE_ROUTE_LIST (tipoff_route_list_get_type ())
G_DECLARE_FINAL_TYPE (TipoffRouteList, tipoff_route_list, TIPOFF, ROUTE_LIST, GtkWidget)

/* Chooses what suits best. */
void                   tipoff_route_list_fill          (TipoffRouteList *self, TipoffEngine *engine,
                                                        const char *country, const char *channel);
const TipoffRoute     *tipoff_route_list_get_route     (TipoffRouteList *self);
const TipoffAuthority *tipoff_route_list_get_authority (TipoffRouteList *self);

G_END_DECLS
