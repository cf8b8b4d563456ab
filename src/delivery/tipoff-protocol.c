/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-protocol.h"

static const TipoffProtocol *const protocols[] = {
  &tipoff_protocol_tipoff,
};

/**
 * tipoff_protocol_find:
 * @name: (nullable): as routes call it
 *
 * Returns: (transfer none) (nullable): the protocol of that name
 */
const TipoffProtocol *
tipoff_protocol_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (protocols); i++)
    if (g_strcmp0 (protocols[i]->name, name) == 0)
      return protocols[i];

  return NULL;
}
