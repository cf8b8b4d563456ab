/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-copy-button.h"

#include <glib/gi18n.h>

#define THANKS_MS 2000

struct _TipoffCopyButton
{
  GtkWidget  parent_instance;

  GtkWidget *button;
  char      *text;
  guint      timer;
};

G_DEFINE_FINAL_TYPE (TipoffCopyButton, tipoff_copy_button, GTK_TYPE_WIDGET)

static void
set_label (TipoffCopyButton *self,
           const char       *label)
{
  gtk_widget_set_tooltip_text (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
tipoff_copy_button_new (const char *text,
                        const char *label)
{
  TipoffCopyButton *self = g_object_new (TIPOFF_TYPE_COPY_BUTTON, "valign", GTK_ALIGN_CENTER, NULL);

  self->text = g_strdup (text);
  set_label (self, label);
  return GTK_WIDGET (self);
}

void
tipoff_copy_button_set_text (TipoffCopyButton *self,
                             const char       *text)
{
  g_return_if_fail (TIPOFF_IS_COPY_BUTTON (self));

  g_free (self->text);
  self->text = g_strdup (text);
}

static gboolean
timer_cb (gpointer user_data)
{
  TipoffCopyButton *self = user_data;

  self->timer = 0;
  gtk_button_set_icon_name (GTK_BUTTON (self->button), "edit-copy-symbolic");
  return G_SOURCE_REMOVE;
}

static void
clicked_cb (TipoffCopyButton *self)
{
  if (self->text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  gtk_button_set_icon_name (GTK_BUTTON (self->button), "tipoff-delivered-symbolic");
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (THANKS_MS, timer_cb, self);
}

static void
tipoff_copy_button_dispose (GObject *object)
{
  TipoffCopyButton *self = TIPOFF_COPY_BUTTON (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (tipoff_copy_button_parent_class)->dispose (object);
}

static void
tipoff_copy_button_class_init (TipoffCopyButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_copy_button_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_copy_button_init (TipoffCopyButton *self)
{
  self->button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  set_label (self, _("Copy"));
}
