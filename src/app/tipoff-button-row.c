/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-button-row.h"

#define SPACING 12

struct _TipoffButtonRow
{
  GtkWidget parent_instance;
};

static void tipoff_button_row_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable_iface;

G_DEFINE_FINAL_TYPE_WITH_CODE (TipoffButtonRow, tipoff_button_row, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, tipoff_button_row_buildable_init))

/* As many children as fit beside each other at their natural widths; never less than one. Gives
 * the child that begins the next line. */
static GtkWidget *
fill_line (GtkWidget *first,
           int        width,
           int       *line_width,
           int       *n_children)
{
  GtkWidget *child;

  *line_width = *n_children = 0;
  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      if (*n_children > 0 && width >= 0 && *line_width + SPACING + natural > width)
        break;
      *line_width += natural + (*n_children > 0 ? SPACING : 0);
      (*n_children)++;
    }
  return child;
}

/* Lays one line out: at natural widths in the middle, or stretched over @width. Only measures where
 * @y is negative. Gives the line's height. */
static int
lay_line (GtkWidget *widget,
          GtkWidget *first,
          GtkWidget *next,
          int        width,
          int        line_width,
          int        n_children,
          gboolean   stretch,
          int        y)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int extra = stretch ? width - line_width : 0;
  int x = stretch ? 0 : (width - line_width) / 2;
  int height = 0;

  /* Twice: the second time with the height that the first one found. */
  for (int pass = 0; pass < (y < 0 ? 1 : 2); pass++)
    for (GtkWidget *child = first; child != next; child = gtk_widget_get_next_sibling (child))
      {
        GtkAllocation allocation = { .y = y, .height = height };
        int natural;

        if (!gtk_widget_should_layout (child))
          continue;
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &allocation.width, NULL, NULL);
        allocation.width += extra / n_children;
        if (pass == 0)
          {
            gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, allocation.width, NULL, &natural, NULL, NULL);
            height = MAX (height, natural);
            continue;
          }
        allocation.x = rtl ? width - x - allocation.width : x;
        gtk_widget_size_allocate (child, &allocation, -1);
        x += allocation.width + SPACING;
      }
  return height;
}

/* All lines; only measures where not @allocate. Gives the height of all. */
static int
lay_out (GtkWidget *widget,
         int        width,
         gboolean   allocate)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  gboolean one_line = TRUE;
  int height = 0;

  while (first != NULL)
    {
      int line_width, n_children;
      GtkWidget *next = fill_line (first, width, &line_width, &n_children);

      if (n_children == 0)
        break;
      one_line = one_line && next == NULL;
      if (height > 0)
        height += SPACING;
      height += lay_line (widget, first, next, width >= 0 ? width : line_width, line_width, n_children,
                          !one_line || (width >= 0 && line_width > width), allocate ? height : -1);
      first = next;
    }
  return height;
}

static GtkSizeRequestMode
tipoff_button_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tipoff_button_row_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (widget, for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
}

static void
tipoff_button_row_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  lay_out (widget, width, TRUE);
}

static void
tipoff_button_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (tipoff_button_row_parent_class)->dispose (object);
}

/* With large text a label may need more than the window's width. */
static void
let_wrap (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  if (!GTK_IS_LABEL (label))
    return;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}

void
tipoff_button_row_append (TipoffButtonRow *self,
                          GtkWidget       *button)
{
  g_return_if_fail (TIPOFF_IS_BUTTON_ROW (self));

  gtk_widget_set_parent (button, GTK_WIDGET (self));
  if (GTK_IS_BUTTON (button))
    let_wrap (GTK_BUTTON (button));
}

static void
tipoff_button_row_add_child (GtkBuildable *buildable,
                             GtkBuilder   *builder,
                             GObject      *child,
                             const char   *type)
{
  if (!GTK_IS_WIDGET (child))
    {
      parent_buildable_iface->add_child (buildable, builder, child, type);
      return;
    }
  tipoff_button_row_append (TIPOFF_BUTTON_ROW (buildable), GTK_WIDGET (child));
}

static void
tipoff_button_row_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = tipoff_button_row_add_child;
}

static void
tipoff_button_row_class_init (TipoffButtonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_button_row_dispose;
  widget_class->get_request_mode = tipoff_button_row_get_request_mode;
  widget_class->measure = tipoff_button_row_measure;
  widget_class->size_allocate = tipoff_button_row_size_allocate;
}

static void
tipoff_button_row_init (TipoffButtonRow *self)
{
}
