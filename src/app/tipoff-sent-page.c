/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-sent-page.h"

#include "tipoff-background.h"
#include "tipoff-state-card.h"
#include "tipoff-words.h"

struct _TipoffSentPage
{
  GtkWidget         parent_instance;

  GtkWidget        *scrolled;
  TipoffStateCard  *card;
  GtkLabel         *closing;

  TipoffEngine     *engine;
  char             *id;
  TipoffReportItem *item;
};

enum
{
  SIGNAL_WITHDRAWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffSentPage, tipoff_sent_page, GTK_TYPE_WIDGET)

static gboolean
is_practice (TipoffSentPage         *self,
             const TipoffOutboxItem *row)
{
  TipoffAuthorities *authorities = tipoff_engine_get_authorities (self->engine);
  const TipoffAuthority *authority;

  return row->route != NULL && authorities != NULL
         && tipoff_authorities_find_route (authorities, row->route, &authority, NULL) && authority->practice;
}

static void
show_closing (TipoffSentPage *self)
{
  const TipoffOutboxItem *row = self->item != NULL ? tipoff_report_item_get (self->item) : NULL;
  const char *closing = NULL;

  if (row != NULL)
    closing = tipoff_words_state_closing (row, is_practice (self, row), tipoff_background_is_wanted (self->engine));
  gtk_label_set_text (self->closing, closing != NULL ? closing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->closing), closing != NULL);
}

static void
set_item (TipoffSentPage   *self,
          TipoffReportItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_closing, self);
  g_set_object (&self->item, item);
  tipoff_state_card_set_item (self->card, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (show_closing), self, G_CONNECT_SWAPPED);
  show_closing (self);
}

static void
look_for_item (TipoffSentPage *self)
{
  GListModel *reports = tipoff_engine_get_reports (self->engine);
  guint n = g_list_model_get_n_items (reports);

  if (self->id == NULL || self->item != NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TipoffReportItem) item = g_list_model_get_item (reports, i);
      const TipoffOutboxItem *row = tipoff_report_item_get (item);

      if (g_strcmp0 (row->id, self->id) != 0)
        continue;
      set_item (self, item);
      /* Unless another page is in front: the focus stays where somebody reads. */
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        tipoff_sent_page_focus (self);
      tipoff_state_card_begin (self->card);
      return;
    }
}

void
tipoff_sent_page_set_engine (TipoffSentPage *self,
                             TipoffEngine   *engine)
{
  g_return_if_fail (TIPOFF_IS_SENT_PAGE (self));

  g_set_object (&self->engine, engine);
  tipoff_state_card_set_engine (self->card, engine);
  g_signal_connect_object (tipoff_engine_get_reports (engine), "items-changed", G_CALLBACK (look_for_item), self,
                           G_CONNECT_SWAPPED);
}

void
tipoff_sent_page_show (TipoffSentPage *self,
                       const char     *id)
{
  g_return_if_fail (TIPOFF_IS_SENT_PAGE (self));

  g_free (self->id);
  self->id = g_strdup (id);
  set_item (self, NULL);
  look_for_item (self);
}

void
tipoff_sent_page_focus (TipoffSentPage *self)
{
  g_return_if_fail (TIPOFF_IS_SENT_PAGE (self));

  tipoff_state_card_focus (self->card);
}

static void
withdrawn_cb (TipoffSentPage *self)
{
  g_clear_pointer (&self->id, g_free);
  g_signal_emit (self, signals[SIGNAL_WITHDRAWN], 0);
}

static void
tipoff_sent_page_dispose (GObject *object)
{
  TipoffSentPage *self = TIPOFF_SENT_PAGE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->item);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (tipoff_sent_page_parent_class)->dispose (object);
}

static void
tipoff_sent_page_class_init (TipoffSentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_sent_page_dispose;

  signals[SIGNAL_WITHDRAWN] = g_signal_new ("withdrawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-sent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffSentPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TipoffSentPage, card);
  gtk_widget_class_bind_template_child (widget_class, TipoffSentPage, closing);
  gtk_widget_class_bind_template_callback (widget_class, withdrawn_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_STATE_CARD);
}

static void
tipoff_sent_page_init (TipoffSentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
