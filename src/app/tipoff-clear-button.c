/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-clear-button.h"

#include <glib/gi18n.h>

struct _TipoffClearButton
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkWidget    *button;
  GtkWidget    *said;
  char         *text;          /* what was copied last */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TipoffClearButton, tipoff_clear_button, GTK_TYPE_WIDGET)

static void
say (TipoffClearButton *self,
     const char        *words)
{
  gtk_label_set_text (GTK_LABEL (self->said), words != NULL ? words : "");
  gtk_widget_set_visible (self->said, words != NULL);
}

/**
 * tipoff_clear_button_copy:
 * @text: goes to the clipboard; the button shows from now on
 */
void
tipoff_clear_button_copy (TipoffClearButton *self,
                          const char        *text)
{
  g_return_if_fail (TIPOFF_IS_CLEAR_BUTTON (self));

  g_free (self->text);
  self->text = g_strdup (text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  say (self, NULL);
  gtk_widget_set_visible (self->button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TipoffClearButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* The words take the place of the button that had the focus. */
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (self->button, FALSE);
  if (text == NULL || g_strcmp0 (text, self->text) != 0)
    {
      say (self, _("Something else is on the clipboard by now. It was left there."));
      return;
    }
  gdk_clipboard_set_content (GDK_CLIPBOARD (source), NULL);
  say (self, _("The clipboard is empty."));
}

static void
clicked_cb (TipoffClearButton *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->cancellable, read_cb,
                                 g_object_ref (self));
}

static void
tipoff_clear_button_dispose (GObject *object)
{
  TipoffClearButton *self = TIPOFF_CLEAR_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tipoff_clear_button_parent_class)->dispose (object);
}

static void
tipoff_clear_button_class_init (TipoffClearButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_clear_button_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_clear_button_init (TipoffClearButton *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->button = gtk_button_new_with_mnemonic (_("C_lear the Clipboard"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->button);
  self->said = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->said), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->said), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->said, "dim-label");
  gtk_widget_set_visible (self->said, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->said);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
