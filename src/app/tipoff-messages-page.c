/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-messages-page.h"

#include "tipoff-heading.h"
#include "tipoff-reading.h"
#include "tipoff-rows.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _TipoffMessagesPage
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scrolled;
  TipoffHeading     *title;
  GtkListBox        *list;
  GtkWidget         *together_button;

  GPtrArray         *suspicious;    /* of TipoffDraft */
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_TOGETHER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffMessagesPage, tipoff_messages_page, GTK_TYPE_WIDGET)

/* The subject, else the beginning of the text, else the file. */
static char *
describe (TipoffDraft *draft)
{
  const TipoffCase *c = tipoff_draft_get_report (draft)->c;
  const TipoffPart *shown = tipoff_case_get_part (c, 0);
  g_autofree char *line = NULL;

  for (guint i = 0; i < tipoff_case_get_n_parts (c) && shown->type != TIPOFF_PART_SUBJECT; i++)
    if (tipoff_case_get_part (c, i)->type == TIPOFF_PART_SUBJECT)
      shown = tipoff_case_get_part (c, i);
  line = g_strndup (shown->text, tipoff_reading_cut (shown->text, shown->length, 120));
  g_strdelimit (line, "\n\t", ' ');
  g_strstrip (line);
  return *line != '\0' || tipoff_draft_get_name (draft) == NULL ? g_steal_pointer (&line) : g_strdup (tipoff_draft_get_name (draft));
}

static GtkWidget *
new_row (TipoffDraft *draft)
{
  const TipoffReport *report = tipoff_draft_get_report (draft);
  const TipoffMessage *message = g_ptr_array_index (report->c->messages, 0);
  g_autoptr (GString) subtitle = g_string_new (tipoff_wording_verdict (report->verdict, tipoff_words_tongue ()));
  g_autofree char *title = describe (draft);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *row;

  tipoff_line_append (subtitle, message->sender != NULL ? message->sender : tipoff_draft_get_name (draft));
  row = tipoff_row_new (ADW_TYPE_ACTION_ROW, title, subtitle->str);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "draft", g_object_ref (draft), g_object_unref);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (tipoff_words_verdict_icon (report->verdict->level)));
  gtk_widget_add_css_class (arrow, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  return row;
}

static void
choose_suspicious (TipoffMessagesPage *self,
                   GPtrArray          *drafts)
{
  g_ptr_array_set_size (self->suspicious, 0);
  for (guint i = 0; i < drafts->len; i++)
    if (tipoff_draft_get_report (g_ptr_array_index (drafts, i))->verdict->level >= TIPOFF_LEVEL_SUSPICIOUS)
      g_ptr_array_add (self->suspicious, g_object_ref (g_ptr_array_index (drafts, i)));
  gtk_widget_set_visible (self->together_button, self->suspicious->len > 1);
}

void
tipoff_messages_page_show (TipoffMessagesPage *self,
                           GPtrArray          *drafts)
{
  g_autofree char *title = NULL;
  guint n;

  g_return_if_fail (TIPOFF_IS_MESSAGES_PAGE (self));

  choose_suspicious (self, drafts);
  n = self->suspicious->len;
  /* Translators: the first number is of the suspicious ones, the second of all. */
  title = n == 0 ? g_strdup (_("Tipoff recognised nothing in these messages"))
                 : g_strdup_printf (ngettext ("%u of %u messages is suspicious", "%u of %u messages are suspicious", n), n, drafts->len);
  tipoff_heading_set_label (self->title, title);
  tipoff_rows_clear (self->list);
  for (guint i = 0; i < drafts->len; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (drafts, i)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

void
tipoff_messages_page_focus (TipoffMessagesPage *self)
{
  g_return_if_fail (TIPOFF_IS_MESSAGES_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
row_activated_cb (TipoffMessagesPage *self,
                  GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_object_get_data (G_OBJECT (row), "draft"));
}

static void
together_cb (TipoffMessagesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_TOGETHER], 0, self->suspicious);
}

static void
tipoff_messages_page_dispose (GObject *object)
{
  g_clear_pointer (&TIPOFF_MESSAGES_PAGE (object)->suspicious, g_ptr_array_unref);
  g_clear_pointer ((GtkWidget **) &TIPOFF_MESSAGES_PAGE (object)->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (tipoff_messages_page_parent_class)->dispose (object);
}

static void
tipoff_messages_page_class_init (TipoffMessagesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_messages_page_dispose;

  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, TIPOFF_TYPE_DRAFT);
  signals[SIGNAL_TOGETHER] = g_signal_new ("together", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-messages-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffMessagesPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TipoffMessagesPage, title);
  gtk_widget_class_bind_template_child (widget_class, TipoffMessagesPage, list);
  gtk_widget_class_bind_template_child (widget_class, TipoffMessagesPage, together_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, together_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_HEADING);
}

static void
tipoff_messages_page_init (TipoffMessagesPage *self)
{
  self->suspicious = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
