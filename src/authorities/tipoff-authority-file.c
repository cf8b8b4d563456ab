/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-authority-file.h"
#include "tipoff-authority-members.h"

#include "tipoff-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_AUTHORITIES 64
#define MAX_ROUTES 32

/* Routes with what they inherit written out, in the document too. */
static gboolean
parse_routes (TipoffAuthority *authority,
              JsonObject      *object,
              GError         **error)
{
  JsonArray *routes = tipoff_json_get_array (object, "routes", error);
  g_autoptr (JsonArray) whole = json_array_new ();
  JsonObject *defaults = NULL;
  guint n;

  if (routes == NULL)
    return FALSE;
  if (json_object_has_member (object, "defaults") &&
      (defaults = tipoff_json_get_object (object, "defaults", error)) == NULL)
    return FALSE;
  n = json_array_get_length (routes);
  if (n == 0 || n > MAX_ROUTES)
    return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, authority->id, "routes");
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (routes, i);
      JsonObject *members;
      TipoffRoute *route;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, authority->id, "routes");
      members = tipoff_route_inherit (json_node_get_object (node), defaults, authority->id, error);
      if (members == NULL)
        return FALSE;
      json_array_add_object_element (whole, members);
      route = tipoff_route_parse (members, authority->id, authority->origin, error);
      if (route == NULL)
        return FALSE;
      g_ptr_array_add (authority->routes, route);
    }
  json_object_set_array_member (authority->document, "routes", g_steal_pointer (&whole));
  return TRUE;
}

static JsonObject *
copy_without_routes (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "routes") && !g_str_equal (l->data, "defaults"))
      json_object_set_member (copy, l->data, json_node_ref (json_object_get_member (object, l->data)));
  return copy;
}

static gboolean
is_own_domain (const TipoffAuthority *self,
               const char            *domain)
{
  for (gsize i = 0; self->domains[i] != NULL; i++)
    {
      gsize own = strlen (self->domains[i]), length = strlen (domain);

      if (length >= own && g_ascii_strcasecmp (domain + length - own, self->domains[i]) == 0 &&
          (length == own || domain[length - own - 1] == '.'))
        return TRUE;
    }
  return FALSE;
}

/* A mailbox that nobody read on the authority's own page may be anybody's, unless it is in a
 * domain that is the authority's. */
static gboolean
check_mailboxes (const TipoffAuthority *self,
                 GError               **error)
{
  for (guint i = 0; self->origin == TIPOFF_ORIGIN_BUILT_IN && i < self->routes->len; i++)
    {
      const TipoffRoute *route = g_ptr_array_index (self->routes, i);

      if (route->way == TIPOFF_WAY_EMAIL && route->confidence != 'A' &&
          !is_own_domain (self, strchr (route->address, '@') + 1))
        return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id,
                                    "not confirmed, and not in a domain of the authority");
    }
  return TRUE;
}

static gboolean
take_privacy (TipoffAuthority *self,
              JsonObject      *object,
              GError         **error)
{
  return tipoff_member_take_texts (object, "operator", TIPOFF_MEMBER_OPTIONAL, self->id, &self->operator_name, error) &&
         tipoff_member_take_texts (object, "privacy", TIPOFF_MEMBER_OPTIONAL, self->id, &self->privacy, error) &&
         tipoff_member_take_string (object, "privacy_url", TIPOFF_MEMBER_OPTIONAL, self->id, &self->privacy_url, error) &&
         tipoff_member_take_texts (object, "passes_to", TIPOFF_MEMBER_OPTIONAL, self->id, &self->passes_to, error) &&
         tipoff_member_take_string (object, "take_back", TIPOFF_MEMBER_OPTIONAL, self->id, &self->take_back, error) &&
         (self->privacy_url == NULL || tipoff_member_is_https (self->privacy_url) ||
          tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_NOT_HTTPS, self->id, "privacy_url")) &&
         (self->take_back == NULL || g_str_equal (self->take_back, "yes") || g_str_equal (self->take_back, "no") ||
          tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, self->id, "take_back"));
}

static TipoffAuthority *
parse_authority (JsonObject  *object,
                 const char  *country,
                 TipoffOrigin origin,
                 GError     **error)
{
  static const char *const known[] = { "id", "name", "operator", "privacy", "privacy_url", "passes_to", "take_back", "domains",
                                       "consent", "harms", "kinds", "practice", "defaults", "routes", NULL };
  TipoffAuthority *self = g_new0 (TipoffAuthority, 1);

  self->country = g_strdup (country);
  self->origin = origin;
  self->document = copy_without_routes (object);
  self->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_route_free);
  self->practice = tipoff_json_get_boolean_or (object, "practice", FALSE);
  if (tipoff_member_check_known (object, known, "authority", error) &&
      tipoff_member_take_string (object, "id", TIPOFF_MEMBER_REQUIRED, "authority", &self->id, error) &&
      (tipoff_member_is_id (self->id) || tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, self->id, "id")) &&
      tipoff_member_take_texts (object, "name", TIPOFF_MEMBER_REQUIRED, self->id, &self->name, error) &&
      take_privacy (self, object, error) &&
      tipoff_member_take_words (object, "domains", tipoff_member_is_domain, self->id, &self->domains, error) &&
      tipoff_member_take_texts (object, "consent", TIPOFF_MEMBER_OPTIONAL, self->id, &self->consent, error) &&
      tipoff_member_take_words (object, "harms", tipoff_member_is_harm, self->id, &self->harms, error) &&
      tipoff_member_take_words (object, "kinds", tipoff_member_is_kind, self->id, &self->kinds, error) &&
      parse_routes (self, object, error) && check_mailboxes (self, error))
    return self;
  tipoff_authority_free (self);
  return NULL;
}

/* The members of a file around its authorities. */
static JsonArray *
check_root (JsonObject  *root,
            const char **country,
            GError     **error)
{
  static const char *const known[] = { "version", "country", "authorities", NULL };
  JsonArray *array;
  gint64 version;
  guint n;

  if (!tipoff_json_get_int (root, "version", &version, error))
    return NULL;
  if (version != 1)
    {
      tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "version", "this Tipoff reads version 1");
      return NULL;
    }
  *country = tipoff_json_get_string (root, "country", error);
  array = *country == NULL ? NULL : tipoff_json_get_array (root, "authorities", error);
  if (array == NULL || !tipoff_member_check_known (root, known, "file", error))
    return NULL;
  n = json_array_get_length (array);
  if (tipoff_member_is_country (*country) && n > 0 && n <= MAX_AUTHORITIES)
    return array;
  tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", tipoff_member_is_country (*country) ? "authorities" : "country");
  return NULL;
}

GPtrArray *
tipoff_authority_file_parse (const char  *data,
                             gsize        length,
                             TipoffOrigin origin,
                             GError     **error)
{
  g_autoptr (GPtrArray) authorities = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_authority_free);
  g_autoptr (JsonObject) root = tipoff_json_parse_object (data, (gssize) length, TIPOFF_LIMIT_DATA_FILE_BYTES, error);
  const char *country = NULL;
  JsonArray *array = root == NULL ? NULL : check_root (root, &country, error);
  guint n = array == NULL ? 0 : json_array_get_length (array);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      TipoffAuthority *authority;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", "authorities");
          return NULL;
        }
      authority = parse_authority (json_node_get_object (node), country, origin, error);
      if (authority == NULL)
        return NULL;
      g_ptr_array_add (authorities, authority);
      if (origin == TIPOFF_ORIGIN_PERSON && !authority->practice &&
          !tipoff_authority_make_added (authority, root, error))
        return NULL;
    }
  return g_steal_pointer (&authorities);
}

static gboolean
read_all (int         fd,
          GByteArray *bytes,
          GError    **error)
{
  guint8 buffer[16384];

  while (TRUE)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
          return FALSE;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > TIPOFF_LIMIT_DATA_FILE_BYTES)
        return tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", "too large");
    }
}

GPtrArray *
tipoff_authority_file_load (const char  *path,
                            TipoffOrigin origin,
                            GError     **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GPtrArray *authorities = NULL;
  struct stat info;
  /* Not to wait for ever where somebody put a pipe. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    tipoff_member_fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", "not a regular file");
  else if (read_all (fd, bytes, error))
    authorities = tipoff_authority_file_parse ((const char *) bytes->data, bytes->len, origin, error);
  close (fd);
  return authorities;
}
