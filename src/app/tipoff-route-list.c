/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-route-list.h"

#include "tipoff-compat.h"
#include "tipoff-rows.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>

/* Routes live as long as the engine, which outlives the window's pages. */
struct _TipoffRouteList
{
  GtkWidget              parent_instance;

  GtkWidget             *list;
  AdwExpanderRow        *chosen_row;
  GPtrArray             *rows;            /* of GtkWidget, in the expander */
  TipoffEngine          *engine;
  const TipoffRoute     *route;
  const TipoffAuthority *authority;
};

typedef struct
{
  const TipoffRoute     *route;
  const TipoffAuthority *authority;
} Choice;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffRouteList, tipoff_route_list, GTK_TYPE_WIDGET)

const TipoffRoute *
tipoff_route_list_get_route (TipoffRouteList *self)
{
  g_return_val_if_fail (TIPOFF_IS_ROUTE_LIST (self), NULL);

  return self->route;
}

const TipoffAuthority *
tipoff_route_list_get_authority (TipoffRouteList *self)
{
  g_return_val_if_fail (TIPOFF_IS_ROUTE_LIST (self), NULL);

  return self->authority;
}

/* The way, the address where one has to see it, the language of a mailbox, hours and cost, what it lacks
 * to be trusted, and what comes back. */
static char *
describe_route (TipoffRouteList       *self,
                const TipoffAuthority *authority,
                const TipoffRoute     *route)
{
  TipoffTongue *tongue = tipoff_engine_get_tongue (self->engine);
  const char *caution = tipoff_route_get_caution (authority, route, tongue);
  const char *language = tipoff_engine_get_language (self->engine);
  const char *answer = tipoff_localized_get (route->answer, language);
  GString *text = g_string_new (tipoff_words_way (route->way));

  if (route->way != TIPOFF_WAY_HTTPS && route->address != NULL)
    g_string_append_printf (text, " (%s)", route->address);
  if (route->way == TIPOFF_WAY_EMAIL && route->languages != NULL && g_strv_length (route->languages) == 1)
    tipoff_line_append (text, tipoff_words_language (route->languages[0]));
  tipoff_line_append (text, tipoff_localized_get (route->hours, language));
  tipoff_line_append (text, tipoff_route_describe_cost (route, tongue));
  if (caution != NULL)
    g_string_append_printf (text, "\n%s", caution);
  if (answer != NULL)
    g_string_append_printf (text, "\n%s", answer);
  return g_string_free (text, FALSE);
}

static void
show_chosen (TipoffRouteList *self)
{
  const char *language = tipoff_engine_get_language (self->engine);
  g_autofree char *subtitle = NULL;

  if (self->route == NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chosen_row), _("Nobody in your country that we know"));
      adw_expander_row_set_subtitle (self->chosen_row, "");
      return;
    }
  subtitle = describe_route (self, self->authority, self->route);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chosen_row),
                                 tipoff_localized_get (self->authority->name, language));
  adw_expander_row_set_subtitle (self->chosen_row, subtitle);
}

static void
toggled_cb (GtkCheckButton  *button,
            TipoffRouteList *self)
{
  const Choice *choice = g_object_get_data (G_OBJECT (button), "choice");

  if (!gtk_check_button_get_active (button))
    return;
  self->route = choice->route;
  self->authority = choice->authority;
  show_chosen (self);
  adw_expander_row_set_expanded (self->chosen_row, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkCheckButton *
add_choice (TipoffRouteList       *self,
            const TipoffAuthority *authority,
            const TipoffRoute     *route,
            GtkCheckButton        *group)
{
  const char *name = tipoff_localized_get (authority->name, tipoff_engine_get_language (self->engine));
  g_autofree char *subtitle = describe_route (self, authority, route);
  GtkWidget *row = tipoff_row_new (ADW_TYPE_ACTION_ROW, name, subtitle);
  GtkWidget *button = gtk_check_button_new ();
  Choice *choice = g_new (Choice, 1);
  g_autofree char *label = g_strdup_printf ("%s, %s", name, subtitle);

  *choice = (Choice) { route, authority };
  g_object_set_data_full (G_OBJECT (button), "choice", choice, g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), route == self->route);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (self->chosen_row, row);
  g_ptr_array_add (self->rows, row);
  return group != NULL ? group : GTK_CHECK_BUTTON (button);
}

void
tipoff_route_list_fill (TipoffRouteList *self,
                        TipoffEngine    *engine,
                        const char      *country,
                        const char      *channel)
{
  TipoffAuthorities *authorities;
  g_autoptr (GPtrArray) here = NULL;
  GtkCheckButton *group = NULL;

  g_return_if_fail (TIPOFF_IS_ROUTE_LIST (self));

  g_set_object (&self->engine, engine);
  authorities = tipoff_engine_get_authorities (engine);
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->chosen_row, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  self->authority = NULL;
  self->route = authorities != NULL ? tipoff_authorities_get_default (authorities, country,
                                                                      tipoff_engine_get_language (engine), channel,
                                                                      &self->authority)
                                    : NULL;
  show_chosen (self);
  adw_expander_row_set_expanded (self->chosen_row, FALSE);
  here = authorities != NULL ? tipoff_authorities_for_country (authorities, country) : g_ptr_array_new ();
  for (guint i = 0; i < here->len; i++)
    {
      const TipoffAuthority *authority = g_ptr_array_index (here, i);

      if (!tipoff_authority_is_on (authority, tipoff_engine_get_settings (engine)))
        continue;
      for (guint j = 0; j < authority->routes->len; j++)
        group = add_choice (self, authority, g_ptr_array_index (authority->routes, j), group);
    }
}

static void
tipoff_route_list_dispose (GObject *object)
{
  TipoffRouteList *self = TIPOFF_ROUTE_LIST (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (tipoff_route_list_parent_class)->dispose (object);
}

static void
tipoff_route_list_class_init (TipoffRouteListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_route_list_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tipoff_route_list_init (TipoffRouteList *self)
{
  GtkWidget *change = gtk_label_new (_("Change"));

  self->rows = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  self->chosen_row = ADW_EXPANDER_ROW (tipoff_row_new (ADW_TYPE_EXPANDER_ROW, "", ""));
  gtk_widget_add_css_class (change, "dim-label");
  tipoff_compat_expander_row_add_suffix (self->chosen_row, change);
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (self->chosen_row));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}
