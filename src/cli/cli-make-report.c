/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-ids.h"
#include "tipoff-protocol.h"
#include "tipoff-report.h"
#include "tipoff-sender.h"

#include <string.h>

void
cli_report_options_clear (CliReportOptions *options)
{
  cli_case_options_clear (&options->c);
  g_clear_pointer (&options->route_id, g_free);
  g_clear_pointer (&options->format, g_free);
  g_clear_pointer (&options->harm_words, g_strfreev);
  g_clear_pointer (&options->keep, g_strfreev);
  g_clear_pointer (&options->id, g_free);
  g_clear_pointer (&options->time, g_free);
  g_clear_pointer (&options->comment, g_free);
  g_clear_pointer (&options->own, g_free);
  g_clear_pointer (&options->roles, g_strfreev);
  g_clear_pointer (&options->opened, g_free);
  g_clear_pointer (&options->loss, g_free);
  g_clear_pointer (&options->endpoint, g_free);
  g_clear_pointer (&options->protocol, g_free);
}

void
cli_report_clear (CliReport *report)
{
  g_clear_pointer (&report->bytes, g_bytes_unref);
  g_clear_pointer (&report->item, tipoff_outbox_item_free);
}

static gboolean
usage_error (GError     **error,
             const char  *message)
{
  g_set_error_literal (error, CLI_ERROR, CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
no_such_format (GError **error)
{
  g_autofree char *names = g_strjoinv (", ", (char **) tipoff_report_formats ());
  char *last = strrchr (names, ',');

  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "there is no such format: give %.*s or%s", (int) (last - names), names, last + 1);
  return FALSE;
}

/* How to talk to --endpoint: as was said, else in the way that is called like the format. */
static const char *
protocol_of (const CliReportOptions *options)
{
  return options->protocol != NULL ? options->protocol : options->format;
}

static gboolean
check_protocol (const char  *name,
                GError     **error)
{
  g_autofree char *names = NULL;

  if (tipoff_protocol_find (name) != NULL)
    return TRUE;
  names = tipoff_protocol_names ();
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "there is no protocol “%s”: give --protocol and one of %s", name, names);
  return FALSE;
}

/* Words that a script may have got wrong, before anything is read or made. */
static gboolean
check_options (CliReportOptions  *options,
               Cli               *cli,
               gint64            *created,
               GError           **error)
{
  *created = tipoff_time_now ();
  if (!cli_case_options_check (&options->c, cli, error))
    return FALSE;
  if (options->route_id != NULL && options->format != NULL && options->endpoint == NULL)
    return usage_error (error, "--route and --format exclude each other: a route has its format");
  if (options->route_id != NULL && options->endpoint != NULL)
    return usage_error (error, "--route and --endpoint exclude each other");
  if (options->endpoint != NULL && options->format == NULL)
    return usage_error (error, "--endpoint needs --format");
  if (options->endpoint != NULL && !tipoff_endpoint_is_https (options->endpoint))
    return usage_error (error, "the endpoint is not HTTPS: nothing was sent");
  if (options->format != NULL && !g_strv_contains (tipoff_report_formats (), options->format))
    return no_such_format (error);
  if (options->endpoint != NULL && !check_protocol (protocol_of (options), error))
    return FALSE;
  if (options->id != NULL && !tipoff_uuid_is_valid (options->id))
    return usage_error (error, "--id takes a UUID in small letters");
  if (options->time != NULL && !tipoff_time_parse (options->time, created))
    return usage_error (error, "--time takes a time such as 2026-11-24T09:30:00Z");
  return TRUE;
}

static gboolean
check_is_on (Cli                   *cli,
             const TipoffAuthority *authority,
             GError               **error)
{
  TipoffSettings *settings = cli_get_settings (cli);

  if (tipoff_authority_is_on (authority, settings))
    return TRUE;
  g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_OFF, "%s Turn it on with tipoff-cli authorities --turn-on %s",
               tipoff_localized_get (authority->consent, tipoff_settings_get_language (settings)), authority->id);
  return FALSE;
}

/* The route that was asked for, or the country's default; both NULL for --format and --endpoint. */
static gboolean
choose_route (Cli                    *cli,
              TipoffAuthorities      *authorities,
              const CliReportOptions *options,
              const TipoffAuthority **authority,
              const TipoffRoute     **route,
              GError                **error)
{
  const char *channel = options->c.channel_name != NULL ? options->c.channel_name : "other";

  *route = NULL;
  *authority = NULL;
  if (options->route_id != NULL)
    {
      if (tipoff_authorities_find_route (authorities, options->route_id, authority, route))
        return check_is_on (cli, *authority, error);
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "there is no route “%s”: see tipoff-cli authorities", options->route_id);
      return FALSE;
    }
  if (options->format != NULL)
    return TRUE;
  *route = tipoff_authorities_get_default (authorities, options->c.country,
                                           tipoff_settings_get_language (cli_get_settings (cli)), channel, authority);
  if (*route != NULL)
    return TRUE;
  g_set_error (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_UNKNOWN,
               "Tipoff knows no authority of %s that takes this: give --route or --format", options->c.country);
  return FALSE;
}

static gboolean
keep_redactions (TipoffReport  *report,
                 char         **keep,
                 GError       **error)
{
  for (gsize i = 0; keep != NULL && keep[i] != NULL; i++)
    if (!tipoff_redactions_keep (report->redactions, keep[i]))
      {
        g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "there is no redaction “%s” in this report", keep[i]);
        return FALSE;
      }
  return TRUE;
}

/* "2=impersonated". */
static gboolean
set_roles (TipoffReport  *report,
           char         **roles,
           GError       **error)
{
  for (gsize i = 0; roles != NULL && roles[i] != NULL; i++)
    {
      char *end;
      guint64 n = g_ascii_strtoull (roles[i], &end, 10);
      TipoffRole role;

      if (end == roles[i] || *end != '=' || !tipoff_role_from_string (end + 1, &role)
          || n > G_MAXUINT || !tipoff_report_set_role (report, (guint) n, role))
        {
          g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
                       "“%s” is no role of an indicator of this report: give its number from 0 and contact, shown-sender, "
                       "impersonated, recipient, bystander or unknown", roles[i]);
          return FALSE;
        }
    }
  return TRUE;
}

/* "1250.00EUR", "1250 EUR". */
static gboolean
set_loss (TipoffReport  *report,
          const char    *loss,
          GError       **error)
{
  gsize length = loss != NULL ? strlen (loss) : 0;
  g_autofree char *number = length > 3 ? g_strndup (loss, length - 3) : NULL;
  g_autofree char *sum = tipoff_report_read_sum (number);

  if (loss == NULL || (sum != NULL && tipoff_report_set_loss (report, sum, loss + length - 3)))
    return TRUE;
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "“%s” is no sum: give one such as 1250.00EUR", loss);
  return FALSE;
}

static gboolean
set_told (TipoffReport            *report,
          const CliReportOptions  *options,
          GError                 **error)
{
  if (options->opened != NULL
      && (!tipoff_opened_from_string (options->opened, &report->opened) || report->opened == TIPOFF_OPENED_NOT_TOLD))
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "--opened takes yes or no");
      return FALSE;
    }
  if (options->own != NULL)
    tipoff_report_set_own (report, options->own);
  if (options->sender_known)
    tipoff_report_set_sender_known (report, TRUE);
  report->comment = g_strdup (options->comment);
  return set_roles (report, options->roles, error) && set_loss (report, options->loss, error);
}

/* As the person or the administrator wrote it in the settings; only where the format asks for it. */
static void
set_identity (TipoffReport   *report,
              TipoffSettings *settings,
              const char     *format)
{
  g_autofree char *organisation = NULL;
  g_autofree char *name = NULL;
  g_autofree char *email = NULL;

  if (!tipoff_report_format_needs_identity (format))
    return;
  organisation = tipoff_settings_get_string (settings, "reporter", "organisation");
  name = tipoff_settings_get_string (settings, "reporter", "name");
  email = tipoff_settings_get_string (settings, "reporter", "email");
  tipoff_report_set_identity (report, &(TipoffIdentity) { organisation, name, email });
}

static TipoffReport *
make_record (Cli                    *cli,
             const char             *path,
             const CliReportOptions *options,
             gint64                  created,
             const TipoffAuthority  *authority,
             const TipoffRoute      *route,
             GError                **error)
{
  TipoffClassifier *classifier = cli_get_classifier (cli, error);
  TipoffVerdict *verdict = NULL;
  g_autoptr (TipoffCase) c = classifier != NULL ? cli_read_case (cli, path, &options->c, &verdict, error) : NULL;
  g_autofree char *id = options->id != NULL ? g_strdup (options->id) : tipoff_uuid_new ();
  g_autoptr (TipoffReport) report = NULL;
  const char *language = tipoff_settings_get_language (cli_get_settings (cli));

  if (c == NULL)
    return NULL;
  report = tipoff_report_new (id, created, g_steal_pointer (&c), verdict);
  if (!cli_parse_harms (options->harm_words, &report->harms, error) || !set_told (report, options, error) ||
      !keep_redactions (report, options->keep, error))
    return NULL;

  report->country = g_strdup (options->c.country);
  report->model = g_strdup (tipoff_classifier_get_model_version (classifier));
  report->data = g_strdup (tipoff_knowledge_get_version ());
  tipoff_report_set_route (report, authority, route, language);
  set_identity (report, cli_get_settings (cli), route != NULL ? route->format : options->format);
  return g_steal_pointer (&report);
}

static char *
host_of (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : address);
}

/* What the outbox keeps beside the bytes. */
static TipoffOutboxItem *
make_item (Cli                    *cli,
           const TipoffReport     *record,
           const CliReportOptions *options,
           const TipoffAuthority  *authority,
           const TipoffRoute      *route,
           const char             *media_type)
{
  TipoffOutboxItem *item = tipoff_outbox_item_new (record, authority, route, media_type, cli_get_tongue (cli));

  if (route != NULL)
    return item;
  item->format = g_strdup (options->format);
  if (options->endpoint != NULL)
    {
      item->way = TIPOFF_WAY_HTTPS;
      item->address = g_strdup (options->endpoint);
      item->protocol = g_strdup (protocol_of (options));
      item->authority_name = host_of (options->endpoint);
    }
  return item;
}

/**
 * cli_make_report:
 * @path: (nullable): the file that holds the message; %NULL or "-" for standard input
 * @report: (out): filled on success, to be cleared with cli_report_clear()
 *
 * Reads, checks, redacts and encodes: what the window's review page does.
 *
 * Returns: %FALSE with @error set
 */
gboolean
cli_make_report (Cli               *cli,
                 const char        *path,
                 CliReportOptions  *options,
                 CliReport         *report,
                 GError           **error)
{
  g_autoptr (TipoffAuthorities) authorities = NULL;
  g_autoptr (TipoffReport) record = NULL;
  const TipoffAuthority *authority;
  const TipoffRoute *route;
  const char *media_type = NULL;
  gint64 created;

  if (!check_options (options, cli, &created, error))
    return FALSE;
  authorities = tipoff_authorities_load (NULL, error);
  if (authorities == NULL || !choose_route (cli, authorities, options, &authority, &route, error))
    return FALSE;
  if (route != NULL && route->format == NULL)
    {
      g_set_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN,
                   "%s takes no document: it is %s, %s", route->id, tipoff_way_to_string (route->way), route->address);
      return FALSE;
    }

  record = make_record (cli, path, options, created, authority, route, error);
  if (record == NULL)
    return FALSE;
  report->bytes = tipoff_report_encode (record, route != NULL ? route->format : options->format, route, authority, &media_type, error);
  if (report->bytes == NULL)
    return FALSE;
  report->item = make_item (cli, record, options, authority, route, media_type);
  return TRUE;
}
