/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-rows.h"

#include "tipoff-copy-button.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What stands below a step begins where its words do. */
#define TICK_WIDTH 34

static GtkWidget *
new_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
new_small_print (const char *text)
{
  GtkWidget *label = new_text (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static void
set_margins (GtkWidget *widget)
{
  gtk_widget_set_margin_start (widget, 12);
  gtk_widget_set_margin_end (widget, 12);
  gtk_widget_set_margin_top (widget, 12);
  gtk_widget_set_margin_bottom (widget, 12);
}

/**
 * tipoff_row_new:
 * @type: AdwActionRow or AdwExpanderRow
 *
 * Returns: (transfer floating): a row that shows its texts as they are. The texts come after
 *   construction: in libadwaita 1.2 a row that is made with a title reads it as markup once.
 */
GtkWidget *
tipoff_row_new (GType       type,
                const char *title,
                const char *subtitle)
{
  GtkWidget *row = g_object_new (type, "use-markup", FALSE, NULL);

  g_object_set (row, "title", title, "subtitle", subtitle, NULL);
  return row;
}

/**
 * tipoff_row_new_reason:
 *
 * Returns: (transfer floating): a row with a flag's sentence, that opens to one more
 */
GtkWidget *
tipoff_row_new_reason (const TipoffFlag *flag,
                       TipoffTongue     *tongue)
{
  g_autofree char *sentence = tipoff_flag_describe (flag, tongue);
  g_autofree char *explanation = tipoff_flag_explain (flag, tongue);
  GtkWidget *row = tipoff_row_new (ADW_TYPE_EXPANDER_ROW, sentence, "");
  GtkWidget *more = new_text (explanation);
  GtkWidget *more_row = gtk_list_box_row_new ();

  set_margins (more);
  gtk_widget_add_css_class (more, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (more_row), more);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (more_row), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), more_row);
  return row;
}

/* What is copied cannot be opened by mistake: links stay defanged. */
static char *
copied_text (const TipoffIndicator *indicator)
{
  switch (indicator->type)
    {
    case TIPOFF_INDICATOR_URL:
    case TIPOFF_INDICATOR_DOMAIN:
    case TIPOFF_INDICATOR_EMAIL:
      return tipoff_indicator_defang (indicator);
    case TIPOFF_INDICATOR_PHONE:
    case TIPOFF_INDICATOR_IBAN:
    case TIPOFF_INDICATOR_WALLET:
    default:
      return g_strdup (indicator->value);
    }
}

GtkWidget *
tipoff_row_new_indicator (const TipoffIndicator *indicator)
{
  g_autofree char *value = tipoff_indicator_defang (indicator);
  g_autofree char *copied = copied_text (indicator);
  g_autofree char *label = NULL;
  g_autofree char *subtitle = NULL;
  TipoffTongue *tongue = tipoff_words_tongue ();
  GtkWidget *row;

  /* Translators: first what it is ("Link"), then what it is for ("where it wants you to go"). */
  subtitle = g_strdup_printf (_("%s: %s"), tipoff_wording_indicator (indicator, tongue),
                              tipoff_wording_role (indicator->role, indicator->type, tongue));
  /* Translators: a button; %s is "Link", "Phone number" … */
  label = g_strdup_printf (_("Copy: %s"), tipoff_wording_indicator (indicator, tongue));
  row = tipoff_row_new (ADW_TYPE_ACTION_ROW, value, subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), tipoff_copy_button_new (copied, label));
  return row;
}

GtkWidget *
tipoff_row_new_fact (const char *title,
                     const char *value)
{
  return tipoff_row_new (ADW_TYPE_ACTION_ROW, value, title);
}

static GtkWidget *
new_large_number (const char *figures)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *number = gtk_label_new (figures);

  gtk_label_set_selectable (GTK_LABEL (number), TRUE);
  gtk_label_set_wrap (GTK_LABEL (number), TRUE);
  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_widget_add_css_class (number, "title-1");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (line), tipoff_copy_button_new (figures, _("Copy this number")));
  return line;
}

/* An address of our own data. */
static GtkWidget *
new_link_line (const char *address)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *link = gtk_link_button_new (address);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (link));

  if (GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (line), link);
  return line;
}

/* What is dialled, opened or written to. */
static GtkWidget *
new_address (const TipoffRoute *route)
{
  GtkWidget *line;
  GtkWidget *text;

  if (route->way == TIPOFF_WAY_HOTLINE || route->way == TIPOFF_WAY_SMS)
    return new_large_number (route->address);
  if (route->way == TIPOFF_WAY_WEB_FORM)
    return new_link_line (route->address);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  text = new_text (route->address);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (line), text);
  gtk_box_append (GTK_BOX (line), tipoff_copy_button_new (route->address, _("Copy this address")));
  return line;
}

/**
 * tipoff_row_new_contact:
 *
 * Returns: (transfer floating): who it is, how they are reached, hours and cost, what the way lacks, and where that stands
 */
GtkWidget *
tipoff_row_new_contact (const TipoffContact *contact,
                        const char          *language)
{
  TipoffTongue *tongue = tipoff_words_tongue ();
  const TipoffRoute *route = contact->route;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *name = new_text (tipoff_localized_get (contact->authority->name, language));
  g_autoptr (GString) how = g_string_new (NULL);
  g_autofree char *reach = tipoff_route_describe_reach (contact->authority, route, tongue);
  g_autofree char *source = tipoff_source_describe (route->source, route->verified_on, language);

  tipoff_line_append (how, tipoff_words_way (route->way));
  tipoff_line_append (how, reach);
  set_margins (box);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), new_small_print (how->str));
  gtk_box_append (GTK_BOX (box), new_address (route));
  if (source != NULL)
    gtk_box_append (GTK_BOX (box), new_small_print (source));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* Below the words of a step, where they begin. */
static void
append_below (GtkBox    *box,
              GtkWidget *widget)
{
  gtk_widget_set_margin_start (widget, TICK_WIDTH);
  gtk_box_append (box, widget);
}

/**
 * tipoff_row_new_step:
 *
 * Returns: (transfer floating): one thing to do, to be ticked; a number to call in large figures
 */
GtkWidget *
tipoff_row_new_step (const TipoffStep *step,
                     const char       *language)
{
  g_autofree char *source = tipoff_source_describe (step->source, step->date, language);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *text = new_text (step->text);

  gtk_widget_add_css_class (text, "step");
  set_margins (box);
  gtk_widget_set_valign (tick, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, step->text, -1);
  gtk_box_append (GTK_BOX (line), tick);
  gtk_box_append (GTK_BOX (line), text);
  gtk_box_append (GTK_BOX (box), line);
  if (step->number != NULL)
    append_below (GTK_BOX (box), new_large_number (step->number));
  if (step->reach != NULL)
    append_below (GTK_BOX (box), new_small_print (step->reach));
  if (source != NULL)
    append_below (GTK_BOX (box), new_small_print (source));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

void
tipoff_rows_clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0))) != NULL)
    gtk_list_box_remove (list, row);
}
