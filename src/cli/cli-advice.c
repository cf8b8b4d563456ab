/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-advice.h"

static gboolean
speaks (const char *language)
{
  return g_strv_contains (tipoff_tongue_languages (), language);
}

/* Once something has happened: whom to tell, a line each. */
static void
append_contacts (GString      *out,
                 Cli          *cli,
                 const char   *country,
                 guint         harms,
                 TipoffTongue *tongue)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_auto (GStrv) words = tipoff_harms_to_words (harms);
  g_autoptr (GPtrArray) contacts = NULL;

  if ((harms & ~(1u << TIPOFF_HARM_RECEIVED)) == 0)
    return;
  authorities = tipoff_authorities_load (NULL, NULL);
  if (authorities == NULL)
    return;
  contacts = tipoff_authorities_for_harms (authorities, country, (const char *const *) words, cli_get_settings (cli));
  for (guint i = 0; i < contacts->len; i++)
    {
      const TipoffContact *contact = g_ptr_array_index (contacts, i);

      g_string_append_printf (out, "%s %s: %s", i == 0 ? "\n-" : "-",
                              tipoff_localized_get (contact->authority->name, tipoff_tongue_get_language (tongue)),
                              contact->route->address);
      tipoff_line_append (out, tipoff_route_get_caution (contact->authority, contact->route, tongue));
      g_string_append_c (out, '\n');
    }
}

/**
 * cli_command_advice:
 *
 * `advice`: the steps for a kind of scam and what has happened already.
 *
 * Returns: 0, or 2 where a word is not known.
 */
CliExit
cli_command_advice (Cli   *cli,
                    char **arguments)
{
  g_auto (GStrv) harm_words = NULL;
  g_autofree char *language = NULL;
  g_auto (CliCaseOptions) options = { NULL };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "harm", 0, 0, G_OPTION_ARG_STRING_ARRAY, &harm_words, "What has happened already; may be given several times", "H" },
    { "country", 0, 0, G_OPTION_ARG_STRING, &options.country, "The person's country (two letters)", "CC" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "The language of the steps: en, nl, fr, de, es", "L" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  const char *spoken;
  TipoffKind kind;
  guint harms;

  if (!cli_parse_options ("KIND", entries, &rest, &error) || !cli_case_options_check (&options, cli, &error) ||
      !cli_parse_harms (harm_words, &harms, &error))
    return cli_fail (error);
  if (g_strv_length (rest) != 2 || !tipoff_kind_from_string (rest[1], &kind) || kind == TIPOFF_KIND_NONE)
    {
      g_printerr ("tipoff-cli: give one kind: parcel, bank, government, family, account, prize, investment, job, tech-support, "
                  "romance, extortion, subscription, marketplace, missed-call, spam or other\n");
      return CLI_EXIT_USAGE;
    }
  if (language != NULL && !speaks (language))
    {
      g_printerr ("tipoff-cli: “%s” is no language that Tipoff speaks: give en, nl, fr, de or es\n", language);
      return CLI_EXIT_USAGE;
    }

  spoken = language != NULL ? language : tipoff_settings_get_language (cli_get_settings (cli));
  steps = tipoff_advice_get (kind, harms, options.country, spoken);
  for (guint i = 0; i < steps->len; i++)
    {
      const TipoffStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (out, "%u. %s%s%s\n", i + 1, step->text,
                              step->number != NULL ? " " : "", step->number != NULL ? step->number : "");
    }
  append_contacts (out, cli, options.country, harms, tipoff_tongue_get (spoken));
  return cli_write_output (out->str, out->len, &error) ? CLI_EXIT_DONE : cli_fail (error);
}
