/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-offer-dialog.h"

#include "tipoff-confirmation.h"
#include "tipoff-heading.h"
#include "tipoff-sender.h"

#include <glib/gi18n.h>

struct _TipoffOfferDialog
{
  AdwWindow      parent_instance;

  TipoffHeading *domain;
  GtkLabel      *privacy;
  GtkLabel      *asked;
  GtkSpinner    *spinner;
  GtkLabel      *problem;
  GtkWidget     *add_button;

  TipoffEngine  *engine;
  TipoffOffer   *offer;
  GCancellable  *cancellable;
};

G_DEFINE_FINAL_TYPE (TipoffOfferDialog, tipoff_offer_dialog, ADW_TYPE_WINDOW)

static const char *
problem_words (const GError *error)
{
  if (g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_NETWORK))
    return _("That website could not be reached. Nothing was added.");
  if (g_error_matches (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_TLS))
    return _("That website cannot prove that it is what it says. Nothing was added.");
  if (error->domain == TIPOFF_DELIVERY_ERROR)
    return _("That website does not confirm this file. Nothing was added.");
  return _("This could not be kept. Is the disk full?");
}

static void
show_problem (TipoffOfferDialog *self,
              const GError      *error)
{
  gtk_label_set_text (self->problem, problem_words (error));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_sensitive (self->add_button, TRUE);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TipoffOfferDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean confirmed = tipoff_confirmation_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  if (!confirmed || !tipoff_offer_keep (self->offer, NULL, &error))
    {
      show_problem (self, error);
      return;
    }
  tipoff_engine_reload_authorities (self->engine);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_cb (TipoffOfferDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_spinner_start (self->spinner);
  tipoff_confirmation_async (self->offer, NULL, self->cancellable, confirmed_cb, g_object_ref (self));
}

static void
tipoff_offer_dialog_dispose (GObject *object)
{
  TipoffOfferDialog *self = TIPOFF_OFFER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->offer, tipoff_offer_free);

  G_OBJECT_CLASS (tipoff_offer_dialog_parent_class)->dispose (object);
}

static void
tipoff_offer_dialog_class_init (TipoffOfferDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_offer_dialog_dispose;

  g_type_ensure (TIPOFF_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-offer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffOfferDialog, domain);
  gtk_widget_class_bind_template_child (widget_class, TipoffOfferDialog, privacy);
  gtk_widget_class_bind_template_child (widget_class, TipoffOfferDialog, asked);
  gtk_widget_class_bind_template_child (widget_class, TipoffOfferDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, TipoffOfferDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, TipoffOfferDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tipoff_offer_dialog_init (TipoffOfferDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

TipoffOfferDialog *
tipoff_offer_dialog_new (GtkWindow    *parent,
                         TipoffEngine *engine,
                         TipoffOffer  *offer)
{
  TipoffOfferDialog *self = g_object_new (TIPOFF_TYPE_OFFER_DIALOG, "transient-for", parent,
                                          "application", gtk_window_get_application (parent), NULL);
  g_autofree char *asked = g_strdup_printf (_("If you add it, Tipoff asks %s for the same file, and adds nothing else."),
                                            offer->confirmed_at);

  self->engine = g_object_ref (engine);
  self->offer = offer;
  tipoff_heading_set_label (self->domain, offer->domain);
  gtk_label_set_text (self->privacy, tipoff_localized_get (offer->privacy, tipoff_engine_get_language (engine)));
  gtk_label_set_text (self->asked, asked);
  return self;
}
