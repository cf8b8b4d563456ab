/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-wording.h"

#include <string.h>

static void
write_flags (TipoffJsonWriter    *writer,
             const TipoffVerdict *verdict,
             TipoffTongue        *tongue)
{
  tipoff_json_writer_name (writer, "flags");
  tipoff_json_writer_begin_array (writer);
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      const TipoffFlag *flag = g_ptr_array_index (verdict->flags, i);
      g_autofree char *sentence = tipoff_flag_describe (flag, tongue);

      tipoff_json_writer_begin_object (writer);
      tipoff_json_writer_member_string (writer, "id", flag->id);
      tipoff_json_writer_member_fixed (writer, "weight", flag->weight, 3);
      tipoff_json_writer_member_string (writer, "text", sentence);
      tipoff_json_writer_end_object (writer);
    }
  tipoff_json_writer_end_array (writer);
}

static void
append_json (GString               *out,
             const TipoffIndicator *indicator,
             const TipoffVerdict   *verdict,
             const char            *place,
             TipoffTongue          *tongue)
{
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  tipoff_indicator_write_json (indicator, &writer);
  tipoff_json_writer_member_string (&writer, "place", place);
  tipoff_json_writer_member_string (&writer, "cost", tipoff_phone_cost_to_string (tipoff_phone_number_get_cost (indicator->number)));
  write_flags (&writer, verdict, tongue);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
}

static void
append_text (GString             *out,
             TipoffPhoneNumber   *number,
             const TipoffVerdict *verdict,
             const char          *place,
             TipoffTongue        *tongue)
{
  const char *e164 = tipoff_phone_number_get_e164 (number);

  g_string_append_printf (out, "%s\n", e164 != NULL ? e164 : tipoff_phone_number_get_national (number));
  g_string_append_printf (out, "  %s\n", tipoff_wording_phone_type (tipoff_phone_number_get_number_type (number), tongue));
  g_string_append_printf (out, "  %s\n", tipoff_wording_phone_cost (tipoff_phone_number_get_cost (number), tongue));
  if (!tipoff_phone_number_is_valid (number))
    g_string_append_printf (out, "  %s\n", tipoff_tongue_text (tongue, N_("No such number is in use.")));
  if (place != NULL)
    {
      const char *where[] = { "place", place, NULL };
      g_autofree char *line = tipoff_tongue_format (tongue, N_("From {place}, if it is real."), where);

      g_string_append_printf (out, "  %s\n", line);
    }
  for (guint i = 0; i < verdict->flags->len; i++)
    {
      g_autofree char *sentence = tipoff_flag_describe (g_ptr_array_index (verdict->flags, i), tongue);

      g_string_append_printf (out, "  - %s\n", sentence);
    }
  g_string_append_printf (out, "%s\n", tipoff_tongue_text (tongue,
    N_("If it called you, that proves nothing: displayed numbers can be forged.")));
}

static TipoffVerdict *
check_number (Cli         *cli,
              const char  *text,
              const char  *country,
              GError     **error)
{
  TipoffClassifier *classifier = cli_get_classifier (cli, error);
  g_autoptr (TipoffCase) c = NULL;

  if (classifier == NULL)
    return NULL;
  c = tipoff_case_new_from_text (text, -1, TIPOFF_CHANNEL_CALL, NULL, NULL, error);
  return c != NULL ? tipoff_classifier_check (classifier, c, country) : NULL;
}

/* The number as an indicator of its own: short codes are none in free text. */
static TipoffIndicator *
indicator_of_number (TipoffPhoneNumber *number,
                     gsize              length)
{
  TipoffIndicator *indicator = g_new0 (TipoffIndicator, 1);
  const char *e164 = tipoff_phone_number_get_e164 (number);

  indicator->type = TIPOFF_INDICATOR_PHONE;
  indicator->role = TIPOFF_ROLE_UNKNOWN;
  indicator->value = g_strdup (e164 != NULL ? e164 : tipoff_phone_number_get_raw (number));
  indicator->span.end = length;
  indicator->number = tipoff_phone_number_ref (number);
  return indicator;
}

/**
 * cli_command_number:
 *
 * `number`: region, place, kind and cost of one phone number, and its red flags.
 *
 * Returns: 0, or 1 where it is no number.
 */
CliExit
cli_command_number (Cli   *cli,
                    char **arguments)
{
  gboolean json = FALSE;
  g_auto (CliCaseOptions) options = { NULL };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    { "country", 0, 0, G_OPTION_ARG_STRING, &options.country, "The country it is dialled in (two letters)", "CC" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (TipoffPhoneNumber) number = NULL;
  g_autoptr (TipoffIndicator) indicator = NULL;
  g_autoptr (TipoffVerdict) verdict = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!cli_parse_options ("NUMBER", entries, &rest, &error) || !cli_case_options_check (&options, cli, &error))
    return cli_fail (error);
  if (g_strv_length (rest) != 2)
    {
      g_printerr ("tipoff-cli: give one number, in quotes if it has spaces\n");
      return CLI_EXIT_USAGE;
    }

  number = tipoff_phone_parse (rest[1], options.country, &error);
  if (number == NULL)
    return cli_fail (error);
  verdict = check_number (cli, rest[1], options.country, &error);
  if (verdict == NULL)
    return cli_fail (error);

  place = tipoff_phone_number_describe_place (number, tipoff_tongue_get_language (cli_get_tongue (cli)));
  indicator = indicator_of_number (number, strlen (rest[1]));
  if (json)
    append_json (out, indicator, verdict, place, cli_get_tongue (cli));
  else
    append_text (out, number, verdict, place, cli_get_tongue (cli));
  return cli_write_output (out->str, out->len, &error) ? CLI_EXIT_DONE : cli_fail (error);
}
