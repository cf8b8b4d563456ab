/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-authority.h"

#include <stdio.h>
#include <string.h>

#define GROUP "authorities"
#define KEY_ON "turned-on"

/**
 * tipoff_route_get_caution:
 * @authority: whose route it is
 * @route: the route
 * @tongue: the reader's
 *
 * Returns: (transfer none) (nullable): the sentence that stands beside @route wherever it is shown
 */
const char *
tipoff_route_get_caution (const TipoffAuthority *authority,
                          const TipoffRoute     *route,
                          TipoffTongue          *tongue)
{
  if (tipoff_authority_is_added (authority))
    return tipoff_tongue_text (tongue, N_("Added by you."));
  return route->confidence == 'A' ? NULL : tipoff_tongue_text (tongue, N_("Not confirmed on the authority’s own page."));
}

/**
 * tipoff_route_describe_cost:
 * @route: a hotline or a short code
 * @tongue: the reader's
 *
 * Returns: (transfer none) (nullable): a few words; %NULL where nobody says
 */
const char *
tipoff_route_describe_cost (const TipoffRoute *route,
                            TipoffTongue      *tongue)
{
  switch (route->cost)
    {
    case TIPOFF_COST_FREE:
      return tipoff_tongue_text (tongue, N_("free of charge"));
    case TIPOFF_COST_NORMAL:
      return tipoff_tongue_text (tongue, N_("at the normal rate"));
    case TIPOFF_COST_UNKNOWN:
    default:
      return NULL;
    }
}

/**
 * tipoff_route_describe_reach:
 * @authority: whose route it is
 * @route: the route
 * @tongue: the reader's
 *
 * Returns: (transfer full) (nullable): its hours, cost and caution on one line; %NULL where there is none of them
 */
char *
tipoff_route_describe_reach (const TipoffAuthority *authority,
                             const TipoffRoute     *route,
                             TipoffTongue          *tongue)
{
  g_autoptr (GString) line = g_string_new (NULL);

  tipoff_line_append (line, tipoff_localized_get (route->hours, tipoff_tongue_get_language (tongue)));
  tipoff_line_append (line, tipoff_route_describe_cost (route, tongue));
  tipoff_line_append (line, tipoff_route_get_caution (authority, route, tongue));
  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

static void
add_line (GString    *lines,
          const char *label,
          const char *text)
{
  if (text != NULL)
    g_string_append_printf (lines, "%s%s%s%s", lines->len > 0 ? "\n" : "", label, *label != '\0' ? " " : "", text);
}

/**
 * tipoff_authority_describe_data:
 * @self: an authority
 * @tongue: the reader's
 *
 * Returns: (transfer full) (nullable): what becomes of a report's data there, a line each
 */
char *
tipoff_authority_describe_data (const TipoffAuthority *self,
                                TipoffTongue          *tongue)
{
  const char *language = tipoff_tongue_get_language (tongue);
  g_autoptr (GString) lines = g_string_new (NULL);

  add_line (lines, tipoff_tongue_text (tongue, N_("Who answers for the data:")), tipoff_localized_get (self->operator_name, language));
  add_line (lines, tipoff_tongue_text (tongue, N_("Passed on to:")), tipoff_localized_get (self->passes_to, language));
  add_line (lines, tipoff_tongue_text (tongue, N_("Privacy:")), tipoff_localized_get (self->privacy, language));
  add_line (lines, tipoff_tongue_text (tongue, N_("Privacy:")), self->privacy_url);
  if (self->take_back != NULL)
    add_line (lines, "", tipoff_tongue_text (tongue, g_str_equal (self->take_back, "yes") ? N_("A report can be taken back.")
                                                                                        : N_("A report cannot be taken back.")));
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

/**
 * tipoff_route_describe_sms:
 * @route: a route
 * @channel: by which the suspicious thing came
 * @tongue: the reader's
 *
 * Returns: (transfer full) (nullable): what to do with the telephone
 */
char *
tipoff_route_describe_sms (const TipoffRoute *route,
                           const char        *channel,
                           TipoffTongue      *tongue)
{
  const char *text = route->text == NULL ? NULL : tipoff_json_get_string_or (route->text, channel, NULL);
  const char *arguments[] = { "code", route->address, "text", text, NULL };

  if (route->way != TIPOFF_WAY_SMS)
    return NULL;
  if (g_strv_contains ((const char *const *) route->forward, channel))
    return tipoff_tongue_format (tongue, N_("Forward the message from your telephone to {code}, unchanged."), arguments);
  return text == NULL ? NULL
                      : tipoff_tongue_format (tongue, N_("Send this text from your telephone to {code}: {text}"), arguments);
}

/**
 * tipoff_route_is_due:
 * @route: a route
 * @day: a day
 *
 * Returns: whether it was looked up more than a year before @day
 */
gboolean
tipoff_route_is_due (const TipoffRoute *route,
                     const GDate       *day)
{
  unsigned int y, m, d;
  g_autoptr (GDate) due = NULL;

  /* The loader took only dates of this form. */
  g_return_val_if_fail (sscanf (route->verified_on, "%4u-%2u-%2u", &y, &m, &d) == 3, TRUE);

  due = g_date_new_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y);
  g_date_add_years (due, 1);
  return g_date_compare (day, due) > 0;
}

static char **
get_turned_on (TipoffSettings *settings)
{
  g_autofree char *list = tipoff_settings_get_string (settings, GROUP, KEY_ON);

  return g_strsplit (list != NULL ? list : "", " ", 0);
}

/**
 * tipoff_authority_is_on:
 * @self: an authority
 * @settings: the person's
 *
 * Returns: whether it may be offered: it needs no consent, or the person gave it
 */
gboolean
tipoff_authority_is_on (const TipoffAuthority *self,
                        TipoffSettings        *settings)
{
  g_auto (GStrv) on = get_turned_on (settings);

  return self->consent == NULL || g_strv_contains ((const char *const *) on, self->id);
}

/**
 * tipoff_authority_set_on:
 * @self: an authority that needs consent
 * @settings: the person's, to be saved by the caller
 * @on: whether the person gave it
 */
void
tipoff_authority_set_on (const TipoffAuthority *self,
                         TipoffSettings        *settings,
                         gboolean               on)
{
  g_auto (GStrv) before = get_turned_on (settings);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;
  g_autofree char *list = NULL;

  for (gsize i = 0; before[i] != NULL; i++)
    if (*before[i] != '\0' && !g_str_equal (before[i], self->id))
      g_strv_builder_add (builder, before[i]);
  if (on)
    g_strv_builder_add (builder, self->id);
  after = g_strv_builder_end (builder);
  list = g_strjoinv (" ", after);
  tipoff_settings_set_string (settings, GROUP, KEY_ON, *list != '\0' ? list : NULL);
}
