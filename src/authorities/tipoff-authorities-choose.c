/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authority.h"

static gboolean
takes (const TipoffRoute *route,
       const char        *channel)
{
  return route->takes[0] == NULL || channel == NULL || g_strv_contains ((const char *const *) route->takes, channel);
}

/* An authority that is there for one harm or one kind only is never what is offered first,
 * nor is one that the person added (practice apart), nor one that is off until the person wants it. */
static gboolean
is_general (const TipoffAuthority *authority)
{
  return authority->practice ||
         (authority->harms[0] == NULL && authority->kinds[0] == NULL && authority->consent == NULL &&
          authority->origin != TIPOFF_ORIGIN_PERSON);
}

/* Whether one that was read on the authority's own page takes @channel. Practice apart: it stands
 * for no authority. */
static gboolean
has_confirmed_route (GPtrArray  *authorities,
                     const char *channel)
{
  for (guint i = 0; i < authorities->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (authorities, i);

      for (guint j = 0; !authority->practice && is_general (authority) && j < authority->routes->len; j++)
        {
          const TipoffRoute *route = g_ptr_array_index (authority->routes, j);

          if (route->confidence == 'A' && takes (route, channel))
            return TRUE;
        }
    }
  return FALSE;
}

static guint
rank_language (const TipoffRoute *route,
               const char        *language)
{
  const char *const *languages = (const char *const *) route->languages;

  if (languages[0] == NULL || (language != NULL && g_strv_contains (languages, language)))
    return 2;
  return g_strv_contains (languages, "en") ? 1 : 0;
}

/* Larger is better: practice, then the way, then the language. Within one rank the order of
 * the file decides. */
static guint
rank (const TipoffAuthority *authority,
      const TipoffRoute     *route,
      const char            *language)
{
  static const guint ways[] = {
    [TIPOFF_WAY_HTTPS] = 4, [TIPOFF_WAY_EMAIL] = 3, [TIPOFF_WAY_WEB_FORM] = 2, [TIPOFF_WAY_SMS] = 1, [TIPOFF_WAY_HOTLINE] = 0,
  };

  return (authority->practice ? 100 : 0) + ways[route->way] * 10 + rank_language (route, language);
}

/**
 * tipoff_authorities_get_default:
 * @self: authorities
 * @country: ISO 3166 alpha-2
 * @language: (nullable): that the person reads
 * @channel: (nullable): by which it came; %NULL where that is not known
 * @authority: (out) (optional) (transfer none): whose route it is
 *
 * What is offered first: a practice desk if one is configured, else https, else e-mail in the
 * person's language, else a form, a short code, a hotline. A route that was not confirmed on
 * the authority's own page (B) is never offered first in a country that has one that was (A) for
 * that channel.
 *
 * Returns: (transfer none) (nullable): the route; %NULL where none takes it
 */
const TipoffRoute *
tipoff_authorities_get_default (TipoffAuthorities      *self,
                                const char             *country,
                                const char             *language,
                                const char             *channel,
                                const TipoffAuthority **authority)
{
  g_autoptr (GPtrArray) authorities = tipoff_authorities_for_country (self, country);
  gboolean confirmed_only = has_confirmed_route (authorities, channel);
  const TipoffAuthority *best_authority = NULL;
  const TipoffRoute *best = NULL;

  for (guint i = 0; i < authorities->len; i++)
    {
      const TipoffAuthority *candidate = g_ptr_array_index (authorities, i);

      for (guint j = 0; is_general (candidate) && j < candidate->routes->len; j++)
        {
          const TipoffRoute *route = g_ptr_array_index (candidate->routes, j);

          if (takes (route, channel) &&
              (candidate->practice || !confirmed_only || route->confidence == 'A') &&
              (best == NULL || rank (candidate, route, language) > rank (best_authority, best, language)))
            {
              best_authority = candidate;
              best = route;
            }
        }
    }
  if (authority != NULL)
    *authority = best_authority;
  return best;
}

static gboolean
is_for_any (const TipoffAuthority *authority,
            const char *const     *harms)
{
  for (gsize i = 0; harms[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) authority->harms, harms[i]))
      return TRUE;
  return FALSE;
}

static void
add_contact (GPtrArray             *contacts,
             const TipoffAuthority *authority,
             const TipoffRoute     *route)
{
  TipoffContact *contact = g_new (TipoffContact, 1);

  *contact = (TipoffContact) { authority, route };
  g_ptr_array_add (contacts, contact);
}

/**
 * tipoff_authorities_for_harms:
 * @self: authorities
 * @country: (nullable): ISO 3166 alpha-2
 * @harms: words of what has happened
 * @settings: what the person turned on
 *
 * Returns: (transfer full) (element-type TipoffContact): in the order of the file, those that are there for
 *   such a harm first; borrows from @self
 */
GPtrArray *
tipoff_authorities_for_harms (TipoffAuthorities *self,
                              const char        *country,
                              const char *const *harms,
                              TipoffSettings    *settings)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) here = tipoff_authorities_for_country (self, country);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < here->len; i++)
      {
        const TipoffAuthority *authority = g_ptr_array_index (here, i);
        gboolean general = authority->harms[0] == NULL;

        if (authority->practice || authority->origin == TIPOFF_ORIGIN_PERSON
            || !tipoff_authority_is_on (authority, settings) || general != (pass == 1)
            || (!general && !is_for_any (authority, harms)))
          continue;
        for (guint j = 0; j < authority->routes->len; j++)
          {
            const TipoffRoute *route = g_ptr_array_index (authority->routes, j);

            if (!general || route->way == TIPOFF_WAY_HOTLINE)
              add_contact (contacts, authority, route);
          }
      }
  return contacts;
}
