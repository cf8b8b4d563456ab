/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-authority-file.h"

#include "tipoff-case.h"
#include "tipoff-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file is read by a person who is about to trust it with a report: what is not
 * understood is refused, not skipped. */

#define MAX_AUTHORITIES 64
#define MAX_ROUTES 32
#define MAX_TEXT_BYTES 1024
#define MAX_ADDRESS_BYTES 2048

typedef enum
{
  OPTIONAL,
  REQUIRED,
} Presence;

static gboolean
fault (GError    **error,
       int         code,
       const char *where,
       const char *what)
{
  g_set_error (error, TIPOFF_AUTHORITY_ERROR, code, "%s: %s", where, what);
  return FALSE;
}

static gboolean
is_one_of (const char        *word,
           const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

/* Refuses members that this version does not know. */
static gboolean
check_members (JsonObject        *object,
               const char *const *known,
               const char        *where,
               GError           **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!is_one_of (l->data, known))
      {
        g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_BAD_FILE,
                     "%s: unknown member “%s”", where, (const char *) l->data);
        return FALSE;
      }
  return TRUE;
}

/* "be.safeonweb.email-nl": small letters, digits, dots and hyphens. */
static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);

  return length >= 3 && length <= 64 && g_ascii_islower (id[0]) &&
         strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == length;
}

static gboolean
is_date (const char *text)
{
  static const char shape[] = "0000-00-00";
  guint year, month, day;

  if (strlen (text) != strlen (shape))
    return FALSE;
  for (gsize i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  year = (guint) atoi (text);
  month = (guint) atoi (text + 5);
  day = (guint) atoi (text + 8);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return TRUE;
  return FALSE;
}

/* A plain mailbox: no display name, nothing that could end a header line. */
static gboolean
is_mailbox (const char *text)
{
  static const char atext[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-";
  static const char htext[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  const char *at = strchr (text, '@');

  return at != NULL && at != text && at[1] != '\0' && strlen (text) <= 254 &&
         strspn (text, atext) == (gsize) (at - text) &&
         strspn (at + 1, htext) == strlen (at + 1) && strchr (at + 1, '.') != NULL;
}

static gboolean
is_https (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https") &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

static gboolean
is_dialled (const char *text)
{
  return strspn (text, "+0123456789 ") == strlen (text) && strpbrk (text, "0123456789") != NULL && strlen (text) <= 32;
}

/* A string member, copied; *out is %NULL where an optional one is absent. */
static gboolean
take_string (JsonObject *object,
             const char *name,
             Presence    presence,
             const char *where,
             char      **out,
             GError    **error)
{
  const char *text;

  if (!json_object_has_member (object, name))
    return presence == OPTIONAL ||
           fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  text = tipoff_json_get_string (object, name, error);
  if (text == NULL)
    return FALSE;
  if (*text == '\0' || strlen (text) > MAX_ADDRESS_BYTES || has_control (text))
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  *out = g_strdup (text);
  return TRUE;
}

/* A member that maps languages to plain texts. */
static gboolean
take_texts (JsonObject  *object,
            const char  *name,
            Presence     presence,
            const char  *where,
            JsonObject **out,
            GError     **error)
{
  JsonObject *texts;
  g_autoptr (GList) members = NULL;

  if (!json_object_has_member (object, name))
    return presence == OPTIONAL ||
           fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  texts = tipoff_json_get_object (object, name, error);
  if (texts == NULL)
    return FALSE;
  members = json_object_get_members (texts);
  if (members == NULL)
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *text = tipoff_json_get_string (texts, l->data, error);

      if (text == NULL)
        return FALSE;
      if (*text == '\0' || strlen (text) > MAX_TEXT_BYTES || has_control (text))
        return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, where, name);
    }
  *out = json_object_ref (texts);
  return TRUE;
}

/* A list of words that @known (an enumeration's parser, or a check of its own) accepts. */
static gboolean
take_words (JsonObject  *object,
            const char  *name,
            gboolean   (*known) (const char *word),
            const char  *where,
            char      ***out,
            GError     **error)
{
  g_auto (GStrv) words = tipoff_json_get_strv (object, name, error);

  if (words == NULL)
    return FALSE;
  for (gsize i = 0; words[i] != NULL; i++)
    if (!known (words[i]))
      {
        g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_BAD_FILE,
                     "%s: “%s” is not a word for “%s”", where, words[i], name);
        return FALSE;
      }
  *out = g_steal_pointer (&words);
  return TRUE;
}

static gboolean
is_language (const char *word)
{
  return strlen (word) == 2 && g_ascii_islower (word[0]) && g_ascii_islower (word[1]);
}

static gboolean
is_channel (const char *word)
{
  TipoffChannel channel;

  return tipoff_channel_from_string (word, &channel);
}

static gboolean
is_kind (const char *word)
{
  TipoffKind kind;

  return tipoff_kind_from_string (word, &kind) && kind != TIPOFF_KIND_NONE;
}

static gboolean
is_need (const char *word)
{
  static const char *const needs[] = { "screenshot", "original-attached", "original-forwarded", "account", NULL };

  return is_one_of (word, needs);
}

/* The words of TipoffHarm, which belongs to a later station. */
static gboolean
is_harm (const char *word)
{
  static const char *const harms[] = { "received", "answered", "data", "paid", "device", "account",
                                       "identity", "handed-over", "ongoing", NULL };

  return is_one_of (word, harms);
}

static gboolean
check_address (const TipoffRoute *route,
               GError           **error)
{
  gboolean ok = FALSE;

  switch (route->way)
    {
    case TIPOFF_WAY_HTTPS:
    case TIPOFF_WAY_WEB_FORM:
      if (!is_https (route->address))
        return fault (error, TIPOFF_AUTHORITY_ERROR_NOT_HTTPS, route->id, "the address does not begin with https://");
      ok = TRUE;
      break;
    case TIPOFF_WAY_EMAIL:
      ok = is_mailbox (route->address);
      break;
    case TIPOFF_WAY_SMS:
    case TIPOFF_WAY_HOTLINE:
      ok = is_dialled (route->address);
      break;
    default:
      break;
    }
  return ok || fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "address");
}

/* What holds between members, and what each origin may do. */
static gboolean
check_route (const TipoffRoute *route,
             const char        *confidence,
             TipoffOrigin       origin,
             GError           **error)
{
  if (!is_id (route->id))
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "id");
  if (origin == TIPOFF_ORIGIN_PERSON && route->way != TIPOFF_WAY_HTTPS)
    return fault (error, TIPOFF_AUTHORITY_ERROR_NOT_HTTPS, route->id, "only routes of the way “https” can be added");
  if (!check_address (route, error))
    return FALSE;
  if (!g_str_equal (confidence, "A") && !g_str_equal (confidence, "B"))
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "confidence");
  if (!is_date (route->verified_on))
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "verified_on");
  if (route->way == TIPOFF_WAY_HTTPS && (route->protocol == NULL || route->format == NULL))
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "format and protocol");
  if (route->way != TIPOFF_WAY_HTTPS && route->protocol != NULL)
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "protocol");
  if (route->ca_file != NULL &&
      (origin == TIPOFF_ORIGIN_BUILT_IN || route->way != TIPOFF_WAY_HTTPS || !g_path_is_absolute (route->ca_file)))
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "ca_file");
  return TRUE;
}

static TipoffRoute *
parse_route (JsonObject  *object,
             const char  *where,
             TipoffOrigin origin,
             GError     **error)
{
  static const char *const known[] = { "id", "way", "address", "format", "protocol", "languages", "takes", "needs",
                                       "answer", "hours", "note", "source", "verified_on", "confidence", "ca_file", NULL };
  TipoffRoute *route = g_new0 (TipoffRoute, 1);
  g_autofree char *way = NULL;
  g_autofree char *confidence = NULL;

  if (check_members (object, known, where, error) &&
      take_string (object, "id", REQUIRED, where, &route->id, error) &&
      take_string (object, "way", REQUIRED, route->id, &way, error) &&
      take_string (object, "address", REQUIRED, route->id, &route->address, error) &&
      take_string (object, "format", OPTIONAL, route->id, &route->format, error) &&
      take_string (object, "protocol", OPTIONAL, route->id, &route->protocol, error) &&
      take_words (object, "languages", is_language, route->id, &route->languages, error) &&
      take_words (object, "takes", is_channel, route->id, &route->takes, error) &&
      take_words (object, "needs", is_need, route->id, &route->needs, error) &&
      take_texts (object, "answer", OPTIONAL, route->id, &route->answer, error) &&
      take_texts (object, "hours", OPTIONAL, route->id, &route->hours, error) &&
      take_texts (object, "note", OPTIONAL, route->id, &route->note, error) &&
      take_string (object, "source", REQUIRED, route->id, &route->source, error) &&
      take_string (object, "verified_on", REQUIRED, route->id, &route->verified_on, error) &&
      take_string (object, "confidence", REQUIRED, route->id, &confidence, error) &&
      take_string (object, "ca_file", OPTIONAL, route->id, &route->ca_file, error) &&
      (tipoff_way_from_string (way, &route->way) ||
       fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, route->id, "way")) &&
      check_route (route, confidence, origin, error))
    {
      route->confidence = confidence[0];
      return route;
    }
  tipoff_route_free (route);
  return NULL;
}

static gboolean
parse_routes (TipoffAuthority *authority,
              JsonObject      *object,
              GError         **error)
{
  JsonArray *routes = tipoff_json_get_array (object, "routes", error);
  guint n;

  if (routes == NULL)
    return FALSE;
  n = json_array_get_length (routes);
  if (n == 0 || n > MAX_ROUTES)
    return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, authority->id, "routes");
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (routes, i);
      TipoffRoute *route;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, authority->id, "routes");
      route = parse_route (json_node_get_object (node), authority->id, authority->origin, error);
      if (route == NULL)
        return FALSE;
      g_ptr_array_add (authority->routes, route);
    }
  return TRUE;
}

static TipoffAuthority *
parse_authority (JsonObject  *object,
                 const char  *country,
                 TipoffOrigin origin,
                 GError     **error)
{
  static const char *const known[] = { "id", "name", "privacy", "harms", "kinds", "practice", "routes", NULL };
  TipoffAuthority *self = g_new0 (TipoffAuthority, 1);

  self->country = g_strdup (country);
  self->origin = origin;
  self->document = json_object_ref (object);
  self->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_route_free);
  self->practice = tipoff_json_get_boolean_or (object, "practice", FALSE);
  if (check_members (object, known, "authority", error) &&
      take_string (object, "id", REQUIRED, "authority", &self->id, error) &&
      (is_id (self->id) || fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, self->id, "id")) &&
      take_texts (object, "name", REQUIRED, self->id, &self->name, error) &&
      take_texts (object, "privacy", OPTIONAL, self->id, &self->privacy, error) &&
      take_words (object, "harms", is_harm, self->id, &self->harms, error) &&
      take_words (object, "kinds", is_kind, self->id, &self->kinds, error) &&
      parse_routes (self, object, error))
    return self;
  tipoff_authority_free (self);
  return NULL;
}

static gboolean
is_country (const char *country)
{
  return g_str_equal (country, "*") ||
         (strlen (country) == 2 && g_ascii_isupper (country[0]) && g_ascii_isupper (country[1]));
}

GPtrArray *
tipoff_authority_file_parse (const char  *data,
                             gsize        length,
                             TipoffOrigin origin,
                             GError     **error)
{
  static const char *const known[] = { "version", "country", "authorities", NULL };
  g_autoptr (GPtrArray) authorities = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_authority_free);
  g_autoptr (JsonObject) root = NULL;
  JsonArray *array;
  const char *country;
  gint64 version;
  guint n;

  root = tipoff_json_parse_object (data, (gssize) length, TIPOFF_LIMIT_DATA_FILE_BYTES, error);
  if (root == NULL || !tipoff_json_get_int (root, "version", &version, error))
    return NULL;
  if (version != 1)
    {
      fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "version", "this Tipoff reads version 1");
      return NULL;
    }
  country = tipoff_json_get_string (root, "country", error);
  array = country == NULL ? NULL : tipoff_json_get_array (root, "authorities", error);
  if (array == NULL || !check_members (root, known, "file", error))
    return NULL;
  n = json_array_get_length (array);
  if (!is_country (country) || n == 0 || n > MAX_AUTHORITIES)
    {
      fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", is_country (country) ? "authorities" : "country");
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      TipoffAuthority *authority;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", "authorities");
          return NULL;
        }
      authority = parse_authority (json_node_get_object (node), country, origin, error);
      if (authority == NULL)
        return NULL;
      g_ptr_array_add (authorities, authority);
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
        return fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", "too large");
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
    fault (error, TIPOFF_AUTHORITY_ERROR_BAD_FILE, "file", "not a regular file");
  else if (read_all (fd, bytes, error))
    authorities = tipoff_authority_file_parse ((const char *) bytes->data, bytes->len, origin, error);
  close (fd);
  return authorities;
}
