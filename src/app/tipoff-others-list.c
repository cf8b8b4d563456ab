/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-others-list.h"

#include "tipoff-offer.h"
#include "tipoff-rows.h"

#include <glib/gi18n.h>

struct _TipoffOthersList
{
  AdwPreferencesGroup parent_instance;

  TipoffEngine       *engine;
  GPtrArray          *rows;       /* of GtkWidget, in the group */
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffOthersList, tipoff_others_list, ADW_TYPE_PREFERENCES_GROUP)

static const char *
name_of (TipoffOthersList      *self,
         const TipoffAuthority *authority)
{
  return tipoff_localized_get (authority->name, tipoff_engine_get_language (self->engine));
}

static void
remove_cb (GtkButton        *button,
           TipoffOthersList *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  g_autoptr (GError) error = NULL;

  if (!tipoff_authorities_forget (tipoff_engine_get_authorities (self->engine), id, &error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0);
      return;
    }
  tipoff_engine_reload_authorities (self->engine);
  tipoff_others_list_fill (self, self->engine);
}

static void
switched_cb (GtkSwitch        *toggle,
             GParamSpec       *pspec,
             TipoffOthersList *self)
{
  const TipoffAuthority *authority = g_object_get_data (G_OBJECT (toggle), "authority");
  TipoffSettings *settings = tipoff_engine_get_settings (self->engine);
  g_autoptr (GError) error = NULL;

  tipoff_authority_set_on (authority, settings, gtk_switch_get_active (toggle));
  if (!tipoff_settings_save (settings, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0);
}

static void
add_row (TipoffOthersList *self,
         GtkWidget        *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_added (TipoffOthersList      *self,
           const TipoffAuthority *authority)
{
  GtkWidget *row = tipoff_row_new (ADW_TYPE_ACTION_ROW, name_of (self, authority), _("Added by you."));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Remove"));
  /* Translators: a button; %s is a domain that the person added. */
  g_autofree char *label = g_strdup_printf (_("Remove: %s"), name_of (self, authority));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (authority->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_row (self, row);
}

static void
add_optional (TipoffOthersList      *self,
              const TipoffAuthority *authority)
{
  const char *why = tipoff_localized_get (authority->consent, tipoff_engine_get_language (self->engine));
  GtkWidget *row = tipoff_row_new (ADW_TYPE_ACTION_ROW, name_of (self, authority), why);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), tipoff_authority_is_on (authority, tipoff_engine_get_settings (self->engine)));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name_of (self, authority), -1);
  g_object_set_data (G_OBJECT (toggle), "authority", (gpointer) authority);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  add_row (self, row);
}

void
tipoff_others_list_fill (TipoffOthersList *self,
                         TipoffEngine     *engine)
{
  TipoffAuthorities *authorities = tipoff_engine_get_authorities (engine);
  g_autoptr (GPtrArray) all = authorities != NULL ? tipoff_authorities_list (authorities) : g_ptr_array_new ();

  g_return_if_fail (TIPOFF_IS_OTHERS_LIST (self));

  g_set_object (&self->engine, engine);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (all, i);

      if (tipoff_authority_is_added (authority))
        add_added (self, authority);
      else if (authority->consent != NULL)
        add_optional (self, authority);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
tipoff_others_list_dispose (GObject *object)
{
  TipoffOthersList *self = TIPOFF_OTHERS_LIST (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (tipoff_others_list_parent_class)->dispose (object);
}

static void
tipoff_others_list_class_init (TipoffOthersListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_others_list_dispose;

  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
tipoff_others_list_init (TipoffOthersList *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Others who take reports"));
}
