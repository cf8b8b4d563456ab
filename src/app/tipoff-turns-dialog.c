/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-turns-dialog.h"

#include "tipoff-reading.h"

#include <glib/gi18n.h>

/* What is shown of one message. */
#define SHOWN_BYTES 400
#define SHOWN_LINES 4

/* -- one turn ------------------------------------------------------------------------------- */

#define TIPOFF_TYPE_TURN_ITEM (tipoff_turn_item_get_type ())
G_DECLARE_FINAL_TYPE (TipoffTurnItem, tipoff_turn_item, TIPOFF, TURN_ITEM, GObject)

struct _TipoffTurnItem
{
  GObject  parent_instance;

  guint    turn;
  char    *text;
  gboolean chosen;
};

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPS,
};

static GParamSpec *item_properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TipoffTurnItem, tipoff_turn_item, G_TYPE_OBJECT)

static void
tipoff_turn_item_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  g_value_set_boolean (value, TIPOFF_TURN_ITEM (object)->chosen);
}

static void
tipoff_turn_item_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TIPOFF_TURN_ITEM (object)->chosen = g_value_get_boolean (value);
}

static void
tipoff_turn_item_finalize (GObject *object)
{
  g_free (TIPOFF_TURN_ITEM (object)->text);

  G_OBJECT_CLASS (tipoff_turn_item_parent_class)->finalize (object);
}

static void
tipoff_turn_item_class_init (TipoffTurnItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tipoff_turn_item_get_property;
  object_class->set_property = tipoff_turn_item_set_property;
  object_class->finalize = tipoff_turn_item_finalize;
  item_properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, item_properties);
}

static void
tipoff_turn_item_init (TipoffTurnItem *self)
{
}

/* "24 Nov 2026, 05:22" as the phone showed it, then what was written. */
static TipoffTurnItem *
new_item (const TipoffChat *chat,
          guint             number,
          gboolean          chosen)
{
  const TipoffTurn *turn = &g_array_index (chat->turns, TipoffTurn, number);
  const char *text = chat->text->str + turn->start;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (turn->time);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%-d %b %Y, %R") : NULL;
  g_autofree char *shown = g_strndup (text, tipoff_reading_cut (text, turn->length, SHOWN_BYTES));
  TipoffTurnItem *self = g_object_new (TIPOFF_TYPE_TURN_ITEM, NULL);

  self->turn = number;
  self->text = g_strdup_printf ("%s\n%s", when != NULL ? when : "", shown);
  self->chosen = chosen;
  return self;
}

/* -- the dialog ----------------------------------------------------------------------------- */

struct _TipoffTurnsDialog
{
  AdwWindow   parent_instance;

  GListStore *items;        /* of TipoffTurnItem */
  GtkWidget  *use_button;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffTurnsDialog, tipoff_turns_dialog, ADW_TYPE_WINDOW)

static GArray *
list_chosen (TipoffTurnsDialog *self)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (TipoffTurnItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item->chosen)
        g_array_append_val (turns, item->turn);
    }
  return turns;
}

static void
chosen_cb (TipoffTurnsDialog *self)
{
  g_autoptr (GArray) turns = list_chosen (self);

  gtk_widget_set_sensitive (self->use_button, turns->len > 0);
}

static void
use_cb (TipoffTurnsDialog *self)
{
  g_autoptr (GArray) turns = list_chosen (self);

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, turns);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
activate_cb (GtkListView       *view,
             guint              position,
             TipoffTurnsDialog *self)
{
  g_autoptr (TipoffTurnItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  g_object_set (item, "chosen", !item->chosen, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          TipoffTurnsDialog        *self)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), SHOWN_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_list_item_set_child (list_item, check);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         TipoffTurnsDialog        *self)
{
  GtkWidget *check = gtk_list_item_get_child (list_item);
  TipoffTurnItem *item = gtk_list_item_get_item (list_item);

  gtk_label_set_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (check))), item->text);
  g_object_set_data_full (G_OBJECT (check), "binding",
                          g_object_ref (g_object_bind_property (item, "chosen", check, "active",
                                                                G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE)),
                          g_object_unref);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           TipoffTurnsDialog        *self)
{
  GtkWidget *check = gtk_list_item_get_child (list_item);

  g_binding_unbind (g_object_get_data (G_OBJECT (check), "binding"));
  g_object_set_data (G_OBJECT (check), "binding", NULL);
}

static void
tipoff_turns_dialog_dispose (GObject *object)
{
  g_clear_object (&TIPOFF_TURNS_DIALOG (object)->items);

  G_OBJECT_CLASS (tipoff_turns_dialog_parent_class)->dispose (object);
}

static void
tipoff_turns_dialog_class_init (TipoffTurnsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_turns_dialog_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-turns-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffTurnsDialog, items);
  gtk_widget_class_bind_template_child (widget_class, TipoffTurnsDialog, use_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tipoff_turns_dialog_init (TipoffTurnsDialog *self)
{
  g_type_ensure (TIPOFF_TYPE_TURN_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->items);
}

/**
 * tipoff_turns_dialog_new:
 * @side: whose turns, and which of them are chosen now
 */
GtkWidget *
tipoff_turns_dialog_new (GtkWindow        *parent,
                         const TipoffChat *chat,
                         const TipoffSide *side)
{
  TipoffTurnsDialog *self = g_object_new (TIPOFF_TYPE_TURNS_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GArray) turns = tipoff_chat_list_turns (chat, side->author);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0, next = 0; i < turns->len; i++)
    {
      const guint turn = g_array_index (turns, guint, i);
      const gboolean chosen = next < side->turns->len && g_array_index (side->turns, guint, next) == turn;
      TipoffTurnItem *item = new_item (chat, turn, chosen);

      next += chosen;
      g_signal_connect_object (item, "notify::chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  return GTK_WIDGET (self);
}
