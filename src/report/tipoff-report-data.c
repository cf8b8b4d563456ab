/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-report-data.h"

#include "tipoff-report-resources.h"

#include <gio/gio.h>

GBytes *
tipoff_report_data_get (const char *name)
{
  static gsize once = 0;
  g_autofree char *path = g_strconcat ("/org/tipoff/report/", name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  /* Automatic registration is dropped by the linker in a static library. */
  if (g_once_init_enter (&once))
    {
      tipoff_report_data_register_resource ();
      g_once_init_leave (&once, 1);
    }
  bytes = g_resource_lookup_data (tipoff_report_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s", error->message);
  return bytes;
}
