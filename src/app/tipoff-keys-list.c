/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-keys-list.h"

#include "tipoff-rows.h"

#include <glib/gi18n.h>

struct _TipoffKeysList
{
  AdwPreferencesGroup  parent_instance;

  TipoffEngine        *engine;
  GCancellable        *cancellable;
  GPtrArray           *rows;       /* of GtkWidget, in the group */
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffKeysList, tipoff_keys_list, ADW_TYPE_PREFERENCES_GROUP)

static void load (TipoffKeysList *self, const char *forget);

static void
forget_cb (GtkButton      *button,
           TipoffKeysList *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  load (self, g_object_get_data (G_OBJECT (button), "origin"));
}

static void
add_row (TipoffKeysList *self,
         const char     *origin)
{
  GtkWidget *row = tipoff_row_new (ADW_TYPE_ACTION_ROW, origin, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Forget"));
  g_autofree char *label = g_strdup_printf (_("Forget the key of %s"), origin);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "origin", g_strdup (origin), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_origins (TipoffKeysList *self,
              char          **origins)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (char **origin = origins; *origin != NULL; origin++)
    add_row (self, *origin);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TipoffKeysList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) origins = tipoff_engine_list_tokens_finish (TIPOFF_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (origins != NULL)
    show_origins (self, origins);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0);
}

static void
load (TipoffKeysList *self,
      const char     *forget)
{
  tipoff_engine_list_tokens_async (self->engine, forget, self->cancellable, listed_cb, g_object_ref (self));
}

void
tipoff_keys_list_fill (TipoffKeysList *self,
                       TipoffEngine   *engine)
{
  g_return_if_fail (TIPOFF_IS_KEYS_LIST (self));

  g_set_object (&self->engine, engine);
  load (self, NULL);
}

static void
tipoff_keys_list_dispose (GObject *object)
{
  TipoffKeysList *self = TIPOFF_KEYS_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (tipoff_keys_list_parent_class)->dispose (object);
}

static void
tipoff_keys_list_finalize (GObject *object)
{
  TipoffKeysList *self = TIPOFF_KEYS_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (tipoff_keys_list_parent_class)->finalize (object);
}

static void
tipoff_keys_list_class_init (TipoffKeysListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tipoff_keys_list_dispose;
  object_class->finalize = tipoff_keys_list_finalize;

  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
tipoff_keys_list_init (TipoffKeysList *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Keys"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("What you gave Tipoff to report where a key is asked for"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
