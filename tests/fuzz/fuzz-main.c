/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <glib.h>

/* Without libFuzzer: each file of a folder once. What was found by fuzzing is in there, and stays mended. */
int
main (int    argc,
      char **argv)
{
  g_autoptr (GDir) dir = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return 2;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      if (!g_file_get_contents (path, &data, &length, NULL))
        return 2;
      LLVMFuzzerTestOneInput ((const uint8_t *) data, length);
      n++;
    }
  return n > 0 ? 0 : 2;
}
