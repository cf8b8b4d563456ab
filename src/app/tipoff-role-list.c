/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-role-list.h"

#include "tipoff-rows.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* More are no list that a person reads. */
#define MAX_ROWS 50

struct _TipoffRoleList
{
  TipoffSection parent_instance;

  TipoffReport *report;
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (TipoffRoleList, tipoff_role_list, TIPOFF_TYPE_SECTION)

static void
selected_cb (AdwComboRow    *row,
             GParamSpec     *pspec,
             TipoffRoleList *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "index"));
  guint selected = adw_combo_row_get_selected (row);

  if (self->filling || self->report == NULL || selected > TIPOFF_ROLE_UNKNOWN)
    return;
  if (tipoff_report_set_role (self->report, index, (TipoffRole) selected))
    tipoff_section_emit_changed (TIPOFF_SECTION (self));
}

static GtkStringList *
new_roles (TipoffIndicatorType type)
{
  GtkStringList *roles = gtk_string_list_new (NULL);

  for (guint role = 0; role <= TIPOFF_ROLE_UNKNOWN; role++)
    gtk_string_list_append (roles, tipoff_wording_role ((TipoffRole) role, type, tipoff_words_tongue ()));
  return roles;
}

static GtkWidget *
new_row (TipoffRoleList *self,
         guint           index)
{
  const TipoffIndicator *indicator = g_ptr_array_index (self->report->verdict->indicators, index);
  g_autofree char *value = tipoff_indicator_defang (indicator);
  g_autoptr (GtkStringList) roles = new_roles (indicator->type);
  GtkWidget *row = tipoff_row_new (ADW_TYPE_COMBO_ROW, value, NULL);

  g_object_set (row, "model", roles, "use-subtitle", TRUE, "selected", (guint) indicator->role, "title-lines", 2, NULL);
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  return row;
}

void
tipoff_role_list_update (TipoffRoleList *self)
{
  guint n;

  g_return_if_fail (TIPOFF_IS_ROLE_LIST (self));

  n = self->report != NULL ? self->report->verdict->indicators->len : 0;
  self->filling = TRUE;
  tipoff_section_clear (TIPOFF_SECTION (self));
  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    tipoff_section_append (TIPOFF_SECTION (self), new_row (self, i));
  self->filling = FALSE;
}

void
tipoff_role_list_set_report (TipoffRoleList *self,
                             TipoffReport   *report)
{
  g_return_if_fail (TIPOFF_IS_ROLE_LIST (self));

  self->report = report;
  tipoff_role_list_update (self);
}

static void
tipoff_role_list_class_init (TipoffRoleListClass *klass)
{
}

static void
tipoff_role_list_init (TipoffRoleList *self)
{
  tipoff_section_set_heading (TIPOFF_SECTION (self), _("Found in it. Is this right?"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
