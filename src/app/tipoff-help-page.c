/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-help-page.h"

#include "tipoff-heading.h"
#include "tipoff-rows.h"
#include "tipoff-section.h"

#include <glib/gi18n.h>

struct _TipoffHelpPage
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scrolled;
  TipoffHeading     *title;
  GtkBox            *choices;
  GtkWidget         *steps_box;
  GtkListBox        *steps;
  TipoffSection     *contacts;

  TipoffEngine      *engine;
  TipoffKind         kind;
  char              *country;       /* whose numbers are shown; NULL until the page is */
  guint              harms;
  GtkToggleButton   *buttons[TIPOFF_N_HARMS];
  guint              tick;
  guint              frames;        /* until the steps have their place */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffHelpPage, tipoff_help_page, GTK_TYPE_WIDGET)

/* Most urgent first, as one looks for it. */
static const TipoffHarm choices[] = {
  TIPOFF_HARM_ONGOING, TIPOFF_HARM_PAID, TIPOFF_HARM_DATA, TIPOFF_HARM_HANDED_OVER,
  TIPOFF_HARM_DEVICE, TIPOFF_HARM_ACCOUNT, TIPOFF_HARM_IDENTITY, TIPOFF_HARM_ANSWERED,
};

void
tipoff_help_page_set_engine (TipoffHelpPage *self,
                             TipoffEngine   *engine)
{
  g_return_if_fail (TIPOFF_IS_HELP_PAGE (self));

  g_set_object (&self->engine, engine);
}

static void
show_choices (TipoffHelpPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->buttons[choices[i]]))),
                        tipoff_advice_get_harm_label (choices[i], self->country, tipoff_engine_get_language (self->engine)));
}

static void
show_contacts (TipoffHelpPage *self,
               GPtrArray      *steps)
{
  TipoffAuthorities *authorities = tipoff_engine_get_authorities (self->engine);
  g_autoptr (GPtrArray) contacts = tipoff_advice_get_contacts (authorities, steps, self->harms, self->country,
                                                               tipoff_engine_get_settings (self->engine));

  for (guint i = 0; i < contacts->len; i++)
    tipoff_section_append (self->contacts, tipoff_row_new_contact (g_ptr_array_index (contacts, i),
                                                                   tipoff_engine_get_language (self->engine)));
}

static void
show_steps (TipoffHelpPage *self)
{
  const char *language = tipoff_engine_get_language (self->engine);
  g_autoptr (GPtrArray) steps = NULL;

  gtk_widget_set_visible (self->steps_box, self->harms != 0);
  tipoff_rows_clear (self->steps);
  tipoff_section_clear (self->contacts);
  if (self->harms == 0)
    return;
  steps = tipoff_advice_get (tipoff_engine_get_authorities (self->engine), self->kind, self->harms, self->country, language);
  for (guint i = 0; i < steps->len; i++)
    gtk_list_box_append (self->steps, tipoff_row_new_step (g_ptr_array_index (steps, i), language));
  show_contacts (self, steps);
}

/* On a small window the first step would be out of sight. It has its place when one frame was
 * laid out with it. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  TipoffHelpPage *self = TIPOFF_HELP_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_point_t top;

  if (self->frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (!gtk_widget_get_visible (self->steps_box)
      || !gtk_widget_compute_point (self->steps_box, GTK_WIDGET (self->scrolled), &GRAPHENE_POINT_INIT (0, 0), &top))
    return G_SOURCE_REMOVE;
  if (top.y > gtk_adjustment_get_page_size (adjustment) * 0.6)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top.y
                                            - gtk_adjustment_get_page_size (adjustment) * 0.3);
  return G_SOURCE_REMOVE;
}

static void
toggled_cb (TipoffHelpPage *self)
{
  guint harms = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (gtk_toggle_button_get_active (self->buttons[choices[i]]))
      harms |= 1u << choices[i];
  if (harms == self->harms)
    return;
  self->harms = harms;
  show_steps (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, harms);
  self->frames = 1;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

void
tipoff_help_page_update (TipoffHelpPage *self,
                         TipoffKind      kind)
{
  const char *country;

  g_return_if_fail (TIPOFF_IS_HELP_PAGE (self));

  country = tipoff_settings_get_country (tipoff_engine_get_settings (self->engine));
  /* What is ticked stays ticked. */
  if (self->kind == kind && g_strcmp0 (self->country, country) == 0)
    return;
  self->kind = kind;
  g_free (self->country);
  self->country = g_strdup (country);
  show_choices (self);
  show_steps (self);
}

void
tipoff_help_page_clear (TipoffHelpPage *self)
{
  g_return_if_fail (TIPOFF_IS_HELP_PAGE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_toggle_button_set_active (self->buttons[choices[i]], FALSE);
}

void
tipoff_help_page_focus (TipoffHelpPage *self)
{
  g_return_if_fail (TIPOFF_IS_HELP_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
tipoff_help_page_dispose (GObject *object)
{
  TipoffHelpPage *self = TIPOFF_HELP_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (tipoff_help_page_parent_class)->dispose (object);
}

static void
tipoff_help_page_finalize (GObject *object)
{
  g_free (TIPOFF_HELP_PAGE (object)->country);

  G_OBJECT_CLASS (tipoff_help_page_parent_class)->finalize (object);
}

static void
tipoff_help_page_class_init (TipoffHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_help_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tipoff_help_page_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffHelpPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TipoffHelpPage, title);
  gtk_widget_class_bind_template_child (widget_class, TipoffHelpPage, choices);
  gtk_widget_class_bind_template_child (widget_class, TipoffHelpPage, steps_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffHelpPage, steps);
  gtk_widget_class_bind_template_child (widget_class, TipoffHelpPage, contacts);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_HEADING);
  g_type_ensure (TIPOFF_TYPE_SECTION);
}

static void
tipoff_help_page_init (TipoffHelpPage *self)
{
  self->kind = TIPOFF_KIND_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  tipoff_section_set_heading (self->contacts, _("Who to tell"));
  tipoff_section_clear (self->contacts);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "choice");
      gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      self->buttons[choices[i]] = GTK_TOGGLE_BUTTON (button);
      gtk_box_append (self->choices, button);
    }
}
