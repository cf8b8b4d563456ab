/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-window-private.h"

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

/* @words about what was brought. */
void
tipoff_window_complain (TipoffWindow *self,
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
      tipoff_window_complain (self, tipoff_words_input_error (error));
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
void
tipoff_window_begin (TipoffWindow *self)
{
  if (!tipoff_window_bring (self, "check"))
    return;
  self->harms = 0;
  tipoff_help_page_clear (self->help_page);
}

void
tipoff_window_take (TipoffWindow *self,
                    GBytes       *bytes,
                    const char   *name)
{
  tipoff_window_begin (self);
  tipoff_check_page_take (self->check_page, bytes, name);
}

/* -- the clipboard -------------------------------------------------------------------------- */

void
tipoff_window_take_text (TipoffWindow *self,
                         const char   *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  tipoff_window_take (self, bytes, NULL);
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
    tipoff_window_complain (self, _("There is no text to paste. Copy the message first."));
  else
    tipoff_window_take_text (self, text);
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
      tipoff_window_complain (self, _("That is a picture, and Tipoff cannot read pictures. Type over what the message says."));
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
