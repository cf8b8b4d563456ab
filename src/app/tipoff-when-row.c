/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-when-row.h"

#include "tipoff-ids.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>

struct _TipoffWhenRow
{
  AdwActionRow   parent_instance;

  GtkMenuButton *button;
  GtkPopover    *popover;
  GtkCalendar   *calendar;
  GtkSpinButton *hour;
  GtkSpinButton *minute;

  gboolean       told;
  gint64         time;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffWhenRow, tipoff_when_row, ADW_TYPE_ACTION_ROW)

char *
tipoff_when_row_get_time (TipoffWhenRow *self)
{
  g_return_val_if_fail (TIPOFF_IS_WHEN_ROW (self), NULL);

  g_autoptr (GDateTime) time = self->told ? g_date_time_new_from_unix_utc (self->time) : NULL;

  /* Nobody told the second. */
  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%MZ") : NULL;
}

static void
show_time (TipoffWhenRow *self)
{
  g_autofree char *words = self->told ? tipoff_words_time (self->time) : g_strdup (_("Choose…"));

  gtk_menu_button_set_label (self->button, words);
}

void
tipoff_when_row_clear (TipoffWhenRow *self)
{
  g_return_if_fail (TIPOFF_IS_WHEN_ROW (self));

  self->told = FALSE;
  show_time (self);
}

/* It opens on what was told, else on now. */
static void
popover_shown_cb (TipoffWhenRow *self)
{
  g_autoptr (GDateTime) shown = self->told ? g_date_time_new_from_unix_local (self->time) : g_date_time_new_now_local ();

  gtk_calendar_select_day (self->calendar, shown);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (shown));
  gtk_spin_button_set_value (self->minute, g_date_time_get_minute (shown));
}

static void
set_cb (TipoffWhenRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                      g_date_time_get_day_of_month (day),
                                                      gtk_spin_button_get_value_as_int (self->hour),
                                                      gtk_spin_button_get_value_as_int (self->minute), 0);

  gtk_popover_popdown (self->popover);
  /* An hour that summer time skips is no time. */
  if (time == NULL)
    return;
  self->told = TRUE;
  self->time = MIN (g_date_time_to_unix (time), tipoff_time_now ());
  show_time (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
unset_cb (TipoffWhenRow *self)
{
  gtk_popover_popdown (self->popover);
  if (!self->told)
    return;
  tipoff_when_row_clear (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
show_two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
tipoff_when_row_class_init (TipoffWhenRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-when-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffWhenRow, button);
  gtk_widget_class_bind_template_child (widget_class, TipoffWhenRow, popover);
  gtk_widget_class_bind_template_child (widget_class, TipoffWhenRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, TipoffWhenRow, hour);
  gtk_widget_class_bind_template_child (widget_class, TipoffWhenRow, minute);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, unset_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_two_digits_cb);
}

static void
tipoff_when_row_init (TipoffWhenRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_time (self);
}
