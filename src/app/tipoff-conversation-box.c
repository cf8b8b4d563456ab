/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-conversation-box.h"

#include "tipoff-turns-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _TipoffConversationBox
{
  GtkWidget     parent_instance;

  GtkWidget    *list;
  AdwComboRow  *suspect;
  AdwActionRow *turns;

  TipoffDraft  *draft;
  gboolean      filling;
};

enum
{
  SIGNAL_TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffConversationBox, tipoff_conversation_box, GTK_TYPE_WIDGET)

static void
emit_told (TipoffConversationBox *self,
           const char            *suspect,
           GArray                *turns)
{
  g_autoptr (TipoffInput) input = tipoff_input_copy (tipoff_draft_get_input (self->draft));

  g_free (input->suspect);
  input->suspect = g_strdup (suspect);
  g_clear_pointer (&input->turns, g_array_unref);
  input->turns = turns != NULL ? g_array_ref (turns) : NULL;
  g_signal_emit (self, signals[SIGNAL_TOLD], 0, input);
}

static void
suspect_cb (TipoffConversationBox *self)
{
  const guint selected = adw_combo_row_get_selected (self->suspect);

  if (!self->filling && self->draft != NULL && selected != GTK_INVALID_LIST_POSITION)
    emit_told (self, g_ptr_array_index (tipoff_draft_get_chat (self->draft)->authors, selected), NULL);
}

static void
chosen_cb (TipoffConversationBox *self,
           GArray                *turns)
{
  const TipoffSide *side = tipoff_draft_get_side (self->draft);

  emit_told (self, g_ptr_array_index (tipoff_draft_get_chat (self->draft)->authors, side->author), turns);
}

static void
turns_cb (TipoffConversationBox *self)
{
  GtkWidget *dialog = tipoff_turns_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               tipoff_draft_get_chat (self->draft), tipoff_draft_get_side (self->draft));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
tipoff_conversation_box_show (TipoffConversationBox *self,
                              TipoffDraft           *draft)
{
  const TipoffChat *chat;
  const TipoffSide *side;
  g_autoptr (GtkStringList) authors = gtk_string_list_new (NULL);
  g_autofree char *subtitle = NULL;

  g_return_if_fail (TIPOFF_IS_CONVERSATION_BOX (self));

  g_set_object (&self->draft, draft);
  chat = tipoff_draft_get_chat (draft);
  side = tipoff_draft_get_side (draft);
  gtk_widget_set_visible (GTK_WIDGET (self), chat != NULL);
  if (chat == NULL)
    return;
  for (guint i = 0; i < chat->authors->len; i++)
    gtk_string_list_append (authors, g_ptr_array_index (chat->authors, i));
  self->filling = TRUE;
  adw_combo_row_set_model (self->suspect, G_LIST_MODEL (authors));
  adw_combo_row_set_selected (self->suspect, side->author);
  self->filling = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->suspect), side->is_guess ? _("Tipoff guessed it. Choose another where it is wrong.") : "");
  subtitle = g_strdup_printf (ngettext ("%u message is chosen", "%u messages are chosen", side->turns->len), side->turns->len);
  adw_action_row_set_subtitle (self->turns, subtitle);
}

static void
tipoff_conversation_box_dispose (GObject *object)
{
  TipoffConversationBox *self = TIPOFF_CONVERSATION_BOX (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (tipoff_conversation_box_parent_class)->dispose (object);
}

static void
tipoff_conversation_box_class_init (TipoffConversationBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_conversation_box_dispose;

  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-conversation-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffConversationBox, list);
  gtk_widget_class_bind_template_child (widget_class, TipoffConversationBox, suspect);
  gtk_widget_class_bind_template_child (widget_class, TipoffConversationBox, turns);
  gtk_widget_class_bind_template_callback (widget_class, suspect_cb);
  gtk_widget_class_bind_template_callback (widget_class, turns_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_conversation_box_init (TipoffConversationBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
