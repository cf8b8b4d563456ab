/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-schema.h"

#include "tipoff-limits.h"
#include "tipoff-report.h"

#include <string.h>

/* For test_schema.py. `schema-tool SCHEMA`: one JSON document a line on standard input, "valid"
 * or "invalid: why" a line on standard output; exit status 2 where the schema is refused.
 * `schema-tool --report`: the same with tipoff_report_validate(). */

static gboolean
check (TipoffSchema *schema,
       const char   *line,
       gsize         length,
       GError      **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (schema == NULL)
    return tipoff_report_validate (line, length, NULL, NULL, error);
  node = tipoff_json_parse (line, (gssize) length, TIPOFF_LIMIT_DATA_FILE_BYTES, error);
  return node != NULL && tipoff_schema_validate (schema, node, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (TipoffSchema) schema = NULL;
  g_autoptr (GError) failure = NULL;
  char *line;
  gsize length;

  if (argc != 2)
    return 2;
  if (strcmp (argv[1], "--report") != 0)
    {
      g_autofree char *json = NULL;

      if (g_file_get_contents (argv[1], &json, &length, &failure))
        schema = tipoff_schema_new (json, (gssize) length, &failure);
      if (schema == NULL)
        {
          g_printerr ("%s\n", failure->message);
          return 2;
        }
    }
  g_io_channel_set_encoding (input, NULL, NULL);
  while (g_io_channel_read_line (input, &line, NULL, &length, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autofree char *owned = line;
      g_autoptr (GError) error = NULL;

      if (check (schema, owned, length, &error))
        g_print ("valid\n");
      else
        g_print ("invalid: %s\n", error->message);
    }
  return 0;
}
