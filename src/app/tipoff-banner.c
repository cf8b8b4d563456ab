/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-banner.h"

struct _TipoffBanner
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *label;
};

G_DEFINE_FINAL_TYPE (TipoffBanner, tipoff_banner, GTK_TYPE_WIDGET)

void
tipoff_banner_set_title (TipoffBanner *self,
                         const char   *title)
{
  g_return_if_fail (TIPOFF_IS_BANNER (self));

  /* While it slides away it keeps its words. */
  if (title != NULL)
    gtk_label_set_text (self->label, title);
  gtk_revealer_set_reveal_child (self->revealer, title != NULL);
}

static void
tipoff_banner_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (tipoff_banner_parent_class)->dispose (object);
}

static void
tipoff_banner_class_init (TipoffBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_banner_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, TipoffBanner, label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_banner_init (TipoffBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
