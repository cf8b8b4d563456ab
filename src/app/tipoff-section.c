/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-section.h"

#include "tipoff-rows.h"

typedef struct
{
  GtkWidget  *heading;
  GtkListBox *list;
} TipoffSectionPrivate;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (TipoffSection, tipoff_section, GTK_TYPE_WIDGET)

static TipoffSectionPrivate *
get (TipoffSection *self)
{
  return tipoff_section_get_instance_private (self);
}

void
tipoff_section_set_heading (TipoffSection *self,
                            const char    *heading)
{
  g_return_if_fail (TIPOFF_IS_SECTION (self));

  gtk_label_set_text (GTK_LABEL (get (self)->heading), heading);
}

void
tipoff_section_clear (TipoffSection *self)
{
  g_return_if_fail (TIPOFF_IS_SECTION (self));

  tipoff_rows_clear (get (self)->list);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
tipoff_section_append (TipoffSection *self,
                       GtkWidget     *row)
{
  g_return_if_fail (TIPOFF_IS_SECTION (self));

  gtk_list_box_append (get (self)->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
tipoff_section_emit_changed (TipoffSection *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tipoff_section_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (tipoff_section_parent_class)->dispose (object);
}

static void
tipoff_section_class_init (TipoffSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_section_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
tipoff_section_init (TipoffSection *self)
{
  TipoffSectionPrivate *priv = get (self);
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);

  priv->heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0f,
                                "wrap", TRUE, NULL);
  gtk_widget_add_css_class (priv->heading, "heading");
  gtk_widget_set_parent (priv->heading, GTK_WIDGET (self));

  priv->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (priv->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (priv->list), "boxed-list");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (priv->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, priv->heading, NULL, -1);
  gtk_widget_set_parent (GTK_WIDGET (priv->list), GTK_WIDGET (self));
}
