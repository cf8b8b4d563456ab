/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-protocol.h"

/* No route that comes with Tipoff names signal-spam or netcraft: neither service documents its
 * interface, so each is used only where an administrator or the command line asks for it. */
static const TipoffProtocol *const protocols[] = {
  &tipoff_protocol_tipoff,
  &tipoff_protocol_misp,
  &tipoff_protocol_taxii,
  &tipoff_protocol_rt,
  &tipoff_protocol_post,
  &tipoff_protocol_signal_spam,
  &tipoff_protocol_netcraft,
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

/**
 * tipoff_protocol_names:
 *
 * Returns: (transfer full): all names, with commas
 */
char *
tipoff_protocol_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (protocols); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", protocols[i]->name);
  return g_string_free (names, FALSE);
}
