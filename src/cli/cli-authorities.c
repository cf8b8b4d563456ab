/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

static void
append_route (GString           *out,
              const TipoffRoute *route,
              const char        *language)
{
  const char *answer = tipoff_localized_get (route->answer, language);
  const char *hours = tipoff_localized_get (route->hours, language);

  g_string_append_printf (out, "  %-28s %-8s %s", route->id, tipoff_way_to_string (route->way), route->address);
  if (hours != NULL)
    g_string_append_printf (out, " · %s", hours);
  if (answer != NULL)
    g_string_append_printf (out, " · %s", answer);
  g_string_append_c (out, '\n');
}

static void
append_country (GString           *out,
                TipoffAuthorities *authorities,
                const char        *country,
                const char        *language)
{
  g_autoptr (GPtrArray) list = tipoff_authorities_for_country (authorities, country);

  for (guint i = 0; i < list->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (list, i);

      g_string_append_printf (out, "%s · %s\n", authority->country, tipoff_localized_get (authority->name, language));
      for (guint j = 0; j < authority->routes->len; j++)
        append_route (out, g_ptr_array_index (authority->routes, j), language);
    }
}

static void
append_text (GString           *out,
             TipoffAuthorities *authorities,
             const char        *country,
             const char        *language)
{
  g_auto (GStrv) countries = NULL;

  if (country != NULL)
    {
      append_country (out, authorities, country, language);
      return;
    }
  countries = tipoff_authorities_get_countries (authorities);
  for (gsize i = 0; countries[i] != NULL; i++)
    append_country (out, authorities, countries[i], language);
}

/**
 * cli_command_authorities:
 *
 * `authorities`: who takes reports in a country, or everywhere that we know.
 *
 * Returns: 0, or 1 where the country has none.
 */
CliExit
cli_command_authorities (Cli   *cli,
                         char **arguments)
{
  gboolean json = FALSE;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print the authority files as they stand", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (GStrv) warnings = NULL;
  g_auto (CliCaseOptions) options = { NULL };
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  TipoffJsonWriter writer;

  if (!cli_parse_options ("[CC]", entries, &rest, &error))
    return cli_fail (error);
  if (g_strv_length (rest) > 2)
    {
      g_printerr ("tipoff-cli: give one country\n");
      return CLI_EXIT_USAGE;
    }
  if (rest[1] != NULL)
    {
      options.country = g_strdup (rest[1]);
      if (!cli_case_options_check (&options, cli, &error))
        return cli_fail (error);
    }

  authorities = tipoff_authorities_load (&warnings, &error);
  if (authorities == NULL)
    return cli_fail (error);
  for (gsize i = 0; warnings != NULL && warnings[i] != NULL; i++)
    g_printerr ("tipoff-cli: %s\n", warnings[i]);
  if (json)
    {
      tipoff_json_writer_init (&writer, out);
      tipoff_authorities_write_json (authorities, options.country, &writer);
      g_string_append_c (out, '\n');
    }
  else
    append_text (out, authorities, options.country, tipoff_settings_get_language (cli_get_settings (cli)));
  if (out->len == 0)
    {
      g_printerr ("tipoff-cli: Tipoff knows no authority of %s that takes reports\n", options.country);
      return CLI_EXIT_FAILED;
    }
  return cli_write_output (out->str, out->len, &error) ? CLI_EXIT_DONE : cli_fail (error);
}
