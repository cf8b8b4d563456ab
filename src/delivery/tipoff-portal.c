/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-portal.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

typedef struct
{
  char            *interface;
  char            *method;
  GVariantDict    *options;
  GUnixFDList     *fds;
  GDBusConnection *bus;
  guint            subscription;
  GSource         *cancelled;
} Request;

static void
request_stop (Request *request)
{
  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  request->subscription = 0;
  if (request->cancelled != NULL)
    {
      g_source_destroy (request->cancelled);
      g_source_unref (request->cancelled);
    }
  request->cancelled = NULL;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  request_stop (request);
  g_clear_object (&request->bus);
  g_clear_object (&request->fds);
  g_variant_dict_unref (request->options);
  g_free (request->interface);
  g_free (request->method);
  g_free (request);
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  g_autoptr (GVariant) results = NULL;
  guint32 response = 2;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (parameters, "(u@a{sv})", &response, &results);
  request_stop (g_task_get_task_data (task));
  if (g_task_get_completed (task))
    return;
  if (response == 0)
    g_task_return_pointer (task, g_steal_pointer (&results), (GDestroyNotify) g_variant_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The portal did not do it");
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  request_stop (g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result,
                                                                               &error);

  /* What was answered before the call returned, or was cancelled, is settled. */
  if (reply == NULL && (request->subscription != 0 || request->cancelled != NULL))
    {
      request_stop (request);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  g_clear_error (&error);
}

static void
call (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autofree char *token = g_strdup_printf ("tipoff%08x", g_random_int ());
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (request->bus) + 1), ".", '_');
  g_autofree char *path = g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);

  /* Before the call, since the answer may be faster. */
  request->subscription = g_dbus_connection_signal_subscribe (request->bus, PORTAL_NAME, "org.freedesktop.portal.Request",
                                                              "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                              response_cb, g_object_ref (task), g_object_unref);
  if (g_task_get_cancellable (task) != NULL)
    {
      request->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
      g_task_attach_source (task, request->cancelled, G_SOURCE_FUNC (cancelled_cb));
    }
  g_variant_dict_insert (request->options, "handle_token", "s", token);
  g_dbus_connection_call_with_unix_fd_list (request->bus, PORTAL_NAME, PORTAL_PATH, request->interface, request->method,
                                            g_variant_new ("(s@a{sv})", "", g_variant_dict_end (request->options)),
                                            G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, request->fds,
                                            g_task_get_cancellable (task), called_cb, g_object_ref (task));
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->bus = g_bus_get_finish (result, &error);
  if (request->bus == NULL)
    g_task_return_error (task, error);
  else
    call (task);
}

/**
 * tipoff_portal_request_async:
 * @interface: such as "org.freedesktop.portal.Email"
 * @method: one that takes a parent window and options
 * @options: (transfer full): without the token of the request
 * @fds: (nullable): what handles in @options point into
 * @cancellable: (nullable): to wait no longer
 * @callback: gets the result
 *
 * Errors: of %G_DBUS_ERROR where there is no such portal, %G_IO_ERROR_FAILED where it or the person refused.
 */
void
tipoff_portal_request_async (const char          *interface,
                             const char          *method,
                             GVariantDict        *options,
                             GUnixFDList         *fds,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, tipoff_portal_request_async);
  g_task_set_task_data (task, request, request_free);
  request->interface = g_strdup (interface);
  request->method = g_strdup (method);
  request->options = options;
  request->fds = fds != NULL ? g_object_ref (fds) : NULL;
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, task);
}

GVariant *
tipoff_portal_request_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
