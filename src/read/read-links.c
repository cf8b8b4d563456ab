/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-links.h"

#include "tipoff-limits.h"

static void
link_clear (gpointer data)
{
  g_clear_pointer (&((ReadLink *) data)->target, g_free);
}

GArray *
read_links_new (void)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  g_array_set_clear_func (links, link_clear);
  return links;
}

/* As a browser cleans an address: no white space around it, no control characters in it (WHATWG URL). */
static char *
clean_target (const char *target)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = target; *p != '\0' && clean->len < TIPOFF_LIMIT_URL_BYTES; p = g_utf8_next_char (p))
    if ((guchar) *p >= ' ' && *p != 0x7f)
      g_string_append_len (clean, p, g_utf8_next_char (p) - p);
  return g_strstrip (g_string_free (clean, FALSE));
}

void
read_links_add (GArray     *links,
                const char *target,
                gsize       start,
                gsize       end)
{
  ReadLink link = { clean_target (target), start, end };

  if (*link.target == '\0' || *link.target == '#' || g_ascii_strncasecmp (link.target, "cid:", 4) == 0
      || links->len >= READ_MAX_LINKS)
    g_free (link.target);
  else
    g_array_append_val (links, link);
}
