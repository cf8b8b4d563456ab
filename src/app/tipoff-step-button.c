/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-step-button.h"

#include <glib/gi18n.h>

struct _TipoffStepButton
{
  GtkWidget  parent_instance;

  GtkWidget *button;
  GtkWidget *mark;       /* number, then tick */
  GtkWidget *label;
};

enum
{
  SIGNAL_CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffStepButton, tipoff_step_button, GTK_TYPE_WIDGET)

static void
set_name (TipoffStepButton *self,
          const char       *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
tipoff_step_button_new (guint       number,
                        const char *label)
{
  TipoffStepButton *self = g_object_new (TIPOFF_TYPE_STEP_BUTTON, NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GtkWidget *shown = gtk_label_new (digits);

  gtk_widget_add_css_class (shown, "numeric");
  gtk_stack_add_named (GTK_STACK (self->mark), shown, "number");
  gtk_stack_add_named (GTK_STACK (self->mark), gtk_image_new_from_icon_name ("tipoff-delivered-symbolic"), "tick");
  gtk_label_set_text (GTK_LABEL (self->label), label);
  set_name (self, label);
  return GTK_WIDGET (self);
}

/**
 * tipoff_step_button_set_done:
 *
 * Shows the tick, and says so; it can be done again.
 */
void
tipoff_step_button_set_done (TipoffStepButton *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (TIPOFF_IS_STEP_BUTTON (self));

  /* Translators: what a screen reader says for a step with a tick; %s is the step. */
  name = g_strdup_printf (_("%s, done"), gtk_label_get_text (GTK_LABEL (self->label)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->mark), "tick");
  gtk_widget_add_css_class (self->button, "done");
  set_name (self, name);
}

static void
clicked_cb (TipoffStepButton *self)
{
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

static void
tipoff_step_button_dispose (GObject *object)
{
  g_clear_pointer (&TIPOFF_STEP_BUTTON (object)->button, gtk_widget_unparent);

  G_OBJECT_CLASS (tipoff_step_button_parent_class)->dispose (object);
}

static void
tipoff_step_button_class_init (TipoffStepButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_step_button_dispose;

  signals[SIGNAL_CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_step_button_init (TipoffStepButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "choice");
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  self->mark = gtk_stack_new ();
  gtk_widget_set_valign (self->mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->mark);
  self->label = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}
