/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-handover-private.h"

#include "tipoff-copy-button.h"
#include "tipoff-qr-view.h"

#include <glib/gi18n.h>
#include <string.h>

/* By the person's phone or browser: a text message, a call, a form. */

static void
add_number (TipoffHandoverBox *self)
{
  const char *number = tipoff_report_item_get (self->item)->address;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (number);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-1");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tipoff_copy_button_new (number, _("Copy the number")));
  gtk_box_append (GTK_BOX (self->steps), box);
}

/* When somebody is there, and what they want to be told about it. */
static void
add_about (TipoffHandoverBox *self)
{
  const TipoffAuthority *authority = NULL;
  const TipoffRoute *route = tipoff_handover_box_get_route (self, &authority);
  const char *language = tipoff_engine_get_language (self->engine);

  if (route != NULL && route->hours != NULL)
    tipoff_handover_box_add_words (self, tipoff_localized_get (route->hours, language));
  if (route != NULL && route->note != NULL)
    gtk_widget_add_css_class (tipoff_handover_box_add_words (self, tipoff_localized_get (route->note, language)), "dim-label");
}

/* The text is one that the authority asks for, and no copy of the message, which is better forwarded. */
static gboolean
is_asked_for (TipoffHandoverBox *self)
{
  const TipoffRoute *route = tipoff_handover_box_get_route (self, NULL);
  g_autoptr (GList) texts = route != NULL && route->text != NULL ? json_object_get_values (route->text) : NULL;

  for (GList *l = texts; l != NULL; l = l->next)
    {
      const char *asked = json_node_get_string (l->data);
      gsize fixed = asked != NULL ? strcspn (asked, "{") : 0;

      if (fixed > 0 && strncmp (self->text, asked, fixed) == 0)
        return TRUE;
    }
  return FALSE;
}

void
tipoff_handover_box_fill_sms (TipoffHandoverBox *self)
{
  const TipoffOutboxItem *row = tipoff_report_item_get (self->item);
  g_autofree char *link = tipoff_handover_sms (row->address, self->text);
  /* Translators: what a picture is for; %s is a number. */
  g_autofree char *label = g_strdup_printf (_("QR code that opens a text message to %s on the phone that scans it"), row->address);
  GtkWidget *code = link != NULL ? tipoff_qr_view_new (link, label) : NULL;

  add_number (self);
  add_about (self);
  tipoff_handover_box_add_words (self, is_asked_for (self)
                                         ? _("Send exactly this text to the number above, from the phone that received it:")
                                         : _("Forward the message on the phone that received it, unchanged, to the number above. "
                                             "Where that does not work, send this text:"));
  tipoff_handover_box_add_text (self, self->text, _("Copy the _Text"));
  if (link == NULL)
    tipoff_handover_box_add_words (self, _("This text is too long for a code that your phone could scan. Forward the message "
                                           "itself on your phone to the number above."));
  if (code == NULL)
    return;
  tipoff_handover_box_add_words (self, _("Or scan this with the phone that received it. The number and the text are filled in; "
                                         "nothing is sent before you press Send there."));
  gtk_box_append (GTK_BOX (self->steps), code);
}

void
tipoff_handover_box_fill_hotline (TipoffHandoverBox *self)
{
  add_number (self);
  add_about (self);
  tipoff_handover_box_add_words (self, _("This is what you can tell them:"));
  tipoff_handover_box_add_text (self, self->text, _("Copy the _Text"));
}

/* -- a form --------------------------------------------------------------------------------- */

static void
website_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TipoffHandoverBox) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tipoff_handover_box_set_problem (self, _("No web browser opened. The text is copied: open their website yourself, with the "
                                           "address below."));
}

/* An address of our own data, never one from a message. */
void
tipoff_handover_box_begin_form (TipoffHandoverBox *self)
{
  const char *address = tipoff_report_item_get (self->item)->address;

  g_return_if_fail (g_str_has_prefix (address, "https://"));

  tipoff_handover_box_set_problem (self, NULL);
  tipoff_clear_button_copy (self->clear, self->text);
  g_app_info_launch_default_for_uri_async (address, NULL, self->cancellable, website_opened_cb, g_object_ref (self));
}

void
tipoff_handover_box_fill_form (TipoffHandoverBox *self)
{
  const char *address = tipoff_report_item_get (self->item)->address;
  GtkWidget *label = tipoff_handover_box_add_words (self, address);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Copy the Text and _Open Their Website"));

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (tipoff_handover_box_begin_form), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->steps), button);
  add_about (self);
  tipoff_handover_box_add_words (self, _("The text is on the clipboard then. Paste it where the form asks for the message."));
}
