/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-command.h"

#include "tipoff-desk-audit.h"
#include "tipoff-desk-export.h"
#include "tipoff-desk-tokens.h"
#include "tipoff-ids.h"

#include <gio/gio.h>

typedef struct
{
  char     *data_dir;
  char     *token_file;
  char     *scope;
  char     *since;
  char     *format;
  gboolean  test;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->data_dir);
  g_free (self->token_file);
  g_free (self->scope);
  g_free (self->since);
  g_free (self->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
usage_error (GError     **error,
             const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

/* The one that is there: a command makes no new one. */
static TipoffDeskStore *
open_store (const Arguments  *arguments,
            GError          **error)
{
  g_autofree char *path = NULL;

  if (arguments->data_dir == NULL)
    {
      usage_error (error, "--data says in which directory reports are kept.");
      return NULL;
    }
  path = g_build_filename (arguments->data_dir, "desk.sqlite", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There are no reports in “%s”.", arguments->data_dir);
      return NULL;
    }
  return tipoff_desk_store_open (arguments->data_dir, error);
}

static gboolean
run_token (const Arguments  *arguments,
           char            **words,
           GError          **error)
{
  g_autofree char *token = NULL;

  if (g_strcmp0 (words[0], "add") != 0 || words[1] == NULL || words[2] != NULL || arguments->scope == NULL || arguments->token_file == NULL)
    return usage_error (error, "Give: token add NAME --scope submit[,read][,admin] --token-file FILE.");

  token = tipoff_desk_tokens_add (arguments->token_file, words[1], arguments->scope, error);
  if (token == NULL)
    return FALSE;
  g_print ("%s\n", token);
  return TRUE;
}

static gboolean
erase (TipoffDeskStore  *store,
       const char       *reference,
       GError          **error)
{
  g_autoptr (GError) failure = NULL;

  if (!tipoff_desk_store_begin (store, error))
    return FALSE;
  if (tipoff_desk_store_erase (store, reference, &failure))
    {
      if (!tipoff_desk_store_commit (store, error))
        return FALSE;
      tipoff_desk_store_tidy (store);
      return TRUE;
    }

  tipoff_desk_store_rollback (store);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no report of this reference.");
  return FALSE;
}

static gboolean
run_erase (const Arguments  *arguments,
           char            **words,
           GError          **error)
{
  g_autoptr (TipoffDeskStore) store = NULL;

  if (words[0] == NULL || words[1] != NULL)
    return usage_error (error, "Give: erase REFERENCE --data DIR.");
  store = open_store (arguments, error);
  return store != NULL && tipoff_desk_audit_write (arguments->data_dir, "operator", "erase", words[0], error) &&
         erase (store, words[0], error);
}

static gboolean
run_export (const Arguments  *arguments,
            char            **words,
            GError          **error)
{
  g_autoptr (TipoffDeskStore) store = NULL;
  g_autofree char *since = NULL;
  gint64 seconds = 0;

  if (words[0] != NULL)
    return usage_error (error, "Give: export --data DIR [--since TIME] [--format jsonl] [--test].");
  if (arguments->format != NULL && !g_str_equal (arguments->format, "jsonl"))
    return usage_error (error, "--format takes jsonl.");
  if (arguments->since != NULL)
    {
      TipoffPrecision precision;

      since = tipoff_time_complete (arguments->since, &precision);
      if (since == NULL || !tipoff_time_parse (since, &seconds))
        return usage_error (error, "--since takes a day or a time, such as 2026-11-24 or 2026-11-24T05:00:00Z.");
    }

  store = open_store (arguments, error);
  return store != NULL && tipoff_desk_audit_write (arguments->data_dir, "operator", "export", NULL, error) &&
         tipoff_desk_export (store, seconds, arguments->test, stdout, error);
}

static const struct
{
  const char *name;
  const char *parameters;
  const char *summary;
  gboolean  (*run) (const Arguments *arguments, char **words, GError **error);
} commands[] = {
  { "token", "add NAME", "Makes a token, adds its hash to the token file, and prints it once.", run_token },
  { "erase", "REFERENCE", "Removes what a report says; that there was one is still counted.", run_erase },
  { "export", "", "Prints what came in, and how many reports name each indicator. One report is an allegation.", run_export },
};

static gboolean
parse_and_run (gsize    command,
               int      argc,
               char   **argv,
               GError **error)
{
  g_auto (Arguments) arguments = { NULL };
  g_autofree char *parameters = g_strdup_printf ("%s %s", commands[command].name, commands[command].parameters);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  const GOptionEntry data = { "data", 0, 0, G_OPTION_ARG_FILENAME, &arguments.data_dir, "Where reports are kept", "DIR" };
  const GOptionEntry options[G_N_ELEMENTS (commands)][4] = {
    { { "scope", 0, 0, G_OPTION_ARG_STRING, &arguments.scope, "What it may do: submit, read, admin", "SCOPE[,SCOPE]" },
      { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &arguments.token_file, "The token file", "FILE" }, { NULL } },
    { data, { NULL } },
    { data,
      { "since", 0, 0, G_OPTION_ARG_STRING, &arguments.since, "Only what came then or later", "TIME" },
      { "format", 0, 0, G_OPTION_ARG_STRING, &arguments.format, "jsonl: an object a line", "FORMAT" },
      { "test", 0, 0, G_OPTION_ARG_NONE, &arguments.test, "Tests, which are left out otherwise, and nothing else", NULL } },
  };
  g_autoptr (GOptionGroup) group = g_option_group_new (NULL, NULL, NULL, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (options[command]) && options[command][i].long_name != NULL; i++)
    g_option_group_add_entries (group, (GOptionEntry[]) { options[command][i], { NULL } });
  g_option_context_set_main_group (context, g_steal_pointer (&group));
  g_option_context_set_summary (context, commands[command].summary);
  return g_option_context_parse (context, &argc, &argv, error) && commands[command].run (&arguments, argv + 1, error);
}

gboolean
tipoff_desk_command_run (int    argc,
                         char **argv,
                         int   *status)
{
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    {
      if (!g_str_equal (argv[1], commands[i].name))
        continue;
      if (!parse_and_run (i, argc - 1, argv + 1, &error))
        g_printerr ("tipoff-desk: %s\n", error->message);
      *status = error == NULL ? 0 : error->domain == G_OPTION_ERROR ? 2 : 1;
      return TRUE;
    }
  return FALSE;
}
