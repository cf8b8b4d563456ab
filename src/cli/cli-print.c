/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-advice.h"
#include "tipoff-wording.h"

/* Wraps nothing and colours nothing: this goes to pipes and screen readers too. */
static void
append_flags (GString             *out,
              const TipoffVerdict *verdict,
              TipoffTongue        *tongue)
{
  if (verdict->flags->len == 0)
    return;
  g_string_append_printf (out, "\n%s\n", tipoff_tongue_text (tongue, N_("Why")));
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      g_autofree char *sentence = tipoff_flag_describe (g_ptr_array_index (verdict->flags, i), tongue);

      g_string_append_printf (out, "  - %s\n", sentence);
    }
}

/* An e-mail names the same address in several places. */
static gboolean
is_told_already (const TipoffVerdict   *verdict,
                 const TipoffIndicator *indicator,
                 guint                  n)
{
  for (guint i = 0; i < n; i++)
    {
      const TipoffIndicator *other = g_ptr_array_index (verdict->indicators, i);

      if (other->type == indicator->type && other->role == indicator->role && g_str_equal (other->value, indicator->value))
        return TRUE;
    }
  return FALSE;
}

static void
append_indicators (GString             *out,
                   const TipoffVerdict *verdict,
                   TipoffTongue        *tongue)
{
  if (verdict->indicators->len == 0)
    return;
  g_string_append_printf (out, "\n%s\n", tipoff_tongue_text (tongue, N_("Found in it")));
  for (guint i = 0; i < verdict->indicators->len; i++)
    {
      const TipoffIndicator *indicator = g_ptr_array_index (verdict->indicators, i);
      g_autofree char *shown = NULL;

      if (is_told_already (verdict, indicator, i))
        continue;
      shown = tipoff_indicator_defang (indicator);
      g_string_append_printf (out, "  %s: %s (%s)\n",
                              tipoff_wording_indicator (indicator, tongue), shown,
                              tipoff_wording_role (indicator->role, indicator->type, tongue));
    }
}

/* Below a step or a contact. */
static void
append_line (GString    *out,
             const char *indent,
             const char *text)
{
  if (text != NULL)
    g_string_append_printf (out, "%s   %s\n", indent, text);
}

/**
 * cli_print_steps:
 * @indent: before each line
 *
 * Numbered steps; below one that gives a number or says something of an organisation, when it is answered and
 * where it stands.
 */
void
cli_print_steps (GString    *out,
                 GPtrArray  *steps,
                 const char *indent,
                 const char *language)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const TipoffStep *step = g_ptr_array_index (steps, i);
      g_autofree char *source = tipoff_source_describe (step->source, step->date, language);

      g_string_append_printf (out, "%s%u. %s%s%s\n", indent, i + 1, step->text,
                              step->number != NULL ? " " : "", step->number != NULL ? step->number : "");
      append_line (out, indent, step->reach);
      append_line (out, indent, source);
    }
}

/**
 * cli_print_contacts:
 *
 * Whom to tell, a line each, and below it when it is answered and where it stands.
 */
void
cli_print_contacts (GString    *out,
                    GPtrArray  *contacts,
                    const char *language)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      const TipoffContact *contact = g_ptr_array_index (contacts, i);
      const TipoffRoute *route = contact->route;
      g_autofree char *reach = tipoff_route_describe_reach (contact->authority, route, tipoff_tongue_get (language));
      g_autofree char *source = tipoff_source_describe (route->source, route->verified_on, language);

      g_string_append_printf (out, "- %s: %s\n", tipoff_localized_get (contact->authority->name, language), route->address);
      append_line (out, "", reach);
      append_line (out, "", source);
    }
}

static void
append_steps (GString             *out,
              const TipoffVerdict *verdict,
              TipoffTongue        *tongue,
              const char          *country)
{
  const char *language = tipoff_tongue_get_language (tongue);
  g_autoptr (GPtrArray) steps = tipoff_advice_get (NULL, verdict->kind, 0, country, language);

  g_string_append_printf (out, "\n%s\n", tipoff_tongue_text (tongue, N_("What to do now")));
  cli_print_steps (out, steps, "  ", language);
}

/* Whose words were judged, where that is not what was brought. */
static void
append_origin (GString          *out,
               const TipoffCase *c,
               TipoffTongue     *tongue)
{
  const char *sender = ((const TipoffMessage *) g_ptr_array_index (c->messages, 0))->sender;
  g_autofree char *sentence = tipoff_wording_origin (c->origin, sender, tongue);

  if (sentence != NULL)
    g_string_append_printf (out, "%s\n", sentence);
}

void
cli_print_verdict (GString             *out,
                   const TipoffVerdict *verdict,
                   const TipoffCase    *c,
                   TipoffTongue        *tongue,
                   const char          *country)
{
  g_autofree char *headline = tipoff_advice_get_headline (verdict->kind, verdict->level, tipoff_tongue_get_language (tongue));

  g_string_append_printf (out, "%s\n%s\n", tipoff_wording_verdict (verdict, tongue), headline);
  append_origin (out, c, tongue);
  append_flags (out, verdict, tongue);
  append_indicators (out, verdict, tongue);
  append_steps (out, verdict, tongue, country);
}
