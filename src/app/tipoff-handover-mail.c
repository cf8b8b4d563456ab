/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-handover-private.h"

#include "tipoff-button-row.h"
#include "tipoff-mail.h"
#include "tipoff-step-button.h"

#include <glib/gi18n.h>

/* By e-mail: the mail program, or webmail step by step. */

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TipoffHandoverBox) self = user_data;
  g_autoptr (GError) error = NULL;

  self->has_tried = tipoff_mail_open_finish (result, &self->way, &error);
  if (self->has_tried || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->webmail == NULL)
    return;
  gtk_widget_set_visible (self->webmail, TRUE);
  tipoff_handover_box_set_problem (self, _("No mail program opened. You can use your mail in the browser instead, step by "
                                           "step, or do the same on another device."));
}

static void
open_mail (TipoffHandoverBox *self,
           TipoffHandover     first)
{
  tipoff_handover_box_set_problem (self, NULL);
  tipoff_mail_open_async (self->bytes, self->id, first, self->cancellable, opened_cb, g_object_ref (self));
}

static void
program_cb (TipoffHandoverBox *self)
{
  TipoffHandover way = TIPOFF_HANDOVER_MAILTO;

  tipoff_handover_get_remembered (tipoff_engine_get_settings (self->engine), &way);
  open_mail (self, way == TIPOFF_HANDOVER_PORTAL ? TIPOFF_HANDOVER_PORTAL : TIPOFF_HANDOVER_MAILTO);
}

static void
draft_cb (TipoffHandoverBox *self)
{
  open_mail (self, TIPOFF_HANDOVER_DRAFT);
}

static void
webmail_cb (TipoffHandoverBox *self)
{
  self->has_tried = TRUE;
  self->way = TIPOFF_HANDOVER_WEBMAIL;
  tipoff_handover_box_set_problem (self, NULL);
  gtk_widget_set_visible (self->webmail, TRUE);
  gtk_widget_child_focus (self->webmail, GTK_DIR_TAB_FORWARD);
}

/* -- step by step --------------------------------------------------------------------------- */

/* Which webmail it is is not ours to know: the browser opens as it always does. */
static void
browser_cb (TipoffStepButton  *step,
            TipoffHandoverBox *self)
{
  g_autoptr (GAppInfo) browser = g_app_info_get_default_for_type ("x-scheme-handler/https", TRUE);
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  if (browser != NULL)
    g_app_info_launch (browser, NULL, G_APP_LAUNCH_CONTEXT (context), NULL);
  tipoff_step_button_set_done (step);
}

static void
copy_cb (TipoffStepButton  *step,
         TipoffHandoverBox *self)
{
  tipoff_clear_button_copy (self->clear, g_object_get_data (G_OBJECT (step), "text"));
  tipoff_step_button_set_done (step);
}

static void
add_step (TipoffHandoverBox *self,
          guint              number,
          const char        *label,
          GCallback          callback,
          const char        *text)
{
  GtkWidget *step = tipoff_step_button_new (number, label);

  g_object_set_data_full (G_OBJECT (step), "text", g_strdup (text), g_free);
  g_signal_connect_object (step, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (self->webmail), step);
}

static void
add_webmail (TipoffHandoverBox *self)
{
  g_auto (GStrv) addresses = tipoff_eml_get_addresses (self->message->to != NULL ? self->message->to : "");
  g_autofree char *address = g_strjoinv (", ", addresses);
  /* Translators: %s is an e-mail address. */
  g_autofree char *copy_address = g_strdup_printf (_("Copy the address, %s, and paste it"), address);
  GtkWidget *last = gtk_label_new (_("Then press Send there, and come back here."));

  self->webmail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->steps), self->webmail);
  add_step (self, 1, _("Open your mail in the browser, and begin a new e-mail there"), G_CALLBACK (browser_cb), NULL);
  add_step (self, 2, copy_address, G_CALLBACK (copy_cb), address);
  add_step (self, 3, _("Copy the subject, and paste it"), G_CALLBACK (copy_cb),
            self->message->subject != NULL ? self->message->subject : "");
  add_step (self, 4, _("Copy the text, and paste it"), G_CALLBACK (copy_cb),
            self->message->text != NULL ? self->message->text : "");
  gtk_label_set_wrap (GTK_LABEL (last), TRUE);
  gtk_label_set_justify (GTK_LABEL (last), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (self->webmail), last);
}

/* -- the ways ------------------------------------------------------------------------------- */

static void
add_way (TipoffHandoverBox *self,
         GtkWidget         *row,
         const char        *label,
         GCallback          callback,
         gboolean           suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  tipoff_button_row_append (TIPOFF_BUTTON_ROW (row), button);
}

void
tipoff_handover_box_fill_mail (TipoffHandoverBox *self)
{
  GtkWidget *row = g_object_new (TIPOFF_TYPE_BUTTON_ROW, NULL);
  TipoffHandover way = TIPOFF_HANDOVER_MAILTO;

  tipoff_handover_get_remembered (tipoff_engine_get_settings (self->engine), &way);
  add_way (self, row, _("Open My _Mail Program"), G_CALLBACK (program_cb),
           way == TIPOFF_HANDOVER_MAILTO || way == TIPOFF_HANDOVER_PORTAL);
  add_way (self, row, _("_Webmail, Step by Step"), G_CALLBACK (webmail_cb), way == TIPOFF_HANDOVER_WEBMAIL);
  add_way (self, row, _("Open as a _Draft File"), G_CALLBACK (draft_cb), way == TIPOFF_HANDOVER_DRAFT);
  gtk_box_append (GTK_BOX (self->steps), row);
  add_webmail (self);
  gtk_widget_set_visible (self->webmail, way == TIPOFF_HANDOVER_WEBMAIL);
}

/* The way that worked the last time comes by itself. */
void
tipoff_handover_box_begin_mail (TipoffHandoverBox *self)
{
  TipoffHandover way = TIPOFF_HANDOVER_MAILTO;

  tipoff_handover_get_remembered (tipoff_engine_get_settings (self->engine), &way);
  if (way == TIPOFF_HANDOVER_WEBMAIL)
    webmail_cb (self);
  else
    open_mail (self, way);
}
