/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-window-private.h"

#include "tipoff-authority-bytes.h"
#include "tipoff-compat.h"
#include "tipoff-file-reader.h"
#include "tipoff-offer-dialog.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>

/* @name is a file's, or says how many there are. */
static void
take_files (TipoffWindow *self,
            GPtrArray    *files,
            const char   *name)
{
  g_autoptr (TipoffInput) input = tipoff_input_new_files (files);

  tipoff_window_begin (self);
  tipoff_check_page_take_files (self->check_page, input, name);
}

/* Opened by hand, and so not a message: see TipoffOfferDialog. */
static void
show_offer (TipoffWindow *self,
            GBytes       *bytes)
{
  TipoffAuthorities *authorities = tipoff_engine_get_authorities (self->engine);
  g_autoptr (GError) error = NULL;
  TipoffOffer *offer = authorities != NULL ? tipoff_offer_new (authorities, bytes, &error) : NULL;

  if (offer != NULL)
    gtk_window_present (GTK_WINDOW (tipoff_offer_dialog_new (GTK_WINDOW (self), self->engine, offer)));
  else if (g_error_matches (error, TIPOFF_AUTHORITY_ERROR, TIPOFF_AUTHORITY_ERROR_RESEMBLES))
    tipoff_window_complain (self, _("This file offers a place to send reports to that looks like one that Tipoff knows. It was not opened."));
  else
    tipoff_window_complain (self, _("This file offers a place to send reports to, and is not as such a file must be. It was not opened."));
}

typedef struct
{
  TipoffWindow *window;
  GPtrArray    *files;          /* of one GFile */
} OpenedFile;

static void
opened_file_free (OpenedFile *self)
{
  g_object_unref (self->window);
  g_ptr_array_unref (self->files);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenedFile, opened_file_free)

static void
file_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (OpenedFile) opened = user_data;
  TipoffWindow *self = opened->window;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_text;
  g_autoptr (GBytes) bytes = tipoff_file_read_finish (result, &name, &is_text, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes != NULL && !is_text)
    take_files (self, opened->files, name);
  else if (bytes != NULL && tipoff_authority_bytes_recognise (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL))
    show_offer (self, bytes);
  else if (bytes != NULL)
    tipoff_window_take (self, bytes, name);
  else if (g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_UNSUPPORTED))
    tipoff_window_complain (self, tipoff_words_input_error (error));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    tipoff_window_complain (self, _("That is not a file with a message."));
  else
    tipoff_window_complain (self, _("That file could not be read. Open it in another program, copy its text, and paste it here."));
}

/**
 * tipoff_window_open_files:
 * @files: (element-type GFile): at least one; folders stand for the files in them
 *
 * One text is shown before it is checked, and one file that offers a place to send reports to is no message.
 */
void
tipoff_window_open_files (TipoffWindow *self,
                          GPtrArray    *files)
{
  g_autofree char *words = NULL;
  OpenedFile *opened;

  g_return_if_fail (TIPOFF_IS_WINDOW (self));

  tipoff_window_leave_help (self);
  if (files->len > 1)
    {
      words = g_strdup_printf (ngettext ("%u file", "%u files", files->len), files->len);
      take_files (self, files, words);
      return;
    }
  opened = g_new0 (OpenedFile, 1);
  opened->window = g_object_ref (self);
  opened->files = g_ptr_array_ref (files);
  tipoff_file_read_async (g_ptr_array_index (files, 0), self->cancellable, file_read_cb, opened);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TipoffWindow) self = user_data;
  g_autoptr (GFile) file = tipoff_compat_open_file_finish (result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_ptr_array_add (files, g_steal_pointer (&file));
  tipoff_window_open_files (self, files);
}

void
tipoff_window_choose_file (TipoffWindow *self)
{
  tipoff_compat_open_file_async (GTK_WINDOW (self), _("Open a Message"), self->cancellable, file_chosen_cb,
                                 g_object_ref (self));
}

static gboolean
file_dropped_cb (GtkDropTarget *target,
                 const GValue  *value,
                 double         x,
                 double         y,
                 TipoffWindow  *self)
{
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_ptr_array_add (files, g_object_ref (l->data));
  if (files->len > 0)
    tipoff_window_open_files (self, files);
  return files->len > 0;
}

static gboolean
text_dropped_cb (GtkDropTarget *target,
                 const GValue  *value,
                 double         x,
                 double         y,
                 TipoffWindow  *self)
{
  tipoff_window_take_text (self, g_value_get_string (value));
  return TRUE;
}

/**
 * tipoff_window_accept_drops:
 *
 * The whole window takes a file, also over the text field, which would take its name as text;
 * and takes a text wherever no field does.
 */
void
tipoff_window_accept_drops (TipoffWindow *self)
{
  GtkDropTarget *files = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkDropTarget *text = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (files), GTK_PHASE_CAPTURE);
  g_signal_connect_object (files, "drop", G_CALLBACK (file_dropped_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (files));
  g_signal_connect_object (text, "drop", G_CALLBACK (text_dropped_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (text));
}
