/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-review-page.h"

#include "tipoff-country-row.h"
#include "tipoff-heading.h"
#include "tipoff-ids.h"
#include "tipoff-mask-view.h"
#include "tipoff-private-list.h"
#include "tipoff-reading.h"
#include "tipoff-role-list.h"
#include "tipoff-route-list.h"
#include "tipoff-told-box.h"
#include "tipoff-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* Since the last letter. */
#define OWN_PAUSE_MS 400

struct _TipoffReviewPage
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scrolled;
  TipoffHeading     *title;
  GtkWidget         *practice_box;
  TipoffCountryRow  *country;
  TipoffRouteList   *routes;
  GtkLabel          *note;
  GtkLabel          *privacy;
  TipoffMaskView    *message;
  GtkWidget         *link_label;
  GtkWidget         *cut_label;
  GtkWidget         *hide_button;
  AdwEntryRow       *own;
  GtkWidget         *sender_row;
  GtkSwitch         *sender_known;
  TipoffPrivateList *private_list;
  TipoffRoleList    *roles;
  TipoffToldBox     *told;
  AdwExpanderRow    *bytes_row;
  TipoffReading     *bytes_view;
  GtkWidget         *bytes_cut_label;
  GtkRevealer       *problem_revealer;
  GtkLabel          *problem_label;
  GtkWidget         *send_button;
  GtkLabel          *send_label;

  TipoffEngine      *engine;
  TipoffDraft       *draft;
  guint              harms;
  GCancellable      *cancellable;
  GBytes            *bytes;         /* what is shown, and what Send stores */
  const char        *media_type;
  gboolean           filling;
  guint              own_timeout;
};

enum
{
  SIGNAL_APPROVED,
  SIGNAL_CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TipoffReviewPage, tipoff_review_page, GTK_TYPE_WIDGET)

void
tipoff_review_page_set_engine (TipoffReviewPage *self,
                               TipoffEngine     *engine)
{
  g_return_if_fail (TIPOFF_IS_REVIEW_PAGE (self));

  g_set_object (&self->engine, engine);
}

static void
set_problem (TipoffReviewPage *self,
             const char       *problem)
{
  if (problem != NULL)
    gtk_label_set_text (self->problem_label, problem);
  gtk_revealer_set_reveal_child (self->problem_revealer, problem != NULL);
}

/* -- the bytes ------------------------------------------------------------------------------ */

static void
complete_report (TipoffReviewPage *self,
                 TipoffReport     *report)
{
  const TipoffRoute *route = tipoff_route_list_get_route (self->routes);
  const TipoffAuthority *authority = tipoff_route_list_get_authority (self->routes);

  tipoff_report_set_route (report, authority, route, tipoff_engine_get_language (self->engine));
  tipoff_told_box_apply (self->told, report);
  report->harms = self->harms;
}

static const char *
encode_problem (const GError *error)
{
  if (g_error_matches (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_TOO_LARGE))
    return _("This is too long for one report. Go back and check only the message itself.");
  if (g_error_matches (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN))
    return _("This way does not take such a report. Choose another one above.");
  if (g_error_matches (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NO_IDENTITY))
    return _("This way takes no report without the name and e-mail address of who reports. Choose another one above.");
  return _("The report could not be made. Choose another way above.");
}

static void
encode (TipoffReviewPage *self)
{
  const TipoffRoute *route = tipoff_route_list_get_route (self->routes);
  TipoffReport *report = tipoff_draft_get_report (self->draft);
  const char *problem = tipoff_told_box_get_problem (self->told);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  set_problem (self, problem);
  if (route != NULL)
    {
      complete_report (self, report);
      self->bytes = route->format != NULL
                      ? tipoff_report_encode (report, route->format, route, tipoff_route_list_get_authority (self->routes),
                                              &self->media_type, &error)
                      : tipoff_report_encode_text (report, route, &self->media_type, &error);
      if (self->bytes == NULL)
        set_problem (self, encode_problem (error));
    }
  gtk_widget_set_visible (self->link_label, tipoff_report_masks_link (report));
  gtk_widget_set_visible (GTK_WIDGET (self->bytes_row), self->bytes != NULL);
  gtk_widget_set_sensitive (self->send_button, problem == NULL && self->own_timeout == 0 && self->bytes != NULL);
  if (self->bytes != NULL)
    gtk_widget_set_visible (self->bytes_cut_label, !tipoff_reading_set_bytes (self->bytes_view, self->bytes));
}

/* -- who ------------------------------------------------------------------------------------ */

static const char *
send_label (const TipoffRoute *route)
{
  switch (route->way)
    {
    case TIPOFF_WAY_EMAIL:
      return _("Open the E-mail");
    case TIPOFF_WAY_WEB_FORM:
      return _("Copy the Text and Open Their Website");
    case TIPOFF_WAY_SMS:
    case TIPOFF_WAY_HOTLINE:
      return _("Show Me How");
    case TIPOFF_WAY_HTTPS:
    default:
      return _("Send Report");
    }
}

static void
show_privacy (TipoffReviewPage      *self,
              const TipoffAuthority *authority)
{
  g_autofree char *privacy = authority != NULL
                               ? tipoff_authority_describe_data (authority, tipoff_engine_get_tongue (self->engine)) : NULL;

  gtk_label_set_text (self->privacy, privacy != NULL ? privacy : "");
  gtk_widget_set_visible (GTK_WIDGET (self->privacy), privacy != NULL);
}

static void
show_route (TipoffReviewPage *self)
{
  const TipoffRoute *route = tipoff_route_list_get_route (self->routes);
  const TipoffAuthority *authority = tipoff_route_list_get_authority (self->routes);
  const char *note = NULL;

  gtk_widget_set_visible (self->practice_box, authority != NULL && authority->practice);
  if (route != NULL && route->note != NULL)
    note = tipoff_localized_get (route->note, tipoff_engine_get_language (self->engine));
  else if (route != NULL && route->format == NULL)
    note = route->way == TIPOFF_WAY_WEB_FORM
             ? _("You fill in their form yourself. Tipoff copies the message as shown below, to paste it there.")
             : _("Tipoff cannot do this for you. It shows you the number and the text.");
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  if (route != NULL)
    gtk_label_set_text (self->send_label, send_label (route));
  show_privacy (self, authority);
  encode (self);
  /* Who gets it decides about the marks of links. */
  tipoff_mask_view_update (self->message);
  tipoff_private_list_update (self->private_list);
}

static void
fill_routes (TipoffReviewPage *self)
{
  const TipoffReport *report = tipoff_draft_get_report (self->draft);
  const TipoffMessage *message = g_ptr_array_index (report->c->messages, 0);

  tipoff_route_list_fill (self->routes, self->engine, report->country, tipoff_channel_to_string (message->channel));
  show_route (self);
}

/* -- what it says --------------------------------------------------------------------------- */

/* Everything that shows the report. */
static void
show_report (TipoffReviewPage *self)
{
  tipoff_mask_view_update (self->message);
  tipoff_private_list_update (self->private_list);
  tipoff_role_list_update (self->roles);
  encode (self);
}

static void
masks_changed_cb (TipoffReviewPage *self)
{
  tipoff_private_list_update (self->private_list);
  encode (self);
}

static void
private_changed_cb (TipoffReviewPage *self)
{
  tipoff_mask_view_update (self->message);
  encode (self);
}

static void
roles_changed_cb (TipoffReviewPage *self)
{
  tipoff_mask_view_update (self->message);
  tipoff_private_list_update (self->private_list);
  encode (self);
}

static void
selection_changed_cb (TipoffReviewPage *self)
{
  gtk_widget_set_sensitive (self->hide_button, tipoff_mask_view_has_selection (self->message));
}

static void
hide_cb (TipoffReviewPage *self)
{
  tipoff_mask_view_hide_selection (self->message);
}

static void
told_cb (TipoffReviewPage *self)
{
  if (self->draft != NULL)
    encode (self);
}

/* What the person names is looked for when they pause, not at every letter. */
static gboolean
own_told_cb (gpointer user_data)
{
  TipoffReviewPage *self = user_data;

  self->own_timeout = 0;
  if (self->draft != NULL)
    {
      tipoff_report_set_own (tipoff_draft_get_report (self->draft), gtk_editable_get_text (GTK_EDITABLE (self->own)));
      show_report (self);
    }
  return G_SOURCE_REMOVE;
}

static void
own_changed_cb (TipoffReviewPage *self)
{
  g_clear_handle_id (&self->own_timeout, g_source_remove);
  if (!self->filling)
    {
      /* What is not masked yet must not be sent. */
      gtk_widget_set_sensitive (self->send_button, FALSE);
      self->own_timeout = g_timeout_add (OWN_PAUSE_MS, own_told_cb, self);
    }
}

static void
sender_known_cb (TipoffReviewPage *self)
{
  if (self->filling || self->draft == NULL)
    return;
  tipoff_report_set_sender_known (tipoff_draft_get_report (self->draft), gtk_switch_get_active (self->sender_known));
  show_report (self);
}

static void
country_cb (TipoffReviewPage *self)
{
  TipoffReport *report = self->draft != NULL ? tipoff_draft_get_report (self->draft) : NULL;

  if (report == NULL)
    return;
  g_free (report->country);
  report->country = g_strdup (tipoff_country_row_get_country (self->country));
  fill_routes (self);
}

/* -- sending -------------------------------------------------------------------------------- */

static void
approved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TipoffReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean approved = tipoff_engine_approve_finish (TIPOFF_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->send_button, TRUE);
  if (approved)
    g_signal_emit (self, signals[SIGNAL_APPROVED], 0, tipoff_draft_get_report (self->draft)->id);
  else
    {
      /* Translators: %s says why, in a whole sentence. */
      g_autofree char *problem = g_strdup_printf (_("The report was not sent. %s"), tipoff_words_outbox_error (error));

      set_problem (self, problem);
    }
}

static TipoffOutboxItem *
new_item (TipoffReviewPage *self)
{
  const TipoffRoute *route = tipoff_route_list_get_route (self->routes);
  const TipoffAuthority *authority = tipoff_route_list_get_authority (self->routes);
  TipoffOutboxItem *item = tipoff_outbox_item_new (tipoff_draft_get_report (self->draft), authority, route,
                                                   self->media_type, tipoff_engine_get_tongue (self->engine));

  item->created = tipoff_time_now ();
  item->not_before = item->created + tipoff_engine_get_undo_seconds (self->engine);
  return item;
}

static void
send_cb (TipoffReviewPage *self)
{
  if (self->bytes == NULL)
    return;
  gtk_widget_set_sensitive (self->send_button, FALSE);
  tipoff_engine_approve_async (self->engine, new_item (self), self->bytes, self->cancellable, approved_cb,
                               g_object_ref (self));
}

static void
cancel_cb (TipoffReviewPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

/* -- the page ------------------------------------------------------------------------------- */

/* FALSE where only the beginning is shown. */
static gboolean
set_report (TipoffReviewPage *self,
            TipoffReport     *report)
{
  tipoff_private_list_set_report (self->private_list, report);
  tipoff_role_list_set_report (self->roles, report);
  return tipoff_mask_view_set_report (self->message, report);
}

/* What was told about another message is not told about this one. */
static void
forget_told (TipoffReviewPage   *self,
             const TipoffReport *report)
{
  const TipoffMessage *message = g_ptr_array_index (report->c->messages, 0);

  g_clear_handle_id (&self->own_timeout, g_source_remove);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->own), "");
  gtk_switch_set_active (self->sender_known, report->sender_known);
  self->filling = FALSE;
  gtk_widget_set_visible (self->sender_row, message->sender != NULL);
  tipoff_told_box_reset (self->told, tipoff_verdict_is_number_alone (report->verdict, report->c));
  adw_expander_row_set_expanded (self->bytes_row, FALSE);
}

/**
 * tipoff_review_page_show:
 * @draft: what to report; it gets an id and a time of its own each time it is shown, so that a
 *   report that was taken back and changed is another one
 * @harms: bits of what has happened already
 */
void
tipoff_review_page_show (TipoffReviewPage *self,
                         TipoffDraft      *draft,
                         guint             harms)
{
  TipoffReport *report;

  g_return_if_fail (TIPOFF_IS_REVIEW_PAGE (self));

  report = tipoff_draft_get_report (draft);
  if (draft != self->draft)
    forget_told (self, report);
  /* The views borrow the report: they let go of the old one before the old draft may die. */
  set_report (self, NULL);
  g_set_object (&self->draft, draft);
  self->harms = harms;
  g_free (report->id);
  report->id = tipoff_uuid_new ();
  report->created = tipoff_time_now ();
  tipoff_country_row_fill (self->country, self->engine, report->country);
  /* Before the views have the report, so that they draw it once: who gets it decides about the marks of links. */
  fill_routes (self);
  gtk_widget_set_visible (self->cut_label, !set_report (self, report));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

void
tipoff_review_page_focus (TipoffReviewPage *self)
{
  g_return_if_fail (TIPOFF_IS_REVIEW_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
tipoff_review_page_dispose (GObject *object)
{
  TipoffReviewPage *self = TIPOFF_REVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->own_timeout, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->draft);
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (tipoff_review_page_parent_class)->dispose (object);
}

static void
tipoff_review_page_class_init (TipoffReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tipoff_review_page_dispose;

  signals[SIGNAL_APPROVED] = g_signal_new ("approved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tipoff/Tipoff/tipoff-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, practice_box);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, routes);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, note);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, message);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, link_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, cut_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, hide_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, country);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, privacy);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, own);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, sender_row);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, sender_known);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, private_list);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, roles);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, told);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, bytes_row);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, bytes_view);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, bytes_cut_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, TipoffReviewPage, send_label);
  gtk_widget_class_bind_template_callback (widget_class, show_route);
  gtk_widget_class_bind_template_callback (widget_class, masks_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, private_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, roles_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sender_known_cb);
  gtk_widget_class_bind_template_callback (widget_class, country_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (TIPOFF_TYPE_READING);
  g_type_ensure (TIPOFF_TYPE_HEADING);
  g_type_ensure (TIPOFF_TYPE_MASK_VIEW);
  g_type_ensure (TIPOFF_TYPE_ROUTE_LIST);
  g_type_ensure (TIPOFF_TYPE_COUNTRY_ROW);
  g_type_ensure (TIPOFF_TYPE_PRIVATE_LIST);
  g_type_ensure (TIPOFF_TYPE_ROLE_LIST);
  g_type_ensure (TIPOFF_TYPE_TOLD_BOX);
}

static void
tipoff_review_page_init (TipoffReviewPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
