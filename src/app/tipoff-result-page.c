/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-result-page.h"

#include "tipoff-conversation-box.h"
#include "tipoff-heading.h"
#include "tipoff-message-view.h"
#include "tipoff-rows.h"
#include "tipoff-when-row.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define REASONS_AT_FIRST 3

struct _TipoffResultPage
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scrolled;
  GtkWidget         *verdict_box;
  GtkImage          *verdict_icon;
  TipoffHeading     *title;
  GtkLabel          *headline;
  TipoffConversationBox *conversation;
  GtkWidget         *message_box;
  GtkLabel          *origin;
  TipoffMessageView *message;
  GtkWidget         *cut_label;
  GtkWidget         *number_box;
  GtkListBox        *number_list;
  GtkWidget         *want_to_call;
  GtkWidget         *reasons_box;
  GtkListBox        *reasons;
  GtkWidget         *more_reasons;
  GtkWidget         *found_box;
  GtkListBox        *found;
  GtkListBox        *steps;
  GtkWidget         *about_list;
  AdwExpanderRow    *about_row;
  AdwEntryRow       *sender;
  AdwComboRow       *channel;
  TipoffWhenRow     *when;
  GtkWidget         *report_button;
  GtkLabel          *report_label;
  GtkWidget         *genuine_button;
  GtkWidget         *disagree_button;
  GtkWidget         *another_button;
  GtkWidget         *nobody_label;

  TipoffEngine      *engine;
  TipoffDraft       *draft;
  guint              harms;
  gboolean           filling;
};

enum
{
  SIGNAL_REPORT,
  SIGNAL_GENUINE,
  SIGNAL_RECHECK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffResultPage, tipoff_result_page, GTK_TYPE_WIDGET)

void
tipoff_result_page_set_engine (TipoffResultPage *self,
                               TipoffEngine     *engine)
{
  g_return_if_fail (TIPOFF_IS_RESULT_PAGE (self));

  g_set_object (&self->engine, engine);
}

/* -- the verdict ---------------------------------------------------------------------------- */

/* Words first: what it looks like, and what to do at once. */
static void
show_headline (TipoffResultPage    *self,
               const TipoffVerdict *verdict)
{
  TipoffTongue *tongue = tipoff_words_tongue ();
  g_autofree char *headline = tipoff_advice_get_headline (verdict->kind, verdict->level, tipoff_tongue_get_language (tongue));

  tipoff_heading_set_label (self->title, tipoff_wording_verdict (verdict, tongue));
  gtk_label_set_text (self->headline, headline);
}

static void
show_verdict (TipoffResultPage    *self,
              const TipoffVerdict *verdict)
{

  for (TipoffLevel level = TIPOFF_LEVEL_CLEAR; level <= TIPOFF_LEVEL_SCAM; level++)
    gtk_widget_remove_css_class (self->verdict_box, tipoff_words_verdict_style (level));
  gtk_widget_add_css_class (self->verdict_box, tipoff_words_verdict_style (verdict->level));
  gtk_image_set_from_icon_name (self->verdict_icon, tipoff_words_verdict_icon (verdict->level));
  show_headline (self, verdict);
}

static void
show_number (TipoffResultPage       *self,
             const TipoffIndicator  *indicator)
{
  const TipoffPhoneNumber *number = indicator->number;
  const char *place = tipoff_draft_get_place (self->draft);
  TipoffTongue *tongue = tipoff_words_tongue ();

  tipoff_rows_clear (self->number_list);
  if (number == NULL)
    return;
  gtk_list_box_append (self->number_list,
                       tipoff_row_new_fact (tipoff_phone_number_is_valid (number)
                                              ? tipoff_wording_phone_type (tipoff_phone_number_get_number_type (number), tongue)
                                              : _("No such number is in use: it was made up or is incomplete"),
                                            tipoff_phone_number_get_national (number) != NULL
                                              ? tipoff_phone_number_get_national (number)
                                              : tipoff_phone_number_get_raw (number)));
  if (place != NULL && *place != '\0')
    gtk_list_box_append (self->number_list,
                         tipoff_row_new_fact (_("Where it is registered; the caller can be anywhere"), place));
  if (tipoff_phone_number_is_valid (number))
    gtk_list_box_append (self->number_list,
                         tipoff_row_new_fact (_("Cost"),
                                              tipoff_wording_phone_cost (tipoff_phone_number_get_cost (number), tongue)));
}

static void
show_content (TipoffResultPage   *self,
              const TipoffReport *report)
{
  gboolean alone = tipoff_verdict_is_number_alone (report->verdict, report->c) && report->verdict->indicators->len > 0;
  const TipoffMessage *message = g_ptr_array_index (report->c->messages, 0);
  g_autofree char *origin = tipoff_wording_origin (report->c->origin, message->sender, tipoff_words_tongue ());

  gtk_label_set_text (self->origin, origin != NULL ? origin : "");
  gtk_widget_set_visible (GTK_WIDGET (self->origin), origin != NULL);
  gtk_widget_set_visible (self->message_box, !alone);
  gtk_widget_set_visible (self->number_box, alone);
  gtk_widget_set_visible (self->want_to_call, FALSE);
  if (alone)
    show_number (self, g_ptr_array_index (report->verdict->indicators, 0));
  else
    gtk_widget_set_visible (self->cut_label, !tipoff_message_view_show (self->message, report->c, report->verdict));
}

/* -- reasons, findings, steps --------------------------------------------------------------- */

static void
reason_expanded_cb (AdwExpanderRow   *row,
                    GParamSpec       *pspec,
                    TipoffResultPage *self)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  tipoff_message_view_stress_flag (self->message, adw_expander_row_get_expanded (row) ? index : -1);
}

static void
reason_focus_cb (GtkEventControllerFocus *controller,
                 TipoffResultPage        *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  tipoff_message_view_stress_flag (self->message, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static void
show_more_reasons (TipoffResultPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->reasons, i)) != NULL; i++)
    gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
  gtk_widget_set_visible (self->more_reasons, FALSE);
}

static void
more_reasons_cb (TipoffResultPage *self)
{
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->reasons, REASONS_AT_FIRST);

  show_more_reasons (self);
  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
}

static void
show_reasons (TipoffResultPage    *self,
              const TipoffVerdict *verdict)
{
  TipoffTongue *tongue = tipoff_engine_get_tongue (self->engine);
  guint n = verdict->flags->len;

  tipoff_rows_clear (self->reasons);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = tipoff_row_new_reason (g_ptr_array_index (verdict->flags, i), tongue);
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (row, "notify::expanded", G_CALLBACK (reason_expanded_cb), self, 0);
      g_signal_connect_object (focus, "enter", G_CALLBACK (reason_focus_cb), self, 0);
      gtk_widget_add_controller (row, focus);
      gtk_list_box_append (self->reasons, row);
      gtk_widget_set_visible (row, i < REASONS_AT_FIRST || n == REASONS_AT_FIRST + 1);
    }
  gtk_widget_set_visible (self->reasons_box, n > 0);
  gtk_widget_set_visible (self->more_reasons, n > REASONS_AT_FIRST + 1);
  if (n > REASONS_AT_FIRST + 1)
    {
      g_autofree char *label = g_strdup_printf (ngettext ("%u More Reason", "%u More Reasons", n - REASONS_AT_FIRST),
                                                n - REASONS_AT_FIRST);

      gtk_button_set_label (GTK_BUTTON (self->more_reasons), label);
    }
}

static void
flag_clicked_cb (TipoffMessageView *view,
                 guint              flag,
                 TipoffResultPage  *self)
{
  GtkListBoxRow *row;

  if (flag >= REASONS_AT_FIRST)
    show_more_reasons (self);
  row = gtk_list_box_get_row_at_index (self->reasons, (int) flag);
  if (row != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_found (TipoffResultPage    *self,
            const TipoffVerdict *verdict)
{
  tipoff_rows_clear (self->found);
  for (guint i = 0; i < verdict->indicators->len; i++)
    gtk_list_box_append (self->found, tipoff_row_new_indicator (g_ptr_array_index (verdict->indicators, i)));
  gtk_widget_set_visible (self->found_box,
                          verdict->indicators->len > 0 && gtk_widget_get_visible (self->message_box));
}

static void
show_steps (TipoffResultPage *self)
{
  TipoffReport *report = tipoff_draft_get_report (self->draft);
  const char *language = tipoff_engine_get_language (self->engine);
  g_autoptr (GPtrArray) steps = tipoff_advice_get (tipoff_engine_get_authorities (self->engine), report->verdict->kind,
                                                   self->harms, report->country, language);

  tipoff_rows_clear (self->steps);
  for (guint i = 0; i < steps->len; i++)
    gtk_list_box_append (self->steps, tipoff_row_new_step (g_ptr_array_index (steps, i), language));
}

/* -- what to do with it --------------------------------------------------------------------- */

static void
show_actions (TipoffResultPage   *self,
              const TipoffReport *report)
{
  TipoffAuthorities *authorities = tipoff_engine_get_authorities (self->engine);
  const char *language = tipoff_engine_get_language (self->engine);
  const TipoffAuthority *authority = NULL;
  TipoffMessage *message = g_ptr_array_index (report->c->messages, 0);
  gboolean clear = report->verdict->level < TIPOFF_LEVEL_SUSPICIOUS;
  gboolean possible;

  possible = authorities != NULL
             && tipoff_authorities_get_default (authorities, report->country, language,
                                                tipoff_channel_to_string (message->channel), &authority) != NULL;
  if (possible)
    {
      /* Translators: a button; %s is an authority's name. */
      g_autofree char *label = g_strdup_printf (_("Report to %s"), tipoff_localized_get (authority->name, language));

      gtk_label_set_text (self->report_label, label);
    }
  gtk_widget_set_visible (self->report_button, possible && !clear);
  gtk_widget_set_visible (self->genuine_button, !clear);
  gtk_widget_set_visible (self->disagree_button, possible && clear);
  gtk_widget_set_visible (self->another_button, clear);
  gtk_widget_set_visible (self->nobody_label, !possible);
}

static void
report_cb (TipoffResultPage *self)
{
  g_signal_emit (self, signals[SIGNAL_REPORT], 0);
}

static void
genuine_cb (TipoffResultPage *self)
{
  g_signal_emit (self, signals[SIGNAL_GENUINE], 0);
}

/* -- what the person may tell --------------------------------------------------------------- */

static void
emit_recheck (TipoffResultPage *self,
              TipoffChannel     channel)
{
  g_autoptr (TipoffInput) input = tipoff_input_copy (tipoff_draft_get_input (self->draft));
  g_autofree char *sender = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sender))));

  input->channel = channel;
  g_free (input->sender);
  input->sender = *sender != '\0' ? g_steal_pointer (&sender) : NULL;
  g_free (input->received);
  input->received = tipoff_when_row_get_time (self->when);
  g_signal_emit (self, signals[SIGNAL_RECHECK], 0, input);
}

/* The first choice is "otherwise", then the channels in their order. */
static TipoffChannel
get_channel (TipoffResultPage *self)
{
  guint selected = adw_combo_row_get_selected (self->channel);

  return selected == 0 || selected > TIPOFF_CHANNEL_OTHER ? TIPOFF_CHANNEL_OTHER : (TipoffChannel) (selected - 1);
}

static void
set_channel (TipoffResultPage *self,
             TipoffChannel     channel)
{
  adw_combo_row_set_selected (self->channel, channel == TIPOFF_CHANNEL_OTHER ? 0 : (guint) channel + 1);
}

static void
told_cb (TipoffResultPage *self)
{
  if (!self->filling && self->draft != NULL)
    emit_recheck (self, get_channel (self));
}

static void
conversation_told_cb (TipoffResultPage *self,
                      TipoffInput      *input)
{
  g_signal_emit (self, signals[SIGNAL_RECHECK], 0, input);
}

static void
called_me_cb (TipoffResultPage *self)
{
  if (tipoff_draft_get_input (self->draft)->channel == TIPOFF_CHANNEL_CALL)
    return;
  self->filling = TRUE;
  set_channel (self, TIPOFF_CHANNEL_CALL);
  self->filling = FALSE;
  emit_recheck (self, TIPOFF_CHANNEL_CALL);
}

static void
want_to_call_cb (TipoffResultPage *self)
{
  gtk_widget_set_visible (self->want_to_call, TRUE);
  gtk_widget_grab_focus (self->want_to_call);
}

static void
show_told (TipoffResultPage *self)
{
  const TipoffInput *input = tipoff_draft_get_input (self->draft);

  /* A file says itself who wrote it, and when. */
  gtk_widget_set_visible (self->about_list, input->files == NULL);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->sender), input->sender != NULL ? input->sender : "");
  set_channel (self, input->channel);
  tipoff_when_row_clear (self->when);
  adw_expander_row_set_expanded (self->about_row, FALSE);
  self->filling = FALSE;
}

/* -- the page ------------------------------------------------------------------------------- */

void
tipoff_result_page_show (TipoffResultPage *self,
                         TipoffDraft      *draft,
                         gboolean          again)
{
  const TipoffReport *report;

  g_return_if_fail (TIPOFF_IS_RESULT_PAGE (self));

  g_set_object (&self->draft, draft);
  report = tipoff_draft_get_report (draft);
  if (!again)
    show_told (self);
  show_verdict (self, report->verdict);
  tipoff_conversation_box_show (self->conversation, draft);
  show_content (self, report);
  show_reasons (self, report->verdict);
  show_found (self, report->verdict);
  show_steps (self);
  show_actions (self, report);
  if (!again)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

void
tipoff_result_page_set_harms (TipoffResultPage *self,
                              guint             harms)
{
  g_return_if_fail (TIPOFF_IS_RESULT_PAGE (self));

  self->harms = harms;
  if (self->draft != NULL)
    show_steps (self);
}

void
tipoff_result_page_focus (TipoffResultPage *self)
{
  g_return_if_fail (TIPOFF_IS_RESULT_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
tipoff_result_page_dispose (GObject *object)
{
  TipoffResultPage *self = TIPOFF_RESULT_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->draft);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (tipoff_result_page_parent_class)->dispose (object);
}

static void
tipoff_result_page_class_init (TipoffResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_result_page_dispose;

  signals[SIGNAL_REPORT] = g_signal_new ("report", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[SIGNAL_GENUINE] = g_signal_new ("genuine", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_RECHECK] = g_signal_new ("recheck", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, title);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, headline);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, conversation);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, origin);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, message_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, message);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, cut_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, number_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, number_list);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, want_to_call);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, reasons_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, reasons);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, more_reasons);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, found_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, found);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, steps);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, about_list);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, about_row);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, sender);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, channel);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, when);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, report_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, report_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, genuine_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, disagree_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, another_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffResultPage, nobody_label);
  gtk_widget_class_bind_template_callback (widget_class, flag_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_reasons_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, conversation_told_cb);
  gtk_widget_class_bind_template_callback (widget_class, called_me_cb);
  gtk_widget_class_bind_template_callback (widget_class, want_to_call_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, genuine_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_CONVERSATION_BOX);
  g_type_ensure (TIPOFF_TYPE_HEADING);
  g_type_ensure (TIPOFF_TYPE_MESSAGE_VIEW);
  g_type_ensure (TIPOFF_TYPE_WHEN_ROW);
}

static void
tipoff_result_page_init (TipoffResultPage *self)
{
  g_autoptr (GtkStringList) channels = gtk_string_list_new (NULL);
  TipoffTongue *tongue = tipoff_words_tongue ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (channels, tipoff_wording_channel (TIPOFF_CHANNEL_OTHER, tongue));
  for (TipoffChannel channel = 0; channel < TIPOFF_CHANNEL_OTHER; channel++)
    gtk_string_list_append (channels, tipoff_wording_channel (channel, tongue));
  self->filling = TRUE;
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (channels));
  self->filling = FALSE;
}
