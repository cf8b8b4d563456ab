/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-private-list.h"

#include "tipoff-rows.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _TipoffPrivateList
{
  TipoffSection parent_instance;

  TipoffReport *report;
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (TipoffPrivateList, tipoff_private_list, TIPOFF_TYPE_SECTION)

static void
switched_cb (GtkSwitch         *toggle,
             GParamSpec        *pspec,
             TipoffPrivateList *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toggle), "index"));
  TipoffRedaction *redaction;

  if (self->filling || self->report == NULL || index >= self->report->redactions->len)
    return;
  redaction = g_ptr_array_index (self->report->redactions, index);
  redaction->masked = gtk_switch_get_active (toggle);
  redaction->told = TRUE;
  tipoff_section_emit_changed (TIPOFF_SECTION (self));
}

static char *
quote_source (const TipoffReport    *report,
              const TipoffRedaction *redaction)
{
  const TipoffPart *part = tipoff_case_get_part (report->c, redaction->span.part);
  g_autofree char *text = g_strndup (part->text + redaction->span.start, redaction->span.end - redaction->span.start);

  g_strdelimit (text, "\n", ' ');
  return g_steal_pointer (&text);
}

/* What it is, and where it may well stay the reason. */
static const char *
describe (const TipoffReport    *report,
          const TipoffRedaction *redaction)
{
  if (redaction->type != TIPOFF_REDACTION_TOKEN)
    return tipoff_words_redaction (redaction->type);
  return report->tokens_cut
           ? _("A mark in the link that may lead to you. Whoever gets this need not open the page.")
           : _("A mark in the link that may lead to you. Without it the authority cannot open the page.");
}

static GtkWidget *
new_row (TipoffPrivateList *self,
         guint              index)
{
  const TipoffRedaction *redaction = g_ptr_array_index (self->report->redactions, index);
  const char *what = tipoff_words_redaction (redaction->type);
  g_autofree char *quoted = quote_source (self->report, redaction);
  /* Translators: a switch; %s is "your name", "a code" … */
  g_autofree char *label = g_strdup_printf (_("Remove: %s"), what);
  GtkWidget *row = tipoff_row_new (ADW_TYPE_ACTION_ROW, quoted, describe (self->report, redaction));
  GtkWidget *toggle = gtk_switch_new ();

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_switch_set_active (GTK_SWITCH (toggle), redaction->masked);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (toggle), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  /* Later rows name the switch by their title, which says less than its own label. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  return row;
}

void
tipoff_private_list_update (TipoffPrivateList *self)
{
  guint n;

  g_return_if_fail (TIPOFF_IS_PRIVATE_LIST (self));

  n = self->report != NULL ? self->report->redactions->len : 0;
  self->filling = TRUE;
  tipoff_section_clear (TIPOFF_SECTION (self));
  for (guint i = 0; i < n; i++)
    tipoff_section_append (TIPOFF_SECTION (self), new_row (self, i));
  self->filling = FALSE;
}

void
tipoff_private_list_set_report (TipoffPrivateList *self,
                                TipoffReport      *report)
{
  g_return_if_fail (TIPOFF_IS_PRIVATE_LIST (self));

  self->report = report;
  tipoff_private_list_update (self);
}

static void
tipoff_private_list_class_init (TipoffPrivateListClass *klass)
{
}

static void
tipoff_private_list_init (TipoffPrivateList *self)
{
  tipoff_section_set_heading (TIPOFF_SECTION (self), _("What may be about you"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
