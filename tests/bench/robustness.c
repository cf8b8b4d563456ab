/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well the classifier holds against whoever wants to get past it: known tricks, and somebody who
 * knows all its weights; and whether its reasons are the true ones. */
#include "robust.h"

#include "tipoff-install.h"

#include <locale.h>

static char  *option_model;
static int    option_limit = 300;
static int    option_edits = 20;
static char  *option_show;
static char **option_files;
static gboolean option_no_adaptive;

static const GOptionEntry entries[] = {
  { "model", 'm', 0, G_OPTION_ARG_FILENAME, &option_model, "The model to measure; without it the installed one", "FILE" },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &option_limit, "Scams that are rewritten step by step; 0 for all", "N" },
  { "edits", 'e', 0, G_OPTION_ARG_INT, &option_edits, "Steps of rewriting", "N" },
  { "show", 'w', 0, G_OPTION_ARG_STRING, &option_show, "Print what gets past by tricks with this in their name, or by rewriting", "NAME" },
  { "no-adaptive", 0, 0, G_OPTION_ARG_NONE, &option_no_adaptive, "Leave out the rewriting", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &option_files, NULL, "FILE.tsv…" },
  { NULL },
};

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (RobustBench) bench = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "");   /* the messages are printed */
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || option_files == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Name the files to measure on.");
      return 2;
    }
  if (option_model == NULL)
    option_model = tipoff_install_data_file ("model/tipoff.model");
  bench = robust_bench_new (option_model, option_files, &error);
  if (bench == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("%u scams, %u with an alarm\n", bench->n_scams, bench->scams->len);
  robust_print_tricks (bench, option_show);
  robust_print_reasons (bench);
  if (!option_no_adaptive)
    robust_print_adaptive (bench, (guint) MAX (option_limit, 0), (guint) MAX (option_edits, 1),
                           option_show != NULL && g_str_equal (option_show, "rewriting"));
  return 0;
}
