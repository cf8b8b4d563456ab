/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-email-scan.h"

#include "tipoff-chars.h"
#include "tipoff-joint.h"

/* RFC 5321, 4.5.3.1.1 */
#define MAX_LOCAL 64

/* Behind the at sign at @p, however it is written; NULL where there is none. */
static const char *
behind_at (const char *p, const char *end, gboolean *defanged)
{
  TipoffChar c = tipoff_char_read (p, end);

  *defanged = c.kind == TIPOFF_CHAR_OPEN || c.kind == TIPOFF_CHAR_SPACE;
  if (*defanged)
    return tipoff_defanged_at_end (p, end);
  return c.c == '@' ? c.next : NULL;
}

const char *
tipoff_email_scan (TipoffScan *scan, const TipoffChain *chain)
{
  g_autoptr (GString) value = NULL;
  TipoffIndicator *indicator;
  TipoffChain domain;
  TipoffHost host;
  gboolean defanged;
  const char *next = behind_at (chain->next, scan->end, &defanged);

  if (next == NULL)
    return NULL;
  tipoff_chain_read (&domain, tipoff_skip_invisible (next, scan->end), scan->end, TIPOFF_CHAIN_DOMAIN);
  if (domain.n_labels < 2 || chain->next - chain->start > 4 * MAX_LOCAL)
    return next;
  tipoff_joint_drop (&domain, 1);
  if (!tipoff_host_read (&host, domain.start, domain.end, TIPOFF_HOST_GUESSED))
    return next;

  value = g_string_new (NULL);
  tipoff_append_plain (value, chain->start, chain->next);
  if (value->len > MAX_LOCAL)
    {
      tipoff_host_clear (&host);
      return next;
    }
  g_string_append_printf (value, "@%s", host.name);
  indicator = tipoff_scan_add (scan, TIPOFF_INDICATOR_EMAIL, chain->start, domain.end,
                               g_string_free (g_steal_pointer (&value), FALSE));
  indicator->url_flags = defanged || chain->defanged || domain.defanged ? TIPOFF_URL_DEFANGED : 0;
  tipoff_scan_take_host (indicator, &host);
  tipoff_host_clear (&host);
  return domain.end;
}
