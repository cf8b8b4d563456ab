/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk.h"

#include "tipoff-desk-certificate.h"
#include "tipoff-desk-command.h"
#include "tipoff-desk-options.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>

/* After SIGTERM, what has begun gets so long to finish. */
#define STOP_SECONDS 10
#define LOOK_MILLISECONDS 20

#define EXIT_FAILED 1
#define EXIT_USAGE 2

typedef struct
{
  TipoffDesk *desk;
  GMainLoop  *loop;
  gint64      stop_by;
} Program;

static gboolean
leave_when_idle (gpointer data)
{
  Program *program = data;

  if (tipoff_desk_is_idle (program->desk) || g_get_monotonic_time () > program->stop_by)
    {
      g_main_loop_quit (program->loop);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
on_signal (gpointer data)
{
  Program *program = data;

  if (!program->desk->stopping)
    {
      program->stop_by = g_get_monotonic_time () + STOP_SECONDS * G_USEC_PER_SEC;
      tipoff_desk_stop (program->desk);
      g_timeout_add (LOOK_MILLISECONDS, leave_when_idle, program);
    }
  return G_SOURCE_CONTINUE;
}

static TipoffDeskTls *
open_tls (const TipoffDeskOptions  *options,
          GError                  **error)
{
  g_autofree char *dir = g_build_filename (options->data_dir, "tls", NULL);
  g_autofree char *ca_file = g_build_filename (dir, "ca.pem", NULL);
  g_autofree char *cert_file = g_build_filename (dir, "cert.pem", NULL);
  g_autofree char *key_file = g_build_filename (dir, "key.pem", NULL);

  if (!options->self_signed)
    return tipoff_desk_tls_new (options->tls_cert, options->tls_key, error);

  if (!tipoff_desk_certificate_make (ca_file, cert_file, key_file, options->host, error))
    return NULL;
  g_print ("tipoff-desk: certificate %s\n", ca_file);
  return tipoff_desk_tls_new (cert_file, key_file, error);
}

static TipoffDesk *
open_desk (const TipoffDeskOptions  *options,
           GError                  **error)
{
  g_autoptr (TipoffDeskTokens) tokens = NULL;
  g_autoptr (TipoffDeskStore) reader = NULL;
  TipoffDeskStore *store;

  if (options->token_file != NULL)
    {
      tokens = tipoff_desk_tokens_load (options->token_file, error);
      if (tokens == NULL)
        return NULL;
    }

  store = tipoff_desk_store_open (options->data_dir, error);
  if (store == NULL)
    return NULL;
  reader = tipoff_desk_store_open (options->data_dir, error);
  if (reader == NULL)
    {
      tipoff_desk_store_close (store);
      return NULL;
    }

  return tipoff_desk_new (options->data_dir, g_steal_pointer (&reader), tipoff_desk_writer_new (store, options->keep_days),
                          g_steal_pointer (&tokens), options->rate);
}

static gboolean
run (const TipoffDeskOptions  *options,
     GError                  **error)
{
  g_autoptr (TipoffDeskTls) tls = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TipoffDesk) desk = open_desk (options, error);
  Program program = { desk, loop, 0 };
  gboolean is_ipv6 = g_socket_address_get_family (options->address) == G_SOCKET_FAMILY_IPV6;

  if (desk == NULL)
    return FALSE;
  tls = open_tls (options, error);
  if (tls == NULL || !tipoff_desk_listen (desk, options->address, g_steal_pointer (&tls), options->deadline, error))
    return FALSE;

  g_print ("tipoff-desk: listening on https://%s%s%s:%u/v1/reports\n", is_ipv6 ? "[" : "", options->host, is_ipv6 ? "]" : "",
           tipoff_desk_listener_get_port (desk->listener));
  fflush (stdout);
  g_unix_signal_add (SIGTERM, on_signal, &program);
  g_unix_signal_add (SIGINT, on_signal, &program);
  g_main_loop_run (loop);
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_auto (TipoffDeskOptions) options = { NULL };
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  /* What it writes is the desk's alone; a client that goes away is no reason to. */
  umask (0077);
  signal (SIGPIPE, SIG_IGN);
  /* A limit on the size of files is a full disk: reports are refused for a while. */
  signal (SIGXFSZ, SIG_IGN);

  if (tipoff_desk_command_run (argc, argv, &status))
    return status;
  if (!tipoff_desk_options_parse (&options, &argc, &argv, &error))
    {
      g_printerr ("tipoff-desk: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (!run (&options, &error))
    {
      g_printerr ("tipoff-desk: %s\n", error->message);
      return EXIT_FAILED;
    }
  return EXIT_SUCCESS;
}
