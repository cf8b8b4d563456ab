/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-authorisation.h"
#include "tipoff-ids.h"
#include "tipoff-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (cli-error-quark, cli_error)

TipoffSettings *
cli_get_settings (Cli *cli)
{
  if (cli->settings == NULL)
    {
      g_autoptr (GError) error = NULL;

      cli->settings = tipoff_settings_load (&error);
      if (error != NULL)
        g_printerr ("tipoff-cli: %s\n", error->message);
    }
  return cli->settings;
}

TipoffClassifier *
cli_get_classifier (Cli     *cli,
                    GError **error)
{
  if (cli->classifier == NULL)
    cli->classifier = tipoff_classifier_new (NULL, error);
  return cli->classifier;
}

TipoffTongue *
cli_get_tongue (Cli *cli)
{
  return tipoff_tongue_get (tipoff_settings_get_language (cli_get_settings (cli)));
}

void
cli_case_options_clear (CliCaseOptions *options)
{
  g_clear_pointer (&options->channel_name, g_free);
  g_clear_pointer (&options->sender, g_free);
  g_clear_pointer (&options->received, g_free);
  g_clear_pointer (&options->country, g_free);
  g_clear_pointer (&options->suspect, g_free);
}

static gboolean
check_country (CliCaseOptions  *options,
               Cli             *cli,
               GError         **error)
{
  if (options->country == NULL)
    {
      options->country = g_strdup (tipoff_settings_get_country (cli_get_settings (cli)));
      return TRUE;
    }
  if (strlen (options->country) != 2 || !g_ascii_isalpha (options->country[0]) || !g_ascii_isalpha (options->country[1]))
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "“%s” is no country: give two letters, such as BE", options->country);
      return FALSE;
    }
  for (char *p = options->country; *p != '\0'; p++)
    *p = g_ascii_toupper (*p);
  return TRUE;
}

gboolean
cli_case_options_check (CliCaseOptions  *options,
                        Cli             *cli,
                        GError         **error)
{
  options->channel = TIPOFF_CHANNEL_OTHER;
  if (options->channel_name != NULL && !tipoff_channel_from_string (options->channel_name, &options->channel))
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
                   "“%s” is no channel: give sms, whatsapp, signal, telegram, messenger, email, call, web or other",
                   options->channel_name);
      return FALSE;
    }
  if (options->received != NULL)
    {
      TipoffPrecision precision;
      g_autofree char *complete = tipoff_time_complete (options->received, &precision);

      if (complete == NULL)
        {
          g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
                       "“%s” is no time: give one such as 2026-11-24T09:30:00Z, 2026-11-24T09:30Z or 2026-11-24", options->received);
          return FALSE;
        }
    }
  return check_country (options, cli, error);
}

gboolean
cli_parse_options (const char          *summary,
                   const GOptionEntry  *entries,
                   char              ***arguments,
                   GError             **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (summary);
  g_autoptr (GError) local = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, arguments, &local))
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "%s", local->message);
      return FALSE;
    }
  return TRUE;
}

/* A regular file, a pipe or a terminal alike: never more than @max_bytes + 1 in memory. */
static GBytes *
read_descriptor (int         fd,
                 const char *name,
                 gsize       max_bytes,
                 GError    **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 block[65536];

  for (;;)
    {
      gssize n = read (fd, block, sizeof block);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be read: %s", name, g_strerror (errno));
          return NULL;
        }
      if (n == 0)
        break;
      if (all->len + (gsize) n > max_bytes)
        {
          g_set_error (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_TOO_LARGE,
                       "%s is larger than %" G_GSIZE_FORMAT " bytes: give the suspicious message alone", name, max_bytes);
          return NULL;
        }
      g_byte_array_append (all, block, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

GBytes *
cli_read_input (const char  *path,
                gsize        max_bytes,
                GError     **error)
{
  GBytes *bytes;
  int fd;

  if (path == NULL || g_str_equal (path, "-"))
    return read_descriptor (STDIN_FILENO, "standard input", max_bytes, error);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be opened: %s", path, g_strerror (errno));
      return NULL;
    }
  bytes = read_descriptor (fd, path, max_bytes, error);
  close (fd);
  return bytes;
}

char *
cli_read_token (const char  *path,
                GError     **error)
{
  g_autoptr (GBytes) bytes = cli_read_input (path, 4096, error);
  g_autofree char *token = NULL;
  gsize length;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  token = g_strstrip (g_strndup (data != NULL ? data : "", length));
  /* A password may have spaces; nothing else that is secret has. */
  if (!tipoff_authorisation_is_token (token) || (strchr (token, ' ') != NULL && strchr (token, ':') == NULL))
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "%s does not hold a token on one line", path);
      return NULL;
    }
  return g_steal_pointer (&token);
}

gboolean
cli_write_output (const char  *bytes,
                  gsize        length,
                  GError     **error)
{
  while (length > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "standard output cannot be written: %s", g_strerror (errno));
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
cli_parse_harms (char    **words,
                 guint    *harms,
                 GError  **error)
{
  *harms = 0;
  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    {
      TipoffHarm harm;

      if (!tipoff_harm_from_string (words[i], &harm))
        {
          g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
                       "“%s” is no harm: give received, answered, data, paid, device, account, identity, handed-over or ongoing",
                       words[i]);
          return FALSE;
        }
      *harms |= 1u << harm;
    }
  return TRUE;
}

CliExit
cli_fail (GError *error)
{
  g_printerr ("tipoff-cli: %s\n", error->message);
  if (g_error_matches (error, CLI_ERROR, CLI_ERROR_USAGE) ||
      g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NOT_HTTPS))
    return CLI_EXIT_USAGE;
  return CLI_EXIT_FAILED;
}

CliExit
cli_exit_of_state (TipoffState state)
{
  switch (state)
    {
    case TIPOFF_STATE_DELIVERED:
      return CLI_EXIT_DONE;
    case TIPOFF_STATE_APPROVED:
    case TIPOFF_STATE_SENDING:
    case TIPOFF_STATE_SUBMITTED:
    case TIPOFF_STATE_WAITING:
      return CLI_EXIT_WAITING;
    case TIPOFF_STATE_DRAFT:
    case TIPOFF_STATE_ATTENTION:
    case TIPOFF_STATE_HANDED_OVER:
    case TIPOFF_STATE_EXPIRED:
    case TIPOFF_STATE_WITHDRAWN:
    default:
      return CLI_EXIT_ATTENTION;
    }
}
