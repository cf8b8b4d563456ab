/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-application.h"

#include "tipoff-background.h"
#include "config.h"
#include "tipoff-window.h"

#include <glib/gi18n.h>

struct _TipoffApplication
{
  AdwApplication    parent_instance;

  TipoffEngine     *engine;
  TipoffBackground *background;
  gboolean          restart;
  gboolean          without_window;   /* started so */
};

G_DEFINE_FINAL_TYPE (TipoffApplication, tipoff_application, ADW_TYPE_APPLICATION)

TipoffApplication *
tipoff_application_new (TipoffEngine *engine)
{
  TipoffApplication *self = g_object_new (TIPOFF_TYPE_APPLICATION,
                                          "application-id", TIPOFF_APPLICATION_ID,
                                          "flags", G_APPLICATION_HANDLES_OPEN,
                                          "resource-base-path", "/org/tipoff/Tipoff",
                                          NULL);

  self->engine = g_object_ref (engine);
  return self;
}

gboolean
tipoff_application_is_to_restart (TipoffApplication *self)
{
  g_return_val_if_fail (TIPOFF_IS_APPLICATION (self), FALSE);

  return self->restart;
}

static TipoffWindow *
ensure_window (TipoffApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (TIPOFF_IS_WINDOW (l->data))
      return l->data;
  return tipoff_window_new (GTK_APPLICATION (self), self->engine);
}

static void
tipoff_application_activate (GApplication *application)
{
  TipoffApplication *self = TIPOFF_APPLICATION (application);

  if (self->without_window)
    {
      self->without_window = FALSE;
      tipoff_background_begin (self->background);
      return;
    }
  gtk_window_present (GTK_WINDOW (ensure_window (self)));
}

static void
tipoff_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  TipoffWindow *window = ensure_window (TIPOFF_APPLICATION (application));
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (all, g_object_ref (files[i]));
  gtk_window_present (GTK_WINDOW (window));
  tipoff_window_open_files (window, all);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkApplication *application = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

  /* As if the person closed each: what can still be undone is settled first. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/* What the desktop's menu of the program offers, and the command line, and dialogs of the window. */
static const struct
{
  const char *action;           /* of the application; in the desktop file too */
  const char *window_action;    /* what it does there; %NULL: what was copied is checked */
} outside_actions[] = {
  { "check-copied", NULL },
  { "reports", "win.show-reports" },
  { "help-now", "win.help-now" },
};

/* What is asked for is not covered by a dialog. */
static void
close_dialogs (GtkApplication *application,
               TipoffWindow   *window)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
      gtk_window_close (l->data);
}

static void
outside_action_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  TipoffWindow *window = ensure_window (user_data);

  close_dialogs (user_data, window);
  gtk_window_present (GTK_WINDOW (window));
  for (gsize i = 0; i < G_N_ELEMENTS (outside_actions); i++)
    {
      if (!g_str_equal (outside_actions[i].action, g_action_get_name (G_ACTION (action))))
        continue;
      if (outside_actions[i].window_action != NULL)
        gtk_widget_activate_action (GTK_WIDGET (window), outside_actions[i].window_action, NULL);
      else
        tipoff_window_check_copied (window);
    }
}

static void
restart_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TIPOFF_APPLICATION (user_data)->restart = TRUE;
  tipoff_background_end (TIPOFF_APPLICATION (user_data)->background);
  quit_cb (action, parameter, user_data);
}

static void
tipoff_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "restart", .activate = restart_cb },
  };
  static const struct { const char *action, *keys[3]; } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "win.check", { "<Control>Return", "<Control>KP_Enter" } },
    { "win.open", { "<Control>o" } },
    { "win.new-check", { "<Control>n" } },
    { "win.show-reports", { "<Control>r" } },
    { "app.help-now", { "F1" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "window.close", { "<Control>w" } },
  };

  G_APPLICATION_CLASS (tipoff_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (gsize i = 0; i < G_N_ELEMENTS (outside_actions); i++)
    {
      const GActionEntry entry = { .name = outside_actions[i].action, .activate = outside_action_cb };

      g_action_map_add_action_entries (G_ACTION_MAP (application), &entry, 1, application);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           (const char *const *) accelerators[i].keys);
  gtk_window_set_default_icon_name (TIPOFF_APPLICATION_ID);
  TIPOFF_APPLICATION (application)->background = tipoff_background_new (GTK_APPLICATION (application),
                                                                        TIPOFF_APPLICATION (application)->engine);
}

/* An option does what the action does, in the window that is open already where there is one. */
static int
tipoff_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Tipoff %s\n", TIPOFF_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "background"))
    {
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      /* One that runs already does it already. */
      if (g_application_get_is_remote (application))
        return 0;
      TIPOFF_APPLICATION (application)->without_window = TRUE;
      return -1;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (outside_actions); i++)
    {
      if (!g_variant_dict_contains (options, outside_actions[i].action))
        continue;
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), outside_actions[i].action, NULL);
    }
  return -1;
}

static void
tipoff_application_finalize (GObject *object)
{
  g_clear_object (&TIPOFF_APPLICATION (object)->background);
  g_clear_object (&TIPOFF_APPLICATION (object)->engine);

  G_OBJECT_CLASS (tipoff_application_parent_class)->finalize (object);
}

static void
tipoff_application_class_init (TipoffApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tipoff_application_finalize;
  application_class->startup = tipoff_application_startup;
  application_class->activate = tipoff_application_activate;
  application_class->open = tipoff_application_open;
  application_class->handle_local_options = tipoff_application_handle_local_options;
}

static void
tipoff_application_init (TipoffApplication *self)
{
  const GOptionEntry options[] = {
    { .long_name = "check-copied", .description = _("Check what was copied") },
    { .long_name = "reports", .description = _("Show the reports") },
    { .long_name = "help-now", .description = _("Show what to do when something already happened") },
    { .long_name = "background", .description = _("Send the reports that wait, without a window") },
    { .long_name = "version", .description = _("Show the version and stop") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}
