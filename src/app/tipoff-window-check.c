/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-window-private.h"

#include "tipoff-authority-bytes.h"
#include "tipoff-compat.h"
#include "tipoff-file-reader.h"
#include "tipoff-offer-dialog.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Shorter than this nobody waits. */
#define NOTICED_MS 150
/* By then a window that is in front knows what is on the clipboard. */
#define CLIPBOARD_MS 500

/* -- checking ------------------------------------------------------------------------------- */

void
tipoff_window_cancel_check (TipoffWindow *self)
{
  g_clear_handle_id (&self->busy_timer, g_source_remove);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  tipoff_check_page_set_busy (self->check_page, FALSE);
}

static void
complain (TipoffWindow *self,
          const char   *words)
{
  if (!tipoff_window_bring (self, "check"))
    tipoff_window_say (self, words);
  tipoff_check_page_set_problem (self->check_page, words);
}

static void
show_done (TipoffWindow *self,
           const char   *page)
{
  if (!tipoff_window_bring (self, page))
    tipoff_window_say (self, _("The check is done. You find the result when you go back."));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TipoffWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = tipoff_engine_check_finish (TIPOFF_ENGINE (source), result, &error);
  gboolean again;

  /* Also where a newer check has taken its place. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  again = self->again;
  tipoff_window_cancel_check (self);
  if (drafts == NULL)
    {
      complain (self, tipoff_words_input_error (error));
      return;
    }
  if (drafts->len == 1)
    {
      self->has_many = self->has_many && again;
      tipoff_window_show_draft (self, g_ptr_array_index (drafts, 0), again);
      return;
    }
  self->has_many = TRUE;
  tipoff_messages_page_show (self->messages_page, drafts);
  show_done (self, "messages");
}

void
tipoff_window_show_draft (TipoffWindow *self,
                          TipoffDraft  *draft,
                          gboolean      again)
{
  g_set_object (&self->draft, draft);
  tipoff_result_page_set_harms (self->result_page, 0);
  tipoff_result_page_show (self->result_page, draft, again);
  tipoff_result_page_set_harms (self->result_page, self->harms);
  show_done (self, "result");
}

static gboolean
progress_cb (gpointer user_data)
{
  TipoffWindow *self = user_data;

  tipoff_check_page_set_progress (self->check_page, tipoff_engine_get_progress (self->engine));
  return G_SOURCE_CONTINUE;
}

static gboolean
busy_cb (gpointer user_data)
{
  TipoffWindow *self = user_data;

  tipoff_check_page_set_busy (self->check_page, TRUE);
  self->busy_timer = g_timeout_add (NOTICED_MS, progress_cb, self);
  return G_SOURCE_REMOVE;
}

/**
 * tipoff_window_check:
 * @again: the same message with more told about it: the page stays
 */
void
tipoff_window_check (TipoffWindow      *self,
                     const TipoffInput *input,
                     gboolean           again)
{
  tipoff_window_cancel_check (self);
  self->again = again;
  self->checking = g_cancellable_new ();
  self->busy_timer = g_timeout_add (NOTICED_MS, busy_cb, self);
  tipoff_engine_check_async (self->engine, input, self->checking, checked_cb, g_object_ref (self));
}

static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TipoffWindow) self = user_data;
  g_autoptr (GPtrArray) drafts = tipoff_engine_check_finish (TIPOFF_ENGINE (source), result, NULL);

  /* The list stays where Back leads. */
  if (drafts != NULL)
    tipoff_window_show_draft (self, g_ptr_array_index (drafts, 0), FALSE);
}

/**
 * tipoff_window_join:
 * @drafts: (element-type TipoffDraft): to be seen, and reported, as one
 */
void
tipoff_window_join (TipoffWindow *self,
                    GPtrArray    *drafts)
{
  tipoff_window_cancel_check (self);
  self->checking = g_cancellable_new ();
  tipoff_engine_join_async (self->engine, drafts, self->checking, joined_cb, g_object_ref (self));
}

void
tipoff_window_new_check (TipoffWindow *self)
{
  tipoff_window_cancel_check (self);
  self->harms = 0;
  tipoff_help_page_clear (self->help_page);
  tipoff_check_page_clear (self->check_page);
  tipoff_window_show_check (self, "check");
}

/* While it was read, somebody may have begun to say what happened. */
static void
begin (TipoffWindow *self)
{
  if (!tipoff_window_bring (self, "check"))
    return;
  self->harms = 0;
  tipoff_help_page_clear (self->help_page);
}

static void
take (TipoffWindow *self,
      GBytes       *bytes,
      const char   *name)
{
  begin (self);
  tipoff_check_page_take (self->check_page, bytes, name);
}

/* @name is a file's, or says how many there are. */
static void
take_files (TipoffWindow *self,
            GPtrArray    *files,
            const char   *name)
{
  g_autoptr (TipoffInput) input = tipoff_input_new_files (files);

  begin (self);
  tipoff_check_page_take_files (self->check_page, input, name);
}

/* -- the clipboard -------------------------------------------------------------------------- */

static void
take_text (TipoffWindow *self,
           const char   *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  take (self, bytes, NULL);
}

static void
clipboard_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TipoffWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text == NULL || *text == '\0')
    complain (self, _("There is no text to paste. Copy the message first."));
  else
    take_text (self, text);
}

static void
clipboard_more_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TipoffWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text != NULL)
    tipoff_check_page_insert (self->check_page, text);
}

/**
 * tipoff_window_paste:
 * @add: put it where the cursor is, and do not check yet
 *
 * Takes what is on the clipboard, and checks it.
 */
void
tipoff_window_paste (TipoffWindow *self,
                     gboolean      add)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
      && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    {
      complain (self, _("That is a picture, and Tipoff cannot read pictures. Type over what the message says."));
      return;
    }
  gdk_clipboard_read_text_async (clipboard, self->cancellable, add ? clipboard_more_cb : clipboard_cb,
                                 g_object_ref (self));
}

static void take_copied (TipoffWindow *self);

static gboolean
nothing_copied_cb (gpointer user_data)
{
  TipoffWindow *self = user_data;

  self->copied_timer = 0;
  take_copied (self);
  return G_SOURCE_REMOVE;
}

/* Only the window in front may read the clipboard on Wayland, and on X11 what is on it is not
 * known in a window's first moments: neither means that nothing was copied. */
static void
await_copied (TipoffWindow *self)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  gsize n_types, n_media_types;

  if (!gtk_window_is_active (GTK_WINDOW (self)))
    return;
  gdk_content_formats_get_gtypes (formats, &n_types);
  gdk_content_formats_get_mime_types (formats, &n_media_types);
  if (n_types + n_media_types > 0)
    take_copied (self);
  else if (self->copied_timer == 0)
    self->copied_timer = g_timeout_add (CLIPBOARD_MS, nothing_copied_cb, self);
}

static void
stop_awaiting_copied (TipoffWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  g_clear_handle_id (&self->copied_timer, g_source_remove);
  g_signal_handlers_disconnect_by_func (self, await_copied, self);
  g_signal_handlers_disconnect_by_func (clipboard, await_copied, self);
}

static void
take_copied (TipoffWindow *self)
{
  stop_awaiting_copied (self);
  tipoff_window_paste (self, FALSE);
}

/**
 * tipoff_window_check_copied:
 *
 * Checks what is on the clipboard as soon as the window is in front. Unlike Ctrl+V it does so
 * from every page: who asks for it outside the window does not do so by mistake.
 */
void
tipoff_window_check_copied (TipoffWindow *self)
{
  g_return_if_fail (TIPOFF_IS_WINDOW (self));

  tipoff_window_leave_help (self);
  stop_awaiting_copied (self);
  g_signal_connect_object (self, "notify::is-active", G_CALLBACK (await_copied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_clipboard (GTK_WIDGET (self)), "changed", G_CALLBACK (await_copied), self,
                           G_CONNECT_SWAPPED);
  await_copied (self);
}

/* -- files ---------------------------------------------------------------------------------- */

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
    complain (self, _("This file offers a place to send reports to that looks like one that Tipoff knows. It was not opened."));
  else
    complain (self, _("This file offers a place to send reports to, and is not as such a file must be. It was not opened."));
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
    take (self, bytes, name);
  else if (g_error_matches (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_UNSUPPORTED))
    complain (self, tipoff_words_input_error (error));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    complain (self, _("That is not a file with a message."));
  else
    complain (self, _("That file could not be read. Open it in another program, copy its text, and paste it here."));
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
  tipoff_window_leave_help (self);
  take_text (self, g_value_get_string (value));
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
