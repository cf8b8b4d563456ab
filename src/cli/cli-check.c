/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-advice.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What is checked, and how it is told. */
typedef struct
{
  Cli                  *cli;
  const CliCaseOptions *options;
  gboolean              json;
  gboolean              name_it;      /* one of several files */
  const char           *path;         /* NULL: standard input */
  gboolean              is_many;      /* a mailbox */
  gboolean              is_guess;     /* whose side of a conversation is suspicious */
  CliExit               status;
} Check;

/* One verdict as one line of JSON. */
static void
append_json (GString             *out,
             const TipoffVerdict *verdict,
             const TipoffCase    *c,
             const Check         *check,
             guint                number)
{
  TipoffJsonWriter writer;

  tipoff_json_writer_init (&writer, out);
  tipoff_json_writer_begin_object (&writer);
  if (check->name_it || check->is_many)
    tipoff_json_writer_member_string (&writer, "file", check->path != NULL ? check->path : "-");
  if (check->is_many)
    tipoff_json_writer_member_int (&writer, "number", number + 1);
  if (check->is_guess)
    tipoff_json_writer_member_boolean (&writer, "suspect_is_guess", TRUE);
  tipoff_verdict_write_json (verdict, c, cli_get_tongue (check->cli), &writer);
  tipoff_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
}

static void
append_text (GString             *out,
             const TipoffVerdict *verdict,
             const TipoffCase    *c,
             const Check         *check,
             guint                number)
{
  const char *path = check->path != NULL ? check->path : "-";

  if (check->is_many)
    g_string_append_printf (out, "%s, %u\n", path, number + 1);
  else if (check->name_it)
    g_string_append_printf (out, "%s\n", path);
  cli_print_verdict (out, verdict, c, cli_get_tongue (check->cli), check->options->country);
  if (check->name_it || check->is_many)
    g_string_append_c (out, '\n');
}

static gboolean
tell (const Check          *check,
      const TipoffVerdict  *verdict,
      const TipoffCase     *c,
      guint                 number,
      GError              **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  (check->json ? append_json : append_text) (out, verdict, c, check, number);
  return cli_write_output (out->str, out->len, error);
}

static void
begin (TipoffContentType type,
       gpointer          user_data)
{
  ((Check *) user_data)->is_many = type == TIPOFF_CONTENT_MBOX;
}

static gboolean
take_case (TipoffCase  *taken,
           guint        number,
           gpointer     user_data,
           GError     **error)
{
  const Check *check = user_data;
  g_autoptr (TipoffCase) c = taken;
  g_autoptr (TipoffVerdict) verdict = tipoff_classifier_check (cli_get_classifier (check->cli, NULL), c, check->options->country);

  return tell (check, verdict, c, number, error);
}

static void
take_refusal (const GError *refusal,
              guint         number,
              gpointer      user_data)
{
  Check *check = user_data;

  g_printerr ("tipoff-cli: %s, %u: %s\n", check->path != NULL ? check->path : "-", number + 1, refusal->message);
  check->status = CLI_EXIT_FAILED;
}

static gboolean
take_chat (TipoffChat  *taken,
           gpointer     user_data,
           GError     **error)
{
  Check *check = user_data;
  g_autoptr (TipoffChat) chat = taken;
  g_autoptr (TipoffSide) side = cli_check_chat (check->cli, chat, check->options, error);

  if (side == NULL)
    return FALSE;
  check->is_guess = side->is_guess;
  return tell (check, side->verdict, side->c, 0, error);
}

static gboolean
check_file (Check       *check,
            const char  *path,
            GError     **error)
{
  const TipoffReaderFuncs funcs = { begin, take_case, take_refusal, take_chat, NULL };

  check->path = path;
  check->is_many = FALSE;
  check->is_guess = FALSE;
  return cli_get_classifier (check->cli, error) != NULL && cli_read (path, check->options, &funcs, check, error);
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The files in a folder, by name; hidden ones and folders in it are left out. */
static gboolean
add_folder (GPtrArray   *paths,
            const char  *folder,
            GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (*name != '.' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (found, g_steal_pointer (&path));
    }
  g_ptr_array_sort (found, compare_paths);
  g_ptr_array_extend_and_steal (paths, g_steal_pointer (&found));
  return TRUE;
}

/* One file that cannot be read does not keep the others from being checked. */
static CliExit
check_files (Check  *check,
             char  **files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  check->name_it = files[0] != NULL && files[1] != NULL;
  for (gsize i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!g_file_test (files[i], G_FILE_TEST_IS_DIR))
        {
          g_ptr_array_add (paths, g_strdup (files[i]));
          continue;
        }
      check->name_it = TRUE;
      if (!add_folder (paths, files[i], &error))
        check->status = cli_fail (error);
    }
  if (files[0] == NULL)
    g_ptr_array_add (paths, NULL);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!check_file (check, g_ptr_array_index (paths, i), &error))
        check->status = cli_fail (error);
    }
  return check->status;
}

static CliExit
check_lines (Cli                  *cli,
             char                **files,
             const CliCaseOptions *options)
{
  CliExit status;
  int fd;

  if (files[0] == NULL || g_str_equal (files[0], "-"))
    return cli_check_lines (cli, STDIN_FILENO, options);
  if (files[1] != NULL)
    {
      g_printerr ("tipoff-cli: --jsonl reads one file\n");
      return CLI_EXIT_USAGE;
    }
  fd = open (files[0], O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    {
      g_printerr ("tipoff-cli: %s cannot be opened\n", files[0]);
      return CLI_EXIT_FAILED;
    }
  status = cli_check_lines (cli, fd, options);
  close (fd);
  return status;
}

/**
 * cli_command_check:
 *
 * `check`: the verdict on each file, or on standard input.
 *
 * Returns: 0 whatever the verdict, 1 where something could not be read.
 */
CliExit
cli_command_check (Cli   *cli,
                   char **arguments)
{
  gboolean json = FALSE, jsonl = FALSE;
  g_auto (CliCaseOptions) options = { NULL };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object a file", NULL },
    { "jsonl", 0, 0, G_OPTION_ARG_NONE, &jsonl, "Read one JSON object a line, write one a line", NULL },
    CLI_CASE_OPTION_ENTRIES (options),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  Check check;

  if (!cli_parse_options ("[FILE... | -]", entries, &rest, &error) || !cli_case_options_check (&options, cli, &error))
    return cli_fail (error);
  if (json && jsonl)
    {
      g_printerr ("tipoff-cli: --json and --jsonl exclude each other\n");
      return CLI_EXIT_USAGE;
    }
  if (jsonl)
    return check_lines (cli, rest + 1, &options);
  check = (Check) { .cli = cli, .options = &options, .json = json };
  return check_files (&check, rest + 1);
}
