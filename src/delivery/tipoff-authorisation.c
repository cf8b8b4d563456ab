/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authorisation.h"

#include <string.h>

/**
 * tipoff_authorisation_is_token:
 * @token: what the person, or a file, gave
 *
 * Returns: whether it can be one: a line of UTF-8. Which characters an endpoint's own way takes,
 *   tipoff_authorisation_header() says.
 */
gboolean
tipoff_authorisation_is_token (const char *token)
{
  for (const char *p = token; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  return *token != '\0' && g_utf8_validate (token, -1, NULL);
}

/* The characters of a header value without spaces: RFC 6750 has fewer, but
 * what is in use has more. */
static gboolean
is_word (const char *token)
{
  for (const char *p = token; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return *token != '\0';
}

/* RFC 7617: base64 of user:password in UTF-8; the user has no colon, the password may have any. */
static char *
make_basic (const char *token)
{
  g_autofree char *pair = NULL;

  if (!tipoff_authorisation_is_token (token) || strchr (token, ':') == NULL)
    return NULL;
  pair = g_base64_encode ((const guchar *) token, strlen (token));
  return g_strconcat ("Basic ", pair, NULL);
}

/**
 * tipoff_authorisation_header:
 * @self: the endpoint's way
 * @token: (nullable): the secret
 *
 * Returns: (transfer full) (nullable): the header's value, to be freed with tipoff_authorisation_free();
 *   %NULL where nothing is shown: there is no token, or it is none of this way
 */
char *
tipoff_authorisation_header (TipoffAuthorisation  self,
                             const char          *token)
{
  if (token == NULL)
    return NULL;

  switch (self)
    {
    case TIPOFF_AUTHORISATION_BEARER:
      return is_word (token) ? g_strconcat ("Bearer ", token, NULL) : NULL;
    case TIPOFF_AUTHORISATION_TOKEN:
      return is_word (token) ? g_strconcat ("token ", token, NULL) : NULL;
    case TIPOFF_AUTHORISATION_KEY:
      return is_word (token) ? g_strdup (token) : NULL;
    case TIPOFF_AUTHORISATION_BASIC:
      return make_basic (token);
    case TIPOFF_AUTHORISATION_BASIC_OR_BEARER:
      if (strchr (token, ':') != NULL)
        return make_basic (token);
      return is_word (token) ? g_strconcat ("Bearer ", token, NULL) : NULL;
    case TIPOFF_AUTHORISATION_NONE:
    default:
      return NULL;
    }
}

void
tipoff_authorisation_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
