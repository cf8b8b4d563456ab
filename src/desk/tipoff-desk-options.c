/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-options.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdlib.h>
#include <string.h>

#define USUAL_DEADLINE 30
#define LONGEST_DEADLINE 600
/* Ten a second: a person reports one message, a help desk a few. */
#define USUAL_RATE 600
#define USUAL_KEEP_DAYS 180
/* A sender may ask for a month what became of its request: so long its key is known. */
#define FEWEST_KEEP_DAYS 35
#define MOST_KEEP_DAYS 36500

/**
 * tipoff_desk_parse_listen:
 * @text: (nullable): ADDRESS:PORT; an IPv6 address is in brackets
 * @host: (out): the address as text, without brackets
 * @address: (out): what to listen on; "localhost" is 127.0.0.1
 *
 * Returns: whether it is one
 */
gboolean
tipoff_desk_parse_listen (const char      *text,
                          char           **host,
                          GSocketAddress **address)
{
  g_autoptr (GInetAddress) inet = NULL;
  g_autofree char *name = NULL;
  const char *colon = text != NULL ? strrchr (text, ':') : NULL;
  guint64 port;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    return FALSE;

  if (*text == '[' && colon > text && colon[-1] == ']')
    name = g_strndup (text + 1, (gsize) (colon - text) - 2);
  else
    name = g_strndup (text, (gsize) (colon - text));

  inet = g_inet_address_new_from_string (g_str_equal (name, "localhost") ? "127.0.0.1" : name);
  if (inet == NULL || (strchr (name, ':') != NULL && *text != '['))
    return FALSE;

  *address = g_inet_socket_address_new (inet, (guint16) port);
  *host = g_steal_pointer (&name);
  return TRUE;
}

static gboolean
usage_error (GError     **error,
             const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
check_options (TipoffDeskOptions  *self,
               const char         *listen,
               int                 deadline,
               int                 rate,
               int                 keep_days,
               int                 n_left,
               GError            **error)
{
  if (n_left > 1)
    return usage_error (error, "There is an argument too many.");
  if (!tipoff_desk_parse_listen (listen, &self->host, &self->address))
    return usage_error (error, "--listen takes ADDRESS:PORT, such as 127.0.0.1:8443 or [::1]:8443; port 0 is any.");
  if (self->data_dir == NULL)
    return usage_error (error, "--data says in which directory reports are kept.");
  if ((self->tls_cert == NULL) != (self->tls_key == NULL))
    return usage_error (error, "--tls-cert and --tls-key go together.");
  if (self->self_signed == (self->tls_cert != NULL))
    return usage_error (error, "Give either --tls-cert and --tls-key, or --self-signed: reports are only taken over HTTPS.");
  if (deadline < 1 || deadline > LONGEST_DEADLINE)
    return usage_error (error, "--deadline takes 1 to 600 seconds.");
  if (rate < 0)
    return usage_error (error, "--rate takes a number of reports a minute, or 0.");

  if (keep_days != 0 && (keep_days < FEWEST_KEEP_DAYS || keep_days > MOST_KEEP_DAYS))
    return usage_error (error, "--keep-days takes 35 days or more, or 0 to keep reports for ever.");

  self->keep_days = (guint) keep_days;
  self->deadline = (guint) deadline;
  self->rate = (guint) rate;
  return TRUE;
}

static gboolean
print_version (const char  *name,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  g_print ("tipoff-desk %s\n", TIPOFF_VERSION);
  exit (EXIT_SUCCESS);
}

/**
 * tipoff_desk_options_parse:
 * @self: zeroed
 * @argc: (inout): arguments
 * @argv: (inout): arguments
 * @error: return location for an error (%G_OPTION_ERROR): wrong usage
 *
 * Returns: whether the desk can start with them
 */
gboolean
tipoff_desk_options_parse (TipoffDeskOptions   *self,
                           int                 *argc,
                           char              ***argv,
                           GError             **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *listen = NULL;
  g_autofree char *data_dir = NULL;
  int deadline = USUAL_DEADLINE;
  int rate = USUAL_RATE;
  int keep_days = USUAL_KEEP_DAYS;
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &listen, "Where to listen; port 0 is any free one", "ADDRESS:PORT" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, "Where reports are kept", "DIR" },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_cert, "The certificate, with its chain (PEM)", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key, "The certificate's key (PEM)", "FILE" },
    { "self-signed", 0, 0, G_OPTION_ARG_NONE, &self->self_signed, "Make a certificate for practice under DIR/tls", NULL },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file,
      "Who may submit, read and erase; “tipoff-desk token add” writes it", "FILE" },
    { "deadline", 0, 0, G_OPTION_ARG_INT, &deadline, "How long a request may take to arrive (30)", "SECONDS" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rate, "Reports a minute from one network without a token (600; 0: no limit)", "N" },
    { "keep-days", 0, 0, G_OPTION_ARG_INT, &keep_days, "How long reports are kept (180; 0: for ever)", "DAYS" },
    { "version", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, (gpointer) print_version, "Print the version", NULL },
    { NULL },
  };

  g_option_context_set_summary (context, "Takes reports from Tipoff over HTTPS: the reference endpoint for a CERT.\n"
                                "Commands: token, erase, export; each has --help.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (data_dir != NULL)
    self->data_dir = g_canonicalize_filename (data_dir, NULL);
  return check_options (self, listen, deadline, rate, keep_days, *argc, error);
}

void
tipoff_desk_options_clear (TipoffDeskOptions *self)
{
  g_clear_pointer (&self->host, g_free);
  g_clear_object (&self->address);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->tls_cert, g_free);
  g_clear_pointer (&self->tls_key, g_free);
  g_clear_pointer (&self->token_file, g_free);
}
