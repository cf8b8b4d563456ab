/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-endpoint.h"

#include "tipoff-limits.h"
#include "tipoff-sender.h"

#include <libsoup/soup.h>

/* Not too long, and nothing in it that the parser would quietly repair. */
static gboolean
is_clean (const char *address)
{
  if (address == NULL || strnlen (address, TIPOFF_LIMIT_URL_BYTES + 1) > TIPOFF_LIMIT_URL_BYTES)
    return FALSE;

  for (const char *p = address; *p != '\0'; p++)
    if ((guchar) *p <= 0x20 || *p == 0x7f || *p == '\\')
      return FALSE;
  return TRUE;
}

/* The address as a URI, or NULL where it is not one that we talk to. */
static GUri *
parse_endpoint (const char *address)
{
  g_autoptr (GUri) uri = NULL;

  if (!is_clean (address))
    return NULL;

  uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
    return NULL;
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return NULL;

  return g_steal_pointer (&uri);
}

/**
 * tipoff_endpoint_is_https:
 * @address: (nullable): a URL
 *
 * Returns: whether @address is one that a report may be sent to: https, with a
 *   host, without a user and without a fragment
 */
gboolean
tipoff_endpoint_is_https (const char *address)
{
  g_autoptr (GUri) uri = parse_endpoint (address);

  return uri != NULL;
}

/**
 * tipoff_endpoint_get_origin:
 * @address: (nullable): a URL
 *
 * The origin of an endpoint (RFC 6454): scheme, host and port. A token goes to
 * the origin that it was given for and to no other.
 *
 * Returns: (transfer full) (nullable): "https://host:port" in lower case, or
 *   %NULL where tipoff_endpoint_is_https() is %FALSE
 */
char *
tipoff_endpoint_get_origin (const char *address)
{
  g_autoptr (GUri) uri = parse_endpoint (address);
  g_autofree char *host = NULL;
  gboolean is_ipv6;
  int port;

  if (uri == NULL)
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  is_ipv6 = strchr (host, ':') != NULL;
  port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 443;

  return g_strdup_printf ("https://%s%s%s:%d", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "", port);
}

/**
 * tipoff_endpoint_get_path:
 * @address: an endpoint
 *
 * Returns: (transfer full): the path as it stands in @address, at least "/"
 */
char *
tipoff_endpoint_get_path (const char *address)
{
  g_autoptr (GUri) uri = parse_endpoint (address);

  return g_strdup (uri != NULL && *g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/");
}

/**
 * tipoff_endpoint_resolve:
 * @base: an endpoint
 * @reference: (nullable): a URL, absolute or relative (RFC 3986, 5.2), as a stranger may have written it
 *
 * Returns: (transfer full) (nullable): where @reference leads from @base, or
 *   %NULL where that is no endpoint; it may be of another origin
 */
char *
tipoff_endpoint_resolve (const char *base,
                         const char *reference)
{
  g_autofree char *address = NULL;

  if (!is_clean (reference))
    return NULL;
  address = g_uri_resolve_relative (base, reference, SOUP_HTTP_URI_FLAGS, NULL);
  return tipoff_endpoint_is_https (address) ? g_steal_pointer (&address) : NULL;
}

/**
 * tipoff_endpoint_is_same_origin:
 *
 * Returns: whether both are endpoints of one origin
 */
gboolean
tipoff_endpoint_is_same_origin (const char *a,
                                const char *b)
{
  g_autofree char *origin_a = tipoff_endpoint_get_origin (a);
  g_autofree char *origin_b = tipoff_endpoint_get_origin (b);

  return origin_a != NULL && g_strcmp0 (origin_a, origin_b) == 0;
}
