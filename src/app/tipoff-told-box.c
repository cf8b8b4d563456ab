/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-told-box.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _TipoffToldBox
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkWidget       *happened_list;
  AdwEntryRow     *happened;
  AdwExpanderRow  *more;
  AdwEntryRow     *comment;
  AdwComboRow     *opened;
  AdwEntryRow     *loss;
  GtkDropDown     *currency;
  AdwEntryRow     *contact;

  gboolean         number_alone;
  gboolean         filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffToldBox, tipoff_told_box, GTK_TYPE_WIDGET)

/* Those of the countries that we know somebody in; the person's own is nearly always among them. */
static const char *const currencies[] = {
  "EUR", "GBP", "CHF", "CZK", "DKK", "NOK", "PLN", "SEK", "USD", "AUD", "CAD", "INR", "JPY", "NZD", "SGD", NULL
};

static char *
get_told (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
clear (AdwEntryRow *row)
{
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
told_cb (TipoffToldBox *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
tipoff_told_box_reset (TipoffToldBox *self,
                       gboolean       number_alone)
{
  g_return_if_fail (TIPOFF_IS_TOLD_BOX (self));

  self->filling = TRUE;
  self->number_alone = number_alone;
  clear (self->happened);
  clear (self->comment);
  clear (self->loss);
  clear (self->contact);
  adw_combo_row_set_selected (self->opened, TIPOFF_OPENED_NOT_TOLD);
  adw_expander_row_set_expanded (self->more, FALSE);
  gtk_widget_set_visible (self->happened_list, number_alone);
  gtk_widget_set_visible (GTK_WIDGET (self->comment), !number_alone);
  gtk_widget_set_visible (GTK_WIDGET (self->opened), !number_alone);
  self->filling = FALSE;
}

static const char *
get_currency (TipoffToldBox *self)
{
  guint selected = gtk_drop_down_get_selected (self->currency);

  return selected < G_N_ELEMENTS (currencies) - 1 ? currencies[selected] : currencies[0];
}

void
tipoff_told_box_apply (TipoffToldBox *self,
                       TipoffReport  *report)
{
  g_autofree char *loss = NULL;
  g_autofree char *sum = NULL;

  g_return_if_fail (TIPOFF_IS_TOLD_BOX (self));

  g_free (report->comment);
  report->comment = get_told (self->number_alone ? self->happened : self->comment);
  g_free (report->contact);
  report->contact = get_told (self->contact);
  report->opened = (TipoffOpened) MIN (adw_combo_row_get_selected (self->opened), TIPOFF_OPENED_YES);
  loss = get_told (self->loss);
  sum = tipoff_report_read_sum (loss);
  tipoff_report_set_loss (report, sum, get_currency (self));
}

const char *
tipoff_told_box_get_problem (TipoffToldBox *self)
{
  g_autofree char *happened = NULL;
  g_autofree char *loss = NULL;
  g_autofree char *sum = NULL;

  g_return_val_if_fail (TIPOFF_IS_TOLD_BOX (self), NULL);

  happened = get_told (self->happened);
  if (self->number_alone && happened == NULL)
    return _("A number alone tells them little. Write one sentence above about what happened.");
  loss = get_told (self->loss);
  sum = tipoff_report_read_sum (loss);
  if (loss != NULL && sum == NULL)
    return _("The sum cannot be read. Write it like 1250 or 1250.50.");
  return NULL;
}

static void
tipoff_told_box_dispose (GObject *object)
{
  TipoffToldBox *self = TIPOFF_TOLD_BOX (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (tipoff_told_box_parent_class)->dispose (object);
}

static void
tipoff_told_box_class_init (TipoffToldBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_told_box_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-told-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, box);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, happened_list);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, happened);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, more);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, comment);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, opened);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, loss);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, currency);
  gtk_widget_class_bind_template_child (widget_class, TipoffToldBox, contact);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_told_box_init (TipoffToldBox *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (currencies);

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->currency, G_LIST_MODEL (names));
  self->filling = FALSE;
}
