/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For O_PATH, which is what the portal takes. */
#define _GNU_SOURCE
#include "config.h"

#include "tipoff-mail-portal.h"

#include "tipoff-eml.h"
#include "tipoff-ids.h"
#include "tipoff-outbox.h"
#include "tipoff-portal.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* org.freedesktop.portal.Email, version 3. */
typedef struct
{
  TipoffEml *message;
  GPtrArray *paths;   /* of the attachments, in order */
} Compose;

static void
compose_free (gpointer data)
{
  Compose *compose = data;

  g_clear_pointer (&compose->paths, g_ptr_array_unref);
  tipoff_eml_free (compose->message);
  g_free (compose);
}

/* -- attachments ---------------------------------------------------------------------------- */

/* The portal takes files by name: one that is only open has none. */
static gboolean
write_attachments (Compose     *compose,
                   const char  *dir,
                   const char  *id,
                   GError     **error)
{
  g_autofree char *folder = g_build_filename (dir, id, NULL);

  if (compose->message->n_attachments > 0)
    (void) g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < compose->message->n_attachments; i++)
    {
      const TipoffEmlAttachment *attachment = &compose->message->attachments[i];
      g_autoptr (GError) local_error = NULL;
      g_autofree char *path = g_build_filename (folder, attachment->name, NULL);
      gsize length;
      const char *bytes = g_bytes_get_data (attachment->bytes, &length);

      if (g_ptr_array_find_with_equal_func (compose->paths, path, g_str_equal, NULL))
        {
          g_autofree char *name = g_strdup_printf ("%u-%s", i + 1, attachment->name);

          g_free (path);
          path = g_build_filename (folder, name, NULL);
        }
      if (!g_file_set_contents_full (path, length > 0 ? bytes : "", (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                     &local_error))
        {
          g_set_error (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE,
                       "An attachment cannot be written: %s", local_error->message);
          return FALSE;
        }
      g_ptr_array_add (compose->paths, g_steal_pointer (&path));
    }
  return TRUE;
}

/**
 * tipoff_mail_portal_forget:
 * @dir: the folder
 * @id: the report's id
 *
 * Deletes the attachments of a report that has been handed over.
 */
void
tipoff_mail_portal_forget (const char *dir,
                           const char *id)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) entries = NULL;

  g_return_if_fail (tipoff_uuid_is_valid (id));

  folder = g_build_filename (dir, id, NULL);
  entries = g_dir_open (folder, 0, NULL);
  for (const char *name; entries != NULL && (name = g_dir_read_name (entries)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      (void) g_unlink (path);
    }
  (void) g_rmdir (folder);
}

static GUnixFDList *
open_attachments (Compose          *compose,
                  GVariantBuilder  *handles,
                  GError          **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();

  for (guint i = 0; i < compose->paths->len; i++)
    {
      int fd = g_open (g_ptr_array_index (compose->paths, i), O_PATH | O_CLOEXEC, 0);
      int handle = fd >= 0 ? g_unix_fd_list_append (fds, fd, error) : -1;

      if (fd >= 0)
        close (fd);
      else
        g_set_error_literal (error, TIPOFF_DELIVERY_ERROR, TIPOFF_DELIVERY_ERROR_DATABASE, "An attachment is gone");
      if (handle < 0)
        return NULL;
      g_variant_builder_add (handles, "h", handle);
    }
  return g_steal_pointer (&fds);
}

/* -- the talk ------------------------------------------------------------------------------- */

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) results = tipoff_portal_request_finish (result, &error);

  if (results != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GVariantDict *
make_options (Compose      *compose,
              GUnixFDList **fds,
              GError      **error)
{
  const TipoffEml *message = compose->message;
  g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);
  g_auto (GVariantBuilder) handles = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ah"));
  g_auto (GStrv) addresses = tipoff_eml_get_addresses (message->to);

  *fds = open_attachments (compose, &handles, error);
  if (*fds == NULL)
    return NULL;
  /* More than one only since version 2. */
  if (g_strv_length (addresses) == 1)
    g_variant_dict_insert (options, "address", "s", addresses[0]);
  else
    g_variant_dict_insert (options, "addresses", "^as", addresses);
  g_variant_dict_insert (options, "subject", "s", message->subject != NULL ? message->subject : "");
  g_variant_dict_insert (options, "body", "s", message->text);
  if (compose->paths->len > 0)
    g_variant_dict_insert_value (options, "attachment_fds", g_variant_builder_end (&handles));
  return g_steal_pointer (&options);
}

static void
ask (GTask *task)
{
  g_autoptr (GUnixFDList) fds = NULL;
  GError *error = NULL;
  GVariantDict *options = make_options (g_task_get_task_data (task), &fds, &error);

  if (options == NULL)
    g_task_return_error (task, error);
  else
    tipoff_portal_request_async ("org.freedesktop.portal.Email", "ComposeEmail", options, fds, g_task_get_cancellable (task),
                                 answered_cb, g_object_ref (task));
}

/**
 * tipoff_mail_portal_compose_async:
 * @eml: an `eml` report
 * @dir: a folder of the person's own for the attachments
 * @id: the report's id
 * @cancellable: (nullable): to wait no longer
 * @callback: gets the result
 *
 * Asks the desktop for its mail program, with the report in a new message. Errors: of
 * %G_DBUS_ERROR where there is no such portal; %G_IO_ERROR_FAILED where no program opened;
 * %TIPOFF_DELIVERY_ERROR_DATABASE where an attachment cannot be written;
 * %G_IO_ERROR_INVALID_DATA where @eml has no recipient or text.
 */
void
tipoff_mail_portal_compose_async (GBytes              *eml,
                                  const char          *dir,
                                  const char          *id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Compose *compose = g_new0 (Compose, 1);
  GError *error = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (eml, &length);

  g_task_set_source_tag (task, tipoff_mail_portal_compose_async);
  g_task_set_task_data (task, compose, compose_free);
  compose->message = tipoff_eml_read (bytes, length);
  compose->paths = g_ptr_array_new_with_free_func (g_free);
  if (compose->message->to == NULL || *compose->message->to == '\0' || compose->message->text == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The report is no mail with a recipient and a text");
  else if (!write_attachments (compose, dir, id, &error))
    g_task_return_error (task, error);
  else
    ask (task);
}

gboolean
tipoff_mail_portal_compose_finish (GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
