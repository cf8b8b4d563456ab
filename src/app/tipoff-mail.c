/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-mail.h"

#include "tipoff-handover.h"
#include "tipoff-install.h"

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
save_draft (GBytes      *eml,
            const char  *id,
            GError     **error)
{
  g_autofree char *data_dir = tipoff_data_dir (TRUE, error);
  g_autofree char *path = data_dir != NULL ? tipoff_handover_save_draft (eml, data_dir, id, error) : NULL;

  return path != NULL ? g_filename_to_uri (path, NULL, error) : NULL;
}

/**
 * tipoff_mail_open_async:
 * @eml: the report
 * @id: its id, for the name of a draft file
 */
void
tipoff_mail_open_async (GBytes              *eml,
                        const char          *id,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *uri = tipoff_handover_mailto (eml);
  GError *error = NULL;

  g_task_set_source_tag (task, tipoff_mail_open_async);
  if (uri == NULL)
    uri = save_draft (eml, id, &error);
  if (uri == NULL)
    g_task_return_error (task, error);
  else
    g_app_info_launch_default_for_uri_async (uri, NULL, cancellable, launched_cb, g_steal_pointer (&task));
}

gboolean
tipoff_mail_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
tipoff_mail_to_text (GBytes *eml)
{
  gsize length;
  const char *data = g_bytes_get_data (eml, &length);

  return g_utf8_make_valid (data, (gssize) length);
}
