/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-mail-portal.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Talks with a portal of its own on a bus of its own. */

#define ID "3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Email'><method name='ComposeEmail'>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
  "</method></interface></node>";

typedef struct
{
  GDBusConnection *bus;
  guint32          response;       /* what it answers; 99: nothing */
  GVariant        *options;        /* what it was asked */
  GPtrArray       *attachments;    /* "name=content" */
} Portal;

static void
read_attachments (Portal      *portal,
                  GUnixFDList *fds)
{
  g_autoptr (GVariant) handles = g_variant_lookup_value (portal->options, "attachment_fds", G_VARIANT_TYPE ("ah"));

  for (gsize i = 0; handles != NULL && i < g_variant_n_children (handles); i++)
    {
      gint32 handle;
      g_autofree char *link = NULL, *path = NULL, *content = NULL, *name = NULL;
      int fd;

      g_variant_get_child (handles, i, "h", &handle);
      fd = g_unix_fd_list_get (fds, handle, NULL);
      g_assert_cmpint (fd, >=, 0);
      /* As the real one does: by name, not by the descriptor. */
      link = g_strdup_printf ("/proc/self/fd/%d", fd);
      path = g_file_read_link (link, NULL);
      close (fd);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      name = g_path_get_basename (path);
      g_ptr_array_add (portal->attachments, g_strdup_printf ("%s=%s", name, content));
    }
}

static void
method_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Portal *portal = user_data;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token = NULL;

  g_variant_get (parameters, "(&s@a{sv})", NULL, &portal->options);
  g_assert_true (g_variant_lookup (portal->options, "handle_token", "&s", &token));
  read_attachments (portal, g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation)));
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  /* The answer may come before the call is over. */
  if (portal->response != 99)
    g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                   g_variant_new ("(u@a{sv})", portal->response,
                                                  g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0)), NULL);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
}

static void
portal_start (Portal *portal,
              guint32 response)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  *portal = (Portal) { .response = response, .attachments = g_ptr_array_new_with_free_func (g_free) };
  portal->bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                                   | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                        NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (portal->bus, "/org/freedesktop/portal/desktop", node->interfaces[0], &vtable, portal, NULL,
                                     &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (portal->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 4), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
portal_stop (Portal *portal)
{
  g_dbus_connection_close_sync (portal->bus, NULL, NULL);
  g_clear_object (&portal->bus);
  g_clear_pointer (&portal->options, g_variant_unref);
  g_clear_pointer (&portal->attachments, g_ptr_array_unref);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
compose (const char   *eml,
         const char   *dir,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (eml, strlen (eml));
  g_autoptr (GAsyncResult) result = NULL;

  tipoff_mail_portal_compose_async (bytes, dir, ID, cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tipoff_mail_portal_compose_finish (result, error);
}

static const char *
get_string (Portal     *portal,
            const char *key)
{
  const char *value = NULL;

  g_variant_lookup (portal->options, key, "&s", &value);
  return value;
}

/* A text that is too long for any link arrives whole. */
static void
test_text (void)
{
  g_autofree char *text = g_strnfill (50000, 'x');
  g_autofree char *eml = g_strconcat ("To: Desk <a@example.be>\nSubject: =?utf-8?Q?caf=C3=A9?=\n\n", text, NULL);
  g_autoptr (GError) error = NULL;
  Portal portal;

  portal_start (&portal, 0);
  g_assert_true (compose (eml, "/nowhere", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get_string (&portal, "address"), ==, "a@example.be");
  g_assert_cmpstr (get_string (&portal, "subject"), ==, "café");
  g_assert_cmpstr (get_string (&portal, "body"), ==, text);
  g_assert_cmpuint (portal.attachments->len, ==, 0);
  portal_stop (&portal);
}

static void
test_attachments (void)
{
  const char *eml = "To: a@example.be, b@example.be\nContent-Type: multipart/mixed; boundary=x\n\n"
                    "--x\nContent-Type: text/plain\n\nhello\n--x\nContent-Type: text/plain; name=sms.txt\n\none\n"
                    "--x\nContent-Type: text/plain; name=sms.txt\n\ntwo\n--x--\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("tipoff-portal-XXXXXX", &error);
  g_autofree char *folder = g_build_filename (dir, ID, NULL);
  g_auto (GStrv) addresses = NULL;
  GStatBuf info;
  Portal portal;

  portal_start (&portal, 0);
  g_assert_true (compose (eml, dir, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (portal.options, "addresses", "^as", &addresses));
  g_assert_cmpuint (g_strv_length (addresses), ==, 2);
  g_assert_cmpuint (portal.attachments->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (portal.attachments, 0), ==, "sms.txt=one");
  g_assert_cmpstr (g_ptr_array_index (portal.attachments, 1), ==, "2-sms.txt=two");
  portal_stop (&portal);

  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0077, ==, 0);
  tipoff_mail_portal_forget (dir, ID);
  g_assert_cmpint (g_stat (folder, &info), !=, 0);
  g_rmdir (dir);
}

/* The person closed what the desktop asked, or it has no mail program. */
static void
test_refused (void)
{
  for (guint32 response = 1; response <= 2; response++)
    {
      g_autoptr (GError) error = NULL;
      Portal portal;

      portal_start (&portal, response);
      g_assert_false (compose ("To: a@example.be\n\nhello", "/nowhere", NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      portal_stop (&portal);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Portal portal;

  portal_start (&portal, 99);
  g_timeout_add (100, cancel_cb, cancellable);
  g_assert_false (compose ("To: a@example.be\n\nhello", "/nowhere", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  portal_stop (&portal);
}

/* No portal, no mail, no room: each says so at once. */
static void
test_impossible (void)
{
  g_autoptr (GError) error = NULL;
  Portal portal;

  g_assert_false (compose ("To: a@example.be\n\nhello", "/nowhere", NULL, &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);
  g_clear_error (&error);

  portal_start (&portal, 0);
  g_assert_false (compose ("Subject: to nobody\n\nhello", "/nowhere", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_false (compose ("To: a@example.be\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\n\nmore\n--x--\n",
                           "/proc/nowhere", NULL, &error));
  g_assert_nonnull (error);
  g_assert_null (portal.options);
  portal_stop (&portal);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  /* Before the first that offers it. */
  g_test_add_func ("/delivery/mail-portal/impossible", test_impossible);
  g_test_add_func ("/delivery/mail-portal/text", test_text);
  g_test_add_func ("/delivery/mail-portal/attachments", test_attachments);
  g_test_add_func ("/delivery/mail-portal/refused", test_refused);
  g_test_add_func ("/delivery/mail-portal/cancelled", test_cancelled);
  status = g_test_run ();
  g_test_dbus_down (bus);
  return status;
}
