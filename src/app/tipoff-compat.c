/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-compat.h"

#include "config.h"

#include <glib/gi18n.h>

#if GTK_CHECK_VERSION (4, 10, 0)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, file, g_object_unref);
}

static void
show_file_dialog (GtkWindow    *parent,
                  const char   *title,
                  GCancellable *cancellable,
                  GTask        *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open (dialog, parent, cancellable, opened_cb, g_object_ref (task));
}

#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The person chose no file");
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
show_file_dialog (GtkWindow    *parent,
                  const char   *title,
                  GCancellable *cancellable,
                  GTask        *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_object_ref (task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/**
 * tipoff_compat_open_file_async:
 *
 * Lets the person choose one file.
 */
void
tipoff_compat_open_file_async (GtkWindow           *parent,
                               const char          *title,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, tipoff_compat_open_file_async);
  show_file_dialog (parent, title, cancellable, task);
}

/**
 * tipoff_compat_open_file_finish:
 *
 * Returns: (transfer full): the file; %NULL with an error also where none was chosen
 */
GFile *
tipoff_compat_open_file_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tipoff_compat_show_about:
 * @details: versions of model and data
 *
 * Beside the window, which stays usable: somebody may need help at once.
 */
void
tipoff_compat_show_about (GtkWindow  *parent,
                          const char *version,
                          const char *details)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();
#else
  GtkWidget *about = adw_about_window_new ();
#endif

  g_object_set (about,
                "application-name", "Tipoff",
                "application-icon", TIPOFF_APPLICATION_ID,
                "developer-name", _("The Tipoff contributors"),
                "version", version,
                "debug-info", details,
                "license-type", GTK_LICENSE_GPL_3_0,
                "comments", _("Find out what a suspicious message is, and report it. Checking happens on this "
                              "computer: nothing leaves it before you say so."),
                NULL);
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (about, NULL);
#else
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), FALSE);
  gtk_window_present (GTK_WINDOW (about));
#endif
}

void
tipoff_compat_expander_row_add_suffix (AdwExpanderRow *row,
                                       GtkWidget      *suffix)
{
#if ADW_CHECK_VERSION (1, 4, 0)
  adw_expander_row_add_suffix (row, suffix);
#else
  adw_expander_row_add_action (row, suffix);
#endif
}
