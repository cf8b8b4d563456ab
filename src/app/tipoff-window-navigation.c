/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-window-private.h"

#include <glib/gi18n.h>

/* -- where one is --------------------------------------------------------------------------- */

static gboolean
is_on (GtkStack   *stack,
       const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) == 0;
}

gboolean
tipoff_window_is_on_help (TipoffWindow *self)
{
  return is_on (self->root, "help");
}

static gboolean
is_on_reports (TipoffWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->tabs), "reports") == 0;
}

/* On the first page of a tab, where the tabs are shown. */
static gboolean
is_at_top (TipoffWindow *self)
{
  if (tipoff_window_is_on_help (self))
    return FALSE;
  return is_on_reports (self) ? is_on (self->reports_stack, "list") : is_on (self->check_stack, "check");
}

static const char *
page_title (TipoffWindow *self)
{
  if (tipoff_window_is_on_help (self))
    return _("Help now");
  if (is_on_reports (self))
    return is_on (self->reports_stack, "list") ? _("Reports") : _("Report");
  if (is_on (self->check_stack, "messages"))
    return _("Messages");
  if (is_on (self->check_stack, "result"))
    return _("Result");
  if (is_on (self->check_stack, "review"))
    return _("Review");
  if (is_on (self->check_stack, "sent"))
    return _("Report");
  return "Tipoff";
}

/* The window is called after the page, so that one who hears it knows where one is. */
static void
set_titles (TipoffWindow *self,
            gboolean      top)
{
  const char *title = page_title (self);
  /* Translators: the window's title: the page, then the program. */
  g_autofree char *long_title = g_strdup_printf (_("%s – Tipoff"), title);

  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), top && !is_on_reports (self) ? "Tipoff" : long_title);
}

/**
 * tipoff_window_update_chrome:
 *
 * Shows around the page what belongs to it: tabs at the top or at the bottom, or Back and a title.
 */
void
tipoff_window_update_chrome (TipoffWindow *self)
{
  gboolean top = is_at_top (self);
  gboolean narrow = tipoff_width_gate_get_narrow (self->gate);
  gboolean on_check_tab = !tipoff_window_is_on_help (self) && !is_on_reports (self);

  gtk_widget_set_visible (self->back_button, !top);
  gtk_stack_set_visible_child_name (self->title_stack, top && !narrow ? "switcher" : "title");
  set_titles (self, top);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, top && narrow);
  gtk_widget_set_visible (self->help_bar, !tipoff_window_is_on_help (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", !top);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.check", on_check_tab && is_on (self->check_stack, "check"));
  /* Pasting starts anew, which must not happen by mistake to what is being reviewed or done at once. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.paste",
                                 !tipoff_window_is_on_help (self) && !(on_check_tab && is_on (self->check_stack, "review")));
}

/* -- going there ---------------------------------------------------------------------------- */

static void
focus_check_page (TipoffWindow *self)
{
  if (is_on (self->check_stack, "messages"))
    tipoff_messages_page_focus (self->messages_page);
  else if (is_on (self->check_stack, "result"))
    tipoff_result_page_focus (self->result_page);
  else if (is_on (self->check_stack, "review"))
    tipoff_review_page_focus (self->review_page);
  else if (is_on (self->check_stack, "sent"))
    tipoff_sent_page_focus (self->sent_page);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->check_page));
}

/**
 * tipoff_window_show_check:
 * @page: "check", "messages", "result", "review" or "sent"
 */
void
tipoff_window_show_check (TipoffWindow *self,
                          const char   *page)
{
  gtk_stack_set_visible_child_name (self->root, "tabs");
  adw_view_stack_set_visible_child_name (self->tabs, "check");
  gtk_stack_set_visible_child_name (self->check_stack, page);
  tipoff_window_update_chrome (self);
  focus_check_page (self);
}

/**
 * tipoff_window_bring:
 * @page: "check", "result", "review" or "sent"
 *
 * Shows what came to an end by itself. Who reads what to do at once is not led away: then it is what they find
 * when they go back.
 *
 * Returns: whether it is in sight
 */
gboolean
tipoff_window_bring (TipoffWindow *self,
                     const char   *page)
{
  if (!tipoff_window_is_on_help (self))
    {
      tipoff_window_show_check (self, page);
      return TRUE;
    }
  adw_view_stack_set_visible_child_name (self->tabs, "check");
  gtk_stack_set_visible_child_name (self->check_stack, page);
  return FALSE;
}

/**
 * tipoff_window_leave_help:
 *
 * For what a person begins there on purpose.
 */
void
tipoff_window_leave_help (TipoffWindow *self)
{
  if (tipoff_window_is_on_help (self))
    tipoff_window_go_back (self);
}

void
tipoff_window_show_reports (TipoffWindow *self)
{
  gtk_stack_set_visible_child_name (self->root, "tabs");
  gtk_stack_set_visible_child_name (self->reports_stack, "list");
  adw_view_stack_set_visible_child_name (self->tabs, "reports");
  tipoff_engine_refresh (self->engine);
  tipoff_window_update_chrome (self);
  gtk_widget_child_focus (GTK_WIDGET (self->reports_page), GTK_DIR_TAB_FORWARD);
}

/* For the message that is there, and the country that is chosen. */
void
tipoff_window_update_help (TipoffWindow *self)
{
  TipoffKind kind = TIPOFF_KIND_NONE;

  if (self->draft != NULL)
    kind = tipoff_draft_get_report (self->draft)->verdict->kind;
  tipoff_help_page_update (self->help_page, kind);
}

void
tipoff_window_show_help (TipoffWindow *self)
{
  tipoff_window_update_help (self);
  gtk_stack_set_visible_child_name (self->root, "help");
  tipoff_window_update_chrome (self);
  tipoff_help_page_focus (self->help_page);
}

/**
 * tipoff_window_go_back:
 *
 * One page back; from a report that was sent, to a new check.
 */
void
tipoff_window_go_back (TipoffWindow *self)
{
  if (tipoff_window_is_on_help (self))
    {
      gtk_stack_set_visible_child_name (self->root, "tabs");
      tipoff_window_update_chrome (self);
      if (!is_on_reports (self))
        focus_check_page (self);
    }
  else if (is_on_reports (self))
    {
      tipoff_window_show_reports (self);
    }
  else if (is_on (self->check_stack, "review"))
    {
      tipoff_window_show_check (self, "result");
    }
  else if (is_on (self->check_stack, "sent"))
    {
      tipoff_window_new_check (self);
    }
  else
    {
      tipoff_window_show_check (self, is_on (self->check_stack, "result") && self->has_many ? "messages" : "check");
    }
}

/**
 * tipoff_window_say:
 * @words: a sentence of ours; never anything from a message, since a toast reads markup
 */
void
tipoff_window_say (TipoffWindow *self,
                   const char   *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}
