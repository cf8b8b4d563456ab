/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-window-private.h"

#include <glib/gi18n.h>

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!tipoff_engine_change_finish (TIPOFF_ENGINE (source), result, &error))
    g_warning ("%s", error->message);
  g_application_release (application);
}

/**
 * tipoff_window_commit_deletion:
 *
 * Deletes what can no longer be undone; the program stays until that is done.
 */
void
tipoff_window_commit_deletion (TipoffWindow *self)
{
  g_autofree char *id = g_steal_pointer (&self->deleting);
  GApplication *application = g_application_get_default ();

  self->delete_toast = NULL;
  if (id == NULL)
    return;
  g_application_hold (application);
  tipoff_engine_change_async (self->engine, id, TIPOFF_CHANGE_DELETE, NULL, deleted_cb, g_object_ref (application));
}

static void
dismissed_cb (AdwToast     *toast,
              TipoffWindow *self)
{
  if (toast == self->delete_toast)
    tipoff_window_commit_deletion (self);
}

static void
undo_cb (AdwToast     *toast,
         TipoffWindow *self)
{
  if (toast != self->delete_toast)
    return;
  self->delete_toast = NULL;
  g_clear_pointer (&self->deleting, g_free);
  tipoff_reports_page_hide (self->reports_page, NULL);
}

/**
 * tipoff_window_delete_report:
 *
 * Takes a report out of the list at once, and deletes it when the toast with Undo goes.
 */
void
tipoff_window_delete_report (TipoffWindow *self,
                             const char   *id)
{
  AdwToast *toast = adw_toast_new (_("Report deleted"));

  tipoff_window_commit_deletion (self);
  self->deleting = g_strdup (id);
  self->delete_toast = toast;
  tipoff_reports_page_hide (self->reports_page, id);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
