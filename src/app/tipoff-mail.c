/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-mail.h"

#include "tipoff-install.h"
#include "tipoff-mail-portal.h"

typedef struct
{
  GBytes         *eml;
  char           *id;
  char           *data_dir;
  TipoffHandover  order[3];    /* what is tried, in that order */
  guint           n;
  guint           at;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_bytes_unref (opening->eml);
  g_free (opening->id);
  g_free (opening->data_dir);
  g_free (opening);
}

static void try_next (GTask *task, GError *error);

/* That way is gone: the next, or the last one's error. */
static void
go_on (GTask  *task,
       GError *error)
{
  Opening *opening = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  opening->at++;
  try_next (task, error);
}

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
    go_on (task, error);
}

static void
composed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tipoff_mail_portal_compose_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    go_on (task, error);
}

static char *
save_draft (const Opening  *opening,
            GError        **error)
{
  g_autofree char *path = tipoff_handover_save_draft (opening->eml, opening->data_dir, opening->id, error);

  return path != NULL ? g_filename_to_uri (path, NULL, error) : NULL;
}

/* @error: (nullable) (transfer full): why the way before did not work */
static void
try_next (GTask  *task,
          GError *error)
{
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *uri = NULL;

  if (opening->at == opening->n)
    {
      g_task_return_error (task, error != NULL ? error : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                                                              "No mail program opened"));
      return;
    }
  g_clear_error (&error);
  switch (opening->order[opening->at])
    {
    case TIPOFF_HANDOVER_PORTAL:
      tipoff_mail_portal_compose_async (opening->eml, opening->data_dir, opening->id, g_task_get_cancellable (task),
                                        composed_cb, g_object_ref (task));
      return;
    case TIPOFF_HANDOVER_MAILTO:
      uri = tipoff_handover_mailto (opening->eml);
      break;
    case TIPOFF_HANDOVER_DRAFT:
      uri = save_draft (opening, &error);
      break;
    case TIPOFF_HANDOVER_WEBMAIL:
    default:
      g_assert_not_reached ();
    }
  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, g_task_get_cancellable (task), launched_cb, g_object_ref (task));
  else
    go_on (task, error);
}

/**
 * tipoff_mail_open_async:
 * @eml: the report
 * @id: its id, for the name of a draft file
 * @first: what worked the last time. By itself a link is quicker, and the portal is for what no
 *   link carries
 */
void
tipoff_mail_open_async (GBytes              *eml,
                        const char          *id,
                        TipoffHandover       first,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);
  GError *error = NULL;

  g_return_if_fail (first != TIPOFF_HANDOVER_WEBMAIL);

  g_task_set_source_tag (task, tipoff_mail_open_async);
  g_task_set_task_data (task, opening, opening_free);
  opening->eml = g_bytes_ref (eml);
  opening->id = g_strdup (id);
  if (first == TIPOFF_HANDOVER_PORTAL)
    opening->order[opening->n++] = TIPOFF_HANDOVER_PORTAL;
  if (first != TIPOFF_HANDOVER_DRAFT)
    opening->order[opening->n++] = TIPOFF_HANDOVER_MAILTO;
  if (first == TIPOFF_HANDOVER_MAILTO)
    opening->order[opening->n++] = TIPOFF_HANDOVER_PORTAL;
  opening->order[opening->n++] = TIPOFF_HANDOVER_DRAFT;
  opening->data_dir = tipoff_data_dir (TRUE, &error);
  if (opening->data_dir == NULL)
    g_task_return_error (task, error);
  else
    try_next (task, NULL);
}

gboolean
tipoff_mail_open_finish (GAsyncResult    *result,
                         TipoffHandover  *way,
                         GError         **error)
{
  const Opening *opening = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *way = opening->order[opening->at];
  return TRUE;
}
