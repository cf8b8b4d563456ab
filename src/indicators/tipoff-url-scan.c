/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-url-scan.h"

#include "tipoff-chars.h"
#include "tipoff-joint.h"
#include "tipoff-limits.h"
#include "tipoff-scheme.h"
#include "tipoff-url-tail.h"
#include "tipoff-utf8.h"

#include <string.h>

/* The last character that can belong to a URL which begins at @start. */
static const char *
limit_of (const TipoffScan *scan, const char *start)
{
  gsize length = scan->end - start;

  return start + tipoff_utf8_floor (start, length, MIN (length, TIPOFF_LIMIT_URL_BYTES));
}

static char
character_before (const TipoffScan *scan, const char *p)
{
  return p > scan->text ? p[-1] : '\0';
}

/* The at sign behind user name and password, the last one before the path (WHATWG URL,
 * 4.4, authority state); NULL where there is none. */
static const char *
find_userinfo_end (const char *p, const char *end)
{
  const char *at = NULL;

  while (p < end)
    {
      TipoffChar c = tipoff_char_read (p, end);

      if (c.c <= ' ' || tipoff_char_is_one_of (&c, "/\\?#\"<>`") ||
          (c.c >= 0x80 && c.kind == TIPOFF_CHAR_OTHER))
        break;
      if (c.c == '@')
        at = p;
      p = c.next;
    }
  return at;
}

/* scheme://userinfo@host:port/path?query#fragment, all but the path as it is meant. */
static char *
build_url (const char          *scheme,
           const char          *userinfo,
           const char          *userinfo_end,
           const TipoffHost    *host,
           const TipoffUrlTail *tail)
{
  g_autoptr (GString) url = g_string_new (scheme);
  gboolean standard = (tail->port == 80 && g_str_equal (scheme, "http")) ||
                      (tail->port == 443 && g_str_equal (scheme, "https")) ||
                      (tail->port == 21 && g_str_equal (scheme, "ftp"));
  gsize path;

  g_string_append (url, "://");
  if (userinfo != NULL)
    {
      tipoff_append_uri (url, userinfo, userinfo_end);
      g_string_append_c (url, '@');
    }
  if (strchr (host->name, ':') != NULL)
    g_string_append_printf (url, "[%s]", host->name);
  else
    g_string_append (url, host->name);
  if (tail->port >= 0 && !standard)
    g_string_append_printf (url, ":%d", tail->port);

  path = url->len;
  tipoff_append_uri (url, tail->start, tail->end);
  for (char *p = url->str + path; *p != '\0' && *p != '?' && *p != '#'; p++)
    if (*p == '\\')                                 /* browsers take it for a slash */
      *p = '/';
  return g_string_free (g_steal_pointer (&url), FALSE);
}

static void
add_url (TipoffScan          *scan,
         const char          *start,
         const char          *host_end,
         TipoffHost          *host,
         TipoffUrlFlags       flags,
         const TipoffUrlTail *tail,
         char                *url)
{
  const char *end = tipoff_url_tail_is_some (tail) ? tail->end : host_end;
  TipoffIndicator *indicator = tipoff_scan_add (scan, TIPOFF_INDICATOR_URL, start, end, url);

  if (tail->port >= 0)
    flags |= TIPOFF_URL_PORT;
  indicator->url_flags = flags;
  tipoff_scan_take_host (indicator, host);
}

/* "[2001:db8::1]" */
static const char *
read_ipv6 (const char *p, const char *end, TipoffHost *host)
{
  const char *close;

  if (p == end || *p != '[')
    return NULL;
  close = memchr (p, ']', MIN (end - p, 64));
  return close != NULL && tipoff_host_read_ipv6 (host, p + 1, close) ? close + 1 : NULL;
}

/* The host behind scheme and userinfo; where it ends, or NULL. */
static const char *
read_host (const char *p, const char *end, TipoffHost *host, gboolean *defanged)
{
  const char *after = read_ipv6 (p, end, host);
  TipoffChain chain;
  TipoffChar c;

  if (after != NULL)
    return after;
  tipoff_chain_read (&chain, p, end, TIPOFF_CHAIN_HOST);
  if (chain.n_labels == 0)
    return NULL;
  c = tipoff_char_read (chain.next, end);
  if (!tipoff_char_is_one_of (&c, "/\\:?#"))
    tipoff_joint_drop (&chain, 2);
  *defanged |= chain.defanged;
  return tipoff_host_read (host, p, chain.end, TIPOFF_HOST_EXPLICIT) ? chain.end : NULL;
}

/* Where the text goes on behind a scheme without a host: right there, since another scheme may
 * follow, but not within "a%20b.be", whose end looks like a host. */
static const char *
behind_no_host (const char *p, const char *end)
{
  TipoffChain chain;

  tipoff_chain_read (&chain, p, end, TIPOFF_CHAIN_HOST);
  return memchr (p, '%', chain.next - p) != NULL ? chain.next : p;
}

const char *
tipoff_url_scan_scheme (TipoffScan *scan, const TipoffChain *chain)
{
  TipoffScheme scheme;
  TipoffHost host;
  TipoffUrlTail tail;
  TipoffUrlFlags flags = TIPOFF_URL_HAS_SCHEME;
  const char *limit, *start, *userinfo = NULL, *at, *host_end;

  if (!tipoff_scheme_match (&scheme, chain, scan->end))
    return NULL;

  limit = limit_of (scan, scheme.start);
  start = tipoff_skip_invisible (scheme.after, scan->end);
  at = find_userinfo_end (start, limit);
  host_end = at != NULL ? read_host (at + 1, limit, &host, &scheme.defanged) : NULL;
  if (host_end != NULL)
    {
      userinfo = start;
      flags |= TIPOFF_URL_USERINFO;
    }
  else
    host_end = read_host (start, limit, &host, &scheme.defanged);
  if (host_end == NULL)
    return behind_no_host (start, limit);

  if (scheme.defanged)
    flags |= TIPOFF_URL_DEFANGED;
  tipoff_url_tail_read (&tail, host_end, scan->end, limit, character_before (scan, scheme.start));
  add_url (scan, scheme.start, host_end, &host, flags, &tail,
           build_url (scheme.name, userinfo, at, &host, &tail));
  tipoff_host_clear (&host);
  return MAX (tail.next, host_end);
}

/* "www", "www2" */
static gboolean
is_www (const TipoffChain *chain)
{
  const char *p = chain->label_start[0];
  gsize length = chain->label_end[0] - p;

  return length >= 3 && length <= 5 && g_ascii_strncasecmp (p, "www", 3) == 0 &&
         strspn (p + 3, "0123456789") >= length - 3;
}

/* A host in running text needs more than a query mark behind it to be a URL: "Ken je
 * bpost.be?" */
static gboolean
has_tail (const TipoffScan *scan, const TipoffUrlTail *tail)
{
  const char *p = tail->start;

  if (tail->end == tail->start)
    return tail->port >= 1000;                      /* "om bpost.be:10 uur" */
  if (*p == '?' || *p == '#')
    return tail->end > p + 1;
  return *p == '/' || tail->port >= 0;
}

/* "185.12.3.4/bpost", "185.12.3.4:8080/": four plain numbers, and a path of a word or a port.
 * "10.0.0.0/8" and version numbers are not links. */
static gboolean
is_dotted_address (const TipoffChain *chain, const TipoffUrlTail *tail)
{
  if (chain->n_labels != 4 || tail->end == tail->start || *tail->start != '/')
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      gsize length = chain->label_end[i] - chain->label_start[i];

      if (length > 3 || strspn (chain->label_start[i], "0123456789") < length)
        return FALSE;
    }
  return tail->port >= 0 || g_ascii_isalpha (tail->start[1]);
}

const char *
tipoff_url_scan_bare (TipoffScan *scan, TipoffChain *chain)
{
  TipoffHostTrust trust = TIPOFF_HOST_GUESSED;
  TipoffHost host;
  TipoffUrlTail tail;
  const char *start = chain->label_start[0], *limit = limit_of (scan, start);
  gboolean url;

  if (chain->n_labels < 2)
    return NULL;

  tail.port = -1;
  tail.start = tail.end = tail.next = chain->next;
  if (tipoff_skip_invisible (chain->end, scan->end) == chain->next)
    tipoff_url_tail_read (&tail, chain->next, scan->end, limit, character_before (scan, start));
  url = has_tail (scan, &tail);
  if (!url)
    {
      tipoff_joint_drop (chain, is_www (chain) ? 3 : 1);
      tail.port = -1;
      tail.start = tail.end = tail.next = chain->end;
      url = is_www (chain) && chain->n_labels > 2;
      if (chain->n_labels < 2 || (!url && tipoff_joint_is_likely (chain, scan->text, scan->end)))
        return NULL;
    }
  else if (is_dotted_address (chain, &tail))
    trust = TIPOFF_HOST_EXPLICIT;

  if (!tipoff_host_read (&host, start, chain->end, trust))
    return NULL;
  if (url)
    add_url (scan, start, chain->end, &host, chain->defanged ? TIPOFF_URL_DEFANGED : 0, &tail,
             build_url ("http", NULL, NULL, &host, &tail));
  else
    {
      TipoffIndicator *indicator = tipoff_scan_add (scan, TIPOFF_INDICATOR_DOMAIN, start, chain->end,
                                                    g_strdup (host.name));

      indicator->url_flags = chain->defanged ? TIPOFF_URL_DEFANGED : 0;
      tipoff_scan_take_host (indicator, &host);
    }
  tipoff_host_clear (&host);
  return MAX (tail.next, chain->end);
}
