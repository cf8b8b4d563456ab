/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-background.h"

#include "tipoff-portal.h"
#include "tipoff-report-item.h"
#include "tipoff-words.h"

#include <glib/gi18n.h>

struct _TipoffBackground
{
  GObject         parent_instance;

  GtkApplication *application;    /* borrowed: it owns this */
  TipoffEngine   *engine;
  gboolean        holds;
  gboolean        is_over;        /* the minute is */
  gboolean        ends;           /* another start goes on with it */
  gboolean        is_read;        /* the list of reports, since the last window closed */
  guint           timer;
};

G_DEFINE_FINAL_TYPE (TipoffBackground, tipoff_background, G_TYPE_OBJECT)

/* -- staying -------------------------------------------------------------------------------- */

static void
set_holds (TipoffBackground *self,
           gboolean          holds)
{
  if (self->holds == holds)
    return;
  self->holds = holds;
  if (holds)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

static gboolean
is_to_stay (TipoffBackground *self)
{
  /* What is being written is written first. */
  if (!self->is_read || tipoff_engine_is_busy (self->engine))
    return TRUE;
  if (self->ends)
    return FALSE;
  if (tipoff_background_is_wanted (self->engine))
    return tipoff_engine_get_n_pending (self->engine) > 0;
  return !self->is_over && tipoff_engine_get_n_leaving (self->engine) > 0;
}

static void
update (TipoffBackground *self)
{
  set_holds (self, gtk_application_get_windows (self->application) == NULL && is_to_stay (self));
  if (!self->holds)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static gboolean
over_cb (gpointer user_data)
{
  TipoffBackground *self = user_data;

  self->timer = 0;
  self->is_over = TRUE;
  if (!tipoff_background_is_wanted (self->engine))
    tipoff_engine_stop (self->engine);
  update (self);
  return G_SOURCE_REMOVE;
}

static void
listed_cb (TipoffBackground *self)
{
  self->is_read = TRUE;
  update (self);
}

static void
window_added_cb (TipoffBackground *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  tipoff_engine_resume (self->engine);
  update (self);
}

static void
window_removed_cb (TipoffBackground *self)
{
  if (gtk_application_get_windows (self->application) != NULL)
    return;
  /* The last thing that was done in it may not be in the list yet. */
  self->is_read = FALSE;
  self->is_over = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (1000 * tipoff_engine_get_stay_seconds (self->engine), over_cb, self);
  update (self);
  tipoff_engine_refresh (self->engine);
}

/**
 * tipoff_background_begin:
 *
 * The program was started without a window: it sends what is due, and ends when it need not stay.
 */
void
tipoff_background_begin (TipoffBackground *self)
{
  g_return_if_fail (TIPOFF_IS_BACKGROUND (self));

  window_removed_cb (self);
  tipoff_engine_begin (self->engine);
}

/**
 * tipoff_background_end:
 *
 * The program is about to start anew: what is on its way goes then.
 */
void
tipoff_background_end (TipoffBackground *self)
{
  g_return_if_fail (TIPOFF_IS_BACKGROUND (self));

  self->ends = TRUE;
  tipoff_engine_stop (self->engine);
}

/* -- telling -------------------------------------------------------------------------------- */

/* With the reference, and never with anything of the message: a notification is on the screen for everybody. */
static void
settled_cb (TipoffBackground *self,
            TipoffReportItem *item)
{
  const TipoffOutboxItem *row = tipoff_report_item_get (item);
  GtkWindow *window = gtk_application_get_active_window (self->application);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *words = NULL;

  if (window != NULL && gtk_window_is_active (window))
    return;
  notification = g_notification_new (tipoff_words_state (row));
  words = tipoff_words_state_long (row);
  if (row->reference != NULL)
    {
      /* Translators: the first %s is a whole sentence. */
      g_autofree char *with_reference = g_strdup_printf (_("%s Reference: %s"), words, row->reference);

      g_notification_set_body (notification, with_reference);
    }
  else
    {
      g_notification_set_body (notification, words);
    }
  g_notification_set_default_action (notification, "app.reports");
  g_application_send_notification (G_APPLICATION (self->application), row->id, notification);
}

/* -- being allowed to ----------------------------------------------------------------------- */

gboolean
tipoff_background_is_wanted (TipoffEngine *engine)
{
  g_autofree char *text = tipoff_settings_get_string (tipoff_engine_get_settings (engine), "delivery", "background");

  return g_strcmp0 (text, "yes") == 0;
}

typedef struct
{
  TipoffEngine *engine;
  gboolean      wanted;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->engine);
  g_free (asking);
}

static gboolean
note (const Asking  *asking,
      GError       **error)
{
  TipoffSettings *settings = tipoff_engine_get_settings (asking->engine);

  tipoff_settings_set_string (settings, "delivery", "background", asking->wanted ? "yes" : NULL);
  return tipoff_settings_save (settings, error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) results = tipoff_portal_request_finish (result, &error);
  gboolean granted = FALSE;

  if (results != NULL)
    g_variant_lookup (results, "background", "b", &granted);
  if (asking->wanted && !granted)
    {
      g_task_return_error (task, error != NULL ? error : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                                                                              "The desktop did not allow it"));
      return;
    }
  /* Who wants it no more has it no more, whatever a portal says. */
  g_clear_error (&error);
  if (note (asking, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * tipoff_background_ask_async:
 * @wanted: whether Tipoff is to go on when its window is closed, and to begin with the session
 *
 * By org.freedesktop.portal.Background. Errors: of %G_DBUS_ERROR where there is none, of %G_IO_ERROR where
 * it was refused, of %G_FILE_ERROR where the settings cannot be written.
 */
void
tipoff_background_ask_async (TipoffEngine        *engine,
                             gboolean             wanted,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  static const char *const command[] = { "tipoff", "--background", NULL };
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GVariantDict *options = g_variant_dict_new (NULL);
  Asking *asking = g_new0 (Asking, 1);

  asking->engine = g_object_ref (engine);
  asking->wanted = wanted;
  g_task_set_source_tag (task, tipoff_background_ask_async);
  g_task_set_task_data (task, asking, asking_free);
  g_variant_dict_insert (options, "reason", "s", _("Send reports that wait when there is a network again"));
  g_variant_dict_insert (options, "autostart", "b", wanted);
  g_variant_dict_insert (options, "commandline", "^as", command);
  tipoff_portal_request_async ("org.freedesktop.portal.Background", "RequestBackground", options, NULL, cancellable,
                               answered_cb, task);
}

gboolean
tipoff_background_ask_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- the object ----------------------------------------------------------------------------- */

static void
tipoff_background_dispose (GObject *object)
{
  TipoffBackground *self = TIPOFF_BACKGROUND (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (tipoff_background_parent_class)->dispose (object);
}

static void
tipoff_background_class_init (TipoffBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tipoff_background_dispose;
}

static void
tipoff_background_init (TipoffBackground *self)
{
}

TipoffBackground *
tipoff_background_new (GtkApplication *application,
                       TipoffEngine   *engine)
{
  TipoffBackground *self = g_object_new (TIPOFF_TYPE_BACKGROUND, NULL);

  self->application = application;
  self->engine = g_object_ref (engine);
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (window_removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "listed", G_CALLBACK (listed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  return self;
}
