/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-handover-private.h"

#include "tipoff-button-row.h"
#include "tipoff-ids.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>

/* How many other ways are named. */
#define OTHERS 6

G_DEFINE_FINAL_TYPE (TipoffHandoverBox, tipoff_handover_box, GTK_TYPE_WIDGET)

void
tipoff_handover_box_set_engine (TipoffHandoverBox *self,
                                TipoffEngine      *engine)
{
  g_return_if_fail (TIPOFF_IS_HANDOVER_BOX (self));

  g_set_object (&self->engine, engine);
}

/* -- for the ways --------------------------------------------------------------------------- */

/* It takes the focus, so that it is in sight and a screen reader says it. */
static void
say (TipoffHeading *place,
     const char    *words)
{
  tipoff_heading_set_label (place, words);
  gtk_widget_set_visible (GTK_WIDGET (place), words != NULL);
  if (words != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (place));
}

void
tipoff_handover_box_set_problem (TipoffHandoverBox *self,
                                 const char        *problem)
{
  say (self->problem, problem);
}

static GtkWidget *
new_words (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  return label;
}

GtkWidget *
tipoff_handover_box_add_words (TipoffHandoverBox *self,
                               const char        *words)
{
  GtkWidget *label = new_words (words);

  gtk_box_append (GTK_BOX (self->steps), label);
  return label;
}

static void
copy_cb (GtkButton         *button,
         TipoffHandoverBox *self)
{
  tipoff_clear_button_copy (self->clear, g_object_get_data (G_OBJECT (button), "text"));
}

void
tipoff_handover_box_add_text (TipoffHandoverBox *self,
                              const char        *text,
                              const char        *copy)
{
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *label = new_words (text);
  GtkWidget *button = gtk_button_new_with_mnemonic (copy);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_LEFT);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "held");
  gtk_frame_set_child (GTK_FRAME (frame), label);
  gtk_box_append (GTK_BOX (self->steps), frame);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, 0);
  gtk_box_append (GTK_BOX (self->steps), button);
}

const TipoffRoute *
tipoff_handover_box_get_route (TipoffHandoverBox      *self,
                               const TipoffAuthority **authority)
{
  const TipoffOutboxItem *row = tipoff_report_item_get (self->item);
  TipoffAuthorities *authorities = tipoff_engine_get_authorities (self->engine);
  const TipoffRoute *route = NULL;

  if (row->route == NULL || authorities == NULL
      || !tipoff_authorities_find_route (authorities, row->route, authority, &route))
    return NULL;
  return route;
}

/* -- what became of it ---------------------------------------------------------------------- */

/* The way is remembered where the person saw that it worked. */
static void
remember_way (TipoffHandoverBox *self)
{
  TipoffSettings *settings = tipoff_engine_get_settings (self->engine);
  g_autoptr (GError) error = NULL;

  if (!self->has_tried)
    return;
  tipoff_handover_remember (settings, &self->way);
  if (!tipoff_settings_save (settings, &error))
    g_message ("%s", error->message);
}

static void
handed_over_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TipoffHandoverBox) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tipoff_engine_change_finish (TIPOFF_ENGINE (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  say (self->said, _("That could not be noted down. Is the disk full?"));
}

static void
done_cb (TipoffHandoverBox *self)
{
  if (self->item == NULL)
    return;
  remember_way (self);
  tipoff_engine_change_async (self->engine, tipoff_report_item_get (self->item)->id, TIPOFF_CHANGE_HANDED_OVER,
                              self->cancellable, handed_over_cb, g_object_ref (self));
}

/* Those that are for anybody: who blocks cards or takes offers of investment is no other way. */
static void
add_others (TipoffHandoverBox *self,
            GString           *words)
{
  const TipoffAuthority *authority = NULL;
  const TipoffRoute *used = tipoff_handover_box_get_route (self, &authority);
  const char *language = tipoff_engine_get_language (self->engine);
  g_autoptr (GPtrArray) here = used != NULL ? tipoff_authorities_for_country (tipoff_engine_get_authorities (self->engine),
                                                                              authority->country)
                                            : g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < here->len; i++)
    {
      const TipoffAuthority *other = g_ptr_array_index (here, i);

      if (other->practice || !tipoff_authority_is_on (other, tipoff_engine_get_settings (self->engine)) || other->harms[0] != NULL || (other->kinds != NULL && other->kinds[0] != NULL))
        continue;
      for (guint j = 0; j < other->routes->len && n < OTHERS; j++)
        {
          const TipoffRoute *route = g_ptr_array_index (other->routes, j);

          if (route == used)
            continue;
          g_string_append_printf (words, "\n%s: %s%s%s%s", tipoff_localized_get (other->name, language),
                                  tipoff_words_way (route->way), route->way != TIPOFF_WAY_HTTPS ? " (" : "",
                                  route->way != TIPOFF_WAY_HTTPS ? route->address : "",
                                  route->way != TIPOFF_WAY_HTTPS ? ")" : "");
          n++;
        }
    }
  if (n == 0)
    g_string_append_printf (words, "\n%s", _("Tipoff knows no other way to them. Try again later."));
}

/* It stays as it is: what came back was not handed over. */
static void
failed_cb (TipoffHandoverBox *self)
{
  GString *words;

  if (self->item == NULL)
    return;
  words = g_string_new (tipoff_report_item_get (self->item)->way == TIPOFF_WAY_EMAIL
                          ? _("It did not reach them, so it stays here. See whether the address is right, and send it again "
                              "by one of the ways above. Or report it in another way:")
                          : _("It did not reach them, so it stays here. Try again, or report it in another way:"));
  add_others (self, words);
  say (self->said, words->str);
  g_string_free (words, TRUE);
}

static void
add_answer (TipoffHandoverBox *self,
            const char        *label,
            GCallback          callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  tipoff_button_row_append (TIPOFF_BUTTON_ROW (self->answers), button);
}

static void
ask (TipoffHandoverBox *self,
     const char        *question,
     const char        *yes,
     const char        *no)
{
  gtk_label_set_text (GTK_LABEL (self->question), question);
  add_answer (self, yes, G_CALLBACK (done_cb));
  if (tipoff_report_item_get (self->item)->way == TIPOFF_WAY_EMAIL)
    add_answer (self, _("A _Confirmation Came"), G_CALLBACK (done_cb));
  add_answer (self, no, G_CALLBACK (failed_cb));
}

/* -- what it shows -------------------------------------------------------------------------- */

static void
clear_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

/* What is shown, or asked for, is forgotten. */
static void
reset (TipoffHandoverBox *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->message, tipoff_eml_free);
  g_clear_pointer (&self->text, g_free);
  self->webmail = NULL;
  self->has_tried = FALSE;
  self->begin = FALSE;
  clear_children (self->steps);
  clear_children (self->answers);
  say (self->problem, NULL);
  say (self->said, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), FALSE);
}

static void
fill (TipoffHandoverBox *self)
{
  gsize length;
  const char *data = g_bytes_get_data (self->bytes, &length);
  TipoffWay way = tipoff_report_item_get (self->item)->way;

  if (way == TIPOFF_WAY_EMAIL)
    self->message = tipoff_eml_read (data, length);
  else
    self->text = g_utf8_make_valid (data, (gssize) length);

  switch (way)
    {
    case TIPOFF_WAY_EMAIL:
      tipoff_handover_box_fill_mail (self);
      ask (self, _("Did you see it in Sent? Did a confirmation come? Did it come back?"), _("It Is in _Sent"),
           _("It Came _Back"));
      break;
    case TIPOFF_WAY_SMS:
      tipoff_handover_box_fill_sms (self);
      ask (self, _("Did you send it from your phone?"), _("_Yes, I Sent It"), _("It Did Not _Work"));
      break;
    case TIPOFF_WAY_HOTLINE:
      tipoff_handover_box_fill_hotline (self);
      ask (self, _("Did you speak to them?"), _("_Yes, I Told Them"), _("I Did _Not Reach Them"));
      break;
    case TIPOFF_WAY_WEB_FORM:
      tipoff_handover_box_fill_form (self);
      ask (self, _("Did you send their form?"), _("_Yes, I Sent It"), _("It Did Not _Work"));
      break;
    case TIPOFF_WAY_HTTPS:
    default:
      g_assert_not_reached ();
    }
}

static void
begin (TipoffHandoverBox *self)
{
  TipoffWay way = tipoff_report_item_get (self->item)->way;

  if (way == TIPOFF_WAY_EMAIL)
    tipoff_handover_box_begin_mail (self);
  else if (way == TIPOFF_WAY_WEB_FORM)
    tipoff_handover_box_begin_form (self);
}

static void
bytes_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TipoffHandoverBox) self = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = tipoff_engine_get_bytes_finish (TIPOFF_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    {
      tipoff_handover_box_set_problem (self, _("The report could not be read back. Is the disk full?"));
      return;
    }
  self->bytes = bytes;
  fill (self);
  if (self->begin)
    begin (self);
}

void
tipoff_handover_box_set_item (TipoffHandoverBox *self,
                              TipoffReportItem  *item)
{
  const TipoffOutboxItem *row = item != NULL ? tipoff_report_item_get (item) : NULL;
  gboolean open = row != NULL && row->way != TIPOFF_WAY_HTTPS
                  && (row->state == TIPOFF_STATE_APPROVED || row->state == TIPOFF_STATE_EXPIRED);

  g_return_if_fail (TIPOFF_IS_HANDOVER_BOX (self));

  if (!open)
    item = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), open);
  if (g_set_object (&self->item, item) || (open && g_strcmp0 (self->id, row->id) != 0))
    reset (self);
  if (!open || self->id != NULL)
    return;
  self->id = g_strdup (row->id);
  tipoff_engine_get_bytes_async (self->engine, row->id, self->cancellable, bytes_cb, g_object_ref (self));
}

void
tipoff_handover_box_begin (TipoffHandoverBox *self)
{
  g_return_if_fail (TIPOFF_IS_HANDOVER_BOX (self));

  if (self->item == NULL)
    return;
  if (self->bytes != NULL)
    begin (self);
  else
    self->begin = TRUE;
}

/* -- the object ----------------------------------------------------------------------------- */

static void
tipoff_handover_box_dispose (GObject *object)
{
  TipoffHandoverBox *self = TIPOFF_HANDOVER_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->item);
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->message, tipoff_eml_free);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (tipoff_handover_box_parent_class)->dispose (object);
}

static void
tipoff_handover_box_class_init (TipoffHandoverBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_handover_box_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* For words that come later. */
static TipoffHeading *
add_place (TipoffHandoverBox *self)
{
  GtkWidget *place = g_object_new (TIPOFF_TYPE_HEADING, "accessible-role", GTK_ACCESSIBLE_ROLE_LABEL, "centered", TRUE,
                                   "visible", FALSE, NULL);

  gtk_box_append (GTK_BOX (self->box), place);
  return TIPOFF_HEADING (place);
}

static void
tipoff_handover_box_init (TipoffHandoverBox *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->problem = add_place (self);
  self->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->box), self->steps);
  self->clear = g_object_new (TIPOFF_TYPE_CLEAR_BUTTON, NULL);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->clear));
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->question = new_words ("");
  gtk_widget_add_css_class (self->question, "heading");
  gtk_box_append (GTK_BOX (self->box), self->question);
  self->answers = g_object_new (TIPOFF_TYPE_BUTTON_ROW, NULL);
  gtk_box_append (GTK_BOX (self->box), self->answers);
  self->said = add_place (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
