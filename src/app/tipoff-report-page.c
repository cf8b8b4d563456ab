/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-report-page.h"

#include "tipoff-heading.h"
#include "tipoff-reading.h"
#include "tipoff-rows.h"
#include "tipoff-state-card.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _TipoffReportPage
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scrolled;
  TipoffHeading     *title;
  TipoffStateCard   *card;
  GtkListBox        *timeline;
  GtkWidget         *correct_button;
  GtkLabel          *problem;
  AdwExpanderRow    *bytes_row;
  TipoffReading     *bytes_view;

  TipoffEngine      *engine;
  TipoffReportItem  *item;
  TipoffReportItem  *correction;    /* the report that takes it back; NULL */
  GCancellable      *cancellable;
};

enum
{
  SIGNAL_GONE,
  SIGNAL_DELETE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffReportPage, tipoff_report_page, GTK_TYPE_WIDGET)

static void reports_changed_cb (TipoffReportPage *self);

void
tipoff_report_page_set_engine (TipoffReportPage *self,
                               TipoffEngine     *engine)
{
  g_return_if_fail (TIPOFF_IS_REPORT_PAGE (self));

  g_set_object (&self->engine, engine);
  tipoff_state_card_set_engine (self->card, engine);
  g_signal_connect_object (tipoff_engine_get_reports (engine), "items-changed", G_CALLBACK (reports_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_event (TipoffReportPage *self,
           const char       *what,
           gint64            when)
{
  g_autofree char *words = tipoff_words_time (when);

  gtk_list_box_append (self->timeline, tipoff_row_new_fact (words, what));
}

/* The report that takes this one back, or NULL. (transfer full) */
static TipoffReportItem *
find_correction (TipoffReportPage *self,
                 const char       *id)
{
  GListModel *reports = tipoff_engine_get_reports (self->engine);

  for (guint i = 0; i < g_list_model_get_n_items (reports); i++)
    {
      g_autoptr (TipoffReportItem) item = g_list_model_get_item (reports, i);

      if (g_strcmp0 (tipoff_report_item_get (item)->corrects, id) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void show_timeline (TipoffReportPage *self);

static void
set_correction (TipoffReportPage *self,
                TipoffReportItem *correction)
{
  if (correction == self->correction)
    return;
  if (self->correction != NULL)
    g_signal_handlers_disconnect_by_func (self->correction, show_timeline, self);
  g_set_object (&self->correction, correction);
  if (correction != NULL)
    g_signal_connect_object (correction, "changed", G_CALLBACK (show_timeline), self, G_CONNECT_SWAPPED);
}

static void
show_correction (TipoffReportPage       *self,
                 const TipoffOutboxItem *row)
{
  g_autoptr (TipoffReportItem) item = find_correction (self, row->id);
  const TipoffOutboxItem *correction = item != NULL ? tipoff_report_item_get (item) : NULL;

  set_correction (self, item);
  gtk_widget_set_visible (self->correct_button, correction == NULL && tipoff_outbox_item_may_be_corrected (row));
  if (correction == NULL)
    return;
  add_event (self, _("You said that it was a mistake"), correction->created);
  gtk_list_box_append (self->timeline, tipoff_row_new_fact (_("Telling them so"), tipoff_words_state (correction)));
}

static void
show_timeline (TipoffReportPage *self)
{
  const TipoffOutboxItem *row = tipoff_report_item_get (self->item);
  g_autofree char *to = g_strdup_printf (_("You approved it, for %s"), row->authority_name != NULL ? row->authority_name
                                                                                                   : row->address);

  tipoff_rows_clear (self->timeline);
  add_event (self, to, row->created);
  if (row->attempts > 0 && row->state != TIPOFF_STATE_DELIVERED)
    {
      g_autofree char *tries = g_strdup_printf (ngettext ("Tried once", "Tried %u times", row->attempts), row->attempts);

      gtk_list_box_append (self->timeline,
                           tipoff_row_new_fact (row->state == TIPOFF_STATE_WAITING ? _("Not reached so far")
                                                                                   : _("Without a receipt"), tries));
    }
  if (row->state == TIPOFF_STATE_WAITING && row->next_at > 0)
    add_event (self, _("It is tried again by itself"), row->next_at);
  if (row->state == TIPOFF_STATE_DELIVERED)
    add_event (self, _("It arrived, and was confirmed"), row->received);
  if (row->state == TIPOFF_STATE_HANDED_OVER)
    gtk_list_box_append (self->timeline, tipoff_row_new_fact (_("There is no receipt by this way"),
                                                              _("You said that you sent it")));
  show_correction (self, row);
}

/* A correction is a row that comes, and this one does not change. */
static void
reports_changed_cb (TipoffReportPage *self)
{
  if (self->item != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_timeline (self);
}

static void
corrected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TipoffReportPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tipoff_engine_change_finish (TIPOFF_ENGINE (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_text (self->problem, error->domain == TIPOFF_REPORT_ERROR
                                       ? _("By this way nobody can be told. Tell them yourself, with the reference above.")
                                       : _("That did not work. Please try again."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_visible (self->correct_button, error->domain != TIPOFF_REPORT_ERROR);
}

static void
correct_cb (TipoffReportPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_visible (self->correct_button, FALSE);
  tipoff_engine_change_async (self->engine, tipoff_report_item_get (self->item)->id, TIPOFF_CHANGE_CORRECT,
                              self->cancellable, corrected_cb, g_object_ref (self));
}

static void
bytes_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TipoffReportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tipoff_engine_get_bytes_finish (TIPOFF_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes != NULL)
    tipoff_reading_set_bytes (self->bytes_view, bytes);
  gtk_widget_set_visible (GTK_WIDGET (self->bytes_row), bytes != NULL);
}

static void
bytes_expanded_cb (TipoffReportPage *self)
{
  if (self->item != NULL && adw_expander_row_get_expanded (self->bytes_row))
    tipoff_engine_get_bytes_async (self->engine, tipoff_report_item_get (self->item)->id, self->cancellable, bytes_cb,
                                   g_object_ref (self));
}

static void
set_item (TipoffReportPage *self,
          TipoffReportItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_timeline, self);
  g_set_object (&self->item, item);
  set_correction (self, NULL);
  tipoff_state_card_set_item (self->card, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (show_timeline), self, G_CONNECT_SWAPPED);
}

void
tipoff_report_page_show (TipoffReportPage *self,
                         TipoffReportItem *item)
{
  const TipoffOutboxItem *row;

  g_return_if_fail (TIPOFF_IS_REPORT_PAGE (self));

  set_item (self, item);
  row = tipoff_report_item_get (item);
  tipoff_heading_set_label (self->title, row->summary);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  adw_expander_row_set_expanded (self->bytes_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->bytes_row), TRUE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->bytes_view)), "", 0);
  show_timeline (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

void
tipoff_report_page_focus (TipoffReportPage *self)
{
  g_return_if_fail (TIPOFF_IS_REPORT_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
withdrawn_cb (TipoffReportPage *self)
{
  set_item (self, NULL);
  g_signal_emit (self, signals[SIGNAL_GONE], 0);
}

static void
delete_cb (TipoffReportPage *self)
{
  g_autofree char *id = g_strdup (tipoff_report_item_get (self->item)->id);

  set_item (self, NULL);
  g_signal_emit (self, signals[SIGNAL_DELETE], 0, id);
}

static void
tipoff_report_page_dispose (GObject *object)
{
  TipoffReportPage *self = TIPOFF_REPORT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->item);
  g_clear_object (&self->correction);
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tipoff_report_page_parent_class)->dispose (object);
}

static void
tipoff_report_page_class_init (TipoffReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_report_page_dispose;

  signals[SIGNAL_GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[SIGNAL_DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, title);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, card);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, correct_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, problem);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, bytes_row);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportPage, bytes_view);
  gtk_widget_class_bind_template_callback (widget_class, withdrawn_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, bytes_expanded_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_READING);
  g_type_ensure (TIPOFF_TYPE_HEADING);
  g_type_ensure (TIPOFF_TYPE_STATE_CARD);
}

static void
tipoff_report_page_init (TipoffReportPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
