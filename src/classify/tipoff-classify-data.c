/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-classify-data.h"
#include "tipoff-classify-resources.h"

#include <stdlib.h>
#include <string.h>

#define PREFIX "/org/tipoff/classify"

static gpointer
register_once (gpointer nothing)
{
  tipoff_classify_register_resource ();
  return NULL;
}

/* A resource of a static library is dropped by the linker where nothing refers to it, so it is
 * registered by hand, at first need. */
static GResource *
get_resource (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, register_once, NULL);
  return tipoff_classify_get_resource ();
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * tipoff_classify_data_lookup:
 *
 * Reads one file of the station's own resource.
 */
GBytes *
tipoff_classify_data_lookup (const char *folder, const char *file, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX "/", folder, "/", file, NULL);

  return g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

/**
 * tipoff_classify_data_list:
 *
 * Sorted, so that everything made from the files is the same every time. (transfer full)
 */
char **
tipoff_classify_data_list (const char *folder)
{
  g_autofree char *path = g_strconcat (PREFIX "/", folder, NULL);
  char **names = g_resource_enumerate_children (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}
