/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authorities-private.h"
#include "tipoff-authority-file.h"

#include "tipoff-lookalike.h"
#include "tipoff-normal.h"

#include <string.h>

/* From so many letters on a name within another one, and one changed letter, are no coincidence. */
#define MIN_WITHIN 5
#define MIN_NEAR 6

/* Digits and pairs of letters that are read as another letter; l and i alike. */
static char
read_as (const char *p,
         gsize      *used)
{
  static const char digits[] = "oizeasgtbg";

  *used = 1;
  if ((p[0] == 'r' && p[1] == 'n') || (p[0] == 'v' && p[1] == 'v'))
    {
      *used = 2;
      return p[0] == 'r' ? 'm' : 'w';
    }
  if (g_ascii_isdigit (p[0]))
    return digits[p[0] - '0'];
  return p[0] == 'l' ? 'i' : p[0];
}

/* What the eye takes @text for: small Latin letters alone (Unicode TR 39). */
static char *
skeleton (const char *text)
{
  g_autofree char *folded = tipoff_normal_fold (text);
  g_autoptr (GString) latin = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char look = tipoff_normal_skeleton (g_utf8_get_char (p));

      if (g_ascii_isalnum (look))
        g_string_append_c (latin, look);
      else if (look == 0 && g_unichar_isalnum (g_utf8_get_char (p)))
        g_string_append_unichar (latin, g_utf8_get_char (p));
    }
  for (const char *p = latin->str; *p != '\0';)
    {
      gsize used;

      g_string_append_c (out, read_as (p, &used));
      p += used;
    }
  return g_string_free (out, FALSE);
}

/* A name and, where it has them, the parts beside and within its parentheses. */
static GStrv
split_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit_set (name, "()/,;:", 8);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *bare = skeleton (parts[i]);

      if (*bare != '\0')
        g_strv_builder_add (builder, bare);
    }
  return g_strv_builder_end (builder);
}

/* @name and @trusted are skeletons. */
static gboolean
is_like (const char *name,
         const char *trusted)
{
  const gsize n = strlen (name), t = strlen (trusted);

  return g_str_equal (name, trusted) || (t >= MIN_WITHIN && strstr (name, trusted) != NULL) ||
         (t >= MIN_NEAR && tipoff_lookalike_is_near (name, n, trusted, t));
}

static gboolean
is_any_like (const char *claimed,
             const char *trusted)
{
  g_autofree char *whole = skeleton (claimed);
  g_auto (GStrv) words = split_name (claimed);
  g_auto (GStrv) theirs = split_name (trusted);

  for (gsize i = 0; theirs[i] != NULL; i++)
    {
      if (is_like (whole, theirs[i]))
        return TRUE;
      for (gsize j = 0; words[j] != NULL; j++)
        if (is_like (words[j], theirs[i]))
          return TRUE;
    }
  return FALSE;
}

/* What the file calls itself, in any language, against what @trusted is called in any. */
static gboolean
has_like_name (const TipoffAuthority *candidate,
               const TipoffAuthority *trusted)
{
  JsonObject *claimed = tipoff_json_get_object_or_null (candidate->document, "name");
  g_autoptr (GList) names = json_object_get_values (claimed);
  g_autoptr (GList) theirs = json_object_get_values (trusted->name);

  for (GList *l = names; l != NULL; l = l->next)
    for (GList *m = theirs; m != NULL; m = m->next)
      if (is_any_like (json_node_get_string (l->data), json_node_get_string (m->data)))
        return TRUE;
  return FALSE;
}

static gboolean
is_within (const char *host,
           const char *domain)
{
  const gsize h = strlen (host), d = strlen (domain);

  return h >= d && g_ascii_strcasecmp (host + h - d, domain) == 0 && (h == d || host[h - d - 1] == '.');
}

/* Its heading is its domain: one label of it that reads as that of @trusted is enough. */
static gboolean
has_like_domain (const char            *host,
                 const TipoffAuthority *trusted)
{
  g_auto (GStrv) labels = g_strsplit_set (host, ".-", 32);

  for (gsize i = 0; trusted->domains[i] != NULL; i++)
    {
      g_autofree char *first = g_strndup (trusted->domains[i], strcspn (trusted->domains[i], "."));
      g_autofree char *bare = skeleton (first);

      for (gsize j = 0; labels[j] != NULL && strlen (bare) >= MIN_WITHIN; j++)
        {
          g_autofree char *label = skeleton (labels[j]);

          if (is_like (label, bare))
            return TRUE;
        }
    }
  return FALSE;
}

/* An authority that opens an endpoint in a domain that we know to be its own does not pass for itself. */
static gboolean
is_itself (const char            *host,
           const TipoffAuthority *trusted)
{
  for (gsize i = 0; trusted->domains[i] != NULL; i++)
    if (is_within (host, trusted->domains[i]))
      return TRUE;
  return FALSE;
}

gboolean
tipoff_authorities_check_resemblance (TipoffAuthorities     *self,
                                      const TipoffAuthority *candidate,
                                      GError               **error)
{
  g_autofree char *host = tipoff_authority_dup_domain (((const TipoffRoute *) g_ptr_array_index (candidate->routes, 0))->address);

  host[strcspn (host, ":")] = '\0';
  for (guint i = 0; i < self->all->len; i++)
    {
      const TipoffAuthority *trusted = g_ptr_array_index (self->all, i);

      if (trusted->origin == TIPOFF_ORIGIN_PERSON || is_itself (host, trusted))
        continue;
      if (has_like_name (candidate, trusted) || has_like_domain (host, trusted))
        {
          g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_RESEMBLES,
                       "%s: it could be mistaken for %s", candidate->id, tipoff_localized_get (trusted->name, NULL));
          return FALSE;
        }
    }
  return TRUE;
}
