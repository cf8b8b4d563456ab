/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labelled messages as tipoff-train reads them, for programs that know nothing of its files: one a
 * line, label, weight, source, language, text; the weight is what the row teaches, 0 for nothing. */
#include "train-policy.h"

#include <stdio.h>

static void
print_row (const TrainRow *row)
{
  g_autoptr (GString) text = g_string_new (row->text);

  g_string_replace (text, "\\", "\\\\", 0);
  g_string_replace (text, "\n", "\\n", 0);
  g_string_replace (text, "\t", "\\t", 0);
  g_string_replace (text, "\r", " ", 0);
  printf ("%s\t%u\t%s\t%s\t%s\n", train_label_to_string (row->label), train_policy_weight (row), row->source,
          row->language, text->str);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) rows = train_rows_new ();
  g_autoptr (GError) error = NULL;

  g_set_prgname ("rows");
  for (int i = 1; error == NULL && i < argc; i++)
    train_rows_read (rows, argv[i], &error);
  if (error != NULL || argc < 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "rows FILE.tsv…");
      return 2;
    }
  for (guint i = 0; i < rows->len; i++)
    print_row (g_ptr_array_index (rows, i));
  return 0;
}
