/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-window.h"

#include "config.h"
#include "tipoff-button-row.h"
#include "tipoff-compat.h"
#include "tipoff-preferences.h"
#include "tipoff-window-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TipoffWindow, tipoff_window, ADW_TYPE_APPLICATION_WINDOW)

/* -- from the pages ------------------------------------------------------------------------- */

static void
check_cb (TipoffWindow *self,
          TipoffInput  *input)
{
  tipoff_window_check (self, input, FALSE);
}

static void
open_draft_cb (TipoffWindow *self,
               TipoffDraft  *draft)
{
  tipoff_window_show_draft (self, draft, FALSE);
}

static void
together_cb (TipoffWindow *self,
             GPtrArray    *drafts)
{
  tipoff_window_join (self, drafts);
}

static void
recheck_cb (TipoffWindow *self,
            TipoffInput  *input)
{
  tipoff_window_check (self, input, TRUE);
}

static void
report_cb (TipoffWindow *self)
{
  tipoff_review_page_show (self->review_page, self->draft, self->harms);
  tipoff_window_show_check (self, "review");
}

static void
genuine_cb (TipoffWindow *self)
{
  tipoff_window_new_check (self);
  tipoff_window_say (self, _("All right. Nothing was kept."));
}

static void
approved_cb (TipoffWindow *self,
             const char   *id)
{
  tipoff_sent_page_show (self->sent_page, id);
  if (!tipoff_window_bring (self, "sent"))
    tipoff_window_say (self, _("Your report was taken. You find it when you go back."));
}

static void
withdrawn_cb (TipoffWindow *self)
{
  tipoff_review_page_show (self->review_page, self->draft, self->harms);
  tipoff_window_bring (self, "review");
  tipoff_window_say (self, _("Taken back. Nothing was sent."));
}

static void
gone_cb (TipoffWindow *self)
{
  if (tipoff_window_is_on_help (self))
    gtk_stack_set_visible_child_name (self->reports_stack, "list");
  else
    tipoff_window_show_reports (self);
}

static void
open_report_cb (TipoffWindow     *self,
                TipoffReportItem *item)
{
  tipoff_report_page_show (self->report_page, item);
  gtk_stack_set_visible_child_name (self->reports_stack, "report");
  tipoff_window_update_chrome (self);
  tipoff_report_page_focus (self->report_page);
}

static void
delete_report_cb (TipoffWindow *self,
                  const char   *id)
{
  tipoff_window_delete_report (self, id);
  tipoff_window_show_reports (self);
}

static void
harms_cb (TipoffWindow *self,
          guint         harms)
{
  self->harms = harms;
  tipoff_result_page_set_harms (self->result_page, harms);
}

static void
tab_cb (TipoffWindow *self)
{
  if (self->engine != NULL && g_strcmp0 (adw_view_stack_get_visible_child_name (self->tabs), "reports") == 0)
    tipoff_engine_refresh (self->engine);
  tipoff_window_update_chrome (self);
}

static void
update_banner (TipoffWindow *self)
{
  g_autofree char *problem = NULL;
  g_autofree char *waiting = NULL;
  gboolean online;
  guint n;

  g_object_get (self->engine, "problem", &problem, "n-waiting", &n, "online", &online, NULL);
  if (n > 0 && online)
    waiting = g_strdup_printf (ngettext ("%u report is waiting to be sent", "%u reports are waiting to be sent", n), n);
  else if (n > 0)
    waiting = g_strdup_printf (ngettext ("No network: %u report waits, and goes by itself later",
                                         "No network: %u reports wait, and go by themselves later", n), n);
  tipoff_banner_set_title (self->banner, problem != NULL ? problem : waiting);
}

/* -- actions -------------------------------------------------------------------------------- */

static void
action_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TipoffWindow *self = TIPOFF_WINDOW (widget);

  if (g_str_equal (name, "win.paste"))
    tipoff_window_paste (self, FALSE);
  else if (g_str_equal (name, "win.paste-more"))
    tipoff_window_paste (self, TRUE);
  else if (g_str_equal (name, "win.open"))
    tipoff_window_choose_file (self);
  else if (g_str_equal (name, "win.check"))
    tipoff_check_page_check (self->check_page);
  else if (g_str_equal (name, "win.cancel-check"))
    tipoff_window_cancel_check (self);
  else if (g_str_equal (name, "win.new-check"))
    tipoff_window_new_check (self);
  else if (g_str_equal (name, "win.show-reports"))
    tipoff_window_show_reports (self);
  else if (g_str_equal (name, "win.help-now"))
    tipoff_window_show_help (self);
  else if (g_str_equal (name, "win.back"))
    tipoff_window_go_back (self);
  else
    g_assert_not_reached ();
}

static void
preferences_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TipoffWindow *self = TIPOFF_WINDOW (widget);
  TipoffPreferences *preferences = tipoff_preferences_new (GTK_WINDOW (self), self->engine);

  /* In another country other numbers are rung. */
  g_signal_connect_object (preferences, "destroy", G_CALLBACK (tipoff_window_update_help), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
about_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  g_autofree char *details = tipoff_engine_describe_parts (TIPOFF_WINDOW (widget)->engine);

  tipoff_compat_show_about (GTK_WINDOW (widget), TIPOFF_VERSION, details);
}

/* -- the window ----------------------------------------------------------------------------- */

static void
after_paint_cb (GdkFrameClock *clock,
                TipoffWindow  *self)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  tipoff_engine_warm_up (self->engine);
}

static void
tipoff_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tipoff_window_parent_class)->realize (widget);

  /* The person sees the window before anything heavy is touched. */
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint_cb), widget, 0);
}

static gboolean
tipoff_window_close_request (GtkWindow *window)
{
  tipoff_window_commit_deletion (TIPOFF_WINDOW (window));

  return GTK_WINDOW_CLASS (tipoff_window_parent_class)->close_request (window);
}

static void
tipoff_window_dispose (GObject *object)
{
  TipoffWindow *self = TIPOFF_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->busy_timer, g_source_remove);
  g_clear_handle_id (&self->copied_timer, g_source_remove);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->deleting, g_free);

  G_OBJECT_CLASS (tipoff_window_parent_class)->dispose (object);
}

static void
tipoff_window_finalize (GObject *object)
{
  TipoffWindow *self = TIPOFF_WINDOW (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tipoff_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[] = {
    "win.paste", "win.paste-more", "win.open", "win.check", "win.cancel-check", "win.new-check", "win.show-reports",
    "win.help-now", "win.back",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_cb);

  /* Here and not as accelerators, which would come before the field that has the focus. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, gate);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, root);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, check_stack);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, check_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, messages_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, result_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, review_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, sent_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, reports_stack);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, reports_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, report_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, help_page);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, help_bar);
  gtk_widget_class_bind_template_child (widget_class, TipoffWindow, switcher_bar);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_draft_cb);
  gtk_widget_class_bind_template_callback (widget_class, together_cb);
  gtk_widget_class_bind_template_callback (widget_class, recheck_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, genuine_cb);
  gtk_widget_class_bind_template_callback (widget_class, approved_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdrawn_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_report_cb);
  gtk_widget_class_bind_template_callback (widget_class, gone_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_report_cb);
  gtk_widget_class_bind_template_callback (widget_class, harms_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "chrome_cb", G_CALLBACK (tipoff_window_update_chrome));
  gtk_widget_class_bind_template_callback_full (widget_class, "cancel_cb", G_CALLBACK (tipoff_window_go_back));
}

static void
tipoff_window_class_init (TipoffWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tipoff_window_dispose;
  object_class->finalize = tipoff_window_finalize;
  widget_class->realize = tipoff_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = tipoff_window_close_request;

  g_type_ensure (TIPOFF_TYPE_WIDTH_GATE);
  g_type_ensure (TIPOFF_TYPE_BUTTON_ROW);
  g_type_ensure (TIPOFF_TYPE_BANNER);
  g_type_ensure (TIPOFF_TYPE_CHECK_PAGE);
  g_type_ensure (TIPOFF_TYPE_MESSAGES_PAGE);
  g_type_ensure (TIPOFF_TYPE_RESULT_PAGE);
  g_type_ensure (TIPOFF_TYPE_REVIEW_PAGE);
  g_type_ensure (TIPOFF_TYPE_SENT_PAGE);
  g_type_ensure (TIPOFF_TYPE_REPORTS_PAGE);
  g_type_ensure (TIPOFF_TYPE_REPORT_PAGE);
  g_type_ensure (TIPOFF_TYPE_HELP_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-window.ui");
  install_actions (widget_class);
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
tipoff_window_init (TipoffWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  if (g_str_has_suffix (TIPOFF_APPLICATION_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  tipoff_window_accept_drops (self);
  tipoff_window_update_chrome (self);
}

TipoffWindow *
tipoff_window_new (GtkApplication *application,
                   TipoffEngine   *engine)
{
  TipoffWindow *self = g_object_new (TIPOFF_TYPE_WINDOW, "application", application, NULL);

  self->engine = g_object_ref (engine);
  tipoff_result_page_set_engine (self->result_page, engine);
  tipoff_review_page_set_engine (self->review_page, engine);
  tipoff_sent_page_set_engine (self->sent_page, engine);
  tipoff_reports_page_set_engine (self->reports_page, engine);
  tipoff_report_page_set_engine (self->report_page, engine);
  tipoff_help_page_set_engine (self->help_page, engine);
  g_signal_connect_object (engine, "notify::n-waiting", G_CALLBACK (update_banner), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::online", G_CALLBACK (update_banner), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::problem", G_CALLBACK (update_banner), self, G_CONNECT_SWAPPED);
  update_banner (self);
  /* GTK has made it modal; but help is one click away from everywhere. */
  if (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self)) != NULL)
    gtk_window_set_modal (GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self))), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->check_page));
  return self;
}
