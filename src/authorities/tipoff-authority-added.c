/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-authority-file.h"
#include "tipoff-authority-members.h"

#include <gio/gio.h>
#include <string.h>

/**
 * tipoff_authority_dup_domain:
 * @address: an https address
 *
 * What an authority that the person added is called. Letters of other alphabets appear as they
 * go over the wire ("xn--…"), since a name in them could be mistaken for another.
 *
 * Returns: (transfer full) (nullable): host, or host:port where that is not the usual one; %NULL
 *   where there is no host that can be read as a name
 */
char *
tipoff_authority_dup_domain (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = NULL;
  const char *last;
  int port;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  last = strrchr (host, '.') != NULL ? strrchr (host, '.') + 1 : host;
  /* No address that is a number, in whichever notation, ends in a label that begins with a letter. */
  if (strlen (host) > 253 || g_hostname_is_ip_address (host) || !g_ascii_isalpha (last[0]) || host[0] == '.' ||
      strstr (host, "..") != NULL || strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen (host))
    return NULL;
  port = g_uri_get_port (uri);
  return port < 0 || port == 443 ? g_steal_pointer (&host) : g_strdup_printf ("%s:%d", host, port);
}

/**
 * tipoff_authority_is_added:
 * @self: an authority
 *
 * Returns: whether the person added it
 */
gboolean
tipoff_authority_is_added (const TipoffAuthority *self)
{
  return self->origin == TIPOFF_ORIGIN_PERSON && !self->practice;
}

static JsonObject *
first_object (JsonObject *object,
              const char *name)
{
  JsonArray *array = tipoff_json_get_array_or_null (object, name);

  return array != NULL && json_array_get_length (array) == 1 ? json_array_get_object_element (array, 0) : NULL;
}

gboolean
tipoff_authority_make_added (TipoffAuthority *self,
                             JsonObject      *root,
                             GError         **error)
{
  static const char *const members[] = { "id", "name", "privacy", "routes", NULL };
  static const char *const route_members[] = { "id", "way", "address", "format", "protocol", "languages", "takes",
                                               "source", "verified_on", "confidence", NULL };
  JsonObject *document = first_object (root, "authorities");
  JsonObject *route = document == NULL ? NULL : first_object (document, "routes");
  g_autofree char *domain = NULL;

  if (route == NULL)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, self->id, "one authority with one route can be added");
  if (g_str_equal (self->country, "*"))
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, self->id, "country");
  if (!tipoff_member_check_known (document, members, self->id, error) ||
      !tipoff_member_check_known (route, route_members, self->id, error))
    return FALSE;
  if (self->privacy == NULL)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, self->id, "it has no privacy notice");
  domain = tipoff_authority_dup_domain (((const TipoffRoute *) g_ptr_array_index (self->routes, 0))->address);
  if (domain == NULL)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, self->id, "its address has no domain");

  json_object_unref (self->name);
  self->name = json_object_new ();
  json_object_set_string_member (self->name, "en", domain);
  return TRUE;
}
