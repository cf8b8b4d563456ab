/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-reports-page.h"

#include "tipoff-rows.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _TipoffReportsPage
{
  GtkWidget           parent_instance;

  GtkStack           *stack;
  GtkListBox         *list;

  GtkFilterListModel *shown;
  GtkCustomFilter    *filter;
  char               *hidden;
};

enum
{
  SIGNAL_OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffReportsPage, tipoff_reports_page, GTK_TYPE_WIDGET)

/* The row's widgets are found again through its data, since a row outlives what it shows. */
static void
update_row (GtkWidget        *row,
            TipoffReportItem *item)
{
  const TipoffOutboxItem *report = tipoff_report_item_get (item);
  g_autofree char *when = tipoff_words_time (report->created);
  /* Translators: how a report stands, then when it was made. */
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s"), tipoff_words_state (report), when);
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "icon");

  g_object_set (row, "title", report->summary, "subtitle", subtitle, NULL);
  gtk_image_set_from_icon_name (icon, tipoff_words_state_icon (report));
  if (report->state == TIPOFF_STATE_ATTENTION)
    gtk_widget_add_css_class (GTK_WIDGET (icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (icon), "warning");
}

static void
item_changed_cb (TipoffReportItem *item,
                 GtkWidget        *row)
{
  update_row (row, item);
}

static GtkWidget *
new_row (gpointer object,
         gpointer user_data)
{
  TipoffReportItem *item = object;
  GtkWidget *row = tipoff_row_new (ADW_TYPE_ACTION_ROW, "", "");
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_add_css_class (arrow, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  update_row (row, item);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), row, 0);
  return row;
}

static void
row_activated_cb (TipoffReportsPage *self,
                  GtkListBoxRow     *row)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_object_get_data (G_OBJECT (row), "item"));
}

static void
items_changed_cb (TipoffReportsPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static gboolean
is_shown (gpointer object,
          gpointer user_data)
{
  TipoffReportsPage *self = user_data;

  return g_strcmp0 (tipoff_report_item_get (object)->id, self->hidden) != 0;
}

void
tipoff_reports_page_set_engine (TipoffReportsPage *self,
                                TipoffEngine      *engine)
{
  g_return_if_fail (TIPOFF_IS_REPORTS_PAGE (self));
  g_return_if_fail (self->shown == NULL);

  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (tipoff_engine_get_reports (engine)),
                                           g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), new_row, NULL, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
}

void
tipoff_reports_page_hide (TipoffReportsPage *self,
                          const char        *id)
{
  g_return_if_fail (TIPOFF_IS_REPORTS_PAGE (self));

  g_free (self->hidden);
  self->hidden = g_strdup (id);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
tipoff_reports_page_dispose (GObject *object)
{
  TipoffReportsPage *self = TIPOFF_REPORTS_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  /* What was hidden shows again when the filter asks no more. */
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  self->list = NULL;
  /* The filter asks this object: it must ask no more. */
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->hidden, g_free);

  G_OBJECT_CLASS (tipoff_reports_page_parent_class)->dispose (object);
}

static void
tipoff_reports_page_class_init (TipoffReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_reports_page_dispose;

  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, TIPOFF_TYPE_REPORT_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TipoffReportsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_reports_page_init (TipoffReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
