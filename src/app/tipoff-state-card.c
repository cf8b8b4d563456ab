/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-state-card.h"

#include "tipoff-copy-button.h"
#include "tipoff-handover-box.h"
#include "tipoff-heading.h"
#include "tipoff-ids.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>

struct _TipoffStateCard
{
  GtkWidget          parent_instance;

  GtkWidget         *box;
  GtkImage          *icon;
  TipoffHeading     *title;
  GtkLabel          *words;
  GtkLabel          *detail;
  GtkWidget         *reference_box;
  GtkLabel          *reference;
  TipoffCopyButton  *copy_reference;
  GtkButton         *undo_button;
  GtkWidget         *key_box;
  GtkEditable       *key;
  GtkWidget         *key_button;
  GtkWidget         *key_note;
  GtkWidget         *retry_button;
  GtkLabel          *problem;
  TipoffHandoverBox *handover;

  TipoffEngine      *engine;
  TipoffReportItem  *item;
  GCancellable      *cancellable;
  guint              tick;
};

enum
{
  SIGNAL_WITHDRAWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffStateCard, tipoff_state_card, GTK_TYPE_WIDGET)

void
tipoff_state_card_set_engine (TipoffStateCard *self,
                              TipoffEngine    *engine)
{
  g_return_if_fail (TIPOFF_IS_STATE_CARD (self));

  g_set_object (&self->engine, engine);
  tipoff_handover_box_set_engine (self->handover, engine);
}

static void
set_problem (TipoffStateCard *self,
             const char      *problem)
{
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

/* -- what it shows -------------------------------------------------------------------------- */

static gboolean tick_cb (gpointer user_data);

/* The seconds left to undo; counted where one sees them. */
static void
show_undo (TipoffStateCard        *self,
           const TipoffOutboxItem *row)
{
  gint64 left = row->not_before - tipoff_time_now ();
  gboolean possible = row->state == TIPOFF_STATE_APPROVED && row->way == TIPOFF_WAY_HTTPS && left > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), possible);
  g_clear_handle_id (&self->tick, g_source_remove);
  if (possible)
    {
      /* Translators: a button; %d is the number of seconds that are left. */
      g_autofree char *label = g_strdup_printf (_("Undo (%d)"), (int) left);

      gtk_button_set_label (self->undo_button, label);
      self->tick = g_timeout_add (500, tick_cb, self);
    }
}

static const char *
state_style (TipoffState state)
{
  return state == TIPOFF_STATE_ATTENTION || state == TIPOFF_STATE_EXPIRED ? "suspicious" : "clear";
}

static void
show_item (TipoffStateCard *self)
{
  const TipoffOutboxItem *row = tipoff_report_item_get (self->item);
  g_autofree char *words = tipoff_words_state_long (row);
  gboolean is_unknown = g_strcmp0 (row->reason, "unknown") == 0;
  gboolean is_taken = g_strcmp0 (row->reason, "taken") == 0;
  /* Where it is not known what they did, there is nothing that they said. */
  gboolean has_detail = row->detail != NULL && *row->detail != '\0' && row->state == TIPOFF_STATE_ATTENTION && !is_unknown;

  gtk_image_set_from_icon_name (self->icon, tipoff_words_state_icon (row));
  tipoff_heading_set_label (self->title, tipoff_words_state (row));
  gtk_label_set_text (self->words, words);
  gtk_widget_remove_css_class (self->box, "clear");
  gtk_widget_remove_css_class (self->box, "suspicious");
  gtk_widget_add_css_class (self->box, state_style (row->state));

  if (has_detail)
    {
      /* Translators: %s is what the authority's computer answered, in its own words. */
      g_autofree char *detail = g_strdup_printf (_("It said: “%s”"), row->detail);

      gtk_label_set_text (self->detail, detail);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->detail), has_detail);

  gtk_widget_set_visible (self->reference_box, row->reference != NULL);
  gtk_label_set_text (self->reference, row->reference != NULL ? row->reference : "");
  tipoff_copy_button_set_text (self->copy_reference, row->reference);

  show_undo (self, row);
  gtk_widget_set_visible (self->key_box, row->state == TIPOFF_STATE_ATTENTION && g_strcmp0 (row->reason, "token") == 0);
  gtk_widget_set_sensitive (self->key_button, TRUE);
  tipoff_handover_box_set_item (self->handover, self->item);
  gtk_widget_set_visible (self->retry_button,
                          row->state == TIPOFF_STATE_WAITING || (row->state == TIPOFF_STATE_ATTENTION && !is_taken)
                            || row->state == TIPOFF_STATE_EXPIRED);
  gtk_widget_set_sensitive (self->retry_button, TRUE);
}

static gboolean
tick_cb (gpointer user_data)
{
  TipoffStateCard *self = user_data;

  self->tick = 0;
  if (self->item != NULL)
    show_undo (self, tipoff_report_item_get (self->item));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (TipoffStateCard *self)
{
  set_problem (self, NULL);
  show_item (self);
}

void
tipoff_state_card_set_item (TipoffStateCard  *self,
                            TipoffReportItem *item)
{
  g_return_if_fail (TIPOFF_IS_STATE_CARD (self));

  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, changed_cb, self);
  g_set_object (&self->item, item);
  set_problem (self, NULL);
  gtk_editable_set_text (self->key, "");
  gtk_widget_set_visible (self->key_note, FALSE);
  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_widget_set_visible (self->box, item != NULL);
  if (item == NULL)
    {
      tipoff_handover_box_set_item (self->handover, NULL);
      return;
    }
  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_item (self);
}

void
tipoff_state_card_focus (TipoffStateCard *self)
{
  g_return_if_fail (TIPOFF_IS_STATE_CARD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

/* -- what can be done ----------------------------------------------------------------------- */

static void
withdrawn_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TipoffStateCard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tipoff_engine_change_finish (TIPOFF_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->item == NULL)
    return;
  if (done)
    g_signal_emit (self, signals[SIGNAL_WITHDRAWN], 0, tipoff_report_item_get (self->item)->id);
  else
    set_problem (self, _("It was too late: the report is already being sent."));
}

static void
undo_cb (TipoffStateCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), FALSE);
  g_clear_handle_id (&self->tick, g_source_remove);
  tipoff_engine_change_async (self->engine, tipoff_report_item_get (self->item)->id, TIPOFF_CHANGE_WITHDRAW,
                              self->cancellable, withdrawn_cb, g_object_ref (self));
}

static void
retry_cb (TipoffStateCard *self)
{
  gtk_widget_set_sensitive (self->retry_button, FALSE);
  tipoff_engine_send_now (self->engine, tipoff_report_item_get (self->item)->id);
}

static void
key_kept_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TipoffStateCard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean lasts = tipoff_engine_keep_token_finish (TIPOFF_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->item == NULL)
    return;
  gtk_widget_set_sensitive (self->key_button, TRUE);
  if (error != NULL)
    {
      set_problem (self, _("That is no key. It is one line, exactly as you were given it."));
      return;
    }
  gtk_editable_set_text (self->key, "");
  gtk_widget_set_visible (self->key_note, !lasts);
  retry_cb (self);
}

static void
key_cb (TipoffStateCard *self)
{
  if (!gtk_widget_get_sensitive (self->key_button))
    return;
  set_problem (self, NULL);
  gtk_widget_set_sensitive (self->key_button, FALSE);
  tipoff_engine_keep_token_async (self->engine, tipoff_report_item_get (self->item)->address,
                                  gtk_editable_get_text (self->key), self->cancellable, key_kept_cb, g_object_ref (self));
}

/**
 * tipoff_state_card_begin:
 *
 * Opens what the person needs for a report that they hand over themself: their mail, a website.
 */
void
tipoff_state_card_begin (TipoffStateCard *self)
{
  g_return_if_fail (TIPOFF_IS_STATE_CARD (self));

  tipoff_handover_box_begin (self->handover);
}

/* -- the object ----------------------------------------------------------------------------- */

static void
tipoff_state_card_dispose (GObject *object)
{
  TipoffStateCard *self = TIPOFF_STATE_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->item);
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tipoff_state_card_parent_class)->dispose (object);
}

static void
tipoff_state_card_class_init (TipoffStateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_state_card_dispose;

  signals[SIGNAL_WITHDRAWN] = g_signal_new ("withdrawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-state-card.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, box);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, icon);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, title);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, words);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, detail);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, reference_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, reference);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, copy_reference);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, undo_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, key_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, key);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, key_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, key_note);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, retry_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, problem);
  gtk_widget_class_bind_template_child (widget_class, TipoffStateCard, handover);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_HEADING);
  g_type_ensure (TIPOFF_TYPE_COPY_BUTTON);
  g_type_ensure (TIPOFF_TYPE_HANDOVER_BOX);
}

static void
tipoff_state_card_init (TipoffStateCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
