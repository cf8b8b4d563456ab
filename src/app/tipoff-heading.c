/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-heading.h"

struct _TipoffHeading
{
  GtkWidget  parent_instance;

  GtkWidget *label;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_CENTERED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TipoffHeading, tipoff_heading, GTK_TYPE_WIDGET)

void
tipoff_heading_set_label (TipoffHeading *self,
                          const char    *label)
{
  g_return_if_fail (TIPOFF_IS_HEADING (self));

  label = label != NULL ? label : "";
  gtk_label_set_text (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static void
set_centered (TipoffHeading *self,
              gboolean       centered)
{
  gtk_label_set_justify (GTK_LABEL (self->label), centered ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_label_set_xalign (GTK_LABEL (self->label), centered ? 0.5f : 0.0f);
}

static void
tipoff_heading_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TipoffHeading *self = TIPOFF_HEADING (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->label)));
      break;
    case PROP_CENTERED:
      g_value_set_boolean (value, gtk_label_get_justify (GTK_LABEL (self->label)) == GTK_JUSTIFY_CENTER);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tipoff_heading_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  TipoffHeading *self = TIPOFF_HEADING (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      tipoff_heading_set_label (self, g_value_get_string (value));
      break;
    case PROP_CENTERED:
      set_centered (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tipoff_heading_dispose (GObject *object)
{
  g_clear_pointer (&TIPOFF_HEADING (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (tipoff_heading_parent_class)->dispose (object);
}

static void
tipoff_heading_class_init (TipoffHeadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tipoff_heading_dispose;
  object_class->get_property = tipoff_heading_get_property;
  object_class->set_property = tipoff_heading_set_property;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CENTERED] =
    g_param_spec_boolean ("centered", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "heading");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_heading_init (TipoffHeading *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "xalign", 0.0f,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}
