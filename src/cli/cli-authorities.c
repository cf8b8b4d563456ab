/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <string.h>

/* What a list is printed for. */
typedef struct
{
  TipoffAuthorities *authorities;
  TipoffSettings    *settings;
  TipoffTongue      *tongue;
  const char        *language;
} Reader;

static void
append_sms (GString           *out,
            const Reader      *reader,
            const TipoffRoute *route)
{
  for (gsize i = 0; route->takes[i] != NULL; i++)
    {
      g_autofree char *what = tipoff_route_describe_sms (route, route->takes[i], reader->tongue);

      if (what != NULL)
        g_string_append_printf (out, " · %s: %s", route->takes[i], what);
    }
}

static void
append_route (GString               *out,
              const Reader          *reader,
              const TipoffAuthority *authority,
              const TipoffRoute     *route)
{
  g_string_append_printf (out, "  %-28s %-8s %s", route->id, tipoff_way_to_string (route->way), route->address);
  tipoff_line_append (out, tipoff_route_get_caution (authority, route, reader->tongue));
  tipoff_line_append (out, tipoff_localized_get (route->hours, reader->language));
  tipoff_line_append (out, tipoff_route_describe_cost (route, reader->tongue));
  append_sms (out, reader, route);
  tipoff_line_append (out, tipoff_localized_get (route->answer, reader->language));
  g_string_append_c (out, '\n');
}

/* A line that completions do not take for a route: it begins with a tab. */
static void
append_about (GString    *out,
              const char *label,
              const char *text)
{
  if (text != NULL)
    g_string_append_printf (out, "\t%s%s%s\n", label, *label != '\0' ? " " : "", text);
}

static void
append_authority (GString               *out,
                  const Reader          *reader,
                  const TipoffAuthority *authority)
{
  g_autofree char *data = NULL;
  g_auto (GStrv) lines = NULL;

  g_string_append_printf (out, "%s · %s\n", authority->country, tipoff_localized_get (authority->name, reader->language));
  if (!tipoff_authority_is_on (authority, reader->settings))
    append_about (out, tipoff_tongue_text (reader->tongue, N_("Off until you turn it on:")),
                  tipoff_localized_get (authority->consent, reader->language));
  data = tipoff_authority_describe_data (authority, reader->tongue);
  lines = g_strsplit (data != NULL ? data : "", "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    append_about (out, "", lines[i]);
  for (guint i = 0; i < authority->routes->len; i++)
    append_route (out, reader, authority, g_ptr_array_index (authority->routes, i));
}

/* Those of @country, or all; what stands beside every country comes once. */
static GPtrArray *
list_for (TipoffAuthorities *authorities,
          const char        *country)
{
  return country != NULL ? tipoff_authorities_for_country (authorities, country) : tipoff_authorities_list (authorities);
}

static void
append_text (GString      *out,
             const Reader *reader,
             const char   *country)
{
  g_autoptr (GPtrArray) list = list_for (reader->authorities, country);

  for (guint i = 0; i < list->len; i++)
    append_authority (out, reader, g_ptr_array_index (list, i));
}

static void
write_due (TipoffJsonWriter      *writer,
           const TipoffAuthority *authority,
           const TipoffRoute     *route)
{
  tipoff_json_writer_begin_object (writer);
  tipoff_json_writer_member_string (writer, "route", route->id);
  tipoff_json_writer_member_string (writer, "country", authority->country);
  tipoff_json_writer_member_string (writer, "address", route->address);
  tipoff_json_writer_member_string (writer, "source", route->source);
  tipoff_json_writer_member_string (writer, "verified_on", route->verified_on);
  tipoff_json_writer_end_object (writer);
}

/* Ours and the administrator's: what a person added is that domain's own word. */
static void
append_due (GString           *out,
            TipoffAuthorities *authorities,
            const char        *country,
            const GDate       *day,
            gboolean           json)
{
  g_autoptr (GPtrArray) list = list_for (authorities, country);
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  if (json)
    {
      tipoff_json_writer_begin_object (&writer);
      tipoff_json_writer_name (&writer, "due");
      tipoff_json_writer_begin_array (&writer);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (list, i);

      for (guint j = 0; authority->origin != TIPOFF_ORIGIN_PERSON && j < authority->routes->len; j++)
        {
          const TipoffRoute *route = g_ptr_array_index (authority->routes, j);

          if (!tipoff_route_is_due (route, day))
            continue;
          if (json)
            write_due (&writer, authority, route);
          else
            g_string_append_printf (out, "%s  %-28s %s · %s\n", route->verified_on, route->id, route->address, route->source);
        }
    }
  if (json)
    {
      tipoff_json_writer_end_array (&writer);
      tipoff_json_writer_end_object (&writer);
      g_string_append_c (out, '\n');
    }
}

typedef struct
{
  gboolean            json;
  gboolean            is_due;
  char               *due;       /* a day; NULL: today */
  CliAuthorityChange  change;
  CliCaseOptions      c;
} Options;

static void
options_clear (Options *options)
{
  g_clear_pointer (&options->due, g_free);
  cli_authority_change_clear (&options->change);
  cli_case_options_clear (&options->c);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
take_due (const char *name,
          const char *value,
          gpointer    data,
          GError    **error)
{
  Options *options = data;

  options->is_due = TRUE;
  g_free (options->due);
  options->due = g_strdup (value);
  return TRUE;
}

static gboolean
parse_options (Options   *options,
               char    ***rest,
               GError   **error)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "Print the authority files, every route written out", NULL },
    { "due", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, take_due, "Print what was looked up more than a year before DATE, or today", "DATE" },
    { "add", 0, 0, G_OPTION_ARG_FILENAME, &options->change.add, "Add the endpoint of this authority file, if its domain confirms it", "FILE" },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options->change.ca_file, "Trust these roots, and only these, for the endpoint", "F" },
    { "remove", 0, 0, G_OPTION_ARG_STRING, &options->change.remove, "Remove what was added", "ID" },
    { "turn-on", 0, 0, G_OPTION_ARG_STRING, &options->change.turn_on, "Use one that is off by itself", "ID" },
    { "turn-off", 0, 0, G_OPTION_ARG_STRING, &options->change.turn_off, "Stop using it", "ID" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[CC]");
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, options, NULL);
  g_autoptr (GError) local = NULL;

  g_option_group_add_entries (group, entries);
  g_option_context_set_main_group (context, group);
  if (g_option_context_parse_strv (context, rest, &local))
    return TRUE;
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "%s", local->message);
  return FALSE;
}

static gboolean
usage_error (GError     **error,
             const char  *message)
{
  g_set_error_literal (error, CLI_ERROR, CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
check_options (Options  *options,
               Cli      *cli,
               char    **rest,
               GError  **error)
{
  guint changes = cli_authority_change_count (&options->change);

  /* "--due BE": what follows need not be a day. */
  if (options->due != NULL && rest[1] == NULL && strlen (options->due) == 2)
    options->c.country = g_steal_pointer (&options->due);
  else
    options->c.country = g_strdup (rest[1]);
  if (rest[1] != NULL && rest[2] != NULL)
    return usage_error (error, "give one country");
  if (changes > 1 || (changes == 1 && (options->is_due || options->json || options->c.country != NULL)))
    return usage_error (error, "give one of --add, --remove, --turn-on and --turn-off, and nothing else");
  if (options->change.ca_file != NULL && options->change.add == NULL)
    return usage_error (error, "--ca-file is for --add");
  return options->c.country == NULL || cli_case_options_check (&options->c, cli, error);
}

static gboolean
parse_day (const char  *text,
           GDate       *day,
           GError     **error)
{
  g_autofree char *time = text != NULL ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) parsed = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : g_date_time_new_now_local ();

  if (parsed == NULL || (text != NULL && strlen (text) != strlen ("2026-11-24")))
    return usage_error (error, "--due takes a day such as 2026-11-24");
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (parsed), (GDateMonth) g_date_time_get_month (parsed),
                  (GDateYear) g_date_time_get_year (parsed));
  return TRUE;
}

static CliExit
print_list (Cli               *cli,
            TipoffAuthorities *authorities,
            const Options     *options)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const Reader reader = { authorities, cli_get_settings (cli), cli_get_tongue (cli), tipoff_settings_get_language (cli_get_settings (cli)) };
  TipoffJsonWriter writer;
  GDate day;

  g_date_clear (&day, 1);
  if (options->is_due)
    {
      if (!parse_day (options->due, &day, &error))
        return cli_fail (error);
      append_due (out, authorities, options->c.country, &day, options->json);
    }
  else if (options->json)
    {
      tipoff_json_writer_init (&writer, out);
      tipoff_authorities_write_json (authorities, options->c.country, &writer);
      g_string_append_c (out, '\n');
    }
  else
    append_text (out, &reader, options->c.country);
  return cli_write_output (out->str, out->len, &error) ? CLI_EXIT_DONE : cli_fail (error);
}

static gboolean
is_known (TipoffAuthorities *authorities,
          const char        *country)
{
  g_auto (GStrv) countries = tipoff_authorities_get_countries (authorities);

  return country == NULL || g_strv_contains ((const char *const *) countries, country);
}

/**
 * cli_command_authorities:
 *
 * `authorities`: who takes reports in a country, or everywhere that we know; what is due for
 * looking up again; and what the person adds, removes, turns on and off.
 *
 * Returns: 0, or 1 where the country has none.
 */
CliExit
cli_command_authorities (Cli   *cli,
                         char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (GStrv) warnings = NULL;
  g_autoptr (TipoffAuthorities) authorities = NULL;

  if (!parse_options (&options, &rest, &error) || !check_options (&options, cli, rest, &error))
    return cli_fail (error);
  authorities = tipoff_authorities_load (&warnings, &error);
  if (authorities == NULL)
    return cli_fail (error);
  for (gsize i = 0; warnings != NULL && warnings[i] != NULL; i++)
    g_printerr ("tipoff-cli: %s\n", warnings[i]);
  if (cli_authority_change_count (&options.change) > 0)
    return cli_authority_change_run (&options.change, cli, authorities);
  if (!options.json && !options.is_due && !is_known (authorities, options.c.country))
    {
      g_printerr ("tipoff-cli: Tipoff knows no authority of %s that takes reports\n", options.c.country);
      return CLI_EXIT_FAILED;
    }
  return print_list (cli, authorities, &options);
}
