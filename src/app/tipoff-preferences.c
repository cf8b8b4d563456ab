/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-preferences.h"

#include "tipoff-background.h"
#include "tipoff-country-row.h"
#include "tipoff-keys-list.h"
#include "tipoff-others-list.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>

struct _TipoffPreferences
{
  AdwWindow     parent_instance;

  TipoffCountryRow *country;
  AdwComboRow  *language;
  GtkWidget    *restart_row;
  GtkSwitch    *background;
  GtkWidget    *background_problem;
  TipoffKeysList *keys;
  TipoffOthersList *others;
  GtkLabel     *problem;

  TipoffEngine *engine;
  GCancellable *cancellable;
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (TipoffPreferences, tipoff_preferences, ADW_TYPE_WINDOW)

static void
save (TipoffPreferences *self)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = tipoff_settings_save (tipoff_engine_get_settings (self->engine), &error);

  gtk_widget_set_visible (GTK_WIDGET (self->problem), !saved);
}

static void
country_cb (TipoffPreferences *self)
{
  tipoff_settings_set_country (tipoff_engine_get_settings (self->engine), tipoff_country_row_get_country (self->country));
  save (self);
}

static void
language_cb (TipoffPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->language);
  const char *chosen;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  chosen = tipoff_tongue_languages ()[selected];
  tipoff_settings_set_language (tipoff_engine_get_settings (self->engine), chosen);
  gtk_widget_set_visible (self->restart_row, !g_str_equal (chosen, tipoff_engine_get_language (self->engine)));
  save (self);
}

static void
show_background (TipoffPreferences *self)
{
  self->filling = TRUE;
  gtk_switch_set_active (self->background, tipoff_background_is_wanted (self->engine));
  self->filling = FALSE;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TipoffPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tipoff_background_ask_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->background), TRUE);
  gtk_widget_set_visible (self->background_problem, !done);
  show_background (self);
}

static void
background_cb (TipoffPreferences *self)
{
  if (self->filling)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->background), FALSE);
  tipoff_background_ask_async (self->engine, gtk_switch_get_active (self->background), self->cancellable, asked_cb,
                               g_object_ref (self));
}

static void
failed_cb (TipoffPreferences *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
fill_languages (TipoffPreferences *self)
{
  const char *current = tipoff_settings_get_language (tipoff_engine_get_settings (self->engine));
  const char *const *languages = tipoff_tongue_languages ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; languages[i] != NULL; i++)
    {
      gtk_string_list_append (names, tipoff_words_language (languages[i]));
      if (g_str_equal (languages[i], current))
        selected = i;
    }
  adw_combo_row_set_model (self->language, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->language, selected);
}

static void
tipoff_preferences_dispose (GObject *object)
{
  g_cancellable_cancel (TIPOFF_PREFERENCES (object)->cancellable);

  G_OBJECT_CLASS (tipoff_preferences_parent_class)->dispose (object);
}

static void
tipoff_preferences_finalize (GObject *object)
{
  TipoffPreferences *self = TIPOFF_PREFERENCES (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (tipoff_preferences_parent_class)->finalize (object);
}

static void
tipoff_preferences_class_init (TipoffPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = tipoff_preferences_finalize;

  g_type_ensure (TIPOFF_TYPE_COUNTRY_ROW);
  g_type_ensure (TIPOFF_TYPE_KEYS_LIST);
  g_type_ensure (TIPOFF_TYPE_OTHERS_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, country);
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, restart_row);
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, background);
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, background_problem);
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, keys);
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, others);
  gtk_widget_class_bind_template_child (widget_class, TipoffPreferences, problem);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, background_cb);
  gtk_widget_class_bind_template_callback (widget_class, country_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tipoff_preferences_init (TipoffPreferences *self)
{
  self->filling = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

TipoffPreferences *
tipoff_preferences_new (GtkWindow    *parent,
                        TipoffEngine *engine)
{
  TipoffPreferences *self = g_object_new (TIPOFF_TYPE_PREFERENCES, "transient-for", parent,
                                          "application", gtk_window_get_application (parent), NULL);

  self->engine = g_object_ref (engine);
  tipoff_country_row_fill (self->country, engine, tipoff_settings_get_country (tipoff_engine_get_settings (engine)));
  fill_languages (self);
  tipoff_keys_list_fill (self->keys, engine);
  tipoff_others_list_fill (self->others, engine);
  show_background (self);
  return self;
}
