/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-advice.h"

static gboolean
speaks (const char *language)
{
  return g_strv_contains (tipoff_tongue_languages (), language);
}

/**
 * cli_command_advice:
 *
 * `advice`: the steps for a kind of scam and what has happened already, and whom to tell of that.
 *
 * Returns: 0, 1 where the authorities cannot be read, or 2 where a word is not known.
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
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
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

  authorities = tipoff_authorities_load (NULL, &error);
  if (authorities == NULL)
    return cli_fail (error);
  spoken = language != NULL ? language : tipoff_settings_get_language (cli_get_settings (cli));
  steps = tipoff_advice_get (authorities, kind, harms, options.country, spoken);
  contacts = tipoff_advice_get_contacts (authorities, steps, harms, options.country, cli_get_settings (cli));
  cli_print_steps (out, steps, "", spoken);
  if (contacts->len > 0)
    g_string_append_printf (out, "\n%s\n", tipoff_tongue_text (tipoff_tongue_get (spoken), N_("Who to tell")));
  cli_print_contacts (out, contacts, spoken);
  return cli_write_output (out->str, out->len, &error) ? CLI_EXIT_DONE : cli_fail (error);
}
