/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-width-gate.h"

#define SMALLEST_WIDTH 360
#define SMALLEST_HEIGHT 294
#define NARROW_BELOW 550

struct _TipoffWidthGate
{
  GtkWidget  parent_instance;

  GtkWidget *child;
  gboolean   narrow;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void tipoff_width_gate_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable_iface;

G_DEFINE_FINAL_TYPE_WITH_CODE (TipoffWidthGate, tipoff_width_gate, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, tipoff_width_gate_buildable_init))

/**
 * tipoff_width_gate_get_narrow:
 *
 * Returns: whether the last allocation was narrower than 550 pixels
 */
gboolean
tipoff_width_gate_get_narrow (TipoffWidthGate *self)
{
  g_return_val_if_fail (TIPOFF_IS_WIDTH_GATE (self), FALSE);

  return self->narrow;
}

static void
tipoff_width_gate_set_child (TipoffWidthGate *self,
                             GtkWidget       *child)
{
  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static GtkSizeRequestMode
tipoff_width_gate_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
tipoff_width_gate_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  TipoffWidthGate *self = TIPOFF_WIDTH_GATE (widget);
  int smallest = orientation == GTK_ORIENTATION_HORIZONTAL ? SMALLEST_WIDTH : SMALLEST_HEIGHT;
  int child_natural = 0;

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, -1, NULL, &child_natural, NULL, NULL);

  *minimum = smallest;
  *natural = MAX (smallest, child_natural);
  *minimum_baseline = *natural_baseline = -1;
}

static void
tipoff_width_gate_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  TipoffWidthGate *self = TIPOFF_WIDTH_GATE (widget);
  gboolean narrow = width < NARROW_BELOW;
  int child_width, child_height;

  /* Before the child is measured: those who listen change what it needs. */
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  child_width = MAX (width, child_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, child_width, &child_height, NULL, NULL, NULL);
  child_height = MAX (height, child_height);
  gtk_widget_allocate (self->child, child_width, child_height, baseline, NULL);
}

static void
tipoff_width_gate_dispose (GObject *object)
{
  g_clear_pointer (&TIPOFF_WIDTH_GATE (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (tipoff_width_gate_parent_class)->dispose (object);
}

static void
tipoff_width_gate_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  TipoffWidthGate *self = TIPOFF_WIDTH_GATE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tipoff_width_gate_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      tipoff_width_gate_set_child (TIPOFF_WIDTH_GATE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tipoff_width_gate_add_child (GtkBuildable *buildable,
                             GtkBuilder   *builder,
                             GObject      *child,
                             const char   *type)
{
  if (GTK_IS_WIDGET (child))
    tipoff_width_gate_set_child (TIPOFF_WIDTH_GATE (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
tipoff_width_gate_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = tipoff_width_gate_add_child;
}

static void
tipoff_width_gate_class_init (TipoffWidthGateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tipoff_width_gate_dispose;
  object_class->get_property = tipoff_width_gate_get_property;
  object_class->set_property = tipoff_width_gate_set_property;
  widget_class->get_request_mode = tipoff_width_gate_get_request_mode;
  widget_class->measure = tipoff_width_gate_measure;
  widget_class->size_allocate = tipoff_width_gate_size_allocate;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tipoff_width_gate_init (TipoffWidthGate *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
