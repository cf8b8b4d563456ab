/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A heading and the list below it, gone where the list is empty. Signal: "changed", the person changed
 * something in it; whoever makes it decides. */
#define TIPOFF_TYPE_SECTION (tipoff_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (TipoffSection, tipoff_section, TIPOFF, SECTION, GtkWidget)

struct _TipoffSectionClass
{
  GtkWidgetClass parent_class;
};

void tipoff_section_set_heading  (TipoffSection *self, const char *heading);
void tipoff_section_clear        (TipoffSection *self);
void tipoff_section_append       (TipoffSection *self, GtkWidget *row);
void tipoff_section_emit_changed (TipoffSection *self);

G_END_DECLS
